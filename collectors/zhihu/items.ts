/**
 * The platform's objects as far as they are read, in snake_case (`snaked` makes the camelCase of page state alike). Loose: an odd field
 * costs itself, not the answer.
 */
import { z } from 'zod';

const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
/** Numbers in some answers, their digits in others; the longest are beyond what a number holds. */
const id = z.union([z.string().min(1), z.int().transform(String)]);
const maybeId = id.nullish().catch(null);
const badges = z
  .array(z.looseObject({ type: text, description: text }).catch({}))
  .nullish()
  .catch(null);

export const account = z.looseObject({
  id: text,
  url_token: text,
  name: text,
  user_type: text,
  is_org: flag,
  is_anonymous: flag,
  badge: badges,
  badge_v2: z.looseObject({ merged_badges: badges, detail_badges: badges }).nullish().catch(null),
  follower_count: number,
  headline: text,
  description: text,
});
export type Account = z.infer<typeof account>;

/** What an answer is about; also a post of its own, by whoever asked. */
export const question = z.looseObject({
  id,
  title: text,
  name: text,
  detail: text,
  created: number,
  created_time: number,
  author: account.nullish().catch(null),
  answer_count: number,
  visit_count: number,
  topics: z
    .array(z.looseObject({ name: text }).catch({}))
    .nullish()
    .catch(null),
});
export type Question = z.infer<typeof question>;

export const KINDS = ['answer', 'article', 'zvideo', 'pin'] as const;

/** An answer, an article, a video or a thought (想法). */
export const post = z.looseObject({
  id,
  type: z.enum(KINDS),
  title: text,
  /** Markup; of a pin its parts. */
  content: z
    .union([z.string(), z.array(z.unknown())])
    .nullish()
    .catch(null),
  content_html: text,
  excerpt: text,
  description: text,
  content_need_truncated: flag,
  created_time: number,
  created: number,
  created_at: number,
  published_at: number,
  voteup_count: number,
  like_count: number,
  comment_count: number,
  favlists_count: number,
  favorite_count: number,
  repost_count: number,
  play_count: number,
  image_url: text,
  title_image: text,
  thumbnail: text,
  author: account.nullish().catch(null),
  question: question.nullish().catch(null),
  topics: z
    .array(z.looseObject({ name: text }).catch({}))
    .nullish()
    .catch(null),
  ip_info: text,
});
export type Post = z.infer<typeof post>;

export const comment = z.looseObject({
  id,
  type: z.literal('comment').nullish(),
  /** Kind of what it stands under. */
  resource_type: text,
  content: z.string(),
  created_time: z.number(),
  is_delete: flag,
  reply_comment_id: maybeId,
  like_count: number,
  child_comment_count: number,
  child_comments: z.unknown().optional(),
  comment_tag: z
    .array(z.looseObject({ type: text, text }).catch({}))
    .nullish()
    .catch(null),
  author: account.nullish().catch(null),
});
export type Comment = z.infer<typeof comment>;

/** Null: somebody who hid, or closed, their account. */
export function accountId(one: Account | null | undefined): string | null {
  if (one === null || one === undefined || one.is_anonymous === true || one.name === '匿名用户') return null;
  return one.id || null;
}

/** UTC ms; null = not told. */
export function postedAt(one: Post): number | null {
  const seconds = one.created_time || one.created || one.created_at || one.published_at;
  return seconds ? seconds * 1000 : null;
}

/** Whether only the beginning of the words is there. */
export function isCut({ content, content_html, content_need_truncated, type }: Post): boolean {
  if (type === 'zvideo') return false;
  return content_need_truncated === true || ((content ?? '').length === 0 && !content_html);
}

/** Records of questions are apart from those of answers, which are counted by other numbers. */
export function questionId(number: string): string {
  return `question:${number}`;
}
