/**
 * Which known posts a source is asked for again: counts and answers grow fast at first and slowly later, so each post is seen at the
 * ages of 1, 3, 7, 14 and 30 days. What is not shown any more becomes `gone`.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import { recordId } from '../../warehouse/contracts/ids.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { readState, writeState } from './live_state.ts';
import { parquetIn } from './parquet_files.ts';
import type { SideQueue } from './side_queue.ts';

/** Ages in days at which a post is seen again. */
export const REFRESH_AGES = [1, 3, 7, 14, 30] as const;
/** Posts a run, the newest first; the rest is due still. */
const PER_RUN = 500;

/** Cursor of the pass under way with what it asks for, and when each post was asked for. Keys are pseudonyms. */
const queue = z.object({
  cursor: z.unknown(),
  asking: z.array(z.string()).default([]),
  asked: z.record(z.string(), z.int()).default({}),
});

/** Null when nothing is due, or the source cannot be asked for single posts. Reads the lake as it stands. */
export async function duePosts(
  ws: Workspace,
  source: SourceConfig,
  meta: CollectorMeta,
  nowMs: number,
): Promise<SideQueue | null> {
  if (!source.live.refreshes || !meta.queryKinds.includes('post')) return null;
  const name = `source.${source.id}.refresh`;
  const known = (await readState(ws.dir, name, queue)) ?? queue.parse({ cursor: null });
  const isCut = known.cursor !== null;
  const due = isCut ? [] : (await recentPosts(ws, source.id, nowMs)).filter((post) => isDue(post, known.asked, nowMs));
  if (due.length === 0 && !isCut) return null;
  const posts = due.slice(0, PER_RUN);
  const asking = isCut ? known.asking : posts.map(({ key }) => key);
  return {
    purpose: 'refresh',
    cursor: known.cursor,
    queries: posts.map(({ id, publishedAt }): Query => ({ kind: 'post', postId: id, publishedAt })),
    historyDays: KEPT_DAYS,
    keep: (cursor) => writeState(ws.dir, name, { ...known, asking, cursor }),
    finish: async (at) => {
      const recent = Object.entries(known.asked).filter(([, when]) => when > at - KEPT_DAYS * DAY_MS);
      const asked = { ...Object.fromEntries(recent), ...Object.fromEntries(asking.map((key) => [key, at])) };
      await writeState(ws.dir, name, { cursor: null, asking: [], asked });
    },
  };
}

/** Notes posts that were opened otherwise, so that they are not asked for again at the same age. UTC ms. */
export async function notePosts(
  ws: Pick<Workspace, 'dir' | 'pseudonymise'>,
  sourceId: string,
  platform: string,
  opened: readonly { readonly id: string; readonly at: number }[],
): Promise<void> {
  if (opened.length === 0) return;
  const name = `source.${sourceId}.refresh`;
  const known = (await readState(ws.dir, name, queue)) ?? queue.parse({ cursor: null });
  const keys = opened.map(({ id, at }) => [ws.pseudonymise(recordId(platform, 'post', id)), at] as const);
  await writeState(ws.dir, name, { ...known, asked: { ...known.asked, ...Object.fromEntries(keys) } });
}

const KEPT_DAYS = Math.max(...REFRESH_AGES) + 1;

interface SeenPost {
  /** Pseudonym. */
  readonly key: string;
  readonly id: string;
  /** UTC ms, both. */
  readonly publishedAt: number;
  readonly observedAt: number;
}

/** Whether it has passed an age since it was last seen or asked for: what a source cannot show is not asked for day after day. */
function isDue({ key, publishedAt, observedAt }: SeenPost, asked: Readonly<Record<string, number>>, nowMs: number) {
  const last = Math.max(observedAt, asked[key] ?? 0);
  return REFRESH_AGES.some((days) => last < publishedAt + days * DAY_MS && publishedAt + days * DAY_MS <= nowMs);
}

/** Posts of this source in the lake, the newest first; those that are gone already are left out. */
async function recentPosts(ws: Workspace, sourceId: string, nowMs: number): Promise<SeenPost[]> {
  const posts = await parquetIn(join(ws.dir, 'lake', 'posts'));
  const names = await parquetIn(join(ws.dir, 'identity', 'identity_posts'));
  if (posts.length === 0 || names.length === 0) return [];
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `with seen as (
       select
         post_key,
         epoch_ms(max(published_at)) as published_ms,
         epoch_ms(max(observed_at)) as observed_ms,
         arg_max(author_key is not null or text_length > 0, observed_at) as is_there
       from read_parquet([${posts.map(literal).join(', ')}], hive_partitioning = false)
       where source_id = $1 and kind = 'post'
       group by post_key
       having epoch_ms(max(published_at)) > $2
     ),
     names as (
       select post_key, max(post_id) as post_id
       from read_parquet([${names.map(literal).join(', ')}], hive_partitioning = false)
       group by post_key
     )
     select seen.post_key, names.post_id, seen.published_ms, seen.observed_ms
     from seen
     join names on names.post_key = seen.post_key
     where seen.is_there
     order by seen.published_ms desc, names.post_id`,
    [sourceId, BigInt(nowMs - KEPT_DAYS * DAY_MS)],
  );
  return rows.map((row) => ({
    key: String(row['post_key']),
    id: String(row['post_id']),
    publishedAt: Number(row['published_ms']),
    observedAt: Number(row['observed_ms']),
  }));
}
