/** What Douyin sends of posts, comments and accounts: loose, only what ids, dates and rows are read from. */
import { z } from 'zod';

/** Ids come as text; where they are numbers, those too large for a double are texts by now. */
export const idText = z.union([z.string(), z.int()]).transform(String);
const words = z.string().nullish().catch(null);
const flag = z
  .union([z.boolean(), z.int()])
  .nullish()
  .transform((value) => (typeof value === 'number' ? value !== 0 : (value ?? null)))
  .catch(null);
/** A number, or words such as `1.2万`. */
const shown = z.union([z.number(), z.string()]).nullish().catch(null);
const seconds = z.number().nullish().catch(null);
/** Pixels, or what stands there instead of them. */
const pixels = z.int().positive().max(100_000).nullish().catch(null);
const sized = z.looseObject({ width: pixels, height: pixels });
const images = z.array(sized).nullish().catch(null);

/** An account as it stands beside a post or comment, and on its own page. */
export const user = z.looseObject({
  uid: idText.nullish().catch(null),
  sec_uid: words,
  nickname: words,
  unique_id: words,
  short_id: words,
  custom_verify: words,
  enterprise_verify_reason: words,
  is_gov_media_vip: flag,
  follower_count: shown,
  signature: words,
  bio_email: words,
  bio_phone: words,
});
export type User = z.infer<typeof user>;

const hashtags = z
  .array(z.looseObject({ hashtag_name: words }))
  .nullish()
  .catch(null);

/** A post as the API gives it. */
export const aweme = z.looseObject({
  aweme_id: idText.pipe(z.string().regex(/^\d{5,}$/u, 'expected the id of a post')),
  desc: words,
  create_time: seconds,
  aweme_type: z.int().nullish().catch(null),
  author: user.nullish().catch(null),
  statistics: z
    .looseObject({
      digg_count: shown,
      collect_count: shown,
      comment_count: shown,
      share_count: shown,
      play_count: shown,
    })
    .nullish()
    .catch(null),
  text_extra: hashtags,
  cha_list: z
    .array(z.looseObject({ cha_name: words }))
    .nullish()
    .catch(null),
  images,
  image_infos: images,
  video: z
    .looseObject({
      duration: z.number().nullish().catch(null),
      width: z.number().nullish().catch(null),
      height: z.number().nullish().catch(null),
      cover: z.unknown().optional(),
    })
    .nullish()
    .catch(null),
  ip_label: words,
  is_ads: flag,
  xigua_base_info: z
    .looseObject({ star_altar_order_id: idText.nullish().catch(null) })
    .nullish()
    .catch(null),
  seo_info: z.looseObject({ ocr_content: words }).nullish().catch(null),
  status: z
    .looseObject({
      is_delete: flag,
      is_prohibited: flag,
      is_private: flag,
      /** 0 = everybody, 1 the author, 2 friends. */
      private_status: flag,
      self_see: flag,
      part_see: flag,
    })
    .nullish()
    .catch(null),
  forward_item: z.unknown().optional(),
});
export type Aweme = z.infer<typeof aweme>;

/** A post as it stands in a page for its scripts. */
export const detail = z.looseObject({
  awemeId: idText.pipe(z.string().regex(/^\d{5,}$/u, 'expected the id of a post')),
  desc: words,
  createTime: seconds,
  awemeType: z.int().nullish().catch(null),
  authorUserId: idText.nullish().catch(null),
  authorInfo: z
    .looseObject({
      uid: idText.nullish().catch(null),
      secUid: words,
      nickname: words,
      customVerify: words,
      enterpriseVerifyReason: words,
      followerCount: shown,
    })
    .nullish()
    .catch(null),
  stats: z
    .looseObject({
      diggCount: shown,
      collectCount: shown,
      commentCount: shown,
      shareCount: shown,
      playCount: shown,
    })
    .nullish()
    .catch(null),
  textExtra: z
    .array(z.looseObject({ hashtagName: words }))
    .nullish()
    .catch(null),
  images,
  video: z
    .looseObject({ duration: z.number().nullish().catch(null), cover: z.unknown().optional() })
    .nullish()
    .catch(null),
  ipLabel: words,
  isAds: flag,
  status: z
    .looseObject({
      isDelete: flag,
      isProhibited: flag,
      isPrivate: flag,
      privateStatus: flag,
      selfSee: flag,
      partSee: flag,
    })
    .nullish()
    .catch(null),
});
export type Detail = z.infer<typeof detail>;

/** An account as it stands in its page for its scripts. */
export const pageUser = z.looseObject({
  uid: idText.pipe(z.string().min(1, 'expected the id of an account')),
  secUid: words,
  nickname: words,
  customVerify: words,
  enterpriseVerifyReason: words,
  followerCount: shown,
  desc: words,
});
export type PageUser = z.infer<typeof pageUser>;

export const comment = z.looseObject({
  cid: idText.pipe(z.string().regex(/^\d{5,}$/u, 'expected the id of a comment')),
  aweme_id: idText.pipe(z.string().regex(/^\d{5,}$/u, 'expected the id of a post')),
  text: words,
  create_time: seconds,
  digg_count: shown,
  reply_comment_total: shown,
  /** `0` = it answers the post. */
  reply_id: idText.nullish().catch(null),
  reply_to_reply_id: idText.nullish().catch(null),
  ip_label: words,
  image_list: z
    .array(z.looseObject({ origin_url: sized.nullish().catch(null) }))
    .nullish()
    .catch(null),
  video_list: z.array(z.unknown()).nullish().catch(null),
  user: user.nullish().catch(null),
  reply_comment: z.unknown().optional(),
});
export type Comment = z.infer<typeof comment>;
