/** What a verb prints: data to stdout, everything else to stderr. A reader that goes away (`koc query … | head`) ends the command quietly. */
import { EXIT } from '../../warehouse/contracts/errors.ts';

export interface Output {
  /** Data, as text that already has its line ends or as bytes; waits until the reader has taken it. */
  data(content: string | Uint8Array): Promise<void>;
  /** One JSON document, indented; bigints become numbers, dates ISO text. */
  json(value: unknown): Promise<void>;
  /** A line for the person at the terminal. */
  tell(line: string): void;
  /** Why the command failed; waits until it is written. */
  fail(text: string): Promise<void>;
  /** Replaces the progress line; a no-op unless stderr is a terminal. Null clears it. */
  progress(line: string | null): void;
}

export function makeOutput(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Output {
  const endQuietly = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  };
  stdout.on('error', endQuietly);
  stderr.on('error', endQuietly);
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  const data = (content: string | Uint8Array): Promise<void> => {
    clear();
    return new Promise((resolve) => stdout.write(content, () => resolve()));
  };
  return {
    data,
    json: (value) => data(`${toJson(value)}\n`),
    tell: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    fail: (text) => new Promise((resolve) => stderr.write(text, () => resolve())),
    progress: (line) => {
      if (!stderr.isTTY) return;
      clear();
      if (line === null) return;
      const text = line.slice(0, Math.max(10, stderr.columns - 1));
      stderr.write(text);
      shown = text.length;
    },
  };
}

/** Bigints within the safe range become numbers, larger ones text. */
export function toJson(value: unknown, indent = 2): string {
  const plain = (_key: string, part: unknown): unknown => {
    if (typeof part !== 'bigint') return part;
    return Number.isSafeInteger(Number(part)) ? Number(part) : part.toString();
  };
  return JSON.stringify(value, plain, indent);
}
