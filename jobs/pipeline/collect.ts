/**
 * Runs one pass of a collector into raw. A pass becomes part of raw whole or, for live sources, batch by batch with its cursor;
 * a file that was imported before under the same mapping changes nothing.
 */
import { join } from 'node:path';
import { loadCollector } from '../../collectors/discover.ts';
import type { Collector, Log } from '../../warehouse/contracts/collector.ts';
import { EXIT, KocError, UsageError } from '../../warehouse/contracts/errors.ts';
import type { ManifestEntry, Outcome } from '../../warehouse/contracts/raw.ts';
import { joinCommits } from '../../warehouse/raw/join.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { OpenLive } from './live.ts';
import type { PassProgress } from './progress.ts';
import { RejectFile } from './reject_file.ts';

export interface PassInput {
  readonly collector: Collector;
  /** The `with:` block; paths in it are absolute. */
  readonly options: unknown;
  readonly sourceId: string;
  /** IANA zone of the workspace, for times that carry none. */
  readonly timezone: string;
  readonly raw: RawStore;
  readonly run: string;
  /** UTC ms. */
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PassProgress) => void;
  readonly isForgotten: (platform: string, authorId: string) => boolean;
  /** Folder of `<source_id>-<run>.jsonl` files. */
  readonly rejectDir: string;
  /** Of sources that reach out. */
  readonly live?: OpenLive;
  /** A pass beside the source's own listing; it leaves the listing's checkpoint alone and keeps its own. */
  readonly side?: SidePass;
}

/** Passes of a source besides its listing. Their cursors may name people or posts, so they stand outside of raw. */
export interface SidePass {
  /** `window`: an interval that the operator asked for; `backfill`: recent posts of authors; `refresh`: known posts again. */
  readonly purpose: 'window' | 'backfill' | 'refresh';
  /** What a pass that was cut left behind; null = nothing. */
  readonly cursor: unknown;
  /** Keeps the cursor once the records before it are sealed. */
  readonly keep: (cursor: unknown) => Promise<void>;
}

/** The same input was taken before, in that run; nothing was written. */
export interface Unchanged {
  readonly unchanged: true;
  readonly run: string;
}

/**
 * Gives the pass's last commit. Throws UsageError for wrong options or too many bad rows, and a KocError with exit code 130 when
 * aborted; then nothing uncommitted is kept.
 */
export async function runPass(input: PassInput): Promise<ManifestEntry | Unchanged> {
  const { collector, sourceId, raw, run, now, signal } = input;
  const { meta } = collector;
  const options = parseOptions(input);
  const context = {
    ...(await collector.context(options, { timezone: input.timezone })),
    ...(input.side?.purpose === 'backfill' ? { coverage: 'full' } : {}),
  };
  const inputs = await inputsOf(input, options, context);
  const known = inputs === null ? undefined : sameInputs(input, inputs);
  if (known !== undefined) return { unchanged: true, run: known.run };

  const startedAt = now();
  const nothingYet = { records: 0, rejected: 0, readBytes: 0, totalBytes: null, pages: null, waitingUntil: null };
  const progress: Omit<PassProgress, 'at'> = { startedAt, ...nothingYet };
  const report = () => input.onProgress?.({ ...progress, at: now() });
  const { live, side } = input;
  if (live !== undefined) {
    live.listener = (told) => {
      Object.assign(progress, told);
      report();
    };
  }
  const purpose = side === undefined ? {} : { purpose: side.purpose };
  const rejects = new RejectFile(join(input.rejectDir, `${sourceId}-${run}.jsonl`));
  const pass = raw.beginPass({
    run,
    sourceId,
    collector: meta.name,
    collectorVersion: meta.version,
    context,
    startedAt,
    isForgotten: input.isForgotten,
  });
  try {
    const batches = collector.collect({
      sourceId,
      options,
      context,
      cursor: side === undefined ? cursorOf(input, raw.checkpoint(sourceId)) : cursorOf(input, side.cursor),
      now,
      log: input.log,
      signal,
      reject: (reject) => rejects.add(reject),
      progress: (readBytes, totalBytes) => Object.assign(progress, { readBytes, totalBytes }),
      live: live?.pass ?? null,
    });
    const commits: ManifestEntry[] = [];
    let uncommitted = 0;
    for (;;) {
      const next = await batches.next();
      if (next.done) {
        await rejects.close();
        const { outcome, asked, cursor = null } = next.value;
        const last = await pass.end({
          outcome,
          asked: { ...asked, ...inputs, ...purpose },
          rejected: uncommitted,
          cursor: side === undefined ? cursor : null,
          platforms: live !== undefined && meta.platform !== null ? [meta.platform] : [],
        });
        await side?.keep(cursor);
        report();
        return joinCommits(raw, [...commits, last]);
      }
      signal.throwIfAborted();
      const { records, cursor, rejected } = next.value;
      await pass.write(records);
      await rejects.flush();
      uncommitted += rejected;
      if (cursor !== null) {
        commits.push(await pass.commit(side === undefined ? cursor : null, { rejected: uncommitted, asked: purpose }));
        await side?.keep(cursor);
        uncommitted = 0;
      }
      Object.assign(progress, { records: progress.records + records.length, rejected: progress.rejected + rejected });
      report();
    }
  } catch (error) {
    await pass.abort();
    await rejects.close();
    if (signal.aborted) throw interrupted(sourceId);
    throw rejects.count > 0 ? pointAt(error, rejects.path) : error;
  }
}

export interface ImportInput extends Omit<PassInput, 'collector' | 'options'> {
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the mapping's YAML file. */
  readonly map?: string;
  /** Known export that the file is; with neither it is recognised by itself. */
  readonly as?: string;
  /** Overrides the mapping's. [0, 1]. */
  readonly maxRejectRatio?: number;
}

/** `koc import FILE`, under a mapping or as a known export. */
export async function importFile(input: ImportInput): Promise<ManifestEntry | Unchanged> {
  const { file, map, as, maxRejectRatio, ...pass } = input;
  const options = {
    file,
    ...(map === undefined ? {} : { map }),
    ...(as === undefined ? {} : { as }),
    ...(maxRejectRatio === undefined ? {} : { max_reject_ratio: maxRejectRatio }),
  };
  return runPass({ ...pass, collector: await loadCollector('file_import'), options });
}

function parseOptions({ collector, options, sourceId }: PassInput): unknown {
  const parsed = collector.options.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new UsageError(`source ${sourceId}: with.${issue.path.map(String).join('.')}: ${issue.message}`);
}

async function inputsOf(
  { collector, sourceId, signal }: PassInput,
  options: unknown,
  context: Readonly<Record<string, unknown>>,
): Promise<ManifestEntry['asked'] | null> {
  try {
    return (await collector.inputs?.(options, context, signal)) ?? null;
  } catch (error) {
    throw signal.aborted ? interrupted(sourceId) : error;
  }
}

function interrupted(sourceId: string): KocError {
  const message = `${sourceId}: interrupted; nothing uncommitted was kept`;
  return new KocError(message, { exitCode: EXIT.interrupted, retry: 'now' });
}

/** A cursor of an older shape is worth less than a clean start. */
function cursorOf({ collector, sourceId, log }: PassInput, kept: unknown): unknown {
  if (kept === null) return null;
  const parsed = collector.cursor.safeParse(kept);
  if (!parsed.success) log.warn({ source: sourceId }, 'the checkpoint has an unknown shape; starting anew');
  return parsed.success ? parsed.data : null;
}

/** Ends of a pass after which the same input would bring the same again. */
const TAKEN: ReadonlySet<Outcome> = new Set<Outcome>(['ok', 'empty', 'capped', 'partial']);

/** A finished pass with the same facts, all of whose segments are still part of raw. */
function sameInputs(
  { raw, sourceId, collector }: PassInput,
  inputs: ManifestEntry['asked'],
): ManifestEntry | undefined {
  const lost = new Set(raw.setAsideSegments().map(({ ref }) => ref.path));
  return raw
    .entries()
    .find(
      (entry) =>
        entry.source_id === sourceId &&
        entry.collector === collector.meta.name &&
        entry.outcome !== null &&
        TAKEN.has(entry.outcome) &&
        entry.segments.every(({ path }) => !lost.has(path)) &&
        Object.entries(inputs).every(([name, value]) => entry.asked[name] === value),
    );
}

function pointAt(error: unknown, path: string): unknown {
  if (!(error instanceof UsageError)) return error;
  const where = `Each bad row with its reason: ${path}`;
  return new UsageError(error.message, {
    facts: { ...error.facts, reject_file: path },
    hint: error.hint === undefined ? where : `${error.hint} ${where}`,
    cause: error,
  });
}
