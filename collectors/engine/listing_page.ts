/** What of a page is sealed, and what it says about how to go on. */
import { hash } from 'node:crypto';
import type { CollectContext, CollectedRecord, Log } from '../../warehouse/contracts/collector.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import type { ListedRecord, ListingSource, Page } from './listing.ts';
import { isFollowed, type ListingCursor, queryKey, type Task } from './listing_cursor.ts';
import type { PageFacts, StepRules } from './listing_step.ts';
import type { PassTally } from './listing_tally.ts';

/** Pages in a row, empty ones or of what this listing has shown before, after which it is taken to be at its end. */
const IDLE_PAGES = 5;
/** Pages of one task, so that tokens in a circle end. */
const MAX_PAGES = 20_000;

/** Records inside of the window that this pass has not sealed like this before. `isCut`: some belong to a later window. */
export function sealable<Options, Next>(
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
  const keepsOld = source.meta.order === 'unordered';
  const records: CollectedRecord[] = [];
  const listing = `${queryKey(task.query)} ${since}`;
  let isFresh = false;
  let isCut = false;
  for (const record of page.records) {
    const { platform = source.meta.platform, kind, id, publishedAt } = record;
    // Newer posts lead down to an old window: a page full of them is on the way.
    isFresh = tally.isFresh(listing, `${platform}:${kind}:${id}`) || isFresh;
    const isOutside = publishedAt !== null && (publishedAt >= until || (publishedAt < since && !keepsOld));
    if (isBounded(task.query) && isOutside) {
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
      requestUrl: record.from === undefined ? page.url : record.from.url,
      payloadJson,
      authorId: record.authorId,
      observedAt: record.from?.at ?? page.fetchedAt,
    });
  }
  if (page.isPartial === true) tally.isPartial = true;
  if (page.drift != null) tally.drifted(page.drift);
  if (task.next === null) tally.idle = 0;
  tally.page(records.length, isFresh);
  const isPast = liesBefore(page.records, task, source.meta.order);
  // A pinned or promoted post from before the window says nothing of how far down the page reaches.
  const within = datesOf(page.records).filter((at) => at >= since && at < until);
  const oldest = within.reduce<number | null>((least, at) => (least === null || at < least ? at : least), null);
  const { next, isCapped = false, lost = null, follow = [] } = page;
  return { records, facts: { next, isCapped, lost, oldest, isPast, follow }, isCut };
}

/** Whether everything dated on a page lies before the window, so that a newest-first listing has come to its end. */
export function liesBefore(
  records: readonly ListedRecord[],
  { query, window }: Pick<Task, 'query' | 'window'>,
  order: StepRules['order'],
): boolean {
  if (order !== 'newest-first' || !isBounded(query)) return false;
  const dates = datesOf(records);
  return dates.length > 0 && dates.every((at) => at < window.since);
}

/** A single post is seen whole, whatever the window. */
function isBounded(query: Query): boolean {
  return isFollowed(query) || query.kind === 'author';
}

function datesOf(records: readonly ListedRecord[]): number[] {
  return records.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]));
}

/** Ends a listing that goes in circles: the same token again, or page after page of nothing new. */
export function brake(facts: PageFacts, task: Task, tally: PassTally, log: Log): PageFacts {
  if (facts.next === null) return facts;
  const isSame = JSON.stringify(facts.next) === JSON.stringify(task.next);
  if (!isSame && tally.idle < IDLE_PAGES && task.pages < MAX_PAGES) return facts;
  log.warn({ pages: task.pages + 1, idle: tally.idle }, 'the listing goes in circles; it is taken to be at its end');
  tally.idle = 0;
  tally.isPartial = true;
  return { ...facts, next: null };
}
