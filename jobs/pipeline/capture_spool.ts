/**
 * Where a capture keeps what it sees until it is joined to raw: `.koc/capture/<run>/`, private to the user. It needs no lock of the
 * workspace. Invariant: a line is on its way to the disk when `add` returns, and a file named `.jsonl` is never written again.
 */
import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acquireLock } from '../../warehouse/lock.ts';
import type { CaptureHead, CaptureLine } from './capture_lines.ts';

export const CAPTURE_DIR = join('.koc', 'capture');
export const HEAD_FILE = 'capture.json';
/** Of a file that may still grow, and of one that is whole. */
export const [OPEN_SUFFIX, WHOLE_SUFFIX] = ['.part', '.jsonl'];

/** Bytes after which a new file begins. */
const ROTATE_BYTES = 8 * 1024 * 1024;

export interface CaptureSpool extends AsyncDisposable {
  /** Keeps lines; those of one call stay in one file. */
  add(lines: readonly CaptureLine[]): Promise<void>;
  /** Closes the file under way, so that whoever holds the workspace may join it. */
  rotate(): Promise<void>;
}

/** Name of a capture's lock in `.koc/`: whoever can take it knows that the capture is over. */
export function captureLock(run: string): `capture/${string}.lock` {
  return `capture/${run}.lock`;
}

export async function openSpool(workspaceDir: string, head: CaptureHead): Promise<CaptureSpool> {
  await mkdir(join(workspaceDir, CAPTURE_DIR), { recursive: true, mode: 0o700 });
  const lock = await acquireLock(workspaceDir, { name: captureLock(head.run) });
  const dir = join(workspaceDir, CAPTURE_DIR, head.run);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeFile(join(dir, HEAD_FILE), JSON.stringify(head), { mode: 0o600 });
  let file: FileHandle | null = null;
  let [number, bytes] = [0, 0];
  let last: Promise<void> = Promise.resolve();
  /** One after the other: a line is never cut by another, nor by the end of its file. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  const path = (suffix: string | undefined): string => join(dir, `${String(number).padStart(6, '0')}${suffix}`);
  const close = async (): Promise<void> => {
    if (file === null) return;
    await file.sync();
    await file.close();
    file = null;
    await rename(path(OPEN_SUFFIX), path(WHOLE_SUFFIX));
    number += 1;
    bytes = 0;
  };
  const write = async (lines: readonly CaptureLine[]): Promise<void> => {
    file ??= await open(path(OPEN_SUFFIX), 'wx', 0o600);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await file.writeFile(text);
    bytes += Buffer.byteLength(text);
    if (bytes >= ROTATE_BYTES) await close();
  };
  return {
    add: (lines) => (lines.length === 0 ? last : inTurn(() => write(lines))),
    rotate: () => inTurn(close),
    async [Symbol.asyncDispose]() {
      await inTurn(close);
      await lock[Symbol.asyncDispose]();
    },
  };
}

/** Takes a capture's folder away, once everything in it is part of raw. */
export async function removeSpool(workspaceDir: string, run: string): Promise<void> {
  await rm(join(workspaceDir, CAPTURE_DIR, run), { recursive: true, force: true });
}
