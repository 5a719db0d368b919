/**
 * Small pictures of posts, for those who look at posts: `media/<day>/<post_key>.<author_key>.jpg` (0600), by the UTC day they were seen.
 * Invariant: whose a picture is stands in its name, so that it goes with its author; none is shown or kept for longer than `MEDIA_DAYS`.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readdirIfAny, removeTemps, writeFileAtomic } from '../../warehouse/atomic.ts';
import { authorId, recordId } from '../../warehouse/contracts/ids.ts';
import type { RecordKind } from '../../warehouse/contracts/raw.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { Workspace } from '../config/types.ts';
import { parquetIn } from './parquet_files.ts';

/** Days after it was seen last; on the next it is gone. */
export const MEDIA_DAYS = 30;

/** Folder in the workspace. */
export const MEDIA_DIR = 'media';

/** A post's picture as it is kept. */
export interface Thumbnail {
  readonly platform: string;
  readonly kind: RecordKind;
  readonly id: string;
  /** Never unknown: what is nobody's could not be forgotten. */
  readonly authorId: string;
  /** UTC ms of the sight. */
  readonly at: number;
  readonly jpeg: Uint8Array;
}

interface Kept {
  readonly postKey: string;
  readonly authorKey: string;
  /** First moment of its day, UTC ms. */
  readonly day: number;
  readonly path: string;
}

export async function keepThumbnail(
  ws: Pick<Workspace, 'dir' | 'pseudonymise'>,
  { platform, kind, id, authorId: author, at, jpeg }: Thumbnail,
): Promise<void> {
  const postKey = ws.pseudonymise(recordId(platform, kind, id));
  const authorKey = ws.pseudonymise(authorId(platform, author));
  const dir = join(ws.dir, MEDIA_DIR, new Date(at).toISOString().slice(0, 10));
  await mkdir(join(ws.dir, MEDIA_DIR), { recursive: true, mode: 0o700 });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeFileAtomic(join(dir, `${postKey}.${authorKey}.jpg`), jpeg, { mode: 0o600 });
}

/** Paths of the pictures that may still be shown, by post_key; the newest of each. */
export async function thumbnails(workspaceDir: string, nowMs: number): Promise<Map<string, string>> {
  const kept = (await keptIn(workspaceDir)).filter(({ day }) => !isOver(day, nowMs));
  return new Map(kept.toSorted((a, b) => a.day - b.day).map(({ postKey, path }) => [postKey, path]));
}

/** The picture, or null: there is none, or it has just gone. */
export async function readThumbnail(path: string | undefined): Promise<Uint8Array | null> {
  return path === undefined ? null : readFile(path).catch(() => null);
}

/** Removes what was seen `MEDIA_DAYS` ago, and what killed writers left; gives how many. Needs the workspace's lock. */
export async function expireMedia(workspaceDir: string, nowMs: number): Promise<number> {
  await removeTemps(join(workspaceDir, MEDIA_DIR));
  return drop(workspaceDir, ({ day }) => isOver(day, nowMs));
}

/** Removes the pictures of an author's posts; gives how many. */
export async function forgetMedia(workspaceDir: string, authorKey: string): Promise<number> {
  return drop(workspaceDir, (one) => one.authorKey === authorKey);
}

/** Removes pictures of posts that the lake does not hold, or that the platform says are gone; the lake must be up to date. Gives how many. */
export async function sweepMedia(workspaceDir: string): Promise<number> {
  if ((await keptIn(workspaceDir)).length === 0) return 0;
  const there = await postsThere(workspaceDir);
  return drop(workspaceDir, ({ postKey }) => !there.has(postKey));
}

async function postsThere(workspaceDir: string): Promise<Set<string>> {
  const posts = await parquetIn(join(workspaceDir, 'lake', 'posts'));
  if (posts.length === 0) return new Set();
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const keys = [...new Set((await keptIn(workspaceDir)).map(({ postKey }) => literal(postKey)))];
  const rows = await duck.rows(
    `select post_key
     from read_parquet([${posts.map(literal).join(', ')}], hive_partitioning = false)
     where post_key in (${keys.join(', ')})
     group by post_key
     having arg_max(author_key is not null or text_length > 0, observed_at)`,
  );
  return new Set(rows.map((row) => String(row['post_key'])));
}

/** The workbook that shows pictures goes with the first of them. */
async function drop(workspaceDir: string, isMeant: (one: Kept) => boolean): Promise<number> {
  const meant = (await keptIn(workspaceDir)).filter(isMeant);
  if (meant.length === 0) return 0;
  await rm(pictureWorkbook(workspaceDir), { force: true });
  for (const { path } of meant) await rm(path, { force: true });
  return meant.length;
}

/** Where the workbook with pictures lies: outside of exports, which are kept for longer and handed on. */
export function pictureWorkbook(workspaceDir: string): string {
  return join(workspaceDir, MEDIA_DIR, 'koc_shortlist.xlsx');
}

const NAME = /^(?<postKey>[0-9a-f]{32})\.(?<authorKey>[0-9a-f]{32})\.jpg$/u;

async function keptIn(workspaceDir: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const folder of await readdirIfAny(join(workspaceDir, MEDIA_DIR))) {
    const day = folder.isDirectory() ? Date.parse(`${folder.name}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(day)) continue;
    const dir = join(workspaceDir, MEDIA_DIR, folder.name);
    for (const { name } of await readdirIfAny(dir)) {
      const { postKey, authorKey } = NAME.exec(name)?.groups ?? {};
      if (postKey !== undefined && authorKey !== undefined)
        kept.push({ postKey, authorKey, day, path: join(dir, name) });
    }
  }
  return kept;
}

/** Counted from the beginning of its day, so that nothing is kept for a moment longer. */
function isOver(day: number, nowMs: number): boolean {
  return day + MEDIA_DAYS * DAY_MS <= nowMs;
}
