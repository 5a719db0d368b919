/** Which answers of Douyin's pages are kept, and what they hold. Every one has `status_code`; all but 0 are refusals. */

import { z } from 'zod';
import { type Found, inList, inObject, joined, NOTHING, odd } from '../browsing/found.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import { fieldsOf, isObject } from '../reading/fields_of.ts';
import { inState } from './page_state.ts';
import { awemes, comments, users } from './records.ts';

const API = '^/aweme/v1/web';
const ok = { status_code: z.literal(0) };
const list = z.array(z.unknown()).nullable();
const hasMore = z.union([z.boolean(), z.int()]).nullish();

/** A list with nothing in it must at least say whether it goes on; else nothing was answered. */
function isAnswered(lists: readonly (readonly unknown[] | null | undefined)[], more: z.infer<typeof hasMore>): boolean {
  return lists.some((one) => (one?.length ?? 0) > 0) || (more ?? null) !== null;
}
const UNANSWERED = { path: ['has_more'], error: 'missing' };

const searched = z
  .looseObject({ ...ok, data: list, has_more: hasMore })
  .refine(({ data, has_more }) => isAnswered([data], has_more), UNANSWERED);

function isMore(value: z.infer<typeof hasMore>): boolean {
  return value === true || value === 1;
}

/** Cards of the search: posts, collections of posts with a first comment, accounts. Other cards are the platform's own. */
function cards(data: readonly unknown[] | null): Found {
  return joined(
    ...(data ?? []).map((item, place) =>
      isObject(item) ? cardOf(item) : odd(`data.${place}`, 'expected a card of the search'),
    ),
  );
}

function cardOf(card: Readonly<Record<string, unknown>>): Found {
  const { aweme_info, aweme_mix_info, aweme_list, comment_list, user_list } = card;
  return joined(
    inObject(aweme_info, 'aweme_info', (one) => awemes([one])),
    inObject(aweme_mix_info, 'aweme_mix_info', ({ mix_items }) => inList(mix_items, 'mix_items', awemes)),
    inList(aweme_list, 'aweme_list', awemes),
    inList(comment_list, 'comment_list', comments),
    inList(user_list, 'user_list', accounts),
  );
}

/** Accounts of a list; each stands in an object of its own. */
function accounts(list: readonly unknown[]): Found {
  return joined(
    ...list.map((one) =>
      inObject(one, 'user_list', ({ user_info }) => inObject(user_info, 'user_info', (user) => users([user]))),
    ),
  );
}

const search = shape({
  name: 'search',
  sees: 'search list',
  paths: [new RegExp(`${API}/general/search/single/?$`, 'u')],
  part: 'json',
  keeps: ['keyword', 'offset', 'count', 'sort_type', 'publish_time'],
  body: searched,
  read: ({ data, has_more }) => ({ ...cards(data), more: isMore(has_more) }),
});

/** The first page of a search comes in pieces, a JSON text each; the last may hold nothing but the end. */
const searchStream = shape({
  name: 'search_stream',
  sees: 'search list',
  paths: [new RegExp(`${API}/general/search/stream/?$`, 'u')],
  part: 'json',
  keeps: ['keyword', 'offset', 'count', 'sort_type', 'publish_time'],
  body: z.preprocess(
    (body) => (Array.isArray(body) ? body : [body]),
    z
      .array(z.looseObject({ status_code: z.literal(0).optional(), data: list.optional(), has_more: hasMore }))
      .refine((pieces) => pieces.some(({ data }) => data !== undefined), { path: ['data'], error: 'expected a list' })
      .refine((pieces) => pieces.some(({ data, has_more }) => isAnswered([data], has_more)), UNANSWERED),
  ),
  read: (pieces) => ({
    ...joined(...pieces.map(({ data }) => cards(data ?? null))),
    more: isMore(pieces.findLast(({ has_more }) => has_more !== null && has_more !== undefined)?.has_more),
  }),
});

const searchVideos = shape({
  name: 'search_videos',
  sees: 'search list',
  paths: [new RegExp(`${API}/search/item/?$`, 'u')],
  part: 'json',
  keeps: ['keyword', 'offset', 'count', 'sort_type', 'publish_time'],
  body: z
    .looseObject({ ...ok, data: list.optional(), aweme_list: list.optional(), has_more: hasMore })
    .refine(({ data, aweme_list }) => data !== undefined || aweme_list !== undefined, {
      path: ['data'],
      error: 'expected a list',
    })
    .refine(({ data, aweme_list, has_more }) => isAnswered([data, aweme_list], has_more), UNANSWERED),
  read: ({ data, aweme_list, has_more }) => ({
    ...joined(cards(data ?? null), awemes(aweme_list ?? [])),
    more: isMore(has_more),
  }),
});

const searchUsers = shape({
  name: 'search_users',
  sees: 'search list',
  paths: [new RegExp(`${API}/discover/search/?$`, 'u')],
  part: 'json',
  keeps: ['keyword', 'offset', 'count'],
  body: z.looseObject({ ...ok, user_list: list, has_more: hasMore }),
  read: ({ user_list, has_more }) => ({ ...accounts(user_list ?? []), more: isMore(has_more) }),
});

const post = shape({
  name: 'post',
  sees: 'post',
  paths: [new RegExp(`${API}/aweme/detail/?$`, 'u')],
  part: 'json',
  keeps: ['aweme_id'],
  body: z.looseObject({ ...ok, aweme_detail: z.looseObject({}).nullable() }),
  read: ({ aweme_detail, filter_detail }, { url }) => {
    if (aweme_detail !== null) return { ...awemes([aweme_detail]), more: null };
    const told = fieldsOf(filter_detail)['aweme_id'] || null;
    const gone = typeof told === 'string' ? told : (URL.parse(url)?.searchParams.get('aweme_id') ?? null);
    return { records: [], rejected: [], gone: gone === null ? [] : [gone], more: null };
  },
});

const commentList = shape({
  name: 'comments',
  sees: 'comments',
  paths: [new RegExp(`${API}/comment/list/?$`, 'u')],
  part: 'json',
  keeps: ['aweme_id', 'cursor', 'count'],
  body: z.looseObject({ ...ok, comments: list, has_more: hasMore }),
  read: (body) => ({ ...comments(body.comments ?? []), more: isMore(body.has_more) }),
});

const replies = shape({
  name: 'replies',
  sees: 'replies',
  paths: [new RegExp(`${API}/comment/list/reply/?$`, 'u')],
  part: 'json',
  keeps: ['item_id', 'comment_id', 'cursor', 'count'],
  body: z.looseObject({ ...ok, comments: list, has_more: hasMore }),
  // The rest of a thread is asked for by a button of its own; it says nothing of the list of comments.
  read: (body) => ({ ...comments(body.comments ?? []), more: null }),
});

const profile = shape({
  name: 'profile',
  sees: 'profile',
  paths: [new RegExp(`${API}/user/profile/other/?$`, 'u')],
  part: 'json',
  keeps: ['sec_user_id'],
  body: z.looseObject({ ...ok, user: z.looseObject({}) }),
  read: ({ user }) => ({ ...users([user]), more: null }),
});

const posts = shape({
  name: 'posts',
  sees: 'posts of an author',
  paths: [new RegExp(`${API}/aweme/post/?$`, 'u')],
  part: 'json',
  keeps: ['sec_user_id', 'max_cursor', 'count'],
  body: z.looseObject({ ...ok, aweme_list: list, has_more: hasMore }),
  read: ({ aweme_list, has_more }) => ({ ...awemes(aweme_list ?? []), more: isMore(has_more) }),
});

/** The own account's notices: who names it in a post or comment, and what was said below its posts. Likes and followers are none. */
const notices = shape({
  name: 'mentions',
  sees: 'mentions',
  paths: [new RegExp(`${API}/notice/(?:detail/)?$`, 'u')],
  part: 'json',
  keeps: ['notice_group', 'max_time', 'min_time', 'count'],
  body: z.looseObject({ ...ok, notice_list_v2: list, has_more: hasMore }),
  read: ({ notice_list_v2, has_more }) => {
    const about = (told: unknown, field: string): Found =>
      inObject(told, field, ({ comment, aweme }) =>
        joined(
          inObject(comment, 'comment', (one) => comments([one])),
          inObject(aweme, 'aweme', (one) => awemes([one])),
        ),
      );
    const parts = (notice_list_v2 ?? []).map((notice) =>
      inObject(notice, 'notice_list_v2', ({ at, comment }) => joined(about(at, 'at'), about(comment, 'comment'))),
    );
    return { ...joined(...parts), more: isMore(has_more) };
  },
});

const PAGES = [/^\/(?:video|note)\/\d+/u, /^\/user\/[^/]+/u];

/** Not every page brings its post along, and none both ways; what is not there is asked for. */
const pageData = shape({
  name: 'page_data',
  sees: 'post',
  paths: PAGES,
  part: { state: 'RENDER_DATA' },
  isAt: ({ text }) => /id="RENDER_DATA"|window\.RENDER_DATA\s*=/u.test(text),
  keeps: [],
  body: z.looseObject({ app: z.looseObject({ videoDetail: z.looseObject({}).nullish() }).nullish() }),
  read: inState,
});

const pageFlight = shape({
  name: 'page_flight',
  sees: 'post',
  paths: PAGES,
  part: { state: '__pace_f' },
  isAt: ({ text }) => text.includes('__pace_f'),
  keeps: [],
  body: z.array(z.union([z.looseObject({}), z.array(z.unknown())])),
  read: inState,
});

/** Posts that are not shown any more, each with a reason. */
function goneOf(list: readonly unknown[]): Found {
  const gone = list.flatMap((one) => {
    const { aweme_id } = fieldsOf(one);
    return typeof aweme_id === 'string' && aweme_id !== '' ? [aweme_id] : [];
  });
  return { ...NOTHING, gone };
}

/** A page that was shared from the app (iesdouyin.com). */
const sharedPage = shape({
  name: 'shared_page',
  sees: 'post',
  paths: [/^\/share\/(?:video|note|slides)\/\d+/u],
  part: { state: '_ROUTER_DATA' },
  keeps: [],
  body: z.looseObject({ loaderData: z.record(z.string(), z.unknown()) }),
  read: ({ loaderData }) => {
    const parts = Object.values(loaderData).map((page) =>
      inObject(page, 'loaderData', ({ videoInfoRes }) =>
        inObject(videoInfoRes, 'videoInfoRes', ({ item_list, filter_list }) =>
          joined(inList(item_list, 'item_list', awemes), inList(filter_list, 'filter_list', goneOf)),
        ),
      ),
    );
    return { ...joined(...parts), more: null };
  },
});

export const shapes: readonly Shape[] = [
  search,
  searchStream,
  searchVideos,
  searchUsers,
  post,
  commentList,
  replies,
  profile,
  posts,
  notices,
  pageData,
  pageFlight,
  sharedPage,
];
