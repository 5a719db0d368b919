/** Which answers of Kuaishou's pages are kept: lists ask at paths of their own or at one address for all (GraphQL); both give the same lists. */

import { z } from 'zod';
import { type Found, NOTHING, odd } from '../browsing/found.ts';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape } from '../browsing/site.ts';
import { fieldsOf } from '../reading/fields_of.ts';
import { askedBy } from './asked.ts';
import { comments, feeds, foundUsers, profiles } from './records.ts';

const list = z.array(z.unknown()).nullable();
const cursor = z.union([z.string(), z.int()]).nullish();
/** 1 = answered; everything else is a refusal. */
const answered = z.literal(1);

/** The list ends with `no_more`. */
function goesOn(pcursor: z.infer<typeof cursor>): boolean {
  return pcursor !== null && pcursor !== undefined && pcursor !== '' && pcursor !== 'no_more';
}

const feedList = z.looseObject({ result: answered.optional(), feeds: list, pcursor: cursor });
const readFeeds = ({ feeds: all, pcursor }: z.infer<typeof feedList>): Read => ({
  ...feeds(all ?? []),
  more: goesOn(pcursor),
});

const commentList = z
  .looseObject({
    result: answered.optional(),
    rootComments: list.optional(),
    rootCommentsV2: list.optional(),
    pcursor: cursor,
    pcursorV2: cursor,
  })
  .refine(({ rootComments, rootCommentsV2 }) => rootComments !== undefined || rootCommentsV2 !== undefined, {
    path: ['rootCommentsV2'],
    error: 'expected a list',
  });
const replyList = z
  .looseObject({
    result: answered.optional(),
    subComments: list.optional(),
    subCommentsV2: list.optional(),
  })
  .refine(({ subComments, subCommentsV2 }) => subComments !== undefined || subCommentsV2 !== undefined, {
    path: ['subCommentsV2'],
    error: 'expected a list',
  });
const profileBody = z.looseObject({ result: answered.optional(), userProfile: z.looseObject({}).nullable() });
const userList = z.looseObject({ result: answered.optional(), users: list, pcursor: cursor });

interface Kept<Body> {
  readonly name: string;
  readonly sees: string;
  /** Path of its own; null = it is asked for by GraphQL only. */
  readonly path: RegExp | null;
  /** Names under which GraphQL answers it. */
  readonly operations: readonly string[];
  /** Name of the question, where it is another: a refusal repeats neither. */
  readonly question?: string;
  readonly body: z.ZodType<Body>;
  readonly read: Shape<Body>['read'];
}

/** The same list, as both ways of asking give it. */
function both<Body>({ name, sees, path, operations, question, body, read }: Kept<Body>): Shape[] {
  const graph = operations.map((operation) =>
    shape({
      name: `${name}_${operation.toLowerCase()}`,
      sees,
      paths: [/^\/(?:m_)?graphql$/u],
      part: 'json',
      isAt: ({ text, sent }) =>
        text.includes(`"${operation}"`) ||
        [operation, question].some((asked) => asked !== undefined && (sent ?? '').includes(asked)),
      keeps: [],
      body: z.looseObject({ data: z.looseObject({ [operation]: body }) }),
      read: ({ data }, answer, seen) => read(data[operation] as Body, answer, seen),
    }),
  );
  if (path === null) return graph;
  return [shape({ name, sees, paths: [path], part: 'json', keeps: [], body, read }), ...graph];
}

const detail = z.looseObject({ status: z.int().nullish(), photo: z.looseObject({}).nullable() });

/** Videos that a page holds for its scripts: objects point to each other by their names in one large table. */
const pageState = shape({
  name: 'page_state',
  sees: 'post',
  paths: [/^\/short-video\/[\w-]+/u],
  part: { state: '__APOLLO_STATE__' },
  isAt: ({ text }) => /__APOLLO_STATE__\s*=/u.test(text),
  keeps: [],
  body: z.looseObject({ defaultClient: z.record(z.string(), z.unknown()) }),
  read: ({ defaultClient }) => {
    const at = (pointer: unknown): unknown => defaultClient[String(fieldsOf(pointer)['id'] ?? '')];
    const shown = Object.entries(defaultClient).filter(([name]) => name.startsWith('$ROOT_QUERY.visionVideoDetail('));
    const found = shown.map(([, value]): Found => {
      if (typeof value !== 'object' || value === null) return odd('visionVideoDetail', 'expected an object');
      const { photo, author, tags } = fieldsOf(value);
      if (photo === null || photo === undefined) return NOTHING;
      const topics = Array.isArray(tags) ? tags.map((tag) => at(tag) ?? tag) : null;
      return feeds([{ photo: at(photo) ?? 'nowhere', author: at(author) ?? null, tags: topics }]);
    });
    return {
      records: found.flatMap(({ records }) => records),
      rejected: found.flatMap(({ rejected }) => rejected),
      more: null,
    };
  },
});

export const shapes: readonly Shape[] = [
  ...both({
    name: 'search',
    sees: 'search list',
    path: /^\/rest\/v\/search\/feed$/u,
    operations: ['visionSearchPhoto'],
    body: feedList,
    read: readFeeds,
  }),
  ...both({
    name: 'search_users',
    sees: 'search list',
    path: /^\/rest\/v\/search\/user$/u,
    operations: ['visionSearchUser'],
    question: 'graphqlSearchUser',
    body: userList,
    read: ({ users, pcursor }) => ({ ...foundUsers(users ?? []), more: goesOn(pcursor) }),
  }),
  ...both({
    name: 'post',
    sees: 'post',
    path: null,
    operations: ['visionVideoDetail'],
    body: detail,
    read: (body, answer) => {
      const { photoId } = askedBy(answer);
      if (body.photo !== null) return { ...feeds([body]), more: null };
      return { ...NOTHING, gone: photoId === null ? [] : [photoId], more: null };
    },
  }),
  ...both({
    name: 'comments',
    sees: 'comments',
    path: /^\/rest\/v\/photo\/comment\/list$/u,
    operations: ['visionCommentList'],
    question: 'commentListQuery',
    body: commentList,
    read: ({ rootComments, rootCommentsV2, pcursor, pcursorV2 }, answer) => {
      const { photoId } = askedBy(answer);
      const all = [...(rootCommentsV2 ?? []), ...(rootComments ?? [])];
      return { ...comments(all, photoId, null), more: goesOn(pcursorV2 ?? pcursor) };
    },
  }),
  ...both({
    name: 'replies',
    sees: 'replies',
    path: /^\/rest\/v\/photo\/comment\/sublist$/u,
    operations: ['visionSubCommentList'],
    body: replyList,
    // The rest of a thread says nothing of the list of comments.
    read: ({ subComments, subCommentsV2 }, answer) => {
      const { photoId, rootCommentId } = askedBy(answer);
      return { ...comments([...(subCommentsV2 ?? []), ...(subComments ?? [])], photoId, rootCommentId), more: null };
    },
  }),
  ...both({
    name: 'profile',
    sees: 'profile',
    path: /^\/rest\/v\/profile\/user$/u,
    operations: ['visionProfile'],
    body: profileBody,
    read: ({ userProfile }) => ({ ...(userProfile === null ? NOTHING : profiles([userProfile])), more: null }),
  }),
  ...both({
    name: 'posts',
    sees: 'posts of an author',
    path: /^\/rest\/v\/profile\/feed$/u,
    operations: ['visionProfilePhotoList'],
    body: feedList,
    read: readFeeds,
  }),
  pageState,
];
