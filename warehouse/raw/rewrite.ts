/** Rewrites one sealed segment beside the old one; the manifest entry decides which of the two counts, so there is no half state. */
import { join } from 'node:path';
import { renameDurably } from '../atomic.ts';
import type { SegmentHeader } from '../contracts/raw.ts';
import { revisedPath } from './layout.ts';
import { PartFile } from './part.ts';
import { readLines } from './reader.ts';
import type { RawSegment, RawStore } from './store.ts';

/** What becomes of lines, by their number from 0: another line, or null = dropped. Lines that are not named stay as they are. */
export type Edits = ReadonlyMap<number, string | null>;

/** Replaces a segment by its edited copy and records the step in the entry's hash chain. Throws IntegrityError for a torn one. */
export async function rewriteSegment(
  raw: RawStore,
  segment: RawSegment,
  edits: Edits,
  editHeader: (header: SegmentHeader) => SegmentHeader,
): Promise<void> {
  const { ref } = segment;
  const { header, batches } = await readLines(raw.dir, ref);
  const path = revisedPath(ref.path);
  const part = await PartFile.create(`${join(raw.dir, path)}.part`, editHeader(header));
  let removed = 0;
  let at = -1;
  try {
    for await (const batch of batches) {
      for (const line of batch) {
        at += 1;
        const edited = edits.get(at);
        if (edited === null) removed += 1;
        else if (part.append(`${edited ?? line}\n`)) await part.flush();
      }
    }
    const { sha256, bytes, records } = await part.seal();
    await renameDurably(part.path, join(raw.dir, path));
    const entry = raw.entryOf(segment.entry);
    await raw.replaceEntry({
      ...entry,
      segments: entry.segments.map((old) => (old.path === ref.path ? { path, sha256, bytes, records } : old)),
      rewrites: [...entry.rewrites, { path, from_sha256: ref.sha256, to_sha256: sha256, at: raw.now(), removed }],
    });
  } catch (error) {
    await part.discard();
    throw error;
  }
}
