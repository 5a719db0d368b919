/** Which page is asked for next, and what of it becomes records. Subjects and groups are lists of one query; a topic is a post. */
import type { CheerioAPI } from 'cheerio';
import { z } from 'zod';
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Ask, ListedRecord, Page } from '../engine/listing.ts';
import { goneAlone, noSuchList, queriesOfLists, readPage, type Site } from '../engine/page_reader.ts';
import { publishedAtOf, shownTime } from '../reading/shown_time.ts';
import { parentOf, repliesIn, topicIn, topicsIn } from './group_pages.ts';
import { timeAndPlace } from './normalize.ts';
import { accountId, type Opinion, type Reply } from './payload.ts';
import { hasOpinions, nextStart, opinionsIn, type Subject, totalIn } from './subject_pages.ts';

export interface Options {
  readonly subjects: readonly { readonly url: string; readonly brand?: string | undefined }[];
  readonly groups: readonly string[];
  readonly reviews: boolean;
  readonly comment_pages: number;
}

/** Offset of the next page of a list or of the comments of a topic. */
export const next = z.int().positive();
export type Next = z.infer<typeof next>;

type Read = Pick<Page<Next>, 'records' | 'follow' | 'isCapped'> & { readonly next: Next | null };

const [HOME, COMMENTS_A_PAGE, COMMENTS_SHOWN] = ['https://www.douban.com', 100, 200];

const site: Site = {
  name: 'Douban',
  refused(markup, path) {
    if (/检测到有异常请求|sec\.douban\.com|禁止访问|机器人程序|输入验证码/u.test(markup))
      return new RefusalError('blocked', 'Douban takes us for abusive and shows no page');
    if (/你想访问的页面不存在|该讨论已被删除|条目不存在|小组已(?:被)?(?:解散|关闭)|页面不存在/u.test(markup))
      return new RefusalError('gone', `${path} is not there any more`);
    if (/登录豆瓣|请先登录|加入小组后|私密小组/u.test(markup))
      return new RefusalError('login_needed', 'Douban shows this page to members only', { concerns: 'query' });
    return null;
  },
};

export function queries(options: Options, asked: readonly Query[]): readonly Query[] {
  return queriesOfLists(
    listsOf(options).map(({ url }) => url),
    asked,
  );
}

export async function page(ask: Ask<Options, Next>): Promise<Page<Next>> {
  const { query } = ask;
  if (query.kind === 'post') return topicPage(ask, query.postId);
  const feed = query.kind === 'mention_feed' ? query.feed : undefined;
  const list = listsOf(ask.options).find(({ url }) => url === feed);
  if (list === undefined) throw noSuchList(feed, 'Name subjects or groups under  with:  of the source.');
  const start = ask.next ?? 0;
  const request = { url: list.url, query: { ...list.query, start } };
  const { value, answer } = await goneAlone(
    list.url,
    readPage(ask.http, request, site, ($, { fetchedAt }) => list.read($, fetchedAt, start, ask.window.since)),
  );
  const further = value.next !== null && value.next > start ? value.next : null;
  return { ...value, next: further, url: answer.url, fetchedAt: answer.fetchedAt };
}

interface List {
  readonly url: string;
  readonly query: Readonly<Record<string, string | number>>;
  /** Null = the page is none of this list. */
  readonly read: ($: CheerioAPI, seenAt: number, start: number, since: number) => Read | null;
}

function listsOf({ subjects, groups, reviews }: Options): List[] {
  return [
    ...subjects.flatMap(({ url: address, brand = null }) => {
      const url = address.replace(/\/?$/u, '/');
      const subject: Subject = { url, brand };
      const list = (name: string, query: List['query'], shown: number): List => ({
        url: `${url}${name}`,
        query,
        read: ($, seenAt, start, since) => opinionsRead($, subject, shown, seenAt, start, since),
      });
      const comments = list('comments', { limit: 20, sort: 'time', status: 'P' }, COMMENTS_SHOWN);
      return reviews ? [comments, list('reviews', { sort: 'time' }, Number.POSITIVE_INFINITY)] : [comments];
    }),
    ...groups.map(
      (group): List => ({
        url: `${HOME}/group/${group}/discussion`,
        query: { type: 'new' },
        read: topicsRead,
      }),
    ),
  ];
}

function opinionsRead(
  $: CheerioAPI,
  subject: Subject,
  shown: number,
  seenAt: number,
  start: number,
  since: number,
): Read | null {
  if (!hasOpinions($)) return null;
  const opinions = opinionsIn($, subject);
  const dates = opinions.map(({ time }) => publishedAtOf(time, seenAt));
  const isPast = dates.length > 0 && dates.every((at) => at !== null && at < since);
  const further = isPast ? null : nextStart($);
  const seen = start + opinions.length;
  const total = totalIn($);
  // At its end before the window's: either that is all there is, or all that a stranger may see.
  const isHidden = !isPast && further === null && seen >= shown && (total === null || total > seen);
  return {
    records: opinions.map((one, index) => opinionRecord(one, dates[index] ?? null)),
    next: further,
    isCapped: isHidden,
  };
}

function opinionRecord(one: Opinion, publishedAt: number | null): ListedRecord {
  const id = `${one.page}-${one.cid}`;
  return { kind: 'review', id, parentId: null, authorId: accountId(one.author), publishedAt, payload: one };
}

/** Topics stand in the order of their last answers; each one that had some since is read whole. */
function topicsRead($: CheerioAPI, seenAt: number, _start: number, since: number): Read | null {
  const topics = topicsIn($);
  if (topics === null) return null;
  const fresh = topics.filter(({ lastReply }) => {
    const time = lastReply === null ? null : shownTime(lastReply, seenAt);
    return time === null || time.at + time.spanMs > since;
  });
  return {
    records: [],
    follow: fresh.map(({ id }) => ({ kind: 'post', postId: id, publishedAt: null })),
    next: fresh.length === 0 ? null : nextStart($),
  };
}

async function topicPage(ask: Ask<Options, Next>, id: string): Promise<Page<Next>> {
  const start = ask.next ?? 0;
  const request = { url: `${HOME}/group/topic/${id}/`, query: start === 0 ? {} : { start } };
  const { value, answer } = await readPage(ask.http, request, site, ($) => {
    const topic = topicIn($, id);
    return topic === null ? null : { topic, replies: repliesIn($, id), further: nextStart($) };
  });
  const { topic, replies, further } = value;
  const first: ListedRecord = {
    kind: 'post',
    id,
    parentId: null,
    authorId: accountId(topic.author),
    publishedAt: publishedAtOf(topic.time, answer.fetchedAt),
    payload: topic,
  };
  const records = replies.map((one, index) => replyRecord(one, replies.slice(0, index), answer.fetchedAt));
  const isCapped = further !== null && further >= ask.options.comment_pages * COMMENTS_A_PAGE;
  return {
    records: start === 0 ? [first, ...records] : records,
    next: further === null || isCapped || further <= start ? null : further,
    isCapped,
    url: answer.url,
    fetchedAt: answer.fetchedAt,
  };
}

function replyRecord(one: Reply, before: readonly Reply[], seenAt: number): ListedRecord {
  return {
    kind: 'comment',
    id: one.cid,
    parentId: parentOf(one, before),
    authorId: accountId(one.author),
    publishedAt: publishedAtOf(timeAndPlace(one.time).time, seenAt),
    payload: one,
  };
}
