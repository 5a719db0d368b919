/**
 * Drives a site: what a person would open, scroll and unfold, page by page as a listing, so that marks, gaps, limits and coverage are
 * those of every other source. Nothing is opened where the pass was given no browser.
 */
import type { Batch, CollectContext, PassEnd } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { ListingSource } from '../engine/listing.ts';
import type { ListingCursor } from '../engine/listing_cursor.ts';
import { collectListing } from '../engine/listing_pass.ts';
import { siteHosts } from './address.ts';
import { DrivenPass, type Place, place } from './driven_pass.ts';
import type { SiteOptions, SiteSource } from './site.ts';

/** One pass over what a site shows to whoever scrolls. Throws UsageError where the source may not be driven. */
export function collectDriven<Options extends SiteOptions>(
  source: SiteSource<Options>,
  pass: CollectContext<Options, ListingCursor>,
): AsyncGenerator<Batch<ListingCursor>, PassEnd> {
  const browsing = pass.live?.browsing;
  const { meta } = source;
  if (browsing === undefined) {
    throw new UsageError(`${meta.name} is not driven by itself`, {
      hint: `Look at it yourself: koc capture ${pass.sourceId}. Or import what was saved of it: koc import FILE --as ${meta.name}.`,
    });
  }
  const driven = new DrivenPass(source, pass, browsing);
  const listing: ListingSource<Options, Place> = {
    meta,
    options: source.options,
    next: place,
    boundsTime: false,
    hosts: (options) => siteHosts(source, options),
    page: (ask) => driven.page(ask),
    said: source.said,
  };
  return collectListing(listing, pass);
}
