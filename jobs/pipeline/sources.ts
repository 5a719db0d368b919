/** Collects the configured sources one after the other; a bad source is told and never ends the run of the others. */
import { join } from 'node:path';
import { loadCollector } from '../../collectors/discover.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { KocError } from '../../warehouse/contracts/errors.ts';
import type { PlannedTask } from '../../warehouse/contracts/live.ts';
import { fellShort, type ManifestEntry, type Outcome } from '../../warehouse/contracts/raw.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { joinWorkspaceCaptures } from './capture_joined.ts';
import { type PassInput, runPass } from './collect.ts';
import { collectLive, type LiveBounds, planLive } from './collect_live.ts';
import type { RunContext } from './context.ts';
import { expireRaw } from './expire.ts';
import { forgottenAccounts } from './forgotten.ts';
import { joinDecisions } from './join_decisions.ts';
import { expireMedia } from './media.ts';
import { isOnlyBrowsed } from './only_browsed.ts';
import type { PassProgress } from './progress.ts';
import { openWorkspaceRaw } from './raw.ts';
import { endsTheRun, sealFailure } from './source_failure.ts';

/** How one source fared. */
export interface SourceResult {
  readonly source: string;
  /** Null: nothing was collected, see `unchanged`, `off`, `browsed` and `error`. */
  readonly outcome: Outcome | null;
  readonly records: number;
  readonly rejected: number;
  /** UTC ms of the newest of these records as it was seen; null = none. */
  readonly observedTo: number | null;
  /** The same input was taken before. */
  readonly unchanged: boolean;
  /** Reaches out and is not acknowledged: the sentence its operator has to agree to. Null = not off. */
  readonly off: string | null;
  /** Seen by a person only, not driven: the command with which it is looked at. Null = not so. */
  readonly browsed: string | null;
  readonly error: { readonly message: string; readonly hint: string | undefined } | null;
  /** Dry run of a source that reaches out: what would be asked for. Null otherwise. */
  readonly planned: readonly PlannedTask[] | null;
}

/** Whether a run that collected these ends with exit code 3. A source that is off or unchanged does not fall short. */
export function someFellShort(results: readonly SourceResult[]): boolean {
  return results.some(({ outcome }) => outcome !== null && fellShort(outcome));
}

export interface CollectOptions {
  /** Ids of sources; absent = all. */
  readonly only?: readonly string[];
  /** Of sources that reach out: an interval instead of what is new, and records a source at most. */
  readonly bounds?: LiveBounds;
  /** True: nobody is asked and nothing is read or written. */
  readonly isDryRun?: boolean;
  readonly onProgress?: (source: string, progress: PassProgress) => void;
}

/** Throws only what ends the run as a whole: an interruption, raw that cannot be opened, a disk that takes no more. */
export async function collectSources(
  ws: Workspace,
  ctx: RunContext,
  options: CollectOptions = {},
): Promise<SourceResult[]> {
  const raw = await openWorkspaceRaw(ws, ctx);
  if (options.isDryRun !== true) {
    await raw.sweep();
    await joinWorkspaceCaptures(ws, ctx, raw);
    await joinDecisions(raw);
    await expireRaw(ctx, raw, ws.config.retention.rawDays);
    await expireMedia(ws.dir, ctx.now());
  }
  const results: SourceResult[] = [];
  for (const source of ws.config.sources) {
    if (options.only !== undefined && !options.only.includes(source.id)) continue;
    results.push(await collectOne(ws, ctx, raw, source, options));
  }
  return results;
}

/** What every pass of this workspace is given, whichever collector runs it. */
export async function passBasics(
  ws: Workspace,
  ctx: RunContext,
  raw: RawStore,
): Promise<Omit<PassInput, 'collector' | 'options' | 'sourceId' | 'onProgress'>> {
  return {
    timezone: ws.config.timezone,
    raw,
    run: ctx.run,
    now: ctx.now,
    log: ctx.log,
    signal: ctx.signal,
    isForgotten: await forgottenAccounts(ws, raw),
    rejectDir: join(ws.dir, 'rejects'),
  };
}

async function collectOne(
  ws: Workspace,
  ctx: RunContext,
  raw: RawStore,
  source: SourceConfig,
  { onProgress, isDryRun = false, bounds = NO_BOUNDS }: CollectOptions,
): Promise<SourceResult> {
  const nothing = {
    source: source.id,
    outcome: null,
    records: 0,
    rejected: 0,
    observedTo: null,
    unchanged: false,
    off: null,
    browsed: null,
    error: null,
    planned: null,
  };
  const startedAt = ctx.now();
  let collector: Collector | null = null;
  try {
    collector = await loadCollector(source.collector);
    if (reachesOut(collector) && !source.acknowledged) return { ...nothing, off: collector.meta.access.terms };
    if (isOnlyBrowsed(source, collector)) return { ...nothing, browsed: `koc capture ${source.id}` };
    const isLive = collector.meta.pace !== null;
    if (isDryRun) {
      return { ...nothing, planned: isLive ? planLive(ws, ctx.now(), { source, collector }, raw, bounds) : [] };
    }
    const basics = {
      ...(await passBasics(ws, ctx, raw)),
      collector,
      options: source.options,
      sourceId: source.id,
      ...(onProgress === undefined ? {} : { onProgress: (progress: PassProgress) => onProgress(source.id, progress) }),
    };
    if (isLive) {
      const ends = await collectLive(ws, ctx, { source, collector }, basics, bounds);
      const commits = raw.entries().filter((entry) => entry.run === ctx.run && entry.source_id === source.id);
      return { ...nothing, outcome: worstEnd(ends), ...sealedIn(commits) };
    }
    const pass = await runPass(basics);
    if ('unchanged' in pass) return { ...nothing, unchanged: true };
    ctx.log.info({ source: source.id, outcome: pass.outcome, ...pass.counts }, 'source collected');
    return { ...nothing, outcome: pass.outcome, ...sealedIn([pass]) };
  } catch (error) {
    if (endsTheRun(error, ctx.signal)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    ctx.log.warn({ source: source.id, reason: message }, 'source failed; the others go on');
    await sealFailure(raw, ctx, source, { collector, startedAt, error });
    const hint = error instanceof KocError ? error.hint : undefined;
    return { ...nothing, outcome: 'failed', error: { message, hint } };
  }
}

const NO_BOUNDS: LiveBounds = { window: null, limit: null, recordDir: null };

/** Of several passes: the first outcome that asks for the operator, else the one that says most. */
function worstEnd(ends: readonly ManifestEntry[]): Outcome | null {
  const outcomes = ends.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  const good = (['capped', 'ok', 'empty'] as const).find((one) => outcomes.includes(one));
  return outcomes.find(fellShort) ?? good ?? null;
}

function sealedIn(commits: readonly ManifestEntry[]): Pick<SourceResult, 'records' | 'rejected' | 'observedTo'> {
  return {
    records: commits.reduce((sum, { counts }) => sum + counts.sealed, 0),
    rejected: commits.reduce((sum, { counts }) => sum + counts.rejected, 0),
    observedTo: commits.reduce<number | null>((newest, { observed_to: at }) => {
      return at === null || (newest !== null && newest >= at) ? newest : at;
    }, null),
  };
}

/** A file import asks nobody for anything; everything else needs its operator's word. */
function reachesOut(collector: Collector): boolean {
  return collector.meta.access.via !== 'export';
}
