/** Deletes what was derived from raw and may still hold a forgotten person; everything here comes back from raw. */
import { readlink, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf, readdirIfAny, removeTemps } from './atomic.ts';
import type { RawStore } from './raw/store.ts';

/**
 * Removes parts of `lake/` and `identity/` made from segments that are no longer part of raw, all of `builds/` and `rejects/`,
 * and temporary files. Returns how many files of lake and identity went. `exports/` stays, so that readers have something.
 */
export async function dropDerived(workspaceDir: string, raw: RawStore): Promise<number> {
  const current = raw.segments().map(({ ref }) => ref.sha256);
  let removed = 0;
  for (const room of ['lake', 'identity']) removed += await dropStale(join(workspaceDir, room), current);
  for (const room of ['builds', 'rejects']) await rm(join(workspaceDir, room), { recursive: true, force: true });
  await removeTemps(workspaceDir);
  return removed;
}

/**
 * Removes all exports but the one that `current` points to, which must have been published after `dropDerived`. Without
 * `keepCurrent` (nothing could be published) `current` goes too.
 */
export async function dropOldExports(
  workspaceDir: string,
  options: { readonly keepCurrent: boolean },
): Promise<number> {
  const dir = join(workspaceDir, 'exports');
  const link = join(dir, 'current');
  if (!options.keepCurrent) await rm(link, { force: true });
  const kept = options.keepCurrent ? await targetOf(link) : null;
  let removed = 0;
  for (const { name } of await readdirIfAny(dir)) {
    if (name === kept || name === 'current') continue;
    await rm(join(dir, name), { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

/** Part names hold the beginning of their segment's hash before a `-`; folders that are called otherwise are looked into. */
async function dropStale(dir: string, current: readonly string[]): Promise<number> {
  let removed = 0;
  for (const entry of await readdirIfAny(dir)) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      removed += await dropStale(path, current);
      continue;
    }
    const segment = SEGMENT_IN_NAME.exec(entry.name)?.[1];
    if (segment === undefined || current.some((sha256) => sha256.startsWith(segment))) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

const SEGMENT_IN_NAME = /(?:^|\.)([0-9a-f]{12,64})-/u;

async function targetOf(link: string): Promise<string | null> {
  try {
    return basename(await readlink(link));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
