/**
 * Makes the collector of a site that is seen through a browser: driven where it may be, and with a normaliser that knows the records of
 * every way in (a person's window, saved bodies, the driven browser), since all come by the same shapes.
 */
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { driftIn } from '../../warehouse/contracts/drift.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { SegmentHeader } from '../../warehouse/contracts/raw.ts';
import { goneRows } from '../engine/gone.ts';
import { type ListingCursor, listingCursor } from '../engine/listing_cursor.ts';
import { makeRows } from '../reading/row_maker.ts';
import { siteHosts } from './address.ts';
import { driftRows } from './drift_rows.ts';
import { unmarked } from './full_list.ts';
import type { SiteOptions, SiteSource } from './site.ts';

/** A collector that also says what its site looks like. */
export interface SiteCollector<Options extends SiteOptions = SiteOptions, Cursor = ListingCursor>
  extends Collector<Options, Cursor> {
  readonly site: SiteSource<Options>;
}

export function siteCollector<Options extends SiteOptions>(source: SiteSource<Options>): SiteCollector<Options> {
  const { meta } = source;
  return {
    meta,
    site: source,
    options: source.options,
    cursor: listingCursor,
    context: async () => ({}),
    hosts: (options) => siteHosts(source, options),
    async *collect() {
      yield* [];
      throw new UsageError(`${meta.name} is not driven by itself`, {
        hint: `Look at it yourself: koc capture. Or import what was saved of it: koc import FILE --as ${meta.name}.`,
      });
    },
    normalizer: siteNormalizer(source as unknown as SiteSource),
  };
}

/** Rows of whatever was sealed of a site. */
export function siteNormalizer(source: SiteSource): Collector['normalizer'] {
  const collectsReplies = source.meta.collects.includes('replies');
  return (header: SegmentHeader) => (record) => {
    const drift = driftIn(record.payload);
    if (drift !== null) return driftRows(source, header, record, drift);
    const gone = goneRows(record, header, collectsReplies);
    if (gone !== null) return gone;
    const plain = unmarked(record, header);
    const said = source.said(plain.record);
    return 'skip' in said ? said : makeRows(plain.record, plain.header, collectsReplies, said);
  };
}

/** What a collector's site looks like; null = it is not seen through a browser. */
export function siteOf(collector: Collector | Collector<never>): SiteSource | null {
  return 'site' in collector ? (collector.site as SiteSource) : null;
}
