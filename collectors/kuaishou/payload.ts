/** What Kuaishou sends of videos, comments and accounts: loose, only what ids, dates and rows are read from. Times are in milliseconds. */
import { z } from 'zod';

const idText = z.union([z.string(), z.int()]).transform(String);
const accountId = idText.pipe(z.string().min(1, 'expected the id of an account'));
const words = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
/** Pixels, or what stands there instead of them. */
const pixels = z.int().positive().max(100_000).nullish().catch(null);
/** A number, or words such as `1.2万`. */
const shown = z.union([z.number(), z.string()]).nullish().catch(null);
/** A moment as a number or its digits. */
const moment = z
  .union([z.number(), z.string().regex(/^\d+$/u).transform(Number)])
  .nullish()
  .catch(null);

export const author = z.looseObject({ id: idText.nullish().catch(null), name: words });
export type Author = z.infer<typeof author>;

/** A video or a set of pictures (图集) with its author and topics, as lists and pages have it. */
export const feed = z.looseObject({
  author: author.nullish().catch(null),
  photo: z.looseObject({
    id: z.string().regex(/^[\w-]{5,}$/u, 'expected the id of a video'),
    caption: words,
    originCaption: words,
    timestamp: moment,
    duration: number,
    likeCount: shown,
    realLikeCount: shown,
    viewCount: shown,
    commentCount: shown,
    collectCount: shown,
    shareCount: shown,
    coverUrl: words,
    ext_params: z
      .looseObject({
        atlas: z
          .looseObject({
            list: z.array(z.unknown()).nullish().catch(null),
            size: z
              .array(z.looseObject({ w: pixels, h: pixels }))
              .nullish()
              .catch(null),
          })
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
  }),
  tags: z
    .array(z.looseObject({ name: words }))
    .nullish()
    .catch(null),
});
export type Feed = z.infer<typeof feed>;

/** A comment; the newer answers write `comment_id`, the older ones `commentId`. What it is about is said by the question only. */
export const comment = z
  .looseObject({
    comment_id: idText.optional(),
    commentId: idText.optional(),
    author_id: idText.nullish().catch(null),
    authorId: idText.nullish().catch(null),
    author_name: words,
    authorName: words,
    content: words,
    timestamp: moment,
    likeCount: shown,
    realLikedCount: shown,
    likedCount: shown,
    subCommentCount: shown,
    subComments: z.unknown().optional(),
  })
  .refine(({ comment_id, commentId }) => (comment_id ?? commentId ?? '') !== '', {
    path: ['comment_id'],
    error: 'expected the id of a comment',
  });
export type Comment = z.infer<typeof comment>;

/** An account on its own page. */
export const profile = z.looseObject({
  profile: z.looseObject({ user_id: accountId, user_name: words, user_text: words }),
  ownerCount: z.looseObject({ fan: shown }).nullish().catch(null),
});
export type Profile = z.infer<typeof profile>;

/** An account in a list of accounts. */
export const foundUser = z.looseObject({
  user_id: accountId,
  user_name: words,
  user_text: words,
  fansCount: shown,
  fan: shown,
  verified: z.boolean().nullish().catch(null),
  verifiedDetail: z.looseObject({ description: words }).nullish().catch(null),
});
export type FoundUser = z.infer<typeof foundUser>;
