/**
 * Which known posts a source is asked for again: counts and answers grow fast at first and slowly later, so each post is seen at the
 * ages of 1, 3, 7, 14 and 30 days. What is not shown any more becomes `gone`.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
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

const kept = z.object({ cursor: z.unknown() });

/** Null when nothing is due, or the source cannot be asked for single posts. */
export async function duePosts(
  ws: Workspace,
  source: SourceConfig,
  meta: CollectorMeta,
  nowMs: number,
): Promise<SideQueue | null> {
  if (!source.live.refreshes || !meta.queryKinds.includes('post')) return null;
  const name = `source.${source.id}.refresh`;
  const cursor = (await readState(ws.dir, name, kept))?.cursor ?? null;
  const queries = cursor === null ? await dueQueries(ws, source.id, nowMs) : [];
  if (queries.length === 0 && cursor === null) return null;
  return {
    purpose: 'refresh',
    cursor,
    queries,
    historyDays: Math.max(...REFRESH_AGES) + 1,
    keep: (at) => writeState(ws.dir, name, { cursor: at }),
    finish: () => writeState(ws.dir, name, { cursor: null }),
  };
}

/** Posts of this source in the lake that have passed an age since they were last seen; those that are gone already are not asked for. */
async function dueQueries(ws: Workspace, sourceId: string, nowMs: number): Promise<Query[]> {
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
       where source_id = $1 and kind = 'post' and epoch_ms(published_at) > $2
       group by post_key
     ),
     names as (
       select post_key, max(post_id) as post_id
       from read_parquet([${names.map(literal).join(', ')}], hive_partitioning = false)
       group by post_key
     )
     select names.post_id, seen.published_ms
     from seen
     join names on names.post_key = seen.post_key
     where seen.is_there and exists (
       select 1 from (values ${REFRESH_AGES.map((days) => `(${days * DAY_MS})`).join(', ')}) as age(ms)
       where seen.observed_ms < seen.published_ms + age.ms and seen.published_ms + age.ms <= $3
     )
     order by seen.published_ms desc, names.post_id
     limit ${PER_RUN}`,
    [sourceId, BigInt(nowMs - (Math.max(...REFRESH_AGES) + 1) * DAY_MS), BigInt(nowMs)],
  );
  return rows.map((row) => ({
    kind: 'post' as const,
    postId: String(row['post_id']),
    publishedAt: Number(row['published_ms']),
  }));
}
