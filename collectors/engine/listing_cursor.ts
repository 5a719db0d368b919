/**
 * Where a listing source stands: marks of what was read to the end, intervals that were lost, and the work that is left of a pass. It
 * is sealed with each page, so that whatever was sealed is never asked for again and whatever was not is.
 */
import { z } from 'zod';
import { type Query, query, window } from '../../warehouse/contracts/live.ts';

/** A listing under way. Tasks are done in order; a page may put further ones before the rest of its own. */
export const task = z.object({
  /** The planned query this is part of. */
  key: z.string(),
  query,
  window,
  why: z.enum(['new', 'lost', 'resumed']),
  /** The source's own token of the next page; null = the first. */
  next: z.unknown(),
  /** Pages read of it so far. */
  pages: z.int().nonnegative(),
  /** How often this interval was lost before. */
  tries: z.int().nonnegative(),
  /** Passes in a row that ended at this page. */
  stumbles: z.int().nonnegative().default(0),
});
export type Task = z.infer<typeof task>;

/** An interval that the source has not shown. `tries`: how often it was asked for again. */
export const gap = z.object({ since: z.int(), until: z.int(), tries: z.int().nonnegative() });
export type Gap = z.infer<typeof gap>;

export const listingCursor = z.object({
  shape: z.literal(1),
  /** Query key → UTC ms until which everything was read. */
  marks: z.record(z.string(), z.int()),
  gaps: z.record(z.string(), z.array(gap)),
  todo: z.array(task),
  /** Query key → its mark once nothing of it is left to do. */
  goals: z.record(z.string(), z.int()),
  /** URL → what its last sealed answer is known by. */
  validators: z.record(z.string(), z.object({ etag: z.string().optional(), modified: z.string().optional() })),
});
export type ListingCursor = z.infer<typeof listingCursor>;

export const EMPTY_CURSOR: ListingCursor = { shape: 1, marks: {}, gaps: {}, todo: [], goals: {}, validators: {} };

/** Names a query in marks and gaps: the same words for the same brand are the same query. */
export function queryKey(asked: Query): string {
  switch (asked.kind) {
    case 'keyword':
      return `keyword:${asked.brandId}:${asked.words}${ofFeed(asked.feed)}`;
    case 'mention_feed':
      return `mention_feed:${asked.brandId ?? ''}${ofFeed(asked.feed)}`;
    case 'author':
      return `author:${asked.authorId ?? ''}:${asked.handle ?? ''}`;
    case 'post':
      return `post:${asked.postId}`;
  }
}

function ofFeed(feed: string | undefined): string {
  return feed === undefined ? '' : `@${feed}`;
}

/** Keyword and feed queries are followed over time; accounts and posts are looked at whole, each time anew. */
export function isFollowed(asked: Query): boolean {
  return asked.kind === 'keyword' || asked.kind === 'mention_feed';
}
