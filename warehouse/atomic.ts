/** Durable changes of single files: a reader sees the old whole or the new whole, also after kill −9 or a power cut. */
import { mkdir, open, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

const SUFFIX = '.tmp';
let made = 0;

/** A name beside `path` that no other live process or thread uses; `removeTemps` finds it when its maker was killed. */
export function tempPath(path: string): string {
  made += 1;
  return join(dirname(path), `.${basename(path)}.${process.pid}-${threadId}-${made}${SUFFIX}`);
}

/** Flushes a file, or the names in a folder (renames, unlinks), to the disk. A no-op where folders cannot be synced. */
export async function syncPath(path: string): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (NOT_SYNCABLE.has(codeOf(error))) return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    if (!NOT_SYNCABLE.has(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

/** Files that are flushed at a time: a disk takes some together faster than one after the other. */
const SYNCED_AT_ONCE = 16;

/** Flushes everything below a folder, children before parents. */
export async function syncTree(dir: string): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await syncTree(join(dir, entry.name));
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(dir, entry.name));
  for (let from = 0; from < files.length; from += SYNCED_AT_ONCE)
    await Promise.all(files.slice(from, from + SYNCED_AT_ONCE).map(syncPath));
  await syncPath(dir);
}

/** Renames within one file system and makes it durable; an existing `to` is replaced at once. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncPath(dirname(to));
}

/** Writes the whole file or nothing; missing folders are made. `mode` (e.g. 0o600) holds from the first byte. */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  options: { readonly mode?: number } = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temp = tempPath(path);
  try {
    const handle = await open(temp, 'wx', options.mode ?? 0o666);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameDurably(temp, path);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}

/** Points the symlink `path` at `target` (kept as given, so relative stays relative) without a moment in which it is missing. */
export async function symlinkAtomic(target: string, path: string): Promise<void> {
  const temp = tempPath(path);
  try {
    await symlink(target, temp);
    await renameDurably(temp, path);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}

/** Removes what killed writers left under `dir`, at any depth; returns how many. Only under the workspace's lock. */
export async function removeTemps(dir: string): Promise<number> {
  let removed = 0;
  for (const entry of await readdirIfAny(dir)) {
    const path = join(dir, entry.name);
    if (entry.name.startsWith('.') && entry.name.endsWith(SUFFIX)) {
      await rm(path, { force: true, recursive: true });
      removed += 1;
    } else if (entry.isDirectory()) {
      removed += await removeTemps(path);
    }
  }
  return removed;
}

/** Entries of a folder in name order; none when it does not exist. */
export async function readdirIfAny(dir: string) {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The system's error code ("ENOENT"), or '' when it is some other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const NOT_SYNCABLE = new Set(['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EBADF']);
