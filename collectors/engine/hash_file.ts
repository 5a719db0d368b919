/** SHA-256 of a file, streamed, so that an import can tell a file it has seen from a new one before reading any row. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from '../../warehouse/contracts/errors.ts';

/** Lower-case hex. Throws UsageError when the file cannot be read, and the signal's reason when aborted. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const sum = createHash('sha256');
  try {
    const stream = createReadStream(path, { highWaterMark: 1024 * 1024, signal });
    for await (const chunk of stream) sum.update(chunk as Buffer);
  } catch (cause) {
    signal.throwIfAborted();
    throw new UsageError(`cannot read ${basename(path)}: ${String((cause as NodeJS.ErrnoException).code)}`, {
      cause,
      hint: `Looked for ${path}.`,
    });
  }
  return sum.digest('hex');
}
