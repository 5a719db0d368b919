/**
 * What was published, read from raw and never from an export: every publishing of an `as_of` leaves one pass of the source
 * `koc_publications`, also when its lists were empty.
 */

import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { type CanonicalPublication, canonicalPublication } from '../../warehouse/contracts/rows.ts';
import { type AsOf, asOfDay, parseAsOf, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { forgottenKeys } from '../../warehouse/forget.ts';
import { appendRecords, PUBLICATIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Brand, Config } from '../config/types.ts';
import type { RunContext } from './context.ts';

/** The weeks published before `asOf`, ascending, one a week: that of the latest `as_of` that reports it. */
export function publishedWeeks(raw: RawStore, asOf: AsOf, offset: ZoneOffset): AsOf[] {
  const byWeek = new Map<string, AsOf>();
  const days = [...newestPasses(raw).keys()].map((date) => parseAsOf(date, offset).day).sort((a, b) => a - b);
  for (const day of days) {
    const earlier = asOfDay(day, offset);
    if (earlier.day < asOf.day && earlier.weekStartDay < asOf.weekStartDay) byWeek.set(earlier.weekStart, earlier);
  }
  return [...byWeek.values()];
}

/**
 * Lines as they were last published for each `as_of` up to the given one, without those that may not be shown any more: brands
 * that are not own (or whose category is sensitive) today, and people who have opted out since.
 */
export async function readPublications(raw: RawStore, config: Config, asOf: AsOf): Promise<CanonicalPublication[]> {
  const listed = new Set(config.brands.filter((brand) => hasLists(brand, config)).map((brand) => brand.id));
  const refused = await forgottenKeys(raw, ['opt_out', 'forget']);
  const inForce = new Set(newestPasses(raw).values());
  const lines: CanonicalPublication[] = [];
  for (const { ref, entry } of raw.segments()) {
    if (!inForce.has(entry)) continue;
    const { batches } = await readSegment(raw.dir, ref);
    for await (const batch of batches) {
      for (const { payload } of batch) {
        const line = canonicalPublication.parse(payload);
        if (line.asOf <= asOf.date && listed.has(line.brandId) && !refused.has(line.authorKey)) lines.push(line);
      }
    }
  }
  return lines;
}

/**
 * Back-test figures as they were last published for each of `weeks`, by brand. A brand of which none were recorded is absent.
 */
export async function publishedFigures(
  raw: RawStore,
  weeks: readonly AsOf[],
): Promise<ReadonlyMap<string, CanonicalPublication['backtest']>[]> {
  const passes = newestPasses(raw);
  const figures = new Map(
    weeks.map(({ date }) => [passes.get(date)!, new Map<string, CanonicalPublication['backtest']>()]),
  );
  for (const { ref, entry } of raw.segments()) {
    const ofWeek = figures.get(entry);
    if (ofWeek === undefined) continue;
    const { batches } = await readSegment(raw.dir, ref);
    for await (const batch of batches) {
      for (const { payload } of batch) {
        const { brandId, backtest } = canonicalPublication.parse(payload);
        if (Object.keys(backtest).length > 0) ofWeek.set(brandId, backtest);
      }
    }
  }
  return [...figures.values()];
}

/** Records what is about to be published, unless exactly this was the last thing published for the same `as_of`. */
export async function recordPublication(
  raw: RawStore,
  ctx: RunContext,
  asOf: AsOf,
  lines: readonly CanonicalPublication[],
): Promise<void> {
  const content = fingerprint(lines.map(({ publishedAt: _, ...line }) => line));
  if (newestPasses(raw).get(asOf.date)?.asked['content'] === content) return;
  await appendRecords(raw, {
    run: ctx.run,
    sourceId: PUBLICATIONS_SOURCE,
    kind: 'publication',
    asked: { as_of: asOf.date, content },
    records: lines,
  });
}

/** Segments of printings that a later one for the same `as_of` has replaced, also by an empty list; they no longer count. */
export function supersededSegments(raw: RawStore): ReadonlySet<string> {
  const inForce = new Set(newestPasses(raw).values());
  const printed = raw.entries().filter((entry) => entry.source_id === PUBLICATIONS_SOURCE && !inForce.has(entry));
  return new Set(printed.flatMap((entry) => entry.segments.map((segment) => segment.path)));
}

/** Tracked brands get aggregates only, and so do sensitive categories. */
export function hasLists(brand: Brand, config: Config): boolean {
  return brand.role === 'own' && !config.sensitiveCategories.includes(brand.category);
}

function newestPasses(raw: RawStore): Map<string, ManifestEntry> {
  const passes = new Map<string, ManifestEntry>();
  for (const entry of raw.entries()) {
    const date = entry.source_id === PUBLICATIONS_SOURCE ? entry.asked['as_of'] : undefined;
    if (typeof date === 'string') passes.set(date, entry);
  }
  return passes;
}
