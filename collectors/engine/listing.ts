/**
 * Turns a listing (pages of dated records) into a collector: windows, marks, resuming, caps and refusals are the same for all. A source
 * says how to ask for one page and what a record means, and nothing else.
 */
import { hash } from 'node:crypto';
import type { z } from 'zod';
import type {
  Batch,
  CollectContext,
  CollectedRecord,
  Collector,
  CollectorMeta,
  Log,
  PassEnd,
} from '../../warehouse/contracts/collector.ts';
import { KocError, PayloadError } from '../../warehouse/contracts/errors.ts';
import {
  type Http,
  type LivePass,
  type Query,
  RefusalError,
  type SourceState,
  type Window,
} from '../../warehouse/contracts/live.ts';
import type { Outcome, RawEnvelope, RecordKind, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { makeRows, type Said } from '../reading/row_maker.ts';
import { personalDropper } from './drop_personal.ts';
import { goneRecord, goneRows } from './gone.ts';
import { isFollowed, type ListingCursor, listingCursor, queryKey, type Task } from './listing_cursor.ts';
import { planned, plannedTasks } from './listing_plan.ts';
import { advanced, dropped, type PageFacts, putAway, restarted, type StepRules, stumbled } from './listing_step.ts';
import { PassTally } from './listing_tally.ts';

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

/** Pages in a row, empty ones or of what this listing has shown before, after which it is taken to be at its end. */
const IDLE_PAGES = 5;
/** Pages of one task, so that tokens in a circle end. */
const MAX_PAGES = 20_000;

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
    plan: (cursor, queries, window) => plannedTasks(planned(cursor, queries, window, planRules(source, false))),
    collect: (pass) => collectListing(source, pass),
    normalizer: (header: SegmentHeader) => (record) => {
      const gone = goneRows(record, header, collectsReplies);
      if (gone !== null) return gone;
      const said = source.said(record);
      return 'skip' in said ? said : makeRows(record, header, collectsReplies, said);
    },
  };
}

async function* collectListing<Options, Next>(
  source: ListingSource<Options, Next>,
  pass: CollectContext<Options, ListingCursor>,
): AsyncGenerator<Batch<ListingCursor>, PassEnd> {
  const { live } = pass;
  if (live === null) throw new KocError(`${source.meta.name} reaches out and was given no way to`);
  const rules: StepRules = {
    order: source.meta.order,
    boundsTime: source.boundsTime,
    resolutionMs: source.resolutionMs ?? 1000,
  };
  const drop = personalDropper(source.meta.personal);
  const tally = new PassTally();
  const plan = planRules(source, live.isFixedWindow);
  let isResumed = (pass.cursor?.todo.length ?? 0) > 0;
  let cursor = planned(pass.cursor, live.queries, live.window, plan);
  knowAgain(live, cursor.validators);
  // A pass that only finishes what was cut is given no queries.
  const queries = Math.max(live.queries.length, new Set(cursor.todo.map(({ key }) => key)).size);
  let outcome: Outcome | null = null;
  for (;;) {
    if (cursor.todo.length === 0 && isResumed) {
      // What the last pass left is done; what is new since is this pass's own.
      isResumed = false;
      cursor = planned(cursor, live.queries.filter(isFollowed), live.window, plan);
    }
    if (cursor.todo.length === 0) break;
    pass.signal.throwIfAborted();
    if (live.limit !== null && tally.records >= live.limit) {
      outcome = 'capped';
      break;
    }
    const task = cursor.todo[0]!;
    let page: Page<Next>;
    try {
      page = await source.page(askOf(source, pass, live, task, cursor.marks[task.key] ?? null));
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof PayloadError)) throw error;
      const { query } = task;
      const refusal = error instanceof RefusalError ? error : null;
      const isUnknownPage = refusal?.outcome === 'gone' || refusal?.outcome === 'failed';
      if (task.why === 'resumed' && task.next !== null && isUnknownPage) {
        pass.log.info(
          { reason: error.message },
          'the page after which the last pass ended is not known any more; begun anew',
        );
        cursor = restarted(cursor);
        knowAgain(live, cursor.validators);
        continue;
      }
      if (refusal?.outcome === 'gone' && !isFollowed(query)) {
        tally.gone += 1;
        cursor = dropped(cursor);
        const at = pass.now();
        const records =
          query.kind === 'post' ? [goneRecord(source.meta.platform, query.postId, query.publishedAt, at)] : [];
        yield { records, cursor, rejected: 0 };
        continue;
      }
      const told = { source: pass.sourceId, outcome: refusal?.outcome ?? ('failed' as const), reason: error.message };
      if (refusal?.concerns === 'query') {
        pass.log.warn(told, 'one of the queries is not answered; the others are asked');
        tally.refused(task.key, told);
        cursor = putAway(cursor);
        knowAgain(live, cursor.validators);
        continue;
      }
      if (!OF_THE_SOURCE.has(told.outcome)) {
        const { isGivenUp, ...after } = stumbled(cursor);
        cursor = after.cursor;
        if (isGivenUp) {
          pass.log.warn(told, 'a post or account has ended pass after pass; it is left out');
          tally.isPartial = true;
          knowAgain(live, cursor.validators);
          continue;
        }
      }
      if (refusal === null) {
        // What stood in the way is remembered although the pass breaks.
        if (!isFollowed(query)) yield { records: [], cursor, rejected: 0 };
        throw error;
      }
      pass.log.warn(told, 'the source does not answer; what came before is kept');
      outcome = told.outcome;
      break;
    }
    const { records, facts, isCut } = sealable(source, pass, page, task, tally, drop);
    if (isCut || page.isUnsettled === true) knowAgain(live, cursor.validators);
    const before = cursor;
    cursor = advanced(cursor, brake(facts, task, tally, pass.log), rules);
    tally.stepped(before, cursor);
    cursor = { ...cursor, validators: Object.fromEntries([...live.validators].slice(-MAX_VALIDATORS)) };
    live.report({ pages: tally.pages });
    yield { records, cursor, rejected: page.rejected?.length ?? 0 };
  }
  const ended = outcome ?? tally.outcome(queries);
  return {
    outcome: ended,
    asked: { queries, ...tally.facts(), left: cursor.todo.length },
    cursor,
  };
}

const MAX_VALIDATORS = 200;
/** Ends that are never about one post or account. */
const OF_THE_SOURCE: ReadonlySet<Outcome> = new Set<Outcome>(['rate_limited', 'login_needed']);

/** Sets what answers are known by back to what was sealed. */
function knowAgain({ validators }: LivePass, sealed: ListingCursor['validators']): void {
  validators.clear();
  for (const [url, known] of Object.entries(sealed)) validators.set(url, known);
}

/** What of a page is sealed, and what the page says about how to go on. */
function sealable<Options, Next>(
  source: ListingSource<Options, Next>,
  pass: CollectContext<Options, ListingCursor>,
  page: Page<Next>,
  task: Task,
  tally: PassTally,
  drop: (payload: unknown) => unknown,
): { readonly records: CollectedRecord[]; readonly facts: PageFacts; readonly isCut: boolean } {
  const { rejected = [] } = page;
  const first = rejected[0];
  if (first !== undefined && page.records.length === 0) {
    throw new PayloadError(
      `${page.url}: no record of the page has a known shape; the first: ${first.field}: ${first.reason}`,
      {
        facts: { path: first.field },
        hint: 'The platform has changed its answers; update koc. Nothing is skipped: the next pass asks for this page again.',
      },
    );
  }
  for (const { field, reason } of rejected) pass.reject({ line: tally.pages + 1, field, reason });
  const { since, until } = task.window;
  const isBounded = isFollowed(task.query) || task.query.kind === 'author';
  const keepsOld = source.meta.order === 'unordered';
  const dates = page.records.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]));
  const records: CollectedRecord[] = [];
  const listing = `${queryKey(task.query)} ${since}`;
  let isFresh = false;
  let isCut = false;
  for (const record of page.records) {
    const { platform = source.meta.platform, kind, id, publishedAt } = record;
    // Newer posts lead down to an old window: a page full of them is on the way.
    isFresh = tally.isFresh(listing, `${platform}:${kind}:${id}`) || isFresh;
    const isOutside = publishedAt !== null && (publishedAt >= until || (publishedAt < since && !keepsOld));
    if (isBounded && isOutside) {
      tally.outside += 1;
      // The next window wants it from the same answer.
      isCut ||= publishedAt >= until;
      continue;
    }
    const payloadJson = JSON.stringify(drop(record.payload));
    // The same post with other counts is another observation of it.
    if (!tally.isNew(`${platform}:${kind}:${id}:${hash('sha256', payloadJson)}`)) continue;
    records.push({
      platform,
      kind,
      id,
      parentId: record.parentId,
      requestUrl: page.url,
      payloadJson,
      authorId: record.authorId,
      observedAt: page.fetchedAt,
    });
  }
  if (task.next === null) tally.idle = 0;
  tally.page(records.length, isFresh);
  const isPast =
    isBounded && source.meta.order === 'newest-first' && dates.length > 0 && dates.every((at) => at < since);
  // A pinned or promoted post from before the window says nothing of how far down the page reaches.
  const within = dates.filter((at) => at >= since && at < until);
  const oldest = within.reduce<number | null>((least, at) => (least === null || at < least ? at : least), null);
  const { next, isCapped = false, lost = null, follow = [] } = page;
  return { records, facts: { next, isCapped, lost, oldest, isPast, follow }, isCut };
}

/** Ends a listing that goes in circles: the same token again, or page after page of nothing new. */
function brake(facts: PageFacts, task: Task, tally: PassTally, log: Log): PageFacts {
  if (facts.next === null) return facts;
  const isSame = JSON.stringify(facts.next) === JSON.stringify(task.next);
  if (!isSame && tally.idle < IDLE_PAGES && task.pages < MAX_PAGES) return facts;
  log.warn({ pages: task.pages + 1, idle: tally.idle }, 'the listing goes in circles; it is taken to be at its end');
  tally.idle = 0;
  tally.isPartial = true;
  return { ...facts, next: null };
}

function askOf<Options, Next>(
  source: ListingSource<Options, Next>,
  pass: CollectContext<Options, ListingCursor>,
  live: LivePass,
  task: Task,
  mark: number | null,
): Ask<Options, Next> {
  const next = task.next === null ? null : source.next.safeParse(task.next);
  return {
    query: task.query,
    window: task.window,
    mark,
    next: next?.success === true ? next.data : null,
    options: pass.options,
    http: live.http,
    secret: live.secret,
    state: live.state,
    now: pass.now,
    log: pass.log,
  };
}

function planRules<Options, Next>({ meta, boundsTime }: ListingSource<Options, Next>, isFixed: boolean) {
  return { overlapMs: (meta.overlapHours ?? 6) * 3_600_000, boundsTime, isFixed };
}
