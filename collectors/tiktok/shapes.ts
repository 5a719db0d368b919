/** Which answers of TikTok's web pages are read out of saved bodies and HAR files. Nothing is opened for them. */

import { z } from 'zod';
import { type Found, inList, joined, NOTHING, odd } from '../browsing/found.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import { fieldsOf } from '../reading/fields_of.ts';
import { comments, foundUsers, posts, profiles } from './records.ts';

const list = z.array(z.unknown()).nullable();
const hasMore = z.union([z.boolean(), z.int()]).nullish();
const answered = z.literal(0);

function isMore(value: z.infer<typeof hasMore>): boolean {
  return value === true || value === 1;
}

/** Cards of the search: posts and accounts; other cards are the platform's own. */
function cards(data: readonly unknown[]): Found {
  return joined(
    ...data.map((card, place): Found => {
      if (typeof card !== 'object' || card === null) return odd(`data.${place}`, 'expected a card of the search');
      const { item, user_list } = fieldsOf(card);
      const post = item === null || item === undefined ? NOTHING : posts([item]);
      return joined(post, inList(user_list, 'user_list', foundUsers));
    }),
  );
}

const search = shape({
  name: 'search',
  sees: 'search list',
  paths: [/^\/api\/search\/general\/(?:full|preview)\/?$/u],
  part: 'json',
  keeps: ['keyword', 'offset'],
  // A search that finds nothing says at least that it does not go on.
  body: z
    .looseObject({ status_code: answered, data: list, has_more: hasMore })
    .refine(({ data, has_more }) => (data?.length ?? 0) > 0 || (has_more ?? null) !== null, {
      path: ['has_more'],
      error: 'missing',
    }),
  read: ({ data, has_more }) => ({ ...cards(data ?? []), more: isMore(has_more) }),
});

const searchVideos = shape({
  name: 'search_videos',
  sees: 'search list',
  paths: [/^\/api\/search\/item\/full\/?$/u],
  part: 'json',
  keeps: ['keyword', 'offset'],
  body: z.looseObject({ status_code: answered, item_list: list, has_more: hasMore }),
  read: ({ item_list, has_more }) => ({ ...posts(item_list ?? []), more: isMore(has_more) }),
});

/** Posts of an account, of a hashtag. */
const itemList = shape({
  name: 'posts',
  sees: 'posts of an author',
  paths: [/^\/api\/post\/item_list\/?$/u],
  part: 'json',
  keeps: ['cursor', 'count'],
  body: z.looseObject({ statusCode: answered.optional(), itemList: list, hasMore }),
  read: (body) => ({ ...posts(body.itemList ?? []), more: isMore(body.hasMore) }),
});

const hashtag = shape({
  name: 'hashtag',
  sees: 'search list',
  paths: [/^\/api\/challenge\/item_list\/?$/u],
  part: 'json',
  keeps: ['challengeID', 'cursor', 'count'],
  body: z.looseObject({ statusCode: answered.optional(), itemList: list, hasMore }),
  read: (body) => ({ ...posts(body.itemList ?? []), more: isMore(body.hasMore) }),
});

/** A post by itself, as browser extensions and relays save it. */
const single = shape({
  name: 'post',
  sees: 'post',
  paths: [],
  part: 'json',
  keeps: [],
  body: z.looseObject({ id: z.unknown(), desc: z.string(), createTime: z.unknown(), author: z.unknown() }),
  read: (body) => ({ ...posts([body]), more: null }),
});

const detail = shape({
  name: 'detail',
  sees: 'post',
  paths: [/^\/api\/item\/detail\/?$/u],
  part: 'json',
  keeps: ['itemId'],
  body: z.looseObject({ statusCode: answered.optional(), itemInfo: z.looseObject({ itemStruct: z.looseObject({}) }) }),
  read: ({ itemInfo }) => ({ ...posts([itemInfo.itemStruct]), more: null }),
});

const commentList = shape({
  name: 'comments',
  sees: 'comments',
  paths: [/^\/api\/comment\/list\/?$/u],
  part: 'json',
  keeps: ['aweme_id', 'cursor', 'count'],
  body: z.looseObject({ status_code: answered, comments: list, has_more: hasMore }),
  read: (body) => ({ ...comments(body.comments ?? []), more: isMore(body.has_more) }),
});

const replies = shape({
  name: 'replies',
  sees: 'replies',
  paths: [/^\/api\/comment\/list\/reply\/?$/u],
  part: 'json',
  keeps: ['item_id', 'comment_id', 'cursor', 'count'],
  body: z.looseObject({ status_code: answered, comments: list, has_more: hasMore }),
  read: (body) => ({ ...comments(body.comments ?? []), more: null }),
});

const profile = shape({
  name: 'profile',
  sees: 'profile',
  paths: [/^\/api\/user\/detail\/?$/u],
  part: 'json',
  keeps: ['uniqueId'],
  body: z.looseObject({ statusCode: answered.optional(), userInfo: z.looseObject({}) }),
  read: ({ userInfo }) => ({ ...profiles([userInfo]), more: null }),
});

/** What a page brings for its scripts: a post or an account; anything else of it is the platform's own. */
const page = shape({
  name: 'page_state',
  sees: 'post',
  paths: [/^\/@[^/]+(?:\/(?:video|photo)\/\d+)?\/?$/u],
  part: { state: '__UNIVERSAL_DATA_FOR_REHYDRATION__' },
  isAt: ({ text }) => /(?:id="|window\.)__UNIVERSAL_DATA_FOR_REHYDRATION__/u.test(text),
  keeps: [],
  body: z.looseObject({
    __DEFAULT_SCOPE__: z.looseObject({
      'webapp.video-detail': z
        .looseObject({ itemInfo: z.looseObject({ itemStruct: z.looseObject({}) }).nullish() })
        .nullish(),
      'webapp.user-detail': z.looseObject({ userInfo: z.looseObject({}).nullish() }).nullish(),
    }),
  }),
  read: ({ __DEFAULT_SCOPE__: scope }) => {
    const post = scope['webapp.video-detail']?.itemInfo?.itemStruct;
    const owner = scope['webapp.user-detail']?.userInfo;
    return { ...joined(post ? posts([post]) : NOTHING, owner ? profiles([owner]) : NOTHING), more: null };
  },
});

export const shapes: readonly Shape[] = [
  search,
  searchVideos,
  itemList,
  hashtag,
  detail,
  commentList,
  replies,
  profile,
  single,
  page,
];
