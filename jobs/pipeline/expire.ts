/**
 * Drops records from raw that a platform's terms or the operator's `retention.raw_days` do not let us keep for longer, counted from
 * the day they were collected. Decisions and publications stay; the manifest goes on saying how many records there were.
 */
import { loadCollector } from '../../collectors/discover.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { KOC } from '../../warehouse/raw/append.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { RunContext } from './context.ts';

/** Days that the terms let a collector's records be kept; null = for ever. */
export type ExpiryOf = (collector: string) => Promise<number | null>;

/**
 * Gives the number of records dropped. Whatever was made of them leaves the lake with the next build.
 *
 * @param rawDays days that the operator keeps raw; null = for ever. Where terms say fewer, they hold.
 */
export async function expireRaw(
  ctx: RunContext,
  raw: RawStore,
  rawDays: number | null,
  termsOf: ExpiryOf = daysInTerms,
): Promise<number> {
  let records = 0;
  for (const name of new Set(raw.segments().map(({ entry }) => entry.collector))) {
    if (name === KOC) continue;
    const days = Math.min((await termsOf(name)) ?? Number.POSITIVE_INFINITY, rawDays ?? Number.POSITIVE_INFINITY);
    if (days === Number.POSITIVE_INFINITY) continue;
    const before = ctx.now() - days * DAY_MS;
    const old = raw.entries().filter((entry) => {
      return entry.collector === name && entry.finished_at < before && entry.segments.length > 0;
    });
    let dropped = 0;
    for (const entry of old) {
      const expired = entry.segments.map(({ path, sha256, records: count }) => ({
        path,
        sha256,
        records: count,
        at: ctx.now(),
      }));
      await raw.replaceEntry({ ...entry, segments: [], expired: [...entry.expired, ...expired] });
      dropped += expired.reduce((sum, one) => sum + one.records, 0);
    }
    records += dropped;
    if (old.length > 0)
      ctx.log.info({ collector: name, records: dropped, days }, 'expired records dropped, as terms or retention ask');
  }
  return records;
}

/** Null for collectors that are not here any more, and for those whose terms say nothing. */
async function daysInTerms(collector: string): Promise<number | null> {
  try {
    return (await loadCollector(collector)).meta.expiresDays ?? null;
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}
