/** What was found bad lies in `raw/set_aside/` beside a `.reason.json`; a reason without its segment in place keeps it out of raw. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, readdirIfAny, renameDurably, writeFileAtomic } from '../atomic.ts';
import { type SegmentRef, sha256Hex } from '../contracts/raw.ts';
import { SET_ASIDE_DIR } from './layout.ts';

const REASON = '.reason.json';
const reasonFile = z.object({ path: z.string(), sha256: sha256Hex });

/** Name in `set_aside/` of a file that lay at `path` below `raw/`. No name of a source or run holds a `~`. */
export function asideName(path: string): string {
  return path.replaceAll('/', '~');
}

/** Segments set aside so far: path → hash that the manifest expects. An unreadable reason counts as none. */
export async function loadAside(rawDir: string): Promise<Map<string, string>> {
  const aside = new Map<string, string>();
  for (const { name } of await readdirIfAny(join(rawDir, SET_ASIDE_DIR))) {
    if (!name.endsWith(REASON) || name.startsWith('.')) continue;
    const reason = reasonFile.safeParse(jsonOrNull(await readFile(join(rawDir, SET_ASIDE_DIR, name), 'utf8')));
    if (reason.success) aside.set(reason.data.path, reason.data.sha256);
  }
  return aside;
}

/** Writes why a segment does not count; `at` in UTC ms. */
export async function saveReason(rawDir: string, ref: SegmentRef, fault: string, at: number): Promise<void> {
  const { path, sha256, records } = ref;
  const reason = { path, sha256, records, reason: fault, at };
  await writeFileAtomic(join(rawDir, SET_ASIDE_DIR, `${asideName(path)}${REASON}`), `${JSON.stringify(reason)}\n`);
}

/** Forgets the reason, when the segment is whole again. */
export async function dropReason(rawDir: string, ref: Pick<SegmentRef, 'path'>): Promise<void> {
  await rm(join(rawDir, SET_ASIDE_DIR, `${asideName(ref.path)}${REASON}`), { force: true });
}

/** Moves `raw/<path>` to `set_aside/`; a file that is missing is nothing to move. */
export async function moveAside(rawDir: string, path: string): Promise<void> {
  await mkdir(join(rawDir, SET_ASIDE_DIR), { recursive: true });
  try {
    await renameDurably(join(rawDir, path), join(rawDir, SET_ASIDE_DIR, asideName(path)));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Deletes the files themselves and keeps the reasons: they may hold words of a person who asked to be forgotten. */
export async function purgeAside(rawDir: string): Promise<number> {
  let purged = 0;
  for (const { name } of await readdirIfAny(join(rawDir, SET_ASIDE_DIR))) {
    if (name.endsWith(REASON)) continue;
    await rm(join(rawDir, SET_ASIDE_DIR, name), { force: true, recursive: true });
    purged += 1;
  }
  return purged;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
