/** Finds out which fields of recorded items a site reads, by changing one after the other: whatever changes with it was read. */
import type { Reading } from '../../../collectors/browsing/answer.ts';
import { bodyOf } from '../../../collectors/browsing/bodies.ts';
import { FORGETFUL } from '../../../collectors/browsing/memory.ts';
import { sealablePayload } from '../../../collectors/browsing/secrets.ts';
import type { Read, SiteRecord, SiteSource } from '../../../collectors/browsing/site.ts';
import { siteNormalizer } from '../../../collectors/browsing/site_normalizer.ts';
import { tryShape } from '../../../collectors/browsing/try_shape.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';
import type { Collector } from '../../../warehouse/contracts/collector.ts';
import { RAW_SCHEMA, type RawEnvelope } from '../../../warehouse/contracts/raw.ts';
import { headerOf } from '../envelope.ts';
import { type Path, pathsIn, valueAt, withAt } from './mutate.ts';

/** `<item>.<path>` with `*` for positions in lists → whether it is read. */
export type Leaves = Map<string, boolean>;

/** Places at which a path that does not change the record alone is tried, and with the whole answer around it. */
const TRIED = 10;
const TRIED_WHOLE = 3;

interface Place {
  readonly record: SiteRecord;
  readonly path: Path;
}

/** Adds what one answer says of its leaves; those that are always null tell nothing and are left out. */
export function addLeaves(site: SiteSource, received: Received, { shape }: Reading, leaves: Leaves): void {
  const body = bodyOf(shape.part, received);
  if ('why' in body) return;
  const { value } = body;
  const { read } = tryShape(shape, value, received, FORGETFUL.seen);
  if (read === null) return;
  const places = new Map<string, Place[]>();
  const clean = sealablePayload(site);
  for (const record of read.records) {
    const payload = clean(record.payload);
    for (const path of pathsIn(payload)) {
      const leaf = valueAt(payload, path);
      if (leaf === null || typeof leaf === 'object' || path[0] === 'item') continue;
      const name = patternOf(payload, path);
      places.set(name, [...(places.get(name) ?? []), { record, path }]);
    }
  }
  const rows = rowsOf(site, received);
  const whole = typeof value === 'string' ? null : placesOf(value);
  const before = JSON.stringify([summary(read), read.records.map(rows)]);
  for (const [name, found] of places) {
    if (leaves.get(name) === true) continue;
    const isRead =
      found.slice(0, TRIED).some((place) => changesRecord(place, rows)) ||
      (whole !== null && found.slice(0, TRIED_WHOLE).some((place) => changesWhole(place)));
    leaves.set(name, isRead);
  }

  function changesWhole({ record, path }: Place): boolean {
    for (let depth = path.length - 1; depth >= 1; depth--) {
      const above = whole!.get(canonical(valueAt(record.payload, path.slice(0, depth))));
      if (above === undefined) continue;
      const at = [...above, ...path.slice(depth)];
      return others(valueAt(value, at)).some((other) => {
        const again = tryShape(shape, withAt(value, at, other), received, FORGETFUL.seen).read;
        return again === null || JSON.stringify([summary(again), again.records.map(rows)]) !== before;
      });
    }
    return false;
  }
}

function changesRecord({ record, path }: Place, rows: (record: SiteRecord) => string): boolean {
  const before = rows(record);
  return others(valueAt(record.payload, path)).some((other) => {
    return rows({ ...record, payload: withAt(record.payload, path, other) }) !== before;
  });
}

/** Rows of a record as text; what cannot be read any more is another text. */
function rowsOf(site: SiteSource, { at, url }: Received): (record: SiteRecord) => string {
  const clean = sealablePayload(site);
  const collector = { meta: site.meta, normalizer: siteNormalizer(site) } as unknown as Collector;
  const normalise = collector.normalizer(headerOf(collector, {}));
  return ({ platform = site.meta.platform, kind, id, parentId, payload }) => {
    const envelope: RawEnvelope = {
      ...{ schema: RAW_SCHEMA, platform, kind, id, parent_id: parentId, request_url: url, run: 'r', seq: 0 },
      ...{ collector: site.meta.name, collector_version: site.meta.version, source_id: 's', fetched_at: at },
      ...{ sha256: '0'.repeat(64), payload: clean(payload) },
    };
    try {
      return JSON.stringify(normalise(envelope));
    } catch {
      return 'cannot be read';
    }
  };
}

/** What a shape itself takes from an answer. */
function summary({ records, more, rejected, gone, links }: Read): unknown {
  return [records.map(({ payload: _, ...record }) => record), more, rejected, gone, links];
}

function others(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value * 3 + 7, 0, 1, -1].filter((other) => other !== value);
  if (typeof value !== 'string') return [];
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const near = Number.isFinite(number) ? [String(number + 1)] : [];
  return [`${value}x`, ...near, '7', '', 'x'].filter((other) => other !== value);
}

/** Where objects of a body stand, by what they hold. */
function placesOf(body: unknown): ReadonlyMap<string, Path> {
  const places = new Map<string, Path>();
  for (const path of [[], ...pathsIn(body)]) {
    const value = valueAt(body, path);
    if (typeof value !== 'object' || value === null) continue;
    const text = canonical(value);
    if (!places.has(text)) places.set(text, path);
  }
  return places;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function patternOf(payload: unknown, path: Path): string {
  const item = String((payload as { readonly item?: unknown }).item ?? '');
  return [item, ...path.map((step) => (typeof step === 'number' ? '*' : step))].join('.');
}

/** Whether a dropped path stands for a leaf: the same, or above it; `*` is any one step. */
export function covers(dropped: string, leaf: string): boolean {
  const [wanted, steps] = [dropped.split('.'), leaf.split('.')];
  return wanted.length <= steps.length && wanted.every((step, i) => step === '*' || step === steps[i]);
}
