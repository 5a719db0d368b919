/** What bodies of WeChat Channels (视频号) hold of a post and a comment: loose, only what ids, dates and rows are read from. */
import { z } from 'zod';

const idText = z.union([z.string(), z.int()]).transform(String);
const longId = (of: string) => idText.pipe(z.string().regex(/^\d{5,}$/u, `expected the id of a ${of}`));
const words = z.string().nullish().catch(null);
const shown = z.union([z.number(), z.string()]).nullish().catch(null);
const pixels = z.int().positive().max(100_000).nullish().catch(null);
/** Seconds as a number or its digits. */
const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/u).transform(Number)])
  .nullish()
  .catch(null);
const region = z.looseObject({ region_text: words }).nullish().catch(null);

/** `username` tells accounts apart; `auth_info` is shown of verified ones. */
const contact = z
  .looseObject({
    username: words,
    nickname: words,
    signature: words,
    auth_info: z.looseObject({ auth_icon_type: shown, auth_profession: words }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
export type Contact = z.infer<typeof contact>;

export const post = z.looseObject({
  id: longId('post'),
  username: words,
  nickname: words,
  contact,
  createtime: seconds,
  deletetime: seconds,
  object_desc: z
    .looseObject({
      description: words,
      short_title: z
        .array(z.looseObject({ short_title: words }))
        .nullish()
        .catch(null),
      media: z
        .array(z.looseObject({ media_type: shown, width: pixels, height: pixels, cover_url: words }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  comment_count: shown,
  forward_count: shown,
  fav_count: shown,
  read_count: shown,
  object_extend: z
    .looseObject({
      fav_info: z.looseObject({ star_fav_count: shown, fingerlike_fav_count: shown }).nullish().catch(null),
      monotonic_data: z
        .looseObject({ count_info: z.looseObject({ read_count: shown }).nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  ip_region_info: region,
});
export type Post = z.infer<typeof post>;

export const comment = z.looseObject({
  comment_id: longId('comment'),
  /** `0` = it answers the post. */
  reply_comment_id: idText.nullish().catch(null),
  username: words,
  nickname: words,
  author_contact: contact,
  content: words,
  createtime: seconds,
  like_count: shown,
  expand_comment_count: shown,
  ip_region_info: region,
  level_two_comment: z.unknown().optional(),
});
export type Comment = z.infer<typeof comment>;
