/**
 * Whose recent posts a source is asked for besides its listing, so that a preference is not judged by the brand's own keyword alone:
 * the candidates of the last publication first, then the people file. Each account at most once a week, so many a day.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import { authorId, handleId } from '../../warehouse/contracts/ids.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { DAY_MS, dayNo } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { readState, writeState } from './live_state.ts';
import { parquetIn } from './parquet_files.ts';
import type { SideQueue } from './side_queue.ts';

/** Days after which an account is asked for again. */
const AGAIN_DAYS = 7;
/** How far back an account is read: the slow half-life of ranking, beyond which a mention hardly counts. */
const BACKFILL_DAYS = 365;

const NOBODY: ReadonlySet<string> = new Set();

/** Cursor of the pass under way with whom it asks for, and when each account was asked for. Keys are pseudonyms. */
const queue = z.object({
  cursor: z.unknown(),
  asking: z.array(z.string()).default([]),
  done: z.record(z.string(), z.int()).default({}),
});

/** Null when nobody is due today, or the source cannot be asked for authors. `refusing`: author_keys of whoever is never asked for. */
export async function dueAuthors(
  ws: Workspace,
  source: SourceConfig,
  meta: CollectorMeta,
  nowMs: number,
  refusing: ReadonlySet<string> = NOBODY,
): Promise<SideQueue | null> {
  const { backfillDaily } = source.live;
  if (backfillDaily === 0 || meta.platform === null || !meta.queryKinds.includes('author')) return null;
  const name = `source.${source.id}.backfill`;
  const known = (await readState(ws.dir, name, queue)) ?? queue.parse({ cursor: null });
  const isCut = known.cursor !== null;
  const today = dayNo(nowMs, ws.offset);
  const spent = Object.values(known.done).filter((at) => dayNo(at, ws.offset) === today).length;
  const isDue = ({ key, accountKey = key }: Account) =>
    !refusing.has(key) && !refusing.has(accountKey) && (known.done[key] ?? 0) < nowMs - AGAIN_DAYS * DAY_MS;
  const wanted = isCut ? [] : await accountsOf(ws, meta);
  const accounts = wanted.filter(isDue).slice(0, Math.max(0, backfillDaily - spent));
  if (accounts.length === 0 && !isCut) return null;
  const asking = isCut ? known.asking : accounts.map(({ key }) => key);
  return {
    purpose: 'backfill',
    cursor: known.cursor,
    queries: accounts.map(({ id, handle }): Query => ({ kind: 'author', authorId: id, handle })),
    historyDays: BACKFILL_DAYS,
    keep: (cursor) => writeState(ws.dir, name, { ...known, asking, cursor }),
    finish: async (at) => {
      const recent = Object.entries(known.done).filter(([, when]) => when > at - AGAIN_DAYS * DAY_MS);
      const done = { ...Object.fromEntries(recent), ...Object.fromEntries(asking.map((key) => [key, at])) };
      await writeState(ws.dir, name, { cursor: null, asking: [], done });
    },
  };
}

/** Notes accounts whose own lists of posts were seen otherwise, so that they are not asked for again this week. UTC ms. */
export async function noteListed(
  ws: Pick<Workspace, 'dir' | 'pseudonymise'>,
  sourceId: string,
  platform: string,
  listed: readonly { readonly id: string | null; readonly handle: string | null; readonly at: number }[],
): Promise<void> {
  if (listed.length === 0) return;
  const name = `source.${sourceId}.backfill`;
  const known = (await readState(ws.dir, name, queue)) ?? queue.parse({ cursor: null });
  const newest = Math.max(...listed.map(({ at }) => at));
  const recent = Object.entries(known.done).filter(([, when]) => when > newest - AGAIN_DAYS * DAY_MS);
  const done = Object.fromEntries(recent);
  for (const { id, handle, at } of listed) {
    const names = [id === null ? null : authorId(platform, id), handle === null ? null : handleId(platform, handle)];
    for (const one of names) {
      if (one === null) continue;
      const key = ws.pseudonymise(one);
      done[key] = Math.max(at, done[key] ?? 0);
    }
  }
  await writeState(ws.dir, name, { ...known, done });
}

interface Account {
  /** Pseudonym. */
  readonly key: string;
  /** The author_key, where the key is another and the id is not known for sure. */
  readonly accountKey?: string;
  readonly id: string | null;
  readonly handle: string | null;
}

/** Candidates first, then the people file where the terms allow it; each once. */
async function accountsOf(ws: Workspace, { platform, joinsPeople }: CollectorMeta): Promise<readonly Account[]> {
  if (platform === null) return [];
  const wanted = [...(await candidates(ws, platform)), ...(joinsPeople === false ? [] : watched(ws, platform))];
  return [...new Map(wanted.map((account) => [account.key, account])).values()];
}

function watched(ws: Workspace, platform: string): Account[] {
  return ws.config.people
    .filter((person) => person.platform === platform)
    .map(({ id, handle }) => ({
      key: ws.pseudonymise(id === null ? handleId(platform, handle ?? '') : authorId(platform, id)),
      // On platforms whose accounts are told apart by name, refusals are known by it.
      accountKey: ws.pseudonymise(authorId(platform, id ?? handle ?? '')),
      id,
      handle,
    }));
}

/** Of the last publication, best first; none before the first, or where what is published tells nobody apart. */
async function candidates(ws: Workspace, platform: string): Promise<Account[]> {
  const who = await parquetIn(join(ws.dir, 'identity', 'identity_authors'));
  const listed = await parquetIn(join(ws.dir, 'exports', 'current', 'parquet', 'koc_candidates'));
  if (who.length === 0 || listed.length === 0 || ws.config.publish.identity.parquet === 'aggregate') return [];
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `with weeks as (
       select author_key, iso_week, rank, koc_score
       from read_parquet([${listed.map(literal).join(', ')}], hive_partitioning = false, union_by_name = true)
     ),
     best as (
       select author_key, min(rank) as rank, max(koc_score) as koc_score
       from weeks where iso_week = (select max(iso_week) from weeks) group by author_key
     )
     select best.author_key, who.author_id, arg_max(who.author_name, who.observed_at) as author_name
     from best
     join read_parquet([${who.map(literal).join(', ')}], hive_partitioning = false) as who on who.author_key = best.author_key
     where who.platform = $1
     group by best.author_key, who.author_id, best.rank, best.koc_score
     order by best.rank nulls last, best.koc_score desc nulls last, best.author_key`,
    [platform],
  );
  return rows.map((row) => ({
    key: String(row['author_key']),
    id: String(row['author_id']),
    handle: row['author_name'] === null ? null : String(row['author_name']),
  }));
}
