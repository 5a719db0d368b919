/** Which page is asked for next: threads are found by the search or in forums, and read floor by floor with what stands below. */
import { z } from 'zod';
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Ask, ListedRecord, Page } from '../engine/listing.ts';
import { goneAlone, noSuchList, queriesOfLists, readPage, type Site } from '../engine/page_reader.ts';
import { publishedAtOf, shownTime } from '../reading/shown_time.ts';
import { forumThreads, foundThreads, type ListedThread, type ThreadList, unpacked } from './list_pages.ts';
import { floorTime } from './normalize.ts';
import { accountOf, authorOf, type Floor } from './payload.ts';
import { floorsIn, isThread, pagesIn, parentOf, subCommentsIn, subPagesIn } from './thread_pages.ts';

export interface Options {
  readonly base_url: string;
  readonly forums: readonly string[];
  readonly thread_pages: number;
  readonly sub_comments: boolean;
}

/** Inside a thread: floors whose comments are still to be read from page `sub` on, then page `pn` of the thread (null = none). */
const inThread = z.strictObject({
  pn: z.int().positive().nullable(),
  floors: z.array(z.string()),
  sub: z.int().positive(),
  isCapped: z.boolean(),
});
type InThread = z.infer<typeof inThread>;

/** A place in a thread, the offset in a forum, or the number of a page of the search. */
export const next = z.union([inThread, z.int().positive()]);
export type Next = z.infer<typeof next>;

const HITS_A_PAGE = 20;

export async function page(ask: Ask<Options, Next>): Promise<Page<Next>> {
  switch (ask.query.kind) {
    case 'keyword':
      return searchPage(ask, ask.query.words);
    case 'post':
      return threadPage(ask, ask.query.postId);
    default:
      return forumPage(ask, ask.query.kind === 'mention_feed' ? ask.query.feed : undefined);
  }
}

/** Forums that are named are read beside whatever else is asked for. */
export function queries({ forums }: Options, asked: readonly Query[]): readonly Query[] {
  const isAsked = asked.some(({ kind }) => kind === 'mention_feed');
  return queriesOfLists(forums, isAsked ? asked : [...asked, { kind: 'mention_feed', brandId: null }]);
}

const site: Site = {
  name: 'Tieba',
  unpacked,
  refused(markup, path) {
    if (
      /[贴帖]子?(?:已经?|已)?被?(?:系统)?删除|[贴帖]子不存在|该吧(?:被合并|已被封禁|不存在)|本吧暂不开放/u.test(markup)
    )
      return new RefusalError('gone', `${path} is not there any more`);
    if (/安全验证|wappass\.baidu|请输入验证码|访问过于频繁|网络不给力/u.test(markup))
      return new RefusalError('blocked', 'Tieba asks for a security check');
    if (/请(?:先)?登录后?(?:查看|访问|再)/u.test(markup))
      return new RefusalError('login_needed', 'Tieba shows this page to logged-in people only');
    return null;
  },
};

/** Newest threads first; the search tells neither their text nor their author's account, so each is read itself. */
async function searchPage(ask: Ask<Options, Next>, words: string): Promise<Page<Next>> {
  const number = typeof ask.next === 'number' ? ask.next : 1;
  const query = { ie: 'utf-8', qw: words, rn: HITS_A_PAGE, sm: 1, only_thread: 1, pn: number };
  const request = { url: new URL('/f/search/res', ask.options.base_url), query };
  const { value, answer } = await readPage(ask.http, request, site, foundThreads);
  return listed(value, number, answer, ask.window.since);
}

async function forumPage(ask: Ask<Options, Next>, forum: string | undefined): Promise<Page<Next>> {
  if (forum === undefined) throw noSuchList(forum, 'Add  with: { forums: [kettles] }  to the source.');
  const start = typeof ask.next === 'number' ? ask.next : 0;
  const request = { url: new URL('/f', ask.options.base_url), query: { kw: forum, ie: 'utf-8', pn: start } };
  const { value, answer } = await goneAlone(forum, readPage(ask.http, request, site, forumThreads));
  return listed(value, start, answer, ask.window.since);
}

/** A page of threads holds no record of its own: threads of the window are read, and the list to its first page before it. */
function listed(
  list: ThreadList,
  at: number,
  { url, fetchedAt }: { readonly url: string; readonly fetchedAt: number },
  since: number,
): Page<Next> {
  const { follow, isPast } = freshOf(list, fetchedAt, since);
  const next = isPast || list.next === null || list.next <= at ? null : list.next;
  return { records: [], follow, next, url, fetchedAt };
}

/** Threads of the window or of an unreadable moment; `isPast`: the whole page lies before it. */
function freshOf(
  { threads }: ThreadList,
  seenAt: number,
  since: number,
): { readonly follow: Query[]; readonly isPast: boolean } {
  const isFresh = ({ time }: ListedThread): boolean => {
    const shown = time === null ? null : shownTime(time, seenAt);
    return shown === null || shown.at + shown.spanMs > since;
  };
  const fresh = new Set(threads.filter(isFresh).map(({ tid }) => tid));
  return {
    follow: [...fresh].map((postId) => ({ kind: 'post', postId, publishedAt: null })),
    isPast: fresh.size === 0,
  };
}

async function threadPage(ask: Ask<Options, Next>, tid: string): Promise<Page<Next>> {
  const state = typeof ask.next === 'object' && ask.next !== null ? ask.next : FIRST_PAGE;
  const pid = state.floors[0];
  if (pid !== undefined) return subPage(ask, tid, pid, state);
  const pn = state.pn ?? 1;
  const request = { url: new URL(`/p/${tid}`, ask.options.base_url), query: pn === 1 ? {} : { pn } };
  const { value: read, answer } = await readPage(ask.http, request, site, ($) => {
    return isThread($) ? { ...floorsIn($, tid), pages: pagesIn($) } : null;
  });
  const { items, rejected, pages } = read;
  const floors = items
    .map(({ value }) => value.field.content)
    .filter(({ post_no, comment_num }) => ask.options.sub_comments && post_no > 1 && (comment_num ?? 0) > 0)
    .map(({ post_id }) => post_id);
  const hasMore = pn < pages;
  const isLastAllowed = pn >= ask.options.thread_pages;
  const after = {
    pn: hasMore && !isLastAllowed ? pn + 1 : null,
    floors,
    sub: 1,
    isCapped: hasMore && isLastAllowed,
  };
  const records = items.map(({ value, payload }) => floorRecord(value, payload, tid, answer.fetchedAt));
  return { records, rejected, ...goOn(after), url: answer.url, fetchedAt: answer.fetchedAt };
}

const FIRST_PAGE: InThread = { pn: 1, floors: [], sub: 1, isCapped: false };

function goOn(state: InThread): { readonly next: InThread | null; readonly isCapped: boolean } {
  const isDone = state.pn === null && state.floors.length === 0;
  return isDone ? { next: null, isCapped: state.isCapped } : { next: state, isCapped: false };
}

function floorRecord(one: Floor, payload: unknown, tid: string, seenAt: number): ListedRecord {
  const isFirst = one.field.content.post_no === 1;
  return {
    kind: isFirst ? 'post' : 'comment',
    id: isFirst ? tid : one.field.content.post_id,
    parentId: isFirst ? null : tid,
    authorId: authorOf(one),
    publishedAt: floorTime(one, seenAt),
    payload,
  };
}

async function subPage(ask: Ask<Options, Next>, tid: string, pid: string, state: InThread): Promise<Page<Next>> {
  const request = { url: new URL('/p/comment', ask.options.base_url), query: { tid, pid, pn: state.sub } };
  const { value: read, answer } = await readPage(ask.http, request, site, ($) => {
    const pages = subPagesIn($);
    return pages === null ? null : { ...subCommentsIn($, tid, pid), pages };
  });
  const { items, rejected, pages } = read;
  const all = items.map(({ value }) => value);
  const isLast = state.sub >= pages;
  const after = isLast ? { ...state, floors: state.floors.slice(1), sub: 1 } : { ...state, sub: state.sub + 1 };
  const records = items.map(
    ({ value, payload }, index): ListedRecord => ({
      kind: 'comment',
      id: value.field.spid,
      parentId: parentOf(value, all.slice(0, index)),
      authorId: accountOf(value.field.portrait),
      publishedAt: publishedAtOf(value.time, answer.fetchedAt),
      payload,
    }),
  );
  return { records, rejected, ...goOn(after), url: answer.url, fetchedAt: answer.fetchedAt };
}
