/** Rules of class that need many accounts or brands to show: the 99th percentile of followers, and accounts that post as media do. */
import { expect, test } from 'vitest';
import { AS_OF, type GivenRow } from './defaults.ts';
import { runModels } from './harness.ts';

const followers = (platform: string, count: number, of: (i: number) => number): GivenRow[] =>
  Array.from({ length: count }, (_, i) => ({ author_key: `${platform}_${i}`, platform, followers_count: of(i) }));

test('the ceiling is the 99th percentile of 1,000 known sizes, never under 10,000, and the configured one for fewer', async () => {
  const { int_kol_ceilings: ceilings = [] } = await runModels(
    {
      ref_platforms: [{ platform: 'douyin', kol_followers: 77, is_searched: false }],
      lake_authors: [
        ...followers('weibo', 1001, (i) => 1000 * i),
        ...followers('zhihu', 1000, (i) => i),
        ...followers('reddit', 999, (i) => 1000 * i),
        ...followers('douyin', 1001, (i) => 1000 * i),
      ],
    },
    ['int_kol_ceilings'],
  );
  expect(Object.fromEntries(ceilings.map((row) => [row['platform'], row['kol_followers']]))).toEqual({
    weibo: 990_000,
    zhihu: 10_000,
    reddit: 30_000,
    douyin: 77,
  });
});

test('over 10 posts a week on over 20 brands is media; fewer posts or brands are not', async () => {
  const brands = Array.from({ length: 21 }, (_, i) => ({ brand_id: `b${i}`, category_brands: 21, role: 'tracked' }));
  const posting = (author: string, perWeek: number, spread: number) =>
    Array.from({ length: 4 * perWeek }, (_, i) => ({
      post: { post_key: `${author}${i}`, author_key: author, day_no: AS_OF.day - 7 * (1 + (i % 4)), rating_sign: 1 },
      mention: { post_key: `${author}${i}`, brand_id: `b${i % spread}` },
    }));
  const all = [...posting('press', 11, 21), ...posting('busy', 10, 21), ...posting('fan', 11, 20)];
  const { int_author_class: classes = [] } = await runModels(
    {
      ref_brands: brands,
      lake_posts: all.map(({ post }) => post),
      lake_mentions: all.map(({ mention }) => mention),
    },
    ['int_author_class'],
  );
  expect(Object.fromEntries(classes.map((row) => [row['author_key'], row['class_reason']]))).toEqual({
    busy: 'none',
    fan: 'none',
    press: 'many_brands',
  });
});
