/** Making written files survive a crash before a name points to them: fsync of every file, then of every folder. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Flushes one file or folder to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes everything below a folder, children before parents. */
export async function syncTree(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    await (entry.isDirectory() ? syncTree(path) : syncPath(path));
  }
  await syncPath(dir);
}
