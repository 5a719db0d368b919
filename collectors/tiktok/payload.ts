/** What TikTok's web pages send of posts, comments and accounts: loose, only what ids, dates and rows are read from. */
import { z } from 'zod';

/** Ids come as text; where they are numbers, those too large for a double are texts by now. */
const idText = z.union([z.string(), z.int()]).transform(String);
const longId = (of: string) => idText.pipe(z.string().regex(/^\d{5,}$/u, `expected the id of a ${of}`));
const words = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
/** A number, or its digits, or words such as `1.2M`. */
const shown = z.union([z.number(), z.string()]).nullish().catch(null);
/** Seconds as a number or its digits. */
const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/u).transform(Number)])
  .nullish()
  .catch(null);
const pixels = z.int().positive().max(100_000).nullish().catch(null);

const account = z.looseObject({
  id: idText.nullish().catch(null),
  uniqueId: words,
  nickname: words,
  verified: flag,
  ttSeller: flag,
  signature: words,
  bioLink: z.looseObject({ link: words }).nullish().catch(null),
});
const accountStats = z.looseObject({ followerCount: shown }).nullish().catch(null);
const stats = z
  .looseObject({ diggCount: shown, collectCount: shown, commentCount: shown, shareCount: shown, playCount: shown })
  .nullish()
  .catch(null);

/** A video or a set of pictures. */
export const item = z.looseObject({
  id: longId('post'),
  desc: words,
  createTime: seconds,
  author: z
    .union([account, z.string().transform(() => null)])
    .nullish()
    .catch(null),
  authorId: idText.nullish().catch(null),
  nickname: words,
  authorStats: accountStats,
  authorStatsV2: accountStats,
  stats,
  statsV2: stats,
  challenges: z
    .array(z.looseObject({ title: words }))
    .nullish()
    .catch(null),
  textExtra: z
    .array(z.looseObject({ hashtagName: words }))
    .nullish()
    .catch(null),
  imagePost: z
    .looseObject({
      images: z
        .array(z.looseObject({ imageWidth: pixels, imageHeight: pixels }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  video: z
    .looseObject({ duration: z.number().nullish().catch(null), cover: words })
    .nullish()
    .catch(null),
  isAd: flag,
  adAuthorization: flag,
  /** True: its author shows it to nobody, or to friends. */
  privateItem: flag,
  secret: flag,
  forFriend: flag,
});
export type Item = z.infer<typeof item>;

/** An account beside a comment or in a list of accounts. */
export const user = z.looseObject({
  uid: idText.nullish().catch(null),
  unique_id: words,
  nickname: words,
  custom_verify: words,
  enterprise_verify_reason: words,
  follower_count: shown,
  signature: words,
});
export type User = z.infer<typeof user>;

export const comment = z.looseObject({
  cid: longId('comment'),
  aweme_id: longId('post'),
  text: words,
  create_time: seconds,
  digg_count: shown,
  reply_comment_total: shown,
  /** `0` = it answers the post. */
  reply_id: idText.nullish().catch(null),
  reply_to_reply_id: idText.nullish().catch(null),
  image_list: z
    .array(z.looseObject({ origin_url: z.looseObject({ width: pixels, height: pixels }).nullish().catch(null) }))
    .nullish()
    .catch(null),
  user: user.nullish().catch(null),
  reply_comment: z.unknown().optional(),
});
export type Comment = z.infer<typeof comment>;

/** An account on its own page. */
export const profile = z.looseObject({
  user: account.extend({ id: longId('account') }),
  stats: accountStats,
  statsV2: accountStats,
});
export type Profile = z.infer<typeof profile>;
