/** Accounts that praise aurora week by week, of a category with two tracked brands: the smallest market that has a list. */
import { AS_OF, type GivenRow } from './defaults.ts';
import type { Given } from './harness.ts';

export const BRANDS: readonly GivenRow[] = [
  { brand_id: 'aurora' },
  { brand_id: 'nova', role: 'tracked' },
  { brand_id: 'cora', role: 'tracked' },
];

export interface Fan {
  readonly key: string;
  /** Praise of aurora, one a week, the newest in the reported week. */
  readonly posts: number;
  readonly platform?: string;
  readonly ageDays?: number;
}

/** Their posts and mentions, and whatever `more` gives besides. */
export function lakeOf(fans: readonly Fan[], more: Given = {}): Given {
  const posts = fans.flatMap(({ key, posts: count, platform, ageDays = 3 }) =>
    Array.from({ length: count }, (_, i) => ({
      post_key: `${key}_${i}`,
      author_key: key,
      day_no: AS_OF.day - ageDays - 7 * i,
      rating_sign: 1,
      ...(platform === undefined ? {} : { platform }),
    })),
  );
  return {
    ref_brands: BRANDS,
    ...more,
    lake_posts: [...posts, ...(more['lake_posts'] ?? [])],
    lake_mentions: [
      ...posts.map(({ post_key }) => ({ post_key, brand_id: 'aurora' })),
      ...(more['lake_mentions'] ?? []),
    ],
  };
}

/** Fans 0, 1, … with ever fewer posts, so that their number is their place by score less one. */
export const ranked = (count: number): Fan[] =>
  Array.from({ length: count }, (_, i) => ({ key: `fan_${i}`, posts: 14 - i }));
/** A list of aurora as it was printed for a week, in this order. */
export const printed = (asOfDay: number, ...authors: readonly string[]): GivenRow[] =>
  authors.map((author_key, i) => ({ brand_id: 'aurora', author_key, as_of_day: asOfDay, rank: i + 1, score: 1 }));
