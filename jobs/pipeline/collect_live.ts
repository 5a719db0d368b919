/** All passes of one live source in a run: its listing, then posts to be seen again, then authors; each ends in an outcome of its own. */
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { KocError } from '../../warehouse/contracts/errors.ts';
import type { PlannedTask, Window } from '../../warehouse/contracts/live.ts';
import { fellShort, type ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { forgottenKeys } from '../../warehouse/forget.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { type PassInput, runPass } from './collect.ts';
import type { RunContext } from './context.ts';
import { dueAuthors } from './due_authors.ts';
import { duePosts } from './due_posts.ts';
import { syncLake } from './lake.ts';
import { type LiveAsk, type LiveOptions, openLive } from './live.ts';
import { configuredQueries } from './queries.ts';
import { recorder } from './record.ts';
import { endsTheRun } from './source_failure.ts';

/** How the operator narrows a run. */
export interface LiveBounds {
  /** Null = as the marks have it. */
  readonly window: Window | null;
  /** Records a source; null = no limit. */
  readonly limit: number | null;
  /** Folder into which the listing is recorded as a fixture; null = none. */
  readonly recordDir: string | null;
}

type Basics = Omit<PassInput, 'live' | 'side'>;
interface Source {
  readonly source: SourceConfig;
  readonly collector: Collector;
}

/** The passes' last commits, the listing's first. Side passes follow a listing that went well and was not narrowed. */
export async function collectLive(
  ws: Workspace,
  ctx: RunContext,
  of: Source,
  basics: Basics,
  bounds: LiveBounds,
): Promise<ManifestEntry[]> {
  const { source, collector } = of;
  const isFixedWindow = bounds.window !== null;
  const window = bounds.window ?? lastDays(source.live.historyDays, ctx.now());
  const queries = configuredQueries(ws.config, source, collector);
  const listing: LiveAsk = { queries, window, isFixedWindow, limit: bounds.limit };
  const own = isFixedWindow ? { side: { purpose: 'window' as const, cursor: null, keep: async () => {} } } : {};
  const recording = bounds.recordDir === null ? null : await recorder(bounds.recordDir, of, listing, ctx);
  const wire = recording === null ? {} : { wrap: recording.wrap };
  const listed = onePass(ws, ctx, of, { ...basics, ...own }, listing, wire);
  const first = await listed.finally(() => recording?.finish());
  const entries = [first];
  if (isFixedWindow || bounds.limit !== null || first.outcome === null || fellShort(first.outcome)) return entries;
  const { refreshes, backfillDaily } = source.live;
  if (!refreshes && backfillDaily === 0) return entries;
  if (refreshes && !(await isLakeCurrent(ws, ctx, source.id))) return entries;
  const refusing = await forgottenKeys(basics.raw, ['forget', 'opt_out']);
  for (const due of [duePosts, dueAuthors]) {
    const queue = await due(ws, source, collector.meta, ctx.now(), refusing);
    if (queue === null) continue;
    const ask: LiveAsk = {
      queries: queue.queries,
      window: lastDays(queue.historyDays, ctx.now()),
      isFixedWindow: false,
      limit: null,
    };
    const entry = await onePass(ws, ctx, of, { ...basics, side: queue }, ask, {});
    if (entry.asked['left'] === 0) await queue.finish(ctx.now());
    entries.push(entry);
    if (entry.outcome === null || fellShort(entry.outcome)) break;
  }
  return entries;
}

/** Which posts are due is read from the lake, and days may pass between builds. Why it cannot be brought up to date the build will say. */
async function isLakeCurrent(ws: Workspace, ctx: RunContext, sourceId: string): Promise<boolean> {
  try {
    await syncLake(ws, ctx);
    return true;
  } catch (error) {
    if (endsTheRun(error, ctx.signal)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    ctx.log.warn({ source: sourceId, reason }, 'the lake cannot be brought up to date: no post is seen again for now');
    return false;
  }
}

/** What `collectLive` would ask for by its listing, without asking. */
export function planLive(
  ws: Workspace,
  nowMs: number,
  { source, collector }: Source,
  raw: RawStore,
  bounds: LiveBounds,
): readonly PlannedTask[] {
  const queries = configuredQueries(ws.config, source, collector);
  const window = bounds.window ?? lastDays(source.live.historyDays, nowMs);
  const cursor = collector.cursor.safeParse(bounds.window === null ? raw.checkpoint(source.id) : null);
  return collector.plan?.(cursor.success ? cursor.data : null, queries, window) ?? [];
}

async function onePass(
  ws: Workspace,
  ctx: RunContext,
  of: Source,
  input: Omit<PassInput, 'live'>,
  ask: LiveAsk,
  options: LiveOptions,
): Promise<ManifestEntry> {
  await using live = await openLive(ws, ctx, of, ask, options);
  const entry = await runPass({ ...input, live });
  if ('unchanged' in entry) throw new KocError(`source ${of.source.id}: a live source cannot be unchanged`);
  ctx.log.info(
    { source: of.source.id, purpose: input.side?.purpose ?? 'listing', outcome: entry.outcome, ...entry.asked },
    'pass ended',
  );
  return entry;
}

function lastDays(days: number, nowMs: number): Window {
  return { since: nowMs - days * DAY_MS, until: nowMs };
}
