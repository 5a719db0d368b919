/** Public articles of WeChat accounts that the operator lists, by address or in a list or feed of addresses. No list of WeChat's own is called. */
import { z } from 'zod';
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import { type Ask, listingCollector, type Page } from '../engine/listing.ts';
import { goneAlone, queriesOfLists, readPage, type Site } from '../engine/page_reader.ts';
import { articleId, articlePath, articlesIn } from './addresses.ts';
import { articleIn } from './article_page.ts';
import { articleTime, said } from './normalize.ts';

const HOST = 'https://mp.weixin.qq.com';
const web = z.url({ protocol: /^https?$/u });

const options = z.strictObject({
  articles: z
    .array(
      z
        .string()
        .refine(
          (address) => articleId(address) !== null,
          'expected the lasting address of an article of mp.weixin.qq.com',
        ),
    )
    .default([])
    .describe('addresses of articles; what a reader’s client has added to them is not kept'),
  lists: z
    .array(web)
    .default([])
    .describe('addresses of lists of your own that name articles: text, a feed, JSON; read at each pass'),
  base_url: web.default(HOST).describe('where the articles answer, for an archive of your own'),
});
type Options = z.output<typeof options>;

/** Neither lists nor articles have further pages. */
const next = z.never();

/** The list that the options themselves hold. */
const OWN_LIST = 'articles';

export const collector = listingCollector<Options, never>({
  meta: {
    name: 'wechat_articles',
    platform: 'wechat',
    version: 1,
    kinds: ['post'],
    queryKinds: ['mention_feed', 'post'],
    order: 'unordered',
    access: {
      via: 'public_page',
      secrets: [],
      robots: 'obeyed',
      terms:
        'Only articles that you name yourself; robots.txt of mp.weixin.qq.com closes articles to programs, so read an archive of pages that you may keep, or have Tencent allow you first.',
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: {},
    collects: [],
    personal: {
      account: { keep: true, why: 'tells accounts apart and is printed on the lists of own brands' },
      place: { keep: true, why: 'province of a post' },
      byline: { keep: false, why: 'the writer is named beside the account, and nothing reads it' },
      avatar: { keep: false, why: 'nothing reads pictures of accounts' },
    },
    limitations: [
      'Reads, likes and comments are shown to WeChat’s own client only.',
      'An article that is listed by its short and by its long address is two records.',
      'Articles are asked for at each pass as long as they are listed.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: ({ base_url, lists }) => [base_url, ...lists].map((address) => new URL(address).host),
  queries: ({ articles, lists }, asked) => queriesOfLists(articles.length > 0 ? [OWN_LIST, ...lists] : lists, asked),
  page: (ask) => {
    const { query } = ask;
    if (query.kind === 'post') return articlePage(ask, query.postId);
    return listPage(ask, query.kind === 'mention_feed' ? query.feed : undefined);
  },
  said,
});

async function listPage(ask: Ask<Options, never>, list: string | undefined): Promise<Page<never>> {
  const { articles, base_url } = ask.options;
  if (list === undefined || list === OWN_LIST) {
    const own = new Set(articles.flatMap((address) => articleId(address) ?? []));
    return { records: [], follow: queriesFor([...own]), next: null, url: base_url, fetchedAt: ask.now() };
  }
  const { text, url, fetchedAt } = await goneAlone(list, ask.http.send({ url: list }));
  const found = articlesIn(text);
  if (found.length === 0) ask.log.warn({ list: url }, 'the list names no article');
  return { records: [], follow: queriesFor(found), next: null, url, fetchedAt };
}

function queriesFor(ids: readonly string[]): Query[] {
  return ids.map((postId) => ({ kind: 'post', postId, publishedAt: null }));
}

async function articlePage(ask: Ask<Options, never>, id: string): Promise<Page<never>> {
  // What a redirect adds to the address is the client's own; the record keeps the address that was asked for.
  const url = new URL(articlePath(id), ask.options.base_url).href;
  const { value: payload, answer } = await readPage(ask.http, { url }, site, ($) => articleIn($, id));
  const { fetchedAt } = answer;
  const publishedAt = articleTime(payload, fetchedAt);
  const record = { kind: 'post' as const, id, parentId: null, authorId: payload.account.biz, publishedAt, payload };
  return { records: [record], next: null, url, fetchedAt };
}

/** Deleted, against the rules, complained about, account closed or moved, address wrong or expired. */
const GONE =
  /已被发布者删除|违规(?:无法查看|已删除)|(?:涉嫌|投诉)[^<]{0,30}无法查看|[账帐]号已(?:被屏蔽|被封|自主注销|注销|冻结|迁移|被回收)|公众号已(?:迁移|注销|被封)|内容(?:已被?删除|不存在|不可见)|链接已过期|参数错误|该?页面不存在|此内容无法查看|临时链接已失效/u;

const site: Site = {
  name: 'WeChat',
  refused(markup) {
    if (/环境异常|完成验证|去验证|访问(?:过于)?频繁|操作频繁|appmsgcaptcha/u.test(markup))
      return new RefusalError('blocked', 'WeChat asks for a verification');
    if (/请(?:在|用)?微信(?:客户端)?(?:中)?打开|登录后(?:查看|继续)/u.test(markup))
      return new RefusalError('login_needed', 'WeChat shows this article to its own client only');
    return GONE.test(markup) ? new RefusalError('gone', 'the article is not shown any more') : null;
  },
};
