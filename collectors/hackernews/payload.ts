/** What hn.algolia.com sends, as far as it is read; everything else in a hit is sealed as it came. */
import { z } from 'zod';
import { countField } from '../reading/exact_count.ts';

/** A story or a comment. Moments are seconds since 1970. */
export const hit = z.looseObject({
  objectID: z.string().min(1),
  created_at_i: z.int().nonnegative(),
  author: z.string().nullish(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  story_text: z.string().nullish(),
  comment_text: z.string().nullish(),
  points: countField,
  num_comments: countField,
  story_id: z.int().nullish(),
  parent_id: z.int().nullish(),
  _tags: z.array(z.string()).default([]),
});
export type Hit = z.infer<typeof hit>;

export const searchPage = z.looseObject({
  hits: z.array(z.unknown()),
  nbHits: z.int().nonnegative(),
  page: z.int().nonnegative(),
  nbPages: z.int().nonnegative(),
});
