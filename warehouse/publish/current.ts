/** The pointer `exports/current` and the runs behind it. Readers see the old run or the new one, whole, at any moment. */
import { readdir, readlink, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf, symlinkAtomic } from '../atomic.ts';

/** Ends the names of what is not finished or no longer valid. */
export const PART = '.part';
const CURRENT = 'current';

/** Run that `current` points to; null when nothing has been published. */
export async function currentRun(exportsDir: string): Promise<string | null> {
  try {
    return basename(await readlink(join(exportsDir, CURRENT)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Points `current` to a finished run by a relative link and one rename. */
export async function pointCurrentTo(exportsDir: string, run: string): Promise<void> {
  await symlinkAtomic(run, join(exportsDir, CURRENT));
}

/** Removes what killed runs left. Only the holder of the workspace's lock may call this. */
export async function removeParts(exportsDir: string): Promise<void> {
  for (const entry of await readdir(exportsDir))
    if (entry.endsWith(PART)) await rm(join(exportsDir, entry), { recursive: true, force: true });
}

/**
 * Removes the oldest runs until `keepRuns` are left; never the current one or one younger than it. A run loses its name
 * before its files, so that no half run can be found.
 *
 * @returns the removed runs, oldest first.
 */
export async function pruneRuns(exportsDir: string, keepRuns: number): Promise<string[]> {
  const current = await currentRun(exportsDir);
  const runs = (await readdir(exportsDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(PART))
    .map((entry) => entry.name)
    .sort();
  const surplus = runs.slice(0, Math.max(0, runs.length - keepRuns));
  const pruned = surplus.filter((run) => current !== null && run < current);
  for (const run of pruned) {
    const gone = join(exportsDir, `${run}${PART}`);
    await rename(join(exportsDir, run), gone);
    await rm(gone, { recursive: true, force: true });
  }
  return pruned;
}
