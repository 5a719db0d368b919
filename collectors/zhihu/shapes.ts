/** Which answers of Zhihu's pages are kept: what scripts ask for, and what pages bring as `js-initialData`. */
import { z } from 'zod';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { snaked } from '../reading/snake_case.ts';
import { KINDS } from './items.ts';
import { commentRecords, onOf, postRecords, profileRecords, type Records } from './records.ts';

const pagedOf = <Item extends z.ZodType>(item: Item) =>
  z
    .looseObject({
      data: z.array(item),
      paging: z
        .looseObject({ is_end: z.boolean().nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    // An empty list says that it is at its end.
    .refine(({ data, paging }) => data.length > 0 || (paging ?? null) !== null, {
      path: ['paging'],
      message: 'missing',
    });
const paged = pagedOf(z.unknown());
type Paged = z.infer<typeof paged>;

/** `next` is told on the last page, too: only `is_end` counts. */
const read = ({ records, rejected }: Records, { paging }: Paged): Read => {
  const isEnd = paging?.is_end ?? null;
  return { records, rejected, more: isEnd === null ? null : !isEnd };
};

/** What an item of a list stands around: cards of lists hold their post in `object` or `target`. */
function inside(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return 'object' in item ? item.object : 'target' in item ? item.target : item;
}

const search = shape({
  name: 'search',
  sees: 'search list',
  paths: [/^\/api\/v4\/search_v3$/u],
  part: 'json',
  keeps: ['q', 't', 'offset', 'limit'],
  body: paged,
  read: (body) => read(postRecords(body.data.map(inside)), body),
});

const answers = shape({
  name: 'answers',
  sees: 'post',
  paths: [/^\/api\/v4\/questions\/\d+\/(?:feeds|answers)$/u],
  part: 'json',
  keeps: ['offset', 'limit', 'order'],
  body: paged,
  read: (body) => read(postRecords(body.data.map(inside)), body),
});

const authorPosts = shape({
  name: 'author_posts',
  sees: 'posts of an author',
  paths: [
    /^\/api\/v4\/members\/[^/]+\/(?:answers|articles|zvideos|pins|questions)$/u,
    /^\/api\/v4\/v2\/pins\/[^/]+\/moments$/u,
  ],
  part: 'json',
  keeps: ['offset', 'limit'],
  body: paged,
  read: (body) => read(postRecords(body.data.map(inside)), body),
});

const onePost = shape({
  name: 'post',
  sees: 'post',
  paths: [/^\/api\/v4\/(?:answers|articles|zvideos|pins|questions)\/\d+$/u],
  part: 'json',
  keeps: [],
  body: z.looseObject({ id: z.union([z.string(), z.number()]), type: z.enum([...KINDS, 'question']) }),
  read: (body) => ({ ...postRecords([body]), more: null }),
});

const profile = shape({
  name: 'profile',
  sees: 'profile',
  paths: [/^\/api\/v4\/members\/[^/]+$/u],
  part: 'json',
  keeps: [],
  body: z.looseObject({ id: z.string().min(1), name: z.string(), follower_count: z.number() }),
  read: (body) => ({ ...profileRecords(body), more: null }),
});

const comments = shape({
  name: 'comments',
  sees: 'comments',
  paths: [/^\/api\/v4\/comment_v5\/(?:answers|articles|zvideos|pins|questions)\/\d+\/root_comment$/u],
  part: 'json',
  keeps: ['offset', 'order_by'],
  body: pagedOf(z.looseObject({ content: z.unknown() })),
  read: (body, { url }) => read(commentRecords(body.data, { on: commentedOn(url), root: null }), body),
});

const replies = shape({
  name: 'replies',
  sees: 'replies',
  paths: [/^\/api\/v4\/comment_v5\/comment\/\d+\/child_comment$/u],
  part: 'json',
  keeps: ['offset', 'order_by'],
  body: pagedOf(z.looseObject({ content: z.unknown() })),
  read: (body, { url, pageUrl }, seen) => {
    const root = /\/comment\/(\d+)\/child_comment/u.exec(url)?.[1] ?? null;
    const on = (root === null ? null : onOf(root, seen)) ?? inPage(pageUrl);
    return read(commentRecords(body.data, { on, root }), body);
  },
});

/** The number of what is commented on; of a question its record's id. */
function commentedOn(url: string): string | null {
  const [, kind, number] = /\/comment_v5\/(\w+)\/(\d+)\/root_comment/u.exec(url) ?? [];
  return number === undefined ? null : kind === 'questions' ? `question:${number}` : number;
}

function inPage(url: string): string | null {
  return /\/(?:answer|p|zvideo|pin)\/(\d+)(?:[/?#]|$)/u.exec(url)?.[1] ?? null;
}

/** Verbs of notices about words of others; votes, thanks and invitations are none. */
const WORDED = /提到|@|评论|回复/u;

const mentions = shape({
  name: 'mentions',
  sees: 'mentions',
  paths: [/^\/api\/v4\/notifications\/v2\/\w+$/u],
  part: 'json',
  keeps: ['entry_name', 'limit', 'offset'],
  body: paged,
  read: (body) => {
    const { items, rejected: odd } = readItems(body.data, notice);
    const told = items.flatMap(({ value: { content, target } }) =>
      WORDED.test(content.verb ?? '') && !isNothing(target) ? [target] : [],
    );
    const isComment = (target: unknown) => commentTarget.safeParse(target).success;
    const posts = postRecords(told.filter((target) => !isComment(target)));
    // What a comment stands under is not told here.
    const below = commentRecords(told.filter(isComment), { on: null, root: null });
    const rejected = [...odd, ...posts.rejected, ...below.rejected];
    return read({ records: [...posts.records, ...below.records], rejected }, body);
  },
});
const isNothing = (target: unknown) =>
  target === null || target === undefined || (typeof target === 'object' && Object.keys(target).length === 0);
const notice = z.looseObject({
  content: z.looseObject({ verb: z.string().nullish() }),
  target: z.unknown().optional(),
});
const commentTarget = z.looseObject({ type: z.literal('comment'), content: z.string(), created_time: z.number() });

const entities = z.record(z.string(), z.unknown()).nullish();

const page = shape({
  name: 'page',
  sees: 'post',
  paths: [
    /^\/question\/\d+(?:\/answer\/\d+)?$/u,
    /^\/answer\/\d+$/u,
    /^\/p\/\d+$/u,
    /^\/(?:zvideo|pin)\/\d+$/u,
    /^\/(?:people|org)\/[^/]+(?:\/\w+)?$/u,
  ],
  part: { state: 'js-initialData' },
  keeps: [],
  body: z.looseObject({
    initialState: z.looseObject({
      currentUser: z.string().nullish().catch(null),
      entities: z.looseObject({
        users: entities,
        questions: entities,
        answers: entities,
        articles: entities,
        zvideos: entities,
        pins: entities,
      }),
    }),
  }),
  read: ({ initialState }, { url }) => {
    const { users, ...rest } = initialState.entities;
    const known = users ?? {};
    const items = KINDS.flatMap((kind) =>
      Object.values(rest[`${kind}s`] ?? {}).map((item) => withAuthor(item, kind, known)),
    );
    const questions = Object.values(rest.questions ?? {}).map((item) => ({ type: 'question', ...(item as object) }));
    const posts = postRecords([...items, ...questions]);
    const profiles = Object.entries(known).flatMap(([token, user]) =>
      isLookedAt(token, user, url, initialState.currentUser ?? null) ? [profileRecords(user)] : [],
    );
    return {
      records: [...posts.records, ...profiles.flatMap(({ records }) => records)],
      rejected: [...posts.rejected, ...profiles.flatMap(({ rejected }) => rejected)],
      more: null,
    };
  },
});

/** Some kinds say their author by name only; who that is stands beside them. */
function withAuthor(item: unknown, type: (typeof KINDS)[number], users: Readonly<Record<string, unknown>>): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const by = 'author' in item ? item.author : null;
  return { type, ...item, ...(typeof by === 'string' ? { author: users[by] ?? null } : {}) };
}

/** The person whose page this is; who reads is among the users, too. */
function isLookedAt(token: string, user: unknown, url: string, reader: string | null): boolean {
  const own = /\/(?:people|org)\/([^/?#]+)/u.exec(url)?.[1];
  if (own !== undefined) return decodeURIComponent(own) === token;
  return token !== reader && fullProfile.safeParse(snaked(user)).success;
}
const fullProfile = z.looseObject({ follower_count: z.number(), answer_count: z.number() });

export const shapes: readonly Shape[] = [
  search,
  answers,
  authorPosts,
  onePost,
  profile,
  comments,
  replies,
  mentions,
  page,
];
