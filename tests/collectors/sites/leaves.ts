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
import { type Path, pathsIn, valueAt } from './mutate.ts';

/** `<item>.<path>` with `*` for positions in lists → whether it is read. */
export type Leaves = Map<string, boolean>;

/** Records of one answer in which a field is tried, and of these how many with the whole answer around them. */
const TRIED = 10;
const TRIED_WHOLE = 3;

/** A field of one record: its name, where it stands in the payload, and where in the answer. */
interface Place {
  readonly name: string;
  readonly path: Path;
  readonly inAnswer: readonly Path[];
}

/** Adds what one answer says of its leaves; those that are always null tell nothing and are left out. */
export function addLeaves(site: SiteSource, received: Received, { shape }: Reading, leaves: Leaves): void {
  const body = bodyOf(shape.part, received);
  if ('why' in body) return;
  const { value } = body;
  const { read } = tryShape(shape, value, received, FORGETFUL.seen);
  if (read === null) return;
  const clean = sealablePayload(site);
  const rows = rowsOf(site, received);
  const whole = typeof value === 'string' ? null : placesOf(value);
  const before = JSON.stringify([summary(read), read.records.map(rows)]);
  const tried = new Map<string, number>();
  for (const record of read.records) {
    const payload = clean(record.payload);
    const places = pathsIn(payload).flatMap((path): Place[] => {
      const leaf = valueAt(payload, path);
      if (leaf === null || typeof leaf === 'object' || path[0] === 'item') return [];
      const name = patternOf(payload, path);
      if (!leaves.has(name)) leaves.set(name, false);
      const times = tried.get(name) ?? 0;
      tried.set(name, times + 1);
      if (leaves.get(name) === true || times >= TRIED) return [];
      const isTriedWhole = whole !== null && times < TRIED_WHOLE;
      return [{ name, path, inAnswer: isTriedWhole ? inAnswer(whole, record.payload, path) : [] }];
    });
    const plain = rows(record);
    for (let kind = 0; kind < KINDS; kind++) {
      const changed = (path: Path, of: unknown): Change[] => {
        const other = others(valueAt(of, path))[kind];
        return other === undefined ? [] : [{ path, other }];
      };
      const unread = () => places.filter(({ name }) => leaves.get(name) !== true);
      search(unread(), leaves, (some) => {
        const changes = some.flatMap(({ path }) => changed(path, record.payload));
        return changes.length > 0 && rows({ ...record, payload: withAll(record.payload, changes) }) !== plain;
      });
      search(unread(), leaves, (some) => {
        const changes = some.flatMap(({ inAnswer: paths }) => paths.flatMap((path) => changed(path, value)));
        if (changes.length === 0) return false;
        const again = tryShape(shape, withAll(value, changes), received, FORGETFUL.seen).read;
        return again === null || JSON.stringify([summary(again), again.records.map(rows)]) !== before;
      });
    }
  }
}

/** Marks those of the places that matter: many at once are changed, and only where that is seen they are told apart. */
function search(places: readonly Place[], leaves: Leaves, isSeen: (some: readonly Place[]) => boolean): void {
  if (places.length === 0 || !isSeen(places)) return;
  if (places.length === 1) {
    leaves.set(places[0]!.name, true);
    return;
  }
  const middle = Math.ceil(places.length / 2);
  search(places.slice(0, middle), leaves, isSeen);
  search(places.slice(middle), leaves, isSeen);
}

interface Change {
  readonly path: Path;
  readonly other: unknown;
}

/** A copy with all changes. */
function withAll(value: unknown, changes: readonly Change[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const { path, other } of changes) {
    const above = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
    above[path.at(-1)!] = other;
  }
  return copy;
}

/** Where the answer holds what a field of a payload was taken from. */
function inAnswer(whole: ReadonlyMap<string, Path>, payload: unknown, path: Path): Path[] {
  const found = path.flatMap((_, depth): Path[] => {
    const above = depth === 0 ? undefined : whole.get(canonical(valueAt(payload, path.slice(0, depth))));
    return above === undefined ? [] : [[...above, ...path.slice(depth)]];
  });
  return [...new Map(found.map((one) => [one.join('.'), one])).values()];
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

/** Ways in which a leaf is changed. */
const KINDS = 5;

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
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : `{${Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`)
        .join(',')}}`;
  texts.set(value, text);
  return text;
}

const texts = new WeakMap<object, string>();

function patternOf(payload: unknown, path: Path): string {
  const item = String((payload as { readonly item?: unknown }).item ?? '');
  return [item, ...path.map((step) => (typeof step === 'number' ? '*' : step))].join('.');
}

/** Whether a dropped path stands for a leaf: the same, or above it; `*` is any one step. */
export function covers(dropped: string, leaf: string): boolean {
  const [wanted, steps] = [dropped.split('.'), leaf.split('.')];
  return wanted.length <= steps.length && wanted.every((step, i) => step === '*' || step === steps[i]);
}
