/** What scripts of Bilibili's pages ask `api.bilibili.com` for: search, videos, comments, accounts, dynamics, the own @ feed. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import {
  accountPart,
  articlePart,
  dynamicPart,
  foundAccountPart,
  listedPart,
  mentionPart,
  NOTHING,
  type Part,
  replyPart,
  together,
  videoPart,
} from './items.ts';
import { givenId } from './payload.ts';

/** Parameters that say what was asked for and where in a list; signatures (`w_rid`, `wts`) are not among them. */
const KEEPS: readonly string[] = [
  'keyword',
  'search_type',
  'order',
  'page',
  'page_size',
  'pubtime_begin_s',
  'pubtime_end_s',
  'aid',
  'bvid',
  'type',
  'oid',
  'root',
  'pn',
  'ps',
  'mode',
  'sort',
  'mid',
  'vmid',
  'host_mid',
  'offset',
  'id',
  'at_time',
];

/** The envelope of all answers. */
function ok<Data extends z.ZodType>(data: Data) {
  return z.looseObject({ code: z.literal(0), data });
}

const list = z.array(z.unknown()).nullish();
const found = z.looseObject({ type: z.string() });
const pages = { page: z.number().nullish(), numPages: z.number().nullish() };

/** Comments are closed, or were never open: there is nothing to see, and nobody refuses. */
const closed = z
  .looseObject({ code: z.union([z.literal(12002), z.literal(12009), z.literal(12061)]) })
  .transform((): null => null);

const replies = z.union([
  ok(
    z
      .looseObject({
        replies: list,
        top_replies: list,
        hots: list,
        top: z.unknown().optional(),
        upper: z.looseObject({ top: z.unknown().optional() }).nullish(),
        root: z.unknown().optional(),
        page: z.looseObject({ num: z.number(), size: z.number(), count: z.number() }).nullish(),
        cursor: z.looseObject({ is_end: z.boolean() }).nullish(),
      })
      .refine(({ page, cursor }) => page !== undefined || cursor !== undefined, { path: ['cursor'] }),
  ),
  closed,
]);
type Replies = z.infer<typeof replies>;

export const apiShapes: readonly Shape[] = [
  shape({
    name: 'search',
    sees: 'search list',
    paths: [/^\/x\/web-interface\/(?:wbi\/)?search\/type$/u],
    part: 'json',
    keeps: KEEPS,
    // A search that finds nothing has no `result`, but pages: none.
    body: ok(
      z
        .looseObject({ ...pages, result: z.array(found).nullish() })
        .refine(({ numPages, result }) => Array.isArray(result) || typeof numPages === 'number', {
          path: ['result'],
          message: 'missing',
        }),
    ),
    read: ({ data }) => ({
      ...together((data.result ?? []).map(foundPart)),
      more: hasPages(data) && (data.result ?? []).length > 0,
    }),
  }),
  shape({
    name: 'search_all',
    sees: 'search list',
    paths: [/^\/x\/web-interface\/(?:wbi\/)?search\/all\/v2$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(
      z.looseObject({
        ...pages,
        result: z.array(z.looseObject({ result_type: z.string(), data: z.array(found.partial()).nullish() })),
      }),
    ),
    read: ({ data }) => {
      const parts = data.result.flatMap(({ data: items }) => (items ?? []).map(foundPart));
      return { ...together(parts), more: hasPages(data) };
    },
  }),
  shape({
    name: 'video',
    sees: 'post',
    paths: [/^\/x\/web-interface\/(?:wbi\/)?view$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(z.looseObject({ aid: givenId, title: z.string(), owner: z.unknown(), stat: z.unknown() })),
    read: ({ data }) => ({ ...videoPart(data, []), more: null }),
  }),
  shape({
    name: 'video_detail',
    sees: 'post',
    paths: [/^\/x\/web-interface\/(?:wbi\/)?view\/detail$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(
      z.looseObject({
        View: z.looseObject({ aid: givenId }),
        Tags: list,
        Card: z.looseObject({ card: z.looseObject({ mid: givenId }), follower: z.unknown().optional() }).nullish(),
      }),
    ),
    read: ({ data }) => ({
      ...together([videoPart(data.View, data.Tags ?? []), cardPartOf(data.Card)]),
      more: null,
    }),
  }),
  shape({
    name: 'comments',
    sees: 'comments',
    paths: [/^\/x\/v2\/reply(?:\/(?:wbi\/)?main)?$/u],
    part: 'json',
    keeps: KEEPS,
    body: replies,
    read: (body, answer) => ({ ...repliesPart(body, answer), more: hasReplies(body) }),
  }),
  shape({
    name: 'replies',
    sees: 'replies',
    paths: [/^\/x\/v2\/reply\/reply$/u],
    part: 'json',
    keeps: KEEPS,
    body: replies.refine((body) => body === null || isObject(body.data.root), { path: ['data', 'root'] }),
    read: (body, answer) => ({ ...repliesPart(body, answer), more: hasReplies(body) }),
  }),
  shape({
    name: 'profile',
    sees: 'profile',
    paths: [/^\/x\/space\/(?:wbi\/)?acc\/info$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(z.looseObject({ mid: givenId, name: z.string(), sign: z.unknown().optional(), official: z.unknown() })),
    read: ({ data }) => ({ ...accountPart(data, data.sign), more: null }),
  }),
  shape({
    name: 'followers',
    sees: 'profile',
    paths: [/^\/x\/relation\/stat$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(z.looseObject({ mid: givenId, follower: z.number() })),
    read: ({ data }) => ({ ...accountPart(data), more: null }),
  }),
  shape({
    name: 'account_card',
    sees: 'profile',
    paths: [/^\/x\/web-interface\/card$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(z.looseObject({ card: z.looseObject({ mid: givenId }), follower: z.unknown() })),
    read: ({ data }) => ({ ...cardPartOf(data), more: null }),
  }),
  shape({
    name: 'author_videos',
    sees: 'posts of an author',
    paths: [/^\/x\/space\/(?:wbi\/)?arc\/search$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(
      z.looseObject({
        list: z.looseObject({ vlist: z.array(z.unknown()) }),
        page: z.looseObject({ pn: z.number(), ps: z.number(), count: z.number() }),
      }),
    ),
    read: ({
      data: {
        list: { vlist },
        page,
      },
    }) => ({
      ...together(vlist.map((one) => listedPart(one, null))),
      more: vlist.length > 0 && page.pn * page.ps < page.count,
    }),
  }),
  shape({
    name: 'author_dynamics',
    sees: 'posts of an author',
    paths: [/^\/x\/polymer\/web-dynamic\/v1\/feed\/space$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(z.looseObject({ items: z.array(z.unknown()), has_more: z.boolean() })),
    read: ({ data }) => ({ ...together(data.items.map(dynamicPart)), more: data.has_more }),
  }),
  shape({
    name: 'dynamic',
    sees: 'post',
    paths: [/^\/x\/polymer\/web-dynamic\/v1\/(?:opus\/)?detail$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(z.looseObject({ item: z.looseObject({ id_str: z.string() }) })),
    read: ({ data }) => ({ ...dynamicPart(data.item), more: null }),
  }),
  shape({
    name: 'mentions',
    sees: 'mentions',
    paths: [/^\/x\/msgfeed\/at$/u],
    part: 'json',
    keeps: KEEPS,
    body: ok(
      z.looseObject({
        items: z.array(z.unknown()).nullable(),
        cursor: z.looseObject({ is_end: z.boolean() }).nullish(),
      }),
    ),
    read: ({ data }) => ({
      ...together((data.items ?? []).map(mentionPart)),
      more: data.cursor === null || data.cursor === undefined ? false : !data.cursor.is_end,
    }),
  }),
];

/** One thing that a search found; series, live rooms, games and cards of the platform's own are none of people's. */
function foundPart(one: unknown): Part {
  const { type } = (one ?? {}) as { readonly type?: unknown };
  if (type === 'video') return listedPart(one, null);
  if (type === 'article') return articlePart(one);
  return type === 'bili_user' ? foundAccountPart(one) : NOTHING;
}

/** An account with its count of followers beside it. */
function cardPartOf(given: { readonly card: object; readonly follower?: unknown } | null | undefined): Part {
  if (given === null || given === undefined) return NOTHING;
  const { sign } = given.card as Record<string, unknown>;
  return accountPart({ ...given.card, follower: given.follower }, sign);
}

function repliesPart(body: Replies, answer: Received): Part {
  if (body === null) return NOTHING;
  const { data } = body;
  const pinned = [...Object.values(isObject(data.top) ? data.top : {}), data.upper?.top];
  const all = [...pinned.filter(isReply), ...(data.top_replies ?? []), ...(data.hots ?? []), ...(data.replies ?? [])];
  const seen = new Set<unknown>();
  // A pinned one may stand in several of these places.
  const once = all.filter((one) => {
    const key = isObject(one) ? one['rpid'] : one;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return together([...(isReply(data.root) ? [data.root] : []), ...once].map((one) => replyPart(one, answer)));
}

function hasReplies(body: Replies): boolean {
  if (body === null) return false;
  const { cursor, page, replies: shown } = body.data;
  if (cursor !== null && cursor !== undefined) return !cursor.is_end;
  return page !== null && page !== undefined && (shown ?? []).length > 0 && page.num * page.size < page.count;
}

function hasPages({
  page,
  numPages,
}: {
  readonly page?: number | null | undefined;
  readonly numPages?: number | null | undefined;
}): boolean {
  return (page ?? 1) < (numPages ?? 0);
}

function isReply(one: unknown): boolean {
  return isObject(one) && 'rpid' in one;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
