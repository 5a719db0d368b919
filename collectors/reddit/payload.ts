/** What Reddit's API sends, as far as it is read; everything else of a post or comment is sealed as it came. Moments are seconds since 1970. */
import { z } from 'zod';
import { countField } from '../reading/exact_count.ts';

const image = z.looseObject({ width: z.int().positive().nullish(), height: z.int().positive().nullish() });

/** A post. `selftext` is Markdown, `selftext_html` what Reddit made of it. */
export const link = z.looseObject({
  id: z.string().min(1),
  created_utc: z.number().nonnegative(),
  author: z.string().nullish(),
  title: z.string().nullish(),
  selftext: z.string().nullish(),
  selftext_html: z.string().nullish(),
  subreddit: z.string().nullish(),
  permalink: z.string().nullish(),
  score: countField,
  hide_score: z.boolean().nullish(),
  num_comments: countField,
  num_crossposts: countField,
  is_self: z.boolean().nullish(),
  is_video: z.boolean().nullish(),
  is_gallery: z.boolean().nullish(),
  post_hint: z.string().nullish(),
  poll_data: z.looseObject({}).nullish(),
  crosspost_parent: z.string().nullish(),
  gallery_data: z.looseObject({ items: z.array(z.looseObject({ media_id: z.string().nullish() })) }).nullish(),
  /** By media id; `s` is the picture as it was given, `x` and `y` in pixels. */
  media_metadata: z
    .record(
      z.string(),
      z.looseObject({
        e: z.string().nullish(),
        s: z.looseObject({ x: z.int().nullish(), y: z.int().nullish() }).nullish(),
      }),
    )
    .nullish(),
  preview: z.looseObject({ images: z.array(z.looseObject({ source: image.nullish() })) }).nullish(),
  link_flair_text: z.string().nullish(),
  distinguished: z.string().nullish(),
  removed_by_category: z.string().nullish(),
  is_created_from_ads_ui: z.boolean().nullish(),
  promoted: z.boolean().nullish(),
});
export type Link = z.infer<typeof link>;

export const comment = z.looseObject({
  id: z.string().min(1),
  created_utc: z.number().nonnegative(),
  /** Fullname of the post. */
  link_id: z.string().min(4),
  /** Fullname of the post or comment that is answered. */
  parent_id: z.string().min(4),
  author: z.string().nullish(),
  body: z.string().nullish(),
  body_html: z.string().nullish(),
  subreddit: z.string().nullish(),
  permalink: z.string().nullish(),
  score: countField,
  score_hidden: z.boolean().nullish(),
  distinguished: z.string().nullish(),
});
export type Comment = z.infer<typeof comment>;

/** A post or comment of a listing, told apart by its prefix. */
export const thing = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('t3'), data: link }),
  z.looseObject({ kind: z.literal('t1'), data: comment }),
]);
export type Thing = z.infer<typeof thing>;

export const listing = z.looseObject({
  kind: z.literal('Listing'),
  data: z.looseObject({ children: z.array(z.unknown()), after: z.string().nullish() }),
});

/** A post and its comments: two listings in a list. */
export const thread = z.array(listing).min(1);

/** Stands where further comments are: their ids, or none where the branch only goes on on a page of its own. */
export const moreStub = z.looseObject({
  kind: z.literal('more'),
  data: z.looseObject({ parent_id: z.string().min(4), children: z.array(z.string()) }),
});

/** Answer of `/api/morechildren`: things without a tree. */
export const moreChildren = z.looseObject({
  json: z.looseObject({
    errors: z.array(z.unknown()).default([]),
    data: z.looseObject({ things: z.array(z.unknown()) }),
  }),
});

export const account = z.looseObject({ data: z.looseObject({ is_suspended: z.boolean().default(false) }) });

/** `t3_abc` and `t1_abc` are the post and the comment `abc`. */
export function idOf(fullname: string): string {
  return fullname.replace(/^t\d_/u, '');
}

const REMOVED = /^\[\s*(?:deleted|removed)(?: by (?:user|reddit|moderator))?\s*\]$/u;

/** Whether its author or the site took it back: only its place is left. An author who left without deleting it is `[deleted]` alone. */
export function isTakenBack(one: Thing): boolean {
  if (one.kind === 't1') return REMOVED.test((one.data.body ?? '').trim());
  const { selftext, title, removed_by_category: by } = one.data;
  return (by ?? '') !== '' || REMOVED.test((selftext ?? '').trim()) || REMOVED.test((title ?? '').trim());
}
