/** What Weibo's own objects hold, as far as it is read: a post (`status`, `mblog`), a comment and an account, on m.weibo.cn and weibo.com. */
import { z } from 'zod';

/** As it stands in an answer; schemas of answers leave it like that, since what is sealed is untouched. */
export const givenId = z.union([z.int().positive(), z.string().regex(/^\d+$/u)]);
export const id = givenId.transform(String);

/** An object whose fields are read where it has them; anything else in its place is as good as nothing. */
function aside<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape).nullish().catch(null);
}

const words = z.string().nullish().catch(null);
/** A count as it is shown ("100万+"), or a number. */
const shown = z.union([z.number(), z.string()]).nullish().catch(null);
const flag = z.unknown().optional();

export const user = z.looseObject({
  id,
  screen_name: words,
  followers_count: shown,
  /** Where the number is rounded. */
  followers_count_str: words,
  verified: flag,
  verified_type: z.number().nullish().catch(null),
});
export type User = z.infer<typeof user>;

const size = aside({ width: shown, height: shown });

/** m.weibo.cn: `large.geo`; weibo.com: the sizes of `pic_infos` by name. */
const picture = z.looseObject({
  type: words,
  large: aside({ width: shown, height: shown, geo: size, url: words }),
  largest: size,
  original: size,
});

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .union([z.array(item), z.record(z.string(), item).transform((named): z.output<Item>[] => Object.values(named))])
    .nullish()
    .catch(null);

/** What of a post decides whose it is and when; the rest is read where it is there. */
export const status = z.looseObject({
  id,
  created_at: z.string(),
  bid: words,
  mblogid: words,
  text: words,
  /** Without markup, on weibo.com. */
  text_raw: words,
  /** Without markup, of reposts on m.weibo.cn. */
  raw_text: words,
  isLongText: flag,
  longText: aside({ longTextContent: words }),
  continue_tag: flag,
  region_name: words,
  user: user.nullish().catch(null),
  attitudes_count: shown,
  comments_count: shown,
  reposts_count: shown,
  pic_num: z.int().nonnegative().nullish().catch(null),
  pic_ids: z.array(z.unknown()).nullish().catch(null),
  pics: listOf(picture),
  pic_infos: listOf(picture),
  page_info: aside({
    type: words,
    object_type: words,
    play_count: shown,
    page_pic: flag,
    page_title: words,
    media_info: aside({
      titles: z
        .array(z.looseObject({ title: words }))
        .nullish()
        .catch(null),
    }),
  }),
  mix_media_info: aside({
    items: z
      .array(z.looseObject({ type: words }))
      .nullish()
      .catch(null),
  }),
  topic_struct: z
    .array(z.looseObject({ topic_title: words }))
    .nullish()
    .catch(null),
  retweeted_status: z.looseObject({ id }).nullish().catch(null),
  deleted: flag,
  ad_state: flag,
  ad_marked: flag,
  promotion_info: aside({ display_text: words }),
  mblogtypename: words,
});
export type Status = z.infer<typeof status>;

export const comment = z.looseObject({
  id,
  created_at: z.string(),
  /** Top of its thread: itself, or missing for one that is the top. */
  rootid: id.nullish().catch(null),
  rootidstr: id.nullish().catch(null),
  text: words,
  text_raw: words,
  /** What it says without 「回复@…」. */
  reply_original_text: words,
  source: words,
  user: user.nullish().catch(null),
  like_count: shown,
  /** In the older list. */
  like_counts: shown,
  /** Answers below it. */
  total_number: shown,
  reply_id: id.nullish().catch(null),
  reply_comment: z.looseObject({ id }).nullish().catch(null),
  /** m.weibo.cn: one picture; weibo.com: in `url_struct`. */
  pic: aside({ large: aside({ geo: size }) }),
  url_struct: z
    .array(z.looseObject({ pic_infos: listOf(picture) }))
    .nullish()
    .catch(null),
  comments: flag,
  status: z.looseObject({ id }).nullish().catch(null),
  /** Holds `mid:<post>` among words of the platform's own. */
  analysis_extra: words,
});
export type Comment = z.infer<typeof comment>;

/** A card of the search page of weibo.com, read out of its markup. */
export const card = z.looseObject({
  mid: id,
  bid: words,
  uid: id.nullish().catch(null),
  name: words,
  html: z.string(),
  isCut: z.boolean(),
  time: z.string(),
  from: words,
  likes: words,
  replies: words,
  shares: words,
  pictures: z.int().nonnegative(),
  hasVideo: z.boolean(),
  verified: words,
  reposts: id.nullish().catch(null),
});
export type Card = z.infer<typeof card>;

/** What is sealed, by its `item`. */
export const record = z.discriminatedUnion('item', [
  z.looseObject({ item: z.literal('status'), status }),
  z.looseObject({ item: z.literal('comment'), comment, post: id.nullable(), root: id.nullable() }),
  /** `contact`: whether the words of the profile name one; the words themselves are not kept. */
  z.looseObject({ item: z.literal('profile'), profile: user, contact: z.boolean().nullable() }),
  z.looseObject({ item: z.literal('card'), card }),
  z.looseObject({
    item: z.literal('long_text'),
    mid: id,
    text: z.looseObject({
      longTextContent: words,
      attitudes_count: shown,
      comments_count: shown,
      reposts_count: shown,
    }),
  }),
]);
