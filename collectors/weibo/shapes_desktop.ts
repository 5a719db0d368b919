/** Answers of weibo.com, the site for desktops, whose lists come from `/ajax/`. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import { midOf } from './ids.ts';
import { commentList, longTextPart, NOTHING, profilePart, readOf, statusList, statusPart } from './items.ts';
import { givenId } from './payload.ts';
import { asked, KEEPS, listOrNothing, moreBy } from './shape_parts.ts';

const token = z.union([z.number(), z.string()]).nullish();
/** Posts of weibo.com have their words without markup as well. */
const someStatus = z.looseObject({ text_raw: z.unknown() });

export const desktopShapes: readonly Shape[] = [
  shape({
    name: 'web_author_posts',
    sees: 'posts of an author',
    paths: [/^\/ajax\/statuses\/(?:mymblog|searchProfile)$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({
        data: z.looseObject({ list: z.array(z.unknown()), since_id: token, total: z.unknown().optional() }),
      }),
    ),
    read: (body, answer) =>
      body === null
        ? readOf(NOTHING, false)
        : readOf(statusList(body.data.list, answer), body.data.list.length > 0 && hasMore(body.data.since_id)),
  }),
  shape({
    name: 'web_post',
    sees: 'post',
    paths: [/^\/ajax\/statuses\/show$/u],
    part: 'json',
    keeps: KEEPS,
    body: z.looseObject({ id: givenId, mblogid: z.string(), text_raw: z.string() }),
    read: (body, answer) => readOf(statusPart(body, answer), null),
  }),
  shape({
    name: 'web_long_text',
    sees: 'post',
    paths: [/^\/ajax\/statuses\/longtext$/u],
    part: 'json',
    keeps: KEEPS,
    // A text that is not long has no more to say.
    body: z.looseObject({
      ok: z.literal(1),
      data: z.union([z.looseObject({ longTextContent: z.string() }), z.strictObject({})]),
    }),
    read: ({ data }, answer, seen) => readOf(longTextPart(data, asked(answer, 'id'), answer, seen), null),
  }),
  shape({
    name: 'web_reposts',
    sees: 'reposts of a post',
    paths: [/^\/ajax\/statuses\/repostTimeline$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(z.looseObject({ data: z.array(someStatus), max_page: z.number() })),
    read: (body, answer) => {
      if (body === null) return readOf(NOTHING, false);
      const page = Number(asked(answer, 'page') ?? 1);
      return readOf(statusList(body.data, answer), body.data.length > 0 && page < body.max_page);
    },
  }),
  shape({
    name: 'web_comments',
    sees: 'comments',
    paths: [/^\/ajax\/statuses\/buildComments$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({
        data: z.array(z.looseObject({ text_raw: z.unknown() })),
        max_id: z.union([z.number(), z.string()]),
      }),
    ),
    read: (body, answer) => {
      if (body === null) return readOf(NOTHING, false);
      // With `fetch_level` 1 the question names the top of a thread, else the post.
      const isThread = asked(answer, 'fetch_level') === '1';
      const named = midOf(asked(answer, 'id'));
      const place = isThread ? { post: pagePost(answer), root: named } : { post: named, root: null };
      return readOf(commentList(body.data, place, answer), moreBy(body.max_id));
    },
  }),
  shape({
    name: 'web_profile',
    sees: 'profile',
    paths: [/^\/ajax\/profile\/info$/u],
    part: 'json',
    keeps: KEEPS,
    body: z.looseObject({
      data: z.looseObject({
        user: z.looseObject({ id: givenId, screen_name: z.string() }),
        text: z.undefined().optional(),
      }),
    }),
    read: ({ data }) => readOf(profilePart(data.user), null),
  }),
  shape({
    name: 'web_mentions',
    sees: 'mentions',
    paths: [/^\/ajax\/statuses\/mentions$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({ data: z.looseObject({ statuses: z.array(z.unknown()), since_id: token, max_id: token }) }),
    ),
    read: (body, answer) =>
      body === null
        ? readOf(NOTHING, false)
        : readOf(statusList(body.data.statuses, answer), body.data.statuses.length > 0 && feedMore(body.data)),
  }),
  shape({
    name: 'web_mention_comments',
    sees: 'mentions',
    paths: [/^\/ajax\/comments\/mentions$/u],
    part: 'json',
    keeps: KEEPS,
    body: listOrNothing(
      z.looseObject({ data: z.looseObject({ comments: z.array(z.unknown()), since_id: token, max_id: token }) }),
    ),
    read: (body, answer) =>
      body === null
        ? readOf(NOTHING, false)
        : readOf(
            commentList(body.data.comments, { post: null, root: null }, answer),
            body.data.comments.length > 0 && feedMore(body.data),
          ),
  }),
];

/** Lists that are paged by number say nothing of the next one; they end with an empty one. */
function hasMore(next: string | number | null | undefined): boolean {
  return next === undefined || next === null || moreBy(next);
}

function feedMore({
  since_id,
  max_id,
}: {
  since_id?: string | number | null | undefined;
  max_id?: string | number | null | undefined;
}): boolean {
  return hasMore(max_id ?? since_id);
}

/** `weibo.com/<uid>/<bid>`, `weibo.com/detail/<mid>`. */
function pagePost({ pageUrl }: Received): string | null {
  const path = URL.parse(pageUrl)?.pathname ?? '';
  return midOf(/^\/(?:\d+|detail|status)\/(\w+)/u.exec(path)?.[1]);
}
