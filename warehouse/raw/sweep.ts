/** Removes what killed runs left in `raw/`: nothing that a manifest entry names is ever touched. Only under the lock. */
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, readdirIfAny, removeTemps } from '../atomic.ts';
import { moveAside } from './aside.ts';
import { isSegmentPath, MANIFEST_DIR, SET_ASIDE_DIR } from './layout.ts';
import type { BrokenEntry } from './manifest.ts';

/** What was taken away: half-written parts, sealed files that no entry names, temporary files, and what was set aside instead. */
export interface Swept {
  readonly parts: number;
  readonly segments: number;
  readonly temps: number;
  readonly setAside: number;
}

export interface SweepScope {
  /** Paths that entries name. */
  readonly named: ReadonlySet<string>;
  /** `<source>/<run>` that are being written now. */
  readonly active: ReadonlySet<string>;
  /** Their runs may have good segments that only the lost entry named: these are set aside, not removed. */
  readonly broken: readonly BrokenEntry[];
  /** Manifest files of commits that later ones have taken in. */
  readonly joined: readonly string[];
}

/** Broken entries are moved last, so that a crash in between does not make their segments look like nobody's. */
export async function sweepRaw(rawDir: string, scope: SweepScope): Promise<Swept> {
  const brokenRuns = new Set(scope.broken.map(({ run }) => run));
  let parts = 0;
  let segments = 0;
  let setAside = 0;
  for await (const { folder, run, path } of segmentFiles(rawDir)) {
    if (scope.named.has(path) || scope.active.has(folder)) continue;
    if (path.endsWith(PART)) {
      await rm(join(rawDir, path), { force: true });
      parts += 1;
    } else if (brokenRuns.has(run)) {
      await moveAside(rawDir, path);
      setAside += 1;
    } else {
      await rm(join(rawDir, path), { force: true });
      segments += 1;
    }
  }
  // Only now that their segments are gone, so that a crash in between leaves nothing that looks like nobody's.
  for (const file of scope.joined) await rm(join(rawDir, MANIFEST_DIR, file), { force: true });
  for (const { file } of scope.broken) {
    await moveAside(rawDir, `${MANIFEST_DIR}/${file}`);
    setAside += 1;
  }
  const temps = (await removeTemps(join(rawDir, MANIFEST_DIR))) + (await removeTemps(join(rawDir, SET_ASIDE_DIR)));
  return { parts, segments, temps, setAside };
}

/** Files named like segments, sealed or not; folders that are left empty go. Whatever else lies there is not ours. */
async function* segmentFiles(rawDir: string) {
  for (const source of await readdirIfAny(rawDir)) {
    if (!source.isDirectory()) continue;
    for (const { name: run } of (await readdirIfAny(join(rawDir, source.name))).filter((entry) =>
      entry.isDirectory(),
    )) {
      const folder = `${source.name}/${run}`;
      for (const file of await readdirIfAny(join(rawDir, folder))) {
        const path = `${folder}/${file.name}`;
        if (isSegmentPath(path.endsWith(PART) ? path.slice(0, -PART.length) : path)) yield { folder, run, path };
      }
      await removeIfEmpty(join(rawDir, folder));
    }
  }
}

async function removeIfEmpty(dir: string): Promise<void> {
  try {
    await rmdir(dir);
  } catch (error) {
    if (!NOT_EMPTY.has(codeOf(error))) throw error;
  }
}

const PART = '.part';
const NOT_EMPTY = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT']);
