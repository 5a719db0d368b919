/** Answers of m.weibo.cn, the site for phones: lists of cards, the page of a post, comments and answers, accounts, the own @ feed. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import {
  commentList,
  longTextPart,
  NOTHING,
  type Part,
  type Place,
  profilePart,
  readOf,
  rejected,
  statusList,
  statusPart,
  together,
} from './items.ts';
import { givenId } from './payload.ts';
import { asked, card, isGiven, KEEPS, listOrNothing, moreBy } from './shape_parts.ts';

/** One path answers for all lists of cards; which one it is stands in the number of the container. */
const CARDS = /\/api\/container\/getIndex$/u;

const cardList = z.looseObject({
  containerid: z.string().nullish(),
  page: z.union([z.number(), z.string()]).nullish(),
  since_id: z.union([z.number(), z.string()]).nullish(),
});

const cards = listOrNothing(
  z.looseObject({ data: z.looseObject({ cards: z.array(z.unknown()), cardlistInfo: cardList.nullish() }) }),
);
type Cards = z.infer<typeof cards>;

export const mobileShapes: readonly Shape[] = [
  shape({
    name: 'search',
    sees: 'search list',
    paths: [CARDS],
    part: 'json',
    isAt: isContainer(/^100103/u),
    keeps: KEEPS,
    body: cards.refine((body) => isListOf(body, /^100103/u), { path: ['data', 'cardlistInfo', 'containerid'] }),
    read: (body, answer) => readOf(cardsPart(body, answer, true), cardsMore(body)),
  }),
  shape({
    name: 'author_posts',
    sees: 'posts of an author',
    paths: [CARDS],
    part: 'json',
    isAt: isContainer(/^(?:107603|230413|230869)/u),
    keeps: KEEPS,
    body: cards.refine((body) => isListOf(body, /^(?:107603|230413|230869)/u), {
      path: ['data', 'cardlistInfo', 'containerid'],
    }),
    read: (body, answer) => readOf(cardsPart(body, answer, false), cardsMore(body)),
  }),
  shape({
    name: 'profile',
    sees: 'profile',
    paths: [CARDS],
    part: 'json',
    isAt: (answer) =>
      isContainer(/^100505/u)(answer) || (asked(answer, 'containerid') === null && asked(answer, 'value') !== null),
    keeps: KEEPS,
    body: z.looseObject({ data: z.looseObject({ userInfo: z.looseObject({ id: givenId }) }) }),
    read: ({ data }) => readOf(profilePart(data.userInfo), null),
  }),
  shape({
    name: 'account',
    sees: 'profile',
    paths: [/\/profile\/info$/u],
    part: 'json',
    isAt: (answer) => !isOfDesktop(answer),
    keeps: KEEPS,
    body: z.looseObject({
      data: z.looseObject({
        user: z.looseObject({ id: givenId }),
        statuses: z.array(z.unknown()),
        more: z.unknown().optional(),
      }),
    }),
    read: ({ data }, answer) => readOf(together([profilePart(data.user), statusList(data.statuses, answer)]), null),
  }),
  shape({
    name: 'post_page',
    sees: 'post',
    paths: [/^\/(?:detail|status)\/\w+$/u, /^\/\d+\/\w+$/u],
    part: { state: '$render_data' },
    // On weibo.com such pages bring nothing of their own.
    isAt: ({ url }) => !/(?:^|\.)weibo\.com$/u.test(URL.parse(url)?.hostname ?? ''),
    keeps: [],
    body: z
      .union([z.tuple([z.unknown()], z.unknown()).transform(([first]) => first), z.unknown()])
      .pipe(z.looseObject({ status: z.looseObject({ id: givenId }) })),
    read: ({ status }, answer) => readOf(statusPart(status, answer), null),
  }),
  shape({
    name: 'post',
    sees: 'post',
    paths: [/^\/statuses\/show$/u],
    part: 'json',
    keeps: KEEPS,
    body: z.looseObject({ data: z.looseObject({ id: givenId, text: z.string() }) }),
    read: ({ data }, answer) => readOf(statusPart(data, answer), null),
  }),
  shape({
    name: 'long_text',
    sees: 'post',
    paths: [/^\/statuses\/extend$/u],
    part: 'json',
    keeps: KEEPS,
    body: z.looseObject({ data: z.looseObject({ longTextContent: z.string() }) }),
    read: ({ data }, answer, seen) => readOf(longTextPart(data, asked(answer, 'id'), answer, seen), null),
  }),
  shape({
    name: 'reposts',
    sees: 'reposts of a post',
    paths: [/^\/api\/statuses\/repostTimeline$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({
        data: z.looseObject({
          data: z.array(z.looseObject({ retweeted_status: z.unknown() })),
          hot_data: z.array(z.unknown()).nullish(),
          max: z.number().nullish(),
        }),
      }),
    ),
    read: (body, answer) => {
      if (body === null) return readOf(NOTHING, false);
      const { data, hot_data, max } = body.data;
      const page = Number(asked(answer, 'page') ?? 1);
      return readOf(statusList([...(hot_data ?? []), ...data], answer), data.length > 0 && page < (max ?? 0));
    },
  }),
  shape({
    name: 'comments',
    sees: 'comments',
    paths: [/^\/comments\/hotflow$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({
        data: z.looseObject({
          data: z.array(z.looseObject({ text: z.unknown() })),
          max_id: z.union([z.number(), z.string()]),
        }),
      }),
    ),
    read: (body, answer) =>
      body === null
        ? readOf(NOTHING, false)
        : readOf(commentList(body.data.data, { post: postOf(answer), root: null }, answer), moreBy(body.data.max_id)),
  }),
  shape({
    name: 'comments_by_time',
    sees: 'comments',
    paths: [/^\/api\/comments\/show$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({
        data: z.looseObject({
          data: z.array(z.looseObject({ text: z.unknown(), like_counts: z.unknown() })),
          hot_data: z.array(z.unknown()).nullish(),
          max: z.number().nullish(),
        }),
      }),
    ),
    read: (body, answer) => {
      if (body === null) return readOf(NOTHING, false);
      const { data, hot_data, max } = body.data;
      const place: Place = { post: postOf(answer), root: null };
      const page = Number(asked(answer, 'page') ?? 1);
      return readOf(commentList([...(hot_data ?? []), ...data], place, answer), data.length > 0 && page < (max ?? 0));
    },
  }),
  shape({
    name: 'replies',
    sees: 'replies',
    paths: [/^\/comments\/hotFlowChild$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({
        data: z.array(z.unknown()),
        rootComment: z.array(z.unknown()),
        max_id: z.union([z.number(), z.string()]),
      }),
    ),
    read: (body, answer) => {
      if (body === null) return readOf(NOTHING, false);
      const post = postOf(answer);
      const place: Place = { post, root: asked(answer, 'cid') };
      // The top of the thread comes with every page of it.
      const top = place.root === null ? commentList(body.rootComment, { post, root: null }, answer) : NOTHING;
      return readOf(together([top, commentList(body.data, place, answer)]), moreBy(body.max_id));
    },
  }),
  shape({
    name: 'mentions',
    sees: 'mentions',
    paths: [/^\/message\/mentionsAt$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({ data: z.array(z.looseObject({ text: z.unknown(), attitudes_count: z.unknown() })) }),
    ),
    read: (body, answer) =>
      body === null ? readOf(NOTHING, false) : readOf(statusList(body.data, answer), body.data.length > 0),
  }),
  shape({
    name: 'mention_comments',
    sees: 'mentions',
    paths: [/^\/message\/mentionsCmt$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({ data: z.array(z.looseObject({ text: z.unknown(), status: z.looseObject({ id: givenId }) })) }),
    ),
    read: (body, answer) =>
      body === null
        ? readOf(NOTHING, false)
        : readOf(commentList(body.data, { post: null, root: null }, answer), body.data.length > 0),
  }),
];

function isContainer(number: RegExp): (answer: Received) => boolean {
  return (answer) => number.test(asked(answer, 'containerid') ?? '');
}

/** Where a list names its container, it is that one. An empty one may name none. */
function isListOf(body: Cards, number: RegExp): boolean {
  const named = body?.data.cardlistInfo?.containerid;
  return named === undefined || named === null || number.test(named);
}

/** Posts of cards and of groups of cards; cards of people, topics and advertisements are none. */
function cardsPart(body: Cards, answer: Received, isSearch: boolean): Part {
  const walk = (list: readonly unknown[]): Part[] =>
    list.flatMap((one) => {
      const read = card.safeParse(one);
      if (!read.success) return rejected('card', read.error);
      const { mblog, card_group: group } = read.data;
      const isShown = isGiven(mblog) && !(isSearch && isPaidFor(mblog));
      return [...(isShown ? [statusPart(mblog, answer)] : []), ...walk(group ?? [])];
    });
  return together(walk(body?.data.cards ?? []));
}

/** Shown among what was found because somebody paid. */
function isPaidFor(status: unknown): boolean {
  return typeof status === 'object' && status !== null && 'mblogtypename' in status && status.mblogtypename === '广告';
}

function cardsMore(body: Cards): boolean {
  if (body === null || body.data.cards.length === 0) return false;
  const { page, since_id } = body.data.cardlistInfo ?? {};
  return moreBy(page ?? null) || moreBy(since_id ?? null);
}

/** The post whose comments these are: by the question, else by the page that asked. */
function postOf(answer: Received): string | null {
  const page = URL.parse(answer.pageUrl)?.pathname ?? '';
  return asked(answer, 'mid') ?? (asked(answer, 'cid') === null ? asked(answer, 'id') : null) ?? pagePost(page);
}

function pagePost(path: string): string | null {
  return /^\/(?:detail|status)\/(\d{9,})/u.exec(path)?.[1] ?? null;
}

function isOfDesktop({ url }: Received): boolean {
  return (URL.parse(url)?.pathname ?? '').startsWith('/ajax/');
}
