/** A video again with its comments: pages of threads, and between them the answers of threads that have more than the page shows. */
import { type Fetched, RefusalError } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord, Page } from '../engine/listing.ts';
import { askYouTube, needUnits, type YouTubeAsk } from './client.ts';
import type { Next, ThreadsNext } from './options.ts';
import { type Comment, comment, commentThread, type Video } from './payload.ts';
import { videosOf } from './videos.ts';

const PER_PAGE = 100;
const NOT_BEGUN: ThreadsNext = { at: 'threads', pageToken: null, open: [], done: [], pages: 0 };

/** Throws RefusalError (gone) for a video that is not there any more. */
export async function videoPage(ask: YouTubeAsk, videoId: string, next: ThreadsNext | null): Promise<Page<Next>> {
  if (next !== null) {
    const thread = next.open[0];
    const read =
      thread === undefined ? await threadsOf(ask, videoId, next) : await answersOf(ask, videoId, next, thread);
    return pageOf(ask, read, []);
  }
  needUnits(ask, 3);
  const found = await videosOf(ask, [videoId]);
  const [one] = found.videos;
  if (one === undefined && found.rejected.length === 0)
    throw new RefusalError('gone', 'the video is not there any more');
  if (one === undefined || ask.options.answer_pages === 0 || !mayHaveComments(one)) {
    const { records, rejected, fetched } = found;
    return { records, next: null, url: fetched.url, fetchedAt: fetched.fetchedAt, rejected };
  }
  const page = pageOf(ask, await threadsOf(ask, videoId, NOT_BEGUN), found.records);
  return { ...page, url: found.fetched.url };
}

/** False when comments are switched off (then their count is absent) or there is none. */
export function mayHaveComments({ statistics }: Video): boolean {
  if (statistics === null || statistics === undefined) return true;
  const { commentCount = null } = statistics;
  return commentCount !== null && Number(commentCount) !== 0;
}

interface Read {
  readonly records: readonly ListedRecord[];
  readonly rejected: NonNullable<Page<never>['rejected']>;
  readonly fetched: Pick<Fetched<unknown>, 'url' | 'fetchedAt'>;
  /** Where it goes on if there is more. */
  readonly after: ThreadsNext;
}

function pageOf(
  ask: YouTubeAsk,
  { records, rejected, fetched, after }: Read,
  before: readonly ListedRecord[],
): Page<Next> {
  const isLeft = after.pageToken !== null || after.open.length > 0;
  const goesOn = isLeft && after.pages < ask.options.answer_pages;
  if (isLeft && !goesOn) ask.log.debug({ pages: after.pages }, 'comments of a video are left out');
  return {
    records: [...before, ...records],
    next: goesOn ? after : null,
    isCapped: isLeft && !goesOn,
    url: fetched.url,
    fetchedAt: fetched.fetchedAt,
    rejected,
  };
}

async function threadsOf(ask: YouTubeAsk, videoId: string, before: ThreadsNext): Promise<Read> {
  const query = { part: 'snippet,replies', videoId, order: 'time', textFormat: 'plainText', maxResults: PER_PAGE };
  const pages = before.pages + 1;
  const over: ThreadsNext = { ...before, pageToken: null, pages };
  const token = before.pageToken === null ? {} : { pageToken: before.pageToken };
  const fetched = await orNothing(askYouTube(ask, 'commentThreads', { ...query, ...token }), ['commentsDisabled']);
  if (fetched === null) return nothing(ask, over);
  const { items: threads, rejected } = readItems(fetched.value.items ?? [], commentThread);
  const items = threads.filter(({ value }) => (value.snippet.videoId ?? videoId) === videoId);
  const answers = items.map(({ value }) => readItems(value.replies?.comments ?? [], comment));
  const open = items.flatMap(({ value: { snippet } }, i) => {
    const { id } = snippet.topLevelComment;
    const shown = new Set(answers[i]!.items.map(({ value }) => value.id)).size;
    return (snippet.totalReplyCount ?? 0) > shown && !before.done.includes(id) ? [id] : [];
  });
  return {
    records: items.flatMap(({ value: { snippet } }, i) => [
      recordOf(videoId, snippet.topLevelComment, { totalReplyCount: snippet.totalReplyCount ?? null }),
      ...answers[i]!.items.map(({ value }) => recordOf(videoId, value, {})),
    ]),
    rejected: [...rejected, ...answers.flatMap((read) => read.rejected)],
    fetched,
    after: {
      ...over,
      pageToken: fetched.value.nextPageToken ?? null,
      open: [...new Set(open)].sort().map((id) => ({ id, pageToken: null })),
    },
  };
}

async function answersOf(
  ask: YouTubeAsk,
  videoId: string,
  before: ThreadsNext,
  thread: ThreadsNext['open'][number],
): Promise<Read> {
  const [, ...rest] = before.open;
  const pages = before.pages + 1;
  const over: ThreadsNext = { ...before, open: rest, done: [...before.done, thread.id], pages };
  const query = { part: 'snippet', parentId: thread.id, textFormat: 'plainText', maxResults: PER_PAGE };
  const token = thread.pageToken === null ? {} : { pageToken: thread.pageToken };
  const asked = askYouTube(ask, 'comments', { ...query, ...token });
  const fetched = await orNothing(asked, ['parentCommentNotFound', 'commentNotFound']);
  if (fetched === null) return nothing(ask, over);
  const { items: answers, rejected } = readItems(fetched.value.items ?? [], comment);
  const items = answers.filter(({ value }) => (value.snippet.parentId ?? thread.id) === thread.id);
  const { nextPageToken = null } = fetched.value;
  return {
    records: items.map(({ value }) => recordOf(videoId, value, {})),
    rejected,
    fetched,
    after:
      nextPageToken === null
        ? over
        : { ...before, open: [{ id: thread.id, pageToken: nextPageToken }, ...rest], pages },
  };
}

function recordOf(videoId: string, one: Comment, thread: { readonly totalReplyCount?: number | null }): ListedRecord {
  const { snippet } = one;
  return {
    kind: 'comment',
    id: one.id,
    parentId: snippet.parentId ?? videoId,
    authorId: snippet.authorChannelId?.value ?? null,
    publishedAt: Date.parse(snippet.publishedAt),
    payload: { comment: one, videoId, ...thread },
  };
}

/** Null where YouTube refuses for one of these reasons: there is nothing to read, and the video is none the worse. */
async function orNothing<T>(asked: Promise<T>, reasons: readonly string[]): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusalError && reasons.includes(String(error.facts['reason']))) return null;
    throw error;
  }
}

function nothing(ask: YouTubeAsk, after: ThreadsNext): Read {
  const url = new URL('/youtube/v3/commentThreads', ask.options.base_url).href;
  return { records: [], rejected: [], fetched: { url, fetchedAt: ask.now() }, after };
}
