/** `koc status`: what is in a workspace and how its sources fare. Reads only, and never waits for a run. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { codeOf } from '../../../warehouse/atomic.ts';
import { fellShort, type ManifestEntry } from '../../../warehouse/contracts/raw.ts';
import { MANIFEST_FILE, type Manifest, manifestSchema } from '../../../warehouse/publish/manifest.ts';
import type { RawStore } from '../../../warehouse/raw/store.ts';
import type { SourceConfig } from '../../config/types.ts';
import { browsedStanding } from '../../pipeline/browsed_standing.ts';
import { openWorkspaceRaw } from '../../pipeline/raw.ts';
import { sourceStanding } from '../../pipeline/source_standing.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { OUTCOME_ADVICE } from '../outcome_advice.ts';
import { browsedFacts, browsedLines } from '../status_browsed.ts';
import { formatTable } from '../table.ts';
import { addVerb } from '../verb.ts';

export function addStatus(program: Command, app: App): void {
  addVerb(
    program,
    'status',
    'Show sources, last outcomes, sizes and the current publication.',
    'koc status --json',
  ).action(async (options: GlobalOptions) => {
    await using session = await openSession(app, options, { writes: false });
    const { ws, ctx } = session;
    const raw = await openWorkspaceRaw(ws, ctx);
    const sources = [];
    for (const state of sourceStates(raw, ws.config.sources)) {
      const source = ws.config.sources.find(({ id }) => id === state.id);
      const { isOff, pausedUntil } =
        source === undefined ? { isOff: false, pausedUntil: null } : await sourceStanding(ws, source, ctx.now());
      const entries = raw.entries().filter((entry) => entry.source_id === state.id);
      const browsed = source === undefined ? null : await browsedStanding(ws, source, entries, ctx.now());
      sources.push({
        ...state,
        off: isOff,
        paused_until: pausedUntil === null ? null : new Date(pausedUntil).toISOString(),
        browsed: browsed === null ? null : browsedFacts(browsed),
      });
    }
    const sizes = {
      raw_bytes: await bytesUnder(join(ws.dir, 'raw')),
      lake_bytes: await bytesUnder(join(ws.dir, 'lake')),
      identity_bytes: await bytesUnder(join(ws.dir, 'identity')),
      exports_bytes: await bytesUnder(join(ws.dir, 'exports')),
    };
    const current = await readManifest(ws.dir);
    const damaged = raw.broken().length + raw.setAsideSegments().length;
    if (options.json) {
      const publication = current && {
        run: current.run,
        as_of: current.as_of,
        week: current.week.iso,
        created_at: current.created_at,
      };
      return app.out.json({ dir: ws.dir, sources, damaged, ...sizes, publication, warnings: ws.warnings });
    }
    const rows = sources.map((source) => [
      source.id,
      source.collector,
      source.outcome ?? (source.off ? 'off' : source.configured ? 'never run' : '–'),
      source.finished_at?.slice(0, 16).replace('T', ' ') ?? '',
      String(source.records),
      String(source.segments),
      standing(source),
    ]);
    await app.out.data(
      formatTable(
        ['source', 'collector', 'last outcome', 'finished (UTC)', 'records', 'segments', 'note'],
        rows,
        new Set([4, 5]),
      ),
    );
    await app.out.data(browsedLines(sources, ctx.now()).join(''));
    const [inRaw, inLake] = [sizes.raw_bytes, sizes.lake_bytes + sizes.identity_bytes].map(mebibytes);
    await app.out.data(`\nraw ${inRaw}, lake ${inLake}, exports ${mebibytes(sizes.exports_bytes)}\n`);
    if (damaged > 0) await app.out.data(`${damaged} damaged parts of raw do not count; see raw/set_aside\n`);
    await app.out.data(
      current === null
        ? 'nothing is published yet\n'
        : `published: ${current.week.iso} (as of ${current.as_of}), run ${current.run}\n`,
    );
  });
}

function sourceStates(raw: RawStore, configured: readonly SourceConfig[]) {
  const segments = Map.groupBy(raw.segments(), ({ entry }) => entry.source_id);
  const ends = Map.groupBy(
    raw.entries().filter(({ outcome }) => outcome !== null),
    (entry) => entry.source_id,
  );
  const ids = new Set([...configured.map(({ id }) => id), ...[...ends.keys()].sort()]);
  return [...ids].map((id) => {
    const entry = lastEnd(ends.get(id) ?? []);
    const source = configured.find((one) => one.id === id);
    const sealed = segments.get(id) ?? [];
    return {
      id,
      collector: source?.collector ?? entry?.collector ?? '–',
      configured: source !== undefined,
      outcome: entry?.outcome ?? null,
      finished_at: entry === undefined ? null : new Date(entry.finished_at).toISOString(),
      rejected: entry?.counts.rejected ?? null,
      /** Listings that the last pass left in their middle; the next one goes on there. */
      left: Number(entry?.asked['left'] ?? 0),
      lost_since: entry?.asked['lost_since'] ?? null,
      lost_until: entry?.asked['lost_until'] ?? null,
      expired: raw.entries().reduce((sum, one) => sum + (one.source_id === id ? expiredIn(one) : 0), 0),
      records: sealed.reduce((sum, { ref }) => sum + ref.records, 0),
      segments: sealed.length,
    };
  });
}

/** Of the newest run: the pass that asks for the operator, else its first, the listing. */
function lastEnd(ends: readonly ManifestEntry[]): ManifestEntry | undefined {
  const newest = ends.filter(({ run }) => run === ends.at(-1)?.run);
  return newest.find(({ outcome }) => outcome !== null && fellShort(outcome)) ?? newest[0];
}

function expiredIn({ expired }: ManifestEntry): number {
  return expired.reduce((sum, { records }) => sum + records, 0);
}

interface Standing
  extends Pick<ReturnType<typeof sourceStates>[number], 'outcome' | 'left' | 'lost_since' | 'lost_until' | 'expired'> {
  readonly off: boolean;
  /** Null = it is asked without a browser. */
  readonly browsed: { readonly driven: boolean } | null;
  readonly paused_until: string | null;
}

function standing({ outcome, off, browsed, paused_until, left, lost_since, lost_until, expired }: Standing): string {
  const notes: string[] = [];
  if (off) notes.push('off until acknowledged: true');
  if (paused_until !== null) notes.push(`paused until ${paused_until.slice(0, 16).replace('T', ' ')}`);
  // What a person looked at does not go on by itself, and its line below says who must do what.
  const isByHand = browsed !== null && !browsed.driven;
  const advice = outcome === null || outcome === 'capped' || isByHand ? null : OUTCOME_ADVICE[outcome];
  if (advice !== null) notes.push(advice);
  if (left > 0) notes.push(left === 1 ? '1 listing is not at its end' : `${left} listings are not at their end`);
  if (lost_since !== null)
    notes.push(`not shown: ${String(lost_since).slice(0, 16)} to ${String(lost_until).slice(0, 16)}`);
  if (expired > 0) notes.push(`${expired} expired`);
  return notes.join(', ');
}

async function readManifest(dir: string): Promise<Manifest | null> {
  const text = await readFile(join(dir, 'exports', 'current', MANIFEST_FILE), 'utf8').catch(() => null);
  return text === null ? null : manifestSchema.parse(JSON.parse(text));
}

/** Files may come and go while a run is under way. */
async function bytesUnder(dir: string): Promise<number> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const sizes = await Promise.all(
      files.map((file) =>
        stat(join(file.parentPath, file.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

function mebibytes(bytes: number | undefined): string {
  return `${((bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`;
}
