/**
 * The platform's objects as far as they are read, in snake_case (`snaked` makes the camelCase of page state alike). Loose: an odd field
 * costs itself, not the note.
 */
import { z } from 'zod';
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';

const text = z.string().nullish().catch(null);
const id = z
  .union([z.string().min(1), z.number().transform(String)])
  .nullish()
  .catch(null);
/** `"1.2万"`, `"10万+"`, 45. */
const shown = z.union([z.string(), z.number()]).nullish().catch(null);
const picture = z.looseObject({
  width: z.number().nullish().catch(null),
  height: z.number().nullish().catch(null),
  url: text,
  url_default: text,
  url_size_large: text,
});
const pictures = z.array(picture.catch({})).nullish().catch(null);
const tags = z
  .array(z.looseObject({ name: text, type: text }).catch({}))
  .nullish()
  .catch(null);

/** The web says `user_id`, the app and notifications `userid`, the app's details `id` as well. */
export const account = z.looseObject({
  user_id: id,
  userid: id,
  id,
  nickname: text,
  nick_name: text,
  red_official_verify_type: z.coerce.number().nullish().catch(null),
  red_official_verify_content: text,
  ai_agent: z.boolean().nullish().catch(null),
});
export type Account = z.infer<typeof account>;

/** A note, or its card in a list; of the web and of the app, which tell counts, moments and pictures by other names. */
export const note = z.looseObject({
  note_id: id,
  id,
  type: text,
  title: text,
  display_title: text,
  desc: text,
  time: shown,
  timestamp: shown,
  ip_location: text,
  user: account.nullish().catch(null),
  interact_info: z
    .looseObject({
      liked_count: shown,
      collected_count: shown,
      comment_count: shown,
      share_count: shown,
      shared_count: shown,
    })
    .nullish()
    .catch(null),
  liked_count: shown,
  likes: shown,
  collected_count: shown,
  comments_count: shown,
  shared_count: shown,
  /** Of the app; 0 where it is not shown. */
  view_count: shown,
  cover: picture.nullish().catch(null),
  image_list: pictures,
  images_list: pictures,
  video: z.unknown().optional(),
  video_info_v2: z.unknown().optional(),
  tag_list: tags,
  hash_tag: tags,
  cooperate_binds: z.array(z.unknown()).nullish().catch(null),
  xsec_token: text,
});
export type Note = z.infer<typeof note>;

/** A card of a web list: the note inside of `note_card`, or bare. */
export const card = z.looseObject({
  id,
  note_id: id,
  model_type: text,
  note_card: note.nullish(),
  ads_info: z.unknown().optional(),
  xsec_token: text,
});

export const comment = z.looseObject({
  id: z.string().min(1),
  note_id: id,
  content: text,
  create_time: shown,
  time: shown,
  ip_location: text,
  like_count: shown,
  sub_comment_count: shown,
  user_info: account.nullish().catch(null),
  user: account.nullish().catch(null),
  pictures,
  target_comment: z.looseObject({ id }).nullish().catch(null),
  sub_comments: z.unknown().optional(),
});
export type Comment = z.infer<typeof comment>;

/** What somebody is shown for: their counts and marks. The web has them in parts, the app in one. */
export const profile = z.looseObject({
  basic_info: z.looseObject({ nickname: text, desc: text, red_official_verify_content: text }).nullish().catch(null),
  verify_info: account.nullish().catch(null),
  interactions: z
    .array(z.looseObject({ type: text, count: shown }).catch({}))
    .nullish()
    .catch(null),
  userid: id,
  nickname: text,
  desc: text,
  fans: shown,
  red_official_verify_type: z.coerce.number().nullish().catch(null),
  red_official_verify_content: text,
});
export type Profile = z.infer<typeof profile>;

/** One line of the own account's list of comments and mentions. */
export const notice = z.looseObject({
  type: z.string().min(1),
  time: shown,
  user_info: account.nullish().catch(null),
  item_info: z.looseObject({
    id: z.string().min(1),
    content: text,
    image: text,
    xsec_token: text,
    user_info: account.nullish().catch(null),
    illegal_info: z.looseObject({ illegal_status: text }).nullish().catch(null),
  }),
  comment_info: z
    .looseObject({
      id,
      content: text,
      like_count: shown,
      target_comment: z.looseObject({ id }).nullish().catch(null),
      illegal_info: z.looseObject({ illegal_status: text }).nullish().catch(null),
    })
    .nullish(),
});
export type Notice = z.infer<typeof notice>;

export function accountId(one: Account | null | undefined): string | null {
  return (one?.user_id ?? one?.userid ?? one?.id) || null;
}

export function noteId(one: Pick<Note, 'note_id' | 'id'>): string | null {
  return (one.note_id ?? one.id) || null;
}

/** UTC ms of a moment in seconds (app, notifications) or ms (web); null = none that can be. */
export function moment(value: string | number | null | undefined): number | null {
  const at = typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value;
  if (typeof at !== 'number' || !Number.isFinite(at) || at <= 0) return null;
  return Math.floor(at < SECONDS_UNTIL ? at * 1000 : at);
}

/**
 * UTC ms at which a note or comment was made: the first eight digits of its id are seconds. Lists of the web tell no moment but this.
 * Null = an id of another kind, or before the platform was (2013).
 */
export function idTime(one: string): number | null {
  if (!/^[0-9a-f]{24}$/u.test(one)) return null;
  const at = Number.parseInt(one.slice(0, 8), 16) * 1000;
  return at >= FIRST_DAY ? at : null;
}

/** Null = not shown, or no count. */
export function countOf(value: string | number | null | undefined): Count | null {
  return parseCount(value) ?? null;
}

/** Address of a note's first picture, for thumbnails. */
export function coverOf({ cover, image_list, images_list }: Note): string | null {
  const first = cover ?? image_list?.[0] ?? images_list?.[0];
  return first?.url_default || first?.url || first?.url_size_large || null;
}

/** 1e11 seconds are the year 5138, 1e11 ms are 1973. */
const SECONDS_UNTIL = 1e11;
const FIRST_DAY = Date.UTC(2013, 5, 1);
