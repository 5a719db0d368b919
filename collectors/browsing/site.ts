/**
 * What a platform that is seen through a browser declares: which answers of its pages are worth keeping, what they mean, how it refuses
 * and where things are looked at. Everything here is data and pure functions; `site_collector.ts` makes the collector of it.
 */
import type { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import type { Outcome, RawEnvelope, RecordKind } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import type { ListedRecord } from '../engine/listing.ts';
import type { Said } from '../reading/row_maker.ts';

/** Where in an answer a shape lies: its JSON (JSONP too), a page's state by the name of its variable or script id, JSON-LD, or its markup. */
export type Part = 'json' | 'json-ld' | 'html' | { readonly state: string };

/** One kind of answer. Its schema is loose: only what ids, dates and paging need; what is sealed are the platform's own items. */
export interface Shape<Body = unknown> {
  /** Unique in the source, such as `search_notes`. */
  readonly name: string;
  /** What a person sees in it: `search list`, `post`, `comments`, `replies`, `profile`, `posts of an author`, `mentions`, `reviews`. */
  readonly sees: string;
  /** Paths at which it is answered; of page state, paths of pages. Hosts are the source's. Empty: known from saved bodies only. */
  readonly paths: readonly RegExp[];
  readonly part: Part;
  /** Where the path does not tell (one address for several questions): whether this answer is meant. */
  readonly isAt?: (answer: Received) => boolean;
  /** Names of query parameters that may be sealed with the address; tokens and signatures are not among them. */
  readonly keeps: readonly string[];
  readonly body: z.ZodType<Body>;
  /** Pure. A single odd item is `rejected`, it does not throw. */
  readonly read: (body: Body, answer: Received, seen: Seen) => Read;
}

/**
 * Payload of a record as this session last read it, before its personal fields were dropped; null = not in this session (a few
 * thousand are remembered). For answers that only complete an item, such as the rest of a cut text: what comes of both is one record.
 */
export type Seen = (kind: RecordKind, id: string) => unknown;

/** What an answer brought. */
export interface Read {
  /** `payload` of each: `{ item: <name of its normaliser>, … }` around the platform's own object, untouched. */
  readonly records: readonly SiteRecord[];
  /** Whether the page can be brought to load more of this list; null = it is no list. */
  readonly more: boolean | null;
  readonly rejected: readonly { readonly field: string; readonly reason: string }[];
  /** Posts that the platform says are deleted, private or forbidden. */
  readonly gone?: readonly string[];
  /**
   * Addresses under which single posts can be opened, where an id is not enough, by id of the post; of an account by `author:` and its id.
   * They may hold tokens: kept in state, never sealed.
   */
  readonly links?: Readonly<Record<string, string>>;
}

export interface SiteRecord extends ListedRecord {
  /** Address of the post's picture, for thumbnails; absent or null = none. */
  readonly cover?: string | null;
  /** True: no item of the list itself but what one of them hands on (the original of a repost). */
  readonly isAside?: boolean;
}

/** A way in which the platform says no. The first that fits counts. */
export interface Refusal {
  /** As it stands in the table of the docs: `HTTP 461 or 471`, `code 300012`. */
  readonly sign: string;
  /** Asked of documents and of answers at a shape's path. Pure. */
  readonly is: (answer: Received) => boolean;
  readonly outcome: Extract<Outcome, 'blocked' | 'login_needed' | 'rate_limited' | 'gone'>;
  /** `query`: costs what was asked for only. Default source. */
  readonly concerns?: 'source' | 'query';
  /** Who must do what, one sentence. */
  readonly todo: string;
}

/** How a driven browser sees what a query asks for. */
export interface Itinerary {
  /** Page to open. */
  readonly url: string;
  /** Shapes whose answers are this listing; its end is when the newest of them says `more: false`. */
  readonly expects: readonly string[];
  /** Selector of what is scrolled; null = the page. */
  readonly scrolls: string | null;
  /** Selectors of folded things that bring more (replies, long texts), each clicked once before the list is scrolled on. */
  readonly unfolds: readonly string[];
  /** Selector of the button of the next page, where the list does not grow by scrolling. */
  readonly next?: string;
  /** Whether each post of the listing is opened afterwards, with its comments. */
  readonly follows: boolean;
}

/** How it is known whether somebody is logged in. */
export interface SessionSigns {
  /** Page at which the operator logs in. */
  readonly url: string;
  /** Cookies without which nobody is; names only. */
  readonly cookies: readonly string[];
  /** What an answer says of it; null = nothing. Asked of all answers of the source's hosts. */
  readonly says: (answer: Received) => boolean | null;
}

/** Options that every browsed source has besides its own; `site_options.ts` holds the schema. */
export interface SiteOptions {
  /** Whose login: a name for the operator's own use. */
  readonly account: string;
  /** Where the pages answer, for a copy of your own; null = the platform. */
  readonly base_url: string | null;
  readonly media: 'none' | 'thumbnail';
}

export interface SiteSource<Options extends SiteOptions = SiteOptions> {
  readonly meta: CollectorMeta & {
    readonly platform: string;
    readonly order: 'newest-first' | 'oldest-first' | 'unordered';
  };
  readonly options: z.ZodType<Options>;
  /** Hosts that its pages may talk to, `*.example.com` allowed; the first is that of its addresses. */
  readonly hosts: readonly string[];
  /** Nothing is read at a browser by sources that only know saved bodies: null. */
  readonly session: SessionSigns | null;
  readonly shapes: readonly Shape[];
  readonly refusals: readonly Refusal[];
  /** Page at which a person sees what is asked for, on the platform's own hosts; null = there is none. */
  readonly address: (query: Query, options: Options) => string | null;
  /** Null: this query cannot be driven. Absent: the source is never driven. `link`: the known address of a post or account. */
  readonly drive?: (query: Query, options: Options, link: string | null) => Itinerary | null;
  /** Actions (pages opened, scrolls, clicks) a day and account when driven, at most. */
  readonly dailyBudget?: number;
  /** What a sealed record says, by the `item` in its payload; pure. Throws PayloadError for an unknown shape. */
  readonly said: (record: RawEnvelope) => Said | Skip;
}
