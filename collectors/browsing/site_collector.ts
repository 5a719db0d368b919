/**
 * Makes the collector of a site that is seen through a browser: driven where it may be, and with a normaliser that knows the records of
 * every way in (a person's window, saved bodies, the driven browser), since all come by the same shapes.
 */
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { type ListingCursor, listingCursor } from '../engine/listing_cursor.ts';
import { planned, plannedTasks, planOptions } from '../engine/listing_plan.ts';
import { siteHosts } from './address.ts';
import { collectDriven } from './driven.ts';
import { savedCollector } from './saved_collector.ts';
import type { SiteOptions, SiteSource } from './site.ts';
import { siteNormalizer } from './site_normalizer.ts';

/** A collector that also says what its site looks like. */
export interface SiteCollector<Options extends SiteOptions = SiteOptions, Cursor = ListingCursor>
  extends Collector<Options, Cursor> {
  readonly site: SiteSource<Options>;
}

/** A source without a pace is never seen through a browser: its collector takes files of saved bodies (`with: { file: … }`). */
export function siteCollector<Options extends SiteOptions>(source: SiteSource<Options>): SiteCollector<Options> {
  const { meta } = source;
  if (meta.pace === null)
    return { ...savedCollector(source as unknown as SiteSource), site: source } as unknown as SiteCollector<Options>;
  return {
    meta,
    site: source,
    options: source.options,
    cursor: listingCursor,
    context: async () => ({}),
    hosts: (options) => siteHosts(source, options),
    plan: (cursor, queries, window) =>
      plannedTasks(planned(cursor, queries, window, planOptions({ meta, boundsTime: false }, false))),
    collect: (pass) => collectDriven(source, pass),
    normalizer: siteNormalizer(source as unknown as SiteSource),
  };
}

/** What a collector's site looks like; null = it is not seen through a browser. */
export function siteOf(collector: Collector | Collector<never>): SiteSource | null {
  return 'site' in collector ? (collector.site as SiteSource) : null;
}
