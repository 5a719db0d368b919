/**
 * Brings the lake up to what raw says: maps the segments that have no part yet, drops parts nobody wants any more.
 * Unchanged segments are never mapped twice; a changed brand list redoes the mention step only.
 */

import { loadCollector } from '../../collectors/discover.ts';
import { KEYWORDS_VERSION } from '../../transforms/keywords_dictionary.ts';
import { FEATURES_VERSION, MENTIONS_VERSION } from '../../transforms/versions.ts';
import { KocError, UsageError } from '../../warehouse/contracts/errors.ts';
import { IDENTITY_TABLES, type IdentityTableName } from '../../warehouse/contracts/identity_tables.ts';
import { LAKE_TABLES, type LakeTableName } from '../../warehouse/contracts/lake.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { LakeParts, type PartSet, STEPS, type Stamp, type Step, tablesOf } from '../../warehouse/lake/parts.ts';
import { type PassRow, passRows } from '../../warehouse/lake/passes.ts';
import type { RawSegment } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { supersededSegments } from './publications.ts';
import { openWorkspaceRaw } from './raw.ts';
import { feelingFingerprint, type Reading, readingOf } from './reading.ts';
import { type Searches, searchesIn } from './searches.ts';
import type { SegmentAnswer, SegmentTask, WorkerSettings } from './segment_worker.ts';
import { runOnWorkers } from './worker_pool.ts';

/** Raised when the meaning of a lake column or of the mapping itself changes. */
const LAKE_VERSION = 2;

/** One part file with what a build must know to tell whether it matters. */
export interface LakeFile {
  readonly path: string;
  readonly name: string;
  /** First day on which any of its rows can be seen; a build as of that day or earlier does not depend on this file. */
  readonly admittedFromDay: number;
}

export interface LakeState {
  readonly tables: Readonly<Record<LakeTableName, readonly LakeFile[]>>;
  readonly identity: Readonly<Record<IdentityTableName, readonly string[]>>;
  readonly passes: readonly PassRow[];
  readonly searches: readonly Searches[];
  /** What read the texts. */
  readonly reading: Reading;
  readonly records: { readonly mapped: number; readonly segments: number; readonly mappedSegments: number };
  /** Records that a normaliser left out, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** Throws the first error that is not about a single segment; a torn segment is set aside and the rest goes on. */
export async function syncLake(ws: Workspace, ctx: RunContext): Promise<LakeState> {
  const reading = await readingOf(ws);
  const raw = await openWorkspaceRaw(ws, ctx);
  const parts = new LakeParts(ws.dir);
  await parts.prepare();
  const superseded = supersededSegments(raw);
  const segments = raw
    .segments()
    .filter(({ ref }) => !superseded.has(ref.path))
    .sort((a, b) => (a.ref.path < b.ref.path ? -1 : 1));
  const common = {
    lake: LAKE_VERSION,
    columns: [...LAKE_TABLES, ...IDENTITY_TABLES].map((table) => [
      table.name,
      table.columns.map((column) => `${column.name} ${column.type}`),
    ]),
    timezone: ws.config.timezone,
    key: ws.pseudonymise('key check'),
  };
  const brands = ws.config.brands.map(({ id, names, exclude, products }) => ({ id, names, exclude, products }));
  const wanted = new Map<RawSegment, PartSet[]>();
  for (const segment of segments) wanted.set(segment, await partSets(segment, common, brands, reading));

  const tasks = new Map<string, SegmentTask>();
  for (const [{ ref }, sets] of wanted) {
    const missing: PartSet[] = [];
    for (const set of sets) if ((await parts.stamp(set)) === null) missing.push(set);
    if (missing.length > 0) tasks.set(ref.sha256, { segment: ref, sets: missing });
  }

  let mapped = 0;
  const settings: WorkerSettings = {
    workspaceDir: ws.dir,
    timezone: ws.config.timezone,
    key: requireKey(ws),
    brands,
    reading,
  };
  await runOnWorkers<SegmentTask, SegmentAnswer>([...tasks.values()], {
    script: new URL('./segment_worker.ts', import.meta.url),
    workerData: settings,
    threads: ctx.threads,
    signal: ctx.signal,
    onAnswer: async (answer, task) => {
      if (answer.ok) {
        mapped += answer.records;
        ctx.log.debug({ segment: task.segment.path, records: answer.records }, 'segment mapped');
        return;
      }
      if (!answer.isIntegrity)
        throw new KocError(
          `${task.segment.path}: ${answer.message}`,
          answer.hint === undefined ? {} : { hint: answer.hint },
        );
      const segment = segments.find(({ ref }) => ref.path === task.segment.path)!;
      await raw.setAside(segment.ref, answer.message);
      wanted.delete(segment);
    },
  });
  const stale = await parts.prune([...wanted.values()].flat());
  if (mapped > 0 || stale > 0)
    ctx.log.info({ records: mapped, segments: tasks.size, stale }, 'lake brought up to date');
  const described = await describe(parts, wanted);
  return {
    ...described,
    reading,
    passes: passRows(raw.entries(), ws.offset),
    searches: searchesIn(raw.entries(), ws.offset),
    records: { mapped, segments: wanted.size, mappedSegments: tasks.size },
  };
}

function requireKey(ws: Workspace): Uint8Array {
  if (ws.key !== null) return ws.key;
  throw new UsageError('this workspace has no pseudonym key yet', {
    hint: 'Import or collect something first; the key is made then.',
  });
}

async function partSets(
  segment: RawSegment,
  common: object,
  brands: readonly object[],
  reading: Reading,
): Promise<PartSet[]> {
  const normalise = fingerprint(common, await parserOf(segment.entry));
  const feeling = feelingFingerprint(reading, segment.entry.source_id);
  const fingerprints: Record<Step, string> = {
    normalise,
    features: fingerprint(normalise, FEATURES_VERSION, feeling),
    mentions: fingerprint(normalise, MENTIONS_VERSION, brands, feeling),
    keywords: fingerprint(normalise, KEYWORDS_VERSION, reading.keywordTerms),
  };
  const steps = STEPS.filter((step) => step !== 'keywords' || reading.keywordTerms !== null);
  return steps.map((step) => ({ step, segment: segment.ref.sha256, fingerprint: fingerprints[step] }));
}

async function parserOf(entry: ManifestEntry): Promise<string> {
  return entry.collector === 'koc'
    ? 'koc@1'
    : `${entry.collector}@${(await loadCollector(entry.collector)).meta.version}`;
}

async function describe(
  parts: LakeParts,
  wanted: ReadonlyMap<RawSegment, readonly PartSet[]>,
): Promise<Pick<LakeState, 'tables' | 'identity' | 'skipped'>> {
  const tables = Object.fromEntries(LAKE_TABLES.map(({ name }) => [name, [] as LakeFile[]])) as Record<
    LakeTableName,
    LakeFile[]
  >;
  const identity = Object.fromEntries(IDENTITY_TABLES.map(({ name }) => [name, [] as string[]])) as Record<
    IdentityTableName,
    string[]
  >;
  const skipped: Record<string, number> = {};
  const seen = new Set<string>();
  for (const sets of wanted.values()) {
    if (seen.has(sets[0]!.segment)) continue; // the same segment sealed twice is one part
    seen.add(sets[0]!.segment);
    let admittedFromDay: number | null = null;
    for (const set of sets) {
      const stamp: Stamp | null = await parts.stamp(set);
      if (stamp === null)
        throw new KocError(`the lake part of step ${set.step} vanished while it was read`, { retry: 'now' });
      if (set.step === 'normalise') {
        admittedFromDay = stamp.admittedFromDay;
        for (const [reason, count] of Object.entries(stamp.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
      }
      for (const table of tablesOf(set.step)) {
        if ((stamp.rows[table.name] ?? 0) === 0) continue;
        const path = parts.path(table.name, set);
        if (table.name in identity) identity[table.name as IdentityTableName].push(path);
        else {
          const name = `${set.segment}-${set.fingerprint}`;
          tables[table.name as LakeTableName].push({
            path,
            name,
            admittedFromDay: admittedFromDay ?? Number.MIN_SAFE_INTEGER,
          });
        }
      }
    }
  }
  return { tables, identity, skipped };
}
