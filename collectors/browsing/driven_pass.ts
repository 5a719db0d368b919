/** The pages of one driven pass. Invariant: nothing is asked of the platform after it has said no, and what came before that is sealed. */
import { z } from 'zod';
import type { Browsing, Received } from '../../warehouse/contracts/browse.ts';
import type { CollectContext } from '../../warehouse/contracts/collector.ts';
import { type Query, RefusalError, type SourceState } from '../../warehouse/contracts/live.ts';
import type { Ask, ListedRecord, Page } from '../engine/listing.ts';
import { type ListingCursor, queryKey } from '../engine/listing_cursor.ts';
import { liesBefore } from '../engine/listing_page.ts';
import { keptAddress, siteAddress, siteHosts } from './address.ts';
import type { Answer } from './answer.ts';
import { DEFAULT_DAILY_BUDGET } from './budget.ts';
import { DriftWatch, driftNamed, driftWords, missingRecord } from './driven_drift.ts';
import { type Look, OpenListing } from './driven_listing.ts';
import { noteReadPost, readPosts } from './driven_memory.ts';
import { repliesOf } from './driven_reading.ts';
import { keepLinks, knownLinks } from './links.ts';
import type { Itinerary, Refusal, SiteOptions, SiteSource } from './site.ts';
import { siteReader } from './site_reader.ts';

/** Where a listing stands: a killed pass opens it anew and scrolls on, with the posts that it still has to open. */
export const place = z.object({
  /** Pages of this listing so far; each differs from the one before. */
  step: z.int().nonnegative(),
  /** Posts to be opened once the listing is at its end. */
  follow: z.array(z.object({ id: z.string(), at: z.int().nullable() })),
});
export type Place = z.infer<typeof place>;

/** A post that was opened is not opened again for a listing that shows it within, ms; a refresh opens it whatever that is. */
const READ_AGAIN_MS = 20 * 3_600_000;

/** Pages in a row without anything new after which a list is at its end; the engine's own patience is a little longer. */
const IDLE_PAGES = 4;

/** The listing that the tab shows. */
interface Opened {
  readonly key: string;
  readonly listing: OpenListing;
  readonly itinerary: Itinerary;
  pages: number;
  /** Pages in a row that brought nothing new. */
  idle: number;
  readonly seen: Set<string>;
}

export class DrivenPass<Options extends SiteOptions> {
  readonly #source: SiteSource<Options>;
  readonly #pass: CollectContext<Options, ListingCursor>;
  readonly #browsing: Browsing;
  readonly #drift: DriftWatch;
  readonly #read: (answer: Received) => Answer;
  #open: Opened | null = null;
  /** What the next page throws instead of being asked for: the records that came before it are sealed first. */
  #pending: RefusalError | null = null;
  #isSignedOut = false;
  #hasGone = false;

  constructor(source: SiteSource<Options>, pass: CollectContext<Options, ListingCursor>, browsing: Browsing) {
    this.#source = source;
    this.#pass = pass;
    this.#browsing = browsing;
    this.#drift = new DriftWatch(source.meta.name);
    const site = source as unknown as SiteSource;
    const reader = siteReader(site, siteHosts(site, pass.options));
    const read = new WeakMap<Received, Answer>();
    this.#read = (received) => {
      const known = read.get(received);
      if (known !== undefined) return known;
      if (browsing.isLoggedIn === true && site.session?.says(received) === false) this.#isSignedOut = true;
      const answer = reader.read(received);
      read.set(received, answer);
      return answer;
    };
  }

  async page(ask: Ask<Options, Place>): Promise<Page<Place>> {
    if (this.#pending !== null) {
      const pending = this.#pending;
      this.#pending = null;
      throw pending;
    }
    const key = `${queryKey(ask.query)} ${ask.window.since}`;
    const open = this.#open;
    if (ask.next !== null && open?.key === key) return this.#paged(ask, open, await open.listing.goOn());
    const begun = await this.#begin(ask, key);
    return this.#paged(ask, begun, await begun.listing.begin());
  }

  async #begin({ query, options, state }: Ask<Options, Place>, key: string): Promise<Opened> {
    const link = linkTo(query, state);
    const found = this.#source.drive?.(query, options, link) ?? null;
    const { name, platform } = this.#source.meta;
    if (found === null) {
      const message = `${name} cannot be driven to a query of kind ${query.kind}`;
      throw new RefusalError('failed', message, { concerns: 'query', retry: 'never' });
    }
    const itinerary = { ...found, url: siteAddress(found.url, options) };
    const tab = await this.#browsing.tab();
    const listing = new OpenListing({ tab, itinerary, read: this.#read, platform });
    this.#open = { key, listing, itinerary, pages: 0, idle: 0, seen: new Set() };
    return this.#open;
  }

  async #paged(ask: Ask<Options, Place>, open: Opened, look: Look): Promise<Page<Place>> {
    const { query } = ask;
    const { brought } = look;
    await keepLinks(ask.state, brought.links);
    const isAway = query.kind === 'post' && brought.gone.includes(query.postId);
    const records: ListedRecord[] = isAway
      ? brought.records.filter(({ kind, id }) => kind !== 'post' || id !== query.postId)
      : [...brought.records];
    const problem = await this.#problem(ask, open, look, records, isAway);
    if (problem !== null) {
      this.#open = null;
      if (records.length === 0) throw problem;
      this.#pending = problem;
    }
    open.pages += 1;
    const isIdle = look.hasMoved && !this.#isNews(open, records);
    open.idle = isIdle ? open.idle + 1 : 0;
    const isStuck = open.idle >= IDLE_PAGES;
    const isCapped = open.pages >= this.#deepest();
    const isEnd = look.isEnd || isStuck || isCapped || liesBefore(records, ask, this.#source.meta.order);
    const follow = this.#follow(ask, open.itinerary, records);
    const isOver = isEnd && problem === null;
    if (isOver && query.kind === 'post') await noteReadPost(ask.state, query.postId, ask.now());
    return {
      records,
      next: isOver ? null : { step: (ask.next?.step ?? 0) + 1, follow },
      url: shownAddress(open.itinerary),
      fetchedAt: ask.now(),
      isCapped: isOver && isCapped && !look.isEnd,
      isPartial: brought.drift !== null || look.missing !== null || isStuck,
      drift: driftNamed(brought.drift, records),
      rejected: brought.rejected,
      ...(isOver ? { follow: follow.map(({ id, at }): Query => ({ kind: 'post', postId: id, publishedAt: at })) } : {}),
    };
  }

  /** Why this listing, or the whole pass, does not go on; null = it does. What was missing is added to the records. */
  async #problem(
    { query }: Ask<Options, Place>,
    open: Opened,
    { brought, missing }: Look,
    records: ListedRecord[],
    isAway: boolean,
  ): Promise<RefusalError | null> {
    const { name } = this.#source.meta;
    const { refusal, drift, broken } = brought;
    if (this.#isSignedOut) return this.#refused(signedOut(this.#pass.sourceId));
    if (refusal !== null && refusal.outcome !== 'gone') return this.#refused(refusal);
    if (isAway || refusal !== null) return new RefusalError('gone', `${name}: it is not there any more`);
    if (broken !== null) return new RefusalError('failed', `${name} answers with errors: ${broken}`);
    if (drift?.isExpected === true) return this.#drift.odd(query, driftWords(drift));
    if (missing !== null && (open.listing.lists > 0 || !this.#isWhole(query, records))) {
      records.push(missingRecord(open.itinerary.expects[0] ?? name, missing));
      return this.#drift.odd(query, `nothing came: ${missing}`);
    }
    this.#drift.fine();
    if (brought.lists > 0 && !this.#hasGone) {
      this.#hasGone = true;
      await this.#browsing.went();
    }
    return null;
  }

  async #refused({ outcome, concerns = 'source', sign, todo }: Omit<Refusal, 'is'>): Promise<RefusalError> {
    await this.#browsing.refused({ outcome, sign, todo });
    return new RefusalError(outcome, `${this.#source.meta.name} does not answer: ${sign}`, { concerns, hint: todo });
  }

  /** Whether a post was shown that has, as far as it says, no answers: then none have to come. */
  #isWhole(query: Query, records: readonly ListedRecord[]): boolean {
    if (query.kind !== 'post') return false;
    const post = records.find(({ kind, id }) => kind === 'post' && id === query.postId);
    return post !== undefined && (repliesOf(this.#source, post) ?? 0) === 0;
  }

  /** Posts of the listing that are still to be opened. */
  #follow(ask: Ask<Options, Place>, itinerary: Itinerary, records: readonly ListedRecord[]): Place['follow'] {
    const known = ask.next?.follow ?? [];
    if (!itinerary.follows || ask.query.kind === 'post') return known;
    const ids = new Set(known.map(({ id }) => id));
    const { since, until } = ask.window;
    const read = readPosts(ask.state);
    const readSince = ask.now() - READ_AGAIN_MS;
    const fresh = records.filter(({ kind, id, publishedAt, payload }) => {
      if (kind !== 'post' || ids.has(id) || isGone(payload)) return false;
      if (publishedAt !== null && (publishedAt < since || publishedAt >= until)) return false;
      ids.add(id);
      const last = read.get(id);
      // What has no date here would be new on every day.
      return last === undefined || (publishedAt !== null && last < readSince);
    });
    return [...known, ...fresh.map(({ id, publishedAt: at }) => ({ id, at }))];
  }

  #isNews({ seen }: Opened, records: readonly ListedRecord[]): boolean {
    const before = seen.size;
    for (const { kind, id } of records) seen.add(`${kind} ${id}`);
    return seen.size > before;
  }

  /** Goes at one listing, at most: what lies deeper than half a day's budget is noted as not shown. */
  #deepest(): number {
    return Math.max(1, Math.floor((this.#source.dailyBudget ?? DEFAULT_DAILY_BUDGET) / 2));
  }
}

/** Address at which a post or an account was last listed; null = not known. It may hold a token. */
function linkTo(query: Query, state: SourceState): string | null {
  const links = knownLinks(state);
  if (query.kind === 'post') return links.get(query.postId) ?? null;
  return query.kind === 'author' ? (links.get(`author:${query.authorId}`) ?? null) : null;
}

/** Without parameters: they may hold tokens, and this is sealed. */
function shownAddress({ url }: Itinerary): string {
  return keptAddress(url, []) ?? url;
}

function isGone(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'koc_gone' in payload;
}

function signedOut(sourceId: string): Omit<Refusal, 'is'> {
  return {
    sign: 'nobody is logged in any more',
    outcome: 'login_needed',
    todo: `Log in again: koc login ${sourceId}.`,
  };
}
