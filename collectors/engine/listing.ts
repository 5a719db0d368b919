/**
 * Turns a listing (pages of dated records) into a collector: windows, marks, resuming, caps and refusals are the same for all. A source
 * says how to ask for one page and what a record means, and nothing else.
 */
import type { z } from 'zod';
import type { Collector, CollectorMeta, Log } from '../../warehouse/contracts/collector.ts';
import type { Http, LivePass, Query, SourceState, Window } from '../../warehouse/contracts/live.ts';
import type { RawEnvelope, RecordKind, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { makeRows, type Said } from '../reading/row_maker.ts';
import { goneRows } from './gone.ts';
import { type ListingCursor, listingCursor } from './listing_cursor.ts';
import { collectListing } from './listing_pass.ts';
import { planned, plannedTasks, planOptions } from './listing_plan.ts';
import type { StepRules } from './listing_step.ts';

/** One record of a page. `payload` is what the platform said of it; personal fields are dropped from it afterwards. */
export interface ListedRecord {
  readonly kind: RecordKind;
  /** Unique per platform and kind. */
  readonly id: string;
  readonly parentId: string | null;
  readonly authorId: string | null;
  /** UTC ms; null = not shown. */
  readonly publishedAt: number | null;
  readonly payload: unknown;
  /** Where the platform differs by record; absent = the source's. */
  readonly platform?: string;
  /** Where a page is made of several answers: address (null = not known) and moment (UTC ms) of its own. Absent: the page's. */
  readonly from?: { readonly url: string | null; readonly at: number };
}

export interface Page<Next> {
  readonly records: readonly ListedRecord[];
  /** What asks for the next page; must survive JSON. Null = this was the last. */
  readonly next: Next | null;
  /** Address of the answer, as the client gave it. */
  readonly url: string;
  /** UTC ms of the answer. */
  readonly fetchedAt: number;
  /** True: the platform shows no more of this window although it has more. Only with `next: null`. */
  readonly isCapped?: boolean;
  /** What of the window the platform does not show however it is asked; noted as lost once the query's last page is read. */
  readonly lost?: Window | null;
  /** The same bytes may mean more later (a date that has not come yet): the answer is not remembered as seen. */
  readonly isUnsettled?: boolean;
  /** True: something of it was not understood, so that the pass cannot end well. */
  readonly isPartial?: boolean;
  /** Shape and path of what the platform has changed, for the manifest: `search: data.items`. Absent or null = nothing. */
  readonly drift?: string | null;
  /** Queries that this page calls for (answers of a post); read before the next page, whole, whatever the window. */
  readonly follow?: readonly Query[];
  /** Items that did not pass their schema: which field, and why. A page of nothing else is a PayloadError. */
  readonly rejected?: readonly { readonly field: string; readonly reason: string }[];
}

/** What a source is asked for. */
export interface Ask<Options, Next> {
  readonly query: Query;
  readonly window: Window;
  /** UTC ms until which this query was read to the end before; null = never. */
  readonly mark: number | null;
  readonly next: Next | null;
  readonly options: Options;
  readonly http: Http;
  readonly secret: LivePass['secret'];
  readonly state: SourceState;
  /** UTC ms. */
  readonly now: () => number;
  readonly log: Log;
}

export interface ListingSource<Options, Next> {
  readonly meta: CollectorMeta & {
    readonly platform: string;
    readonly order: StepRules['order'];
  };
  readonly options: z.ZodType<Options>;
  readonly next: z.ZodType<Next>;
  /** Whether `window` narrows what the platform gives; if so, capped windows are split and lost intervals asked for alone. */
  readonly boundsTime: boolean;
  /** Fineness of the platform's times, ms. Default 1000. */
  readonly resolutionMs?: number;
  readonly hosts: (options: Options) => readonly string[];
  /** See `Collector.queries`. */
  readonly queries?: (options: Options, asked: readonly Query[]) => readonly Query[];
  /** One page. Throws RefusalError and PayloadError as the client does. */
  readonly page: (ask: Ask<Options, Next>) => Promise<Page<Next>>;
  /** What a sealed record says; pure. Throws PayloadError for an unknown shape. */
  readonly said: (record: RawEnvelope) => Said | Skip;
}

export function listingCollector<Options, Next>(
  source: ListingSource<Options, Next>,
): Collector<Options, ListingCursor> {
  const { meta } = source;
  const collectsReplies = meta.collects.includes('replies');
  return {
    meta,
    options: source.options,
    cursor: listingCursor,
    context: async () => ({}),
    hosts: source.hosts,
    ...(source.queries === undefined ? {} : { queries: source.queries }),
    plan: (cursor, queries, window) => plannedTasks(planned(cursor, queries, window, planOptions(source, false))),
    collect: (pass) => collectListing(source, pass),
    normalizer: (header: SegmentHeader) => (record) => {
      const gone = goneRows(record, header, collectsReplies);
      if (gone !== null) return gone;
      const said = source.said(record);
      return 'skip' in said ? said : makeRows(record, header, collectsReplies, said);
    },
  };
}
