/** Which answers of Douyin's pages are kept, and what they hold. Every one has `status_code`; all but 0 are refusals. */
import { z } from 'zod';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import { inState } from './page_state.ts';
import { awemes, comments, type Found, fieldsOf, isObject, joined, listOf, users } from './records.ts';

const API = '^/aweme/v1/web';
const ok = { status_code: z.literal(0) };
const list = z.array(z.unknown()).nullable();
const hasMore = z.union([z.boolean(), z.int()]).nullish();

const searched = z.looseObject({ ...ok, data: list, has_more: hasMore });

function isMore(value: z.infer<typeof hasMore>): boolean {
  return value === true || value === 1;
}

/** Cards of the search: posts, collections of posts with a first comment, accounts. Other cards are the platform's own. */
function cards(data: readonly unknown[] | null): Found {
  const parts = (data ?? []).map((item): Found => {
    const card = fieldsOf(item);
    const mixed = listOf(fieldsOf(card['aweme_mix_info'])['mix_items']);
    const posts = [card['aweme_info'], ...mixed, ...listOf(card['aweme_list'])].filter(isObject);
    const accounts = listOf(card['user_list']).flatMap((one) => {
      const { user_info } = fieldsOf(one);
      return isObject(user_info) ? [user_info] : [];
    });
    return joined(awemes(posts), comments(listOf(card['comment_list'])), users(accounts));
  });
  return joined(...parts);
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
      .refine((pieces) => pieces.some(({ data }) => data !== undefined), { path: ['data'], error: 'expected a list' }),
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
    }),
  read: ({ data, aweme_list, has_more }) => ({
    ...joined(cards(data ?? null), awemes((aweme_list ?? []).filter(isObject))),
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
  read: ({ user_list, has_more }) => ({ ...cards([{ user_list }]), more: isMore(has_more) }),
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
    const told = fieldsOf(filter_detail)['aweme_id'];
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
  read: ({ aweme_list, has_more }) => ({ ...awemes((aweme_list ?? []).filter(isObject)), more: isMore(has_more) }),
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
    const parts = (notice_list_v2 ?? []).flatMap((notice) => {
      const { at, comment } = fieldsOf(notice);
      return [fieldsOf(at), fieldsOf(comment)].map((told): Found => {
        const said = told['comment'];
        const of = told['aweme'];
        return joined(comments(isObject(said) ? [said] : []), awemes(isObject(of) ? [of] : []));
      });
    });
    return { ...joined(...parts), more: isMore(has_more) };
  },
});

const PAGES = [/^\/(?:video|note)\/\d+/u, /^\/user\/[^/]+/u];

/** Not every page brings its post along, and none both ways; what is not there is asked for. */
function pageState(name: string, state: string, sign: string): Shape {
  return shape({
    name,
    sees: 'post',
    paths: PAGES,
    part: { state },
    isAt: ({ text }) => text.includes(sign),
    keeps: [],
    body: z.union([z.looseObject({}), z.array(z.unknown())]),
    read: inState,
  });
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
    const parts = Object.values(loaderData).map((page): Found => {
      const { item_list, filter_list } = fieldsOf(fieldsOf(page)['videoInfoRes']);
      const gone = listOf(filter_list).flatMap((one) => {
        const id = fieldsOf(one)['aweme_id'];
        return typeof id === 'string' ? [id] : [];
      });
      return joined(awemes(listOf(item_list)), { records: [], rejected: [], gone });
    });
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
  pageState('page_data', 'RENDER_DATA', 'id="RENDER_DATA"'),
  pageState('page_flight', '__pace_f', '__pace_f.push'),
  sharedPage,
];
