/** Drops records from raw that a platform's terms do not let us keep for longer; the manifest goes on saying how many there were. */
import { loadCollector } from '../../collectors/discover.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { RunContext } from './context.ts';

/** Days that a collector's records may be kept; null = for ever. */
export type ExpiryOf = (collector: string) => Promise<number | null>;

/** Gives the number of records dropped. Whatever was made of them leaves the lake with the next build. */
export async function expireRaw(ctx: RunContext, raw: RawStore, daysOf: ExpiryOf = expiryOf): Promise<number> {
  let records = 0;
  for (const name of new Set(raw.segments().map(({ entry }) => entry.collector))) {
    const days = await daysOf(name);
    if (days === null) continue;
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
      ctx.log.info({ collector: name, records: dropped, days }, 'expired records dropped, as the terms ask');
  }
  return records;
}

/** Null for koc's own records, for collectors that are not here any more, and for those whose terms say nothing. */
async function expiryOf(collector: string): Promise<number | null> {
  if (collector === 'koc') return null;
  try {
    return (await loadCollector(collector)).meta.expiresDays ?? null;
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}
