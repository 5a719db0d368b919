/** A post with its comments: what the first answer shows, then comments known by id only, then branches that go on elsewhere. */
import { type Fetched, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Page } from '../engine/listing.ts';
import { askReddit, type RedditAsk } from './client.ts';
import type { Next, TreeNext } from './options.ts';
import { isTakenBack, moreChildren, thread } from './payload.ts';
import { type ReadThings, readThings } from './records.ts';

/** Comments that the API shows at once, levels of answers in it, and ids that it takes at once. */
const COMMENTS_AT_ONCE = 500;
const LEVELS = 10;
const IDS_AT_ONCE = 100;
/** Ids that wait, at most: the cursor holds them. */
const WAITING = 2000;

/** Throws RefusalError (gone) for a post that was taken back. */
export async function postPage(ask: RedditAsk, postId: string, next: TreeNext | null): Promise<Page<Next>> {
  if (next === null) return firstPage(ask, postId);
  const ids = next.more.slice(0, IDS_AT_ONCE);
  const isMore = ids.length > 0;
  const asked = isMore ? ids : next.branches.slice(0, 1);
  const fetched = isMore ? await moreOf(ask, postId, ids) : await branchOf(ask, postId, asked[0] ?? '');
  const read = readThings(fetched.value);
  // The post comes along with each branch.
  return pageOf(
    ask,
    fetched,
    { ...read, records: read.records.filter(({ kind }) => kind === 'comment') },
    {
      ...next,
      more: isMore ? next.more.slice(IDS_AT_ONCE) : next.more,
      branches: isMore ? next.branches : next.branches.slice(1),
      asked: [...next.asked, ...asked],
    },
  );
}

async function firstPage(ask: RedditAsk, postId: string): Promise<Page<Next>> {
  const wantsComments = ask.options.answer_pages > 0;
  const fetched = await askReddit(
    ask,
    `/comments/${encodeURIComponent(postId)}`,
    { limit: wantsComments ? COMMENTS_AT_ONCE : 1, depth: wantsComments ? LEVELS : 1, sort: 'new' },
    thread,
  );
  const read = readThings(fetched.value.flatMap(({ data }) => data.children));
  const post = read.things.find(({ kind, data }) => kind === 't3' && data.id === postId);
  if (post !== undefined ? isTakenBack(post) : read.rejected.length === 0)
    throw new RefusalError('gone', 'the post was taken back');
  const none: TreeNext = { at: 'tree', more: [], branches: [], asked: [], pages: 0 };
  if (wantsComments) return pageOf(ask, fetched, read, none);
  const own = read.records.filter(({ kind }) => kind === 'post');
  return pageOf(ask, fetched, { ...read, records: own, more: [], branches: [] }, none);
}

function pageOf(
  ask: RedditAsk,
  { url, fetchedAt }: Pick<Fetched<unknown>, 'url' | 'fetchedAt'>,
  read: ReadThings,
  before: TreeNext,
): Page<Next> {
  const asked = new Set(before.asked);
  const waiting = (known: readonly string[], found: readonly string[]) =>
    [...new Set([...known, ...found])].filter((id) => !asked.has(id)).sort();
  const [more, branches] = [waiting(before.more, read.more), waiting(before.branches, read.branches)];
  const pages = before.pages + 1;
  const isLeft = more.length + branches.length > 0;
  const goesOn = isLeft && pages < ask.options.answer_pages;
  if (isLeft && !goesOn)
    ask.log.debug({ pages, left: more.length + branches.length }, 'comments of a post are left out');
  return {
    records: read.records,
    next: goesOn ? { ...before, more: more.slice(0, WAITING), branches: branches.slice(0, WAITING), pages } : null,
    isCapped: isLeft && !goesOn,
    url,
    fetchedAt,
    rejected: read.rejected,
  };
}

async function moreOf(ask: RedditAsk, postId: string, ids: readonly string[]): Promise<Fetched<readonly unknown[]>> {
  const fetched = await askReddit(
    ask,
    '/api/morechildren',
    { api_type: 'json', link_id: `t3_${postId}`, children: ids.join(','), limit_children: false, sort: 'new' },
    moreChildren,
  );
  const { errors, data } = fetched.value.json;
  if (errors.length > 0) throw new RefusalError('failed', 'Reddit does not give the further comments of a post');
  return { ...fetched, value: data.things };
}

async function branchOf(ask: RedditAsk, postId: string, id: string): Promise<Fetched<readonly unknown[]>> {
  const fetched = await askReddit(
    ask,
    `/comments/${encodeURIComponent(postId)}`,
    { comment: id, limit: COMMENTS_AT_ONCE, depth: LEVELS, sort: 'new' },
    thread,
  );
  return { ...fetched, value: fetched.value.flatMap(({ data }) => data.children) };
}
