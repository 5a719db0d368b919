/** Weeks and months of brands and authors: gaps stand as zeros, borders are those of the calendar, and nothing after as_of is seen. */
import { expect, test } from 'vitest';
import { runModels } from './harness.ts';

/** 2026-11-09, the Monday of the reported week, is day 20,766; 2025-12-01 is day 20,423. */
const LAKE = {
  ref_brands: [{ brand_id: 'aurora' }, { brand_id: 'nova', role: 'tracked' }],
  lake_authors: [{ author_key: 'star', followers_count: 500_000 }],
  lake_posts: [
    { post_key: 'w0', author_key: 'a', day_no: 20_766, rating_sign: 1 },
    { post_key: 'w0b', author_key: 'b', day_no: 20_772, rating_sign: -1 },
    { post_key: 'w0c', author_key: null, day_no: 20_770, rating_sign: 0 },
    { post_key: 'w0d', author_key: 'star', day_no: 20_770, rating_sign: 1 },
    { post_key: 'w1', author_key: 'a', day_no: 20_765, rating_sign: 1 },
    { post_key: 'w25', author_key: 'a', day_no: 20_591, rating_sign: 1 },
    { post_key: 'w26', author_key: 'a', day_no: 20_590, rating_sign: 1 },
    { post_key: 'm0', author_key: 'c', day_no: 20_423, rating_sign: 1 },
    { post_key: 'before', author_key: 'b', day_no: 20_422, rating_sign: 1 },
    { post_key: 'rival', author_key: 'a', day_no: 20_767, rating_sign: 1 },
    { post_key: 'later', author_key: 'a', day_no: 20_773, rating_sign: 1 },
  ],
  lake_mentions: ['w0', 'w0b', 'w0c', 'w0d', 'w1', 'w25', 'w26', 'm0', 'before', 'later']
    .map((post_key) => ({ post_key, brand_id: 'aurora' }))
    .concat({ post_key: 'rival', brand_id: 'nova' }),
  lake_observations: [
    { post_key: 'w0', likes_count: 5, replies_count: 1 },
    { post_key: 'w0b', likes_count: 7 },
    { post_key: 'w1', likes_count: 100, observed_day_no: 20_773 },
  ],
};

test('brand_history has 26 weeks a brand, the newest of them equal to brand_weeks; brand_months has 12 and tells who came new', async () => {
  const built = await runModels(LAKE, ['brand_history', 'brand_weeks', 'brand_months', 'author_months']);
  const weeks = built['brand_history']!.filter((row) => row['brand_id'] === 'aurora');
  expect(weeks).toHaveLength(26);
  expect(
    weeks.filter((row) => row['mentions_count'] !== 0).map((row) => [row['period_start'], row['mentions_count']]),
  ).toEqual([
    ['2026-05-18', 1],
    ['2026-11-02', 1],
    ['2026-11-09', 4],
  ]);
  expect(weeks[1]).toMatchObject({ authors_count: 0, sov_authors: null, net_sentiment_opinions: null });
  for (const brand_id of ['aurora', 'nova']) {
    const {
      period_start,
      as_of: _,
      ...newest
    } = built['brand_history']!.findLast((row) => row['brand_id'] === brand_id)!;
    expect(period_start).toBe('2026-11-09');
    expect(built['brand_weeks']!.find((row) => row['brand_id'] === brand_id)).toMatchObject(newest);
  }
  expect(weeks.at(-1)).toMatchObject({
    authors_count: 3,
    consumer_authors_count: 2,
    positive_mentions_count: 2,
    negative_mentions_count: 1,
    neutral_mentions_count: 1,
    sov_authors: 0.666667,
  });

  const months = built['brand_months']!.filter((row) => row['brand_id'] === 'aurora');
  expect(
    months.map((row) => [row['month'], row['mentions_count'], row['authors_count'], row['new_authors_count']]),
  ).toEqual([
    ['2025-12-01', 1, 1, 1],
    ...['01', '02', '03', '04'].map((month) => [`2026-${month}-01`, 0, 0, 0]),
    ['2026-05-01', 2, 1, 1],
    ...['06', '07', '08', '09', '10'].map((month) => [`2026-${month}-01`, 0, 0, 0]),
    ['2026-11-01', 5, 3, 1],
  ]);
  // Counts as seen before as_of; a month in which none were shown has none.
  expect(months.at(-1)).toMatchObject({ likes_sum: 12, replies_sum: 1 });
  expect(months[0]).toMatchObject({ likes_sum: null, replies_sum: null });

  expect(built['author_months']!.filter((row) => row['author_key'] === 'a')).toMatchObject([
    { brand_id: 'aurora', month: '2026-05-01', mentions_count: 2, positive_mentions_count: 2 },
    { brand_id: 'aurora', month: '2026-11-01', mentions_count: 2, negative_mentions_count: 0 },
  ]);
});

test('what an author speaks of: aspects at any time, and products of the brand by the feeling of the mention', async () => {
  const { author_interests: rows } = await runModels(
    {
      ...LAKE,
      lake_mentions: LAKE.lake_mentions.map((row) => (row.post_key === 'w1' ? { ...row, product_id: 'serum' } : row)),
      lake_aspects: ['w0', 'w1', 'w26'].map((post_key, i) => ({
        post_key,
        version_key: 'v1',
        brand_id: 'aurora',
        aspect: 'smell',
        sign: i - 1,
      })),
    },
    ['author_interests'],
  );
  expect(rows).toMatchObject([
    { author_key: 'a', kind: 'aspect', code: 'smell', mentions_count: 3, praised_count: 1, blamed_count: 1 },
    { author_key: 'a', kind: 'product', code: 'serum', mentions_count: 1, praised_count: 1, blamed_count: 0 },
  ]);
});

test('the review desk alone knows suspects by name: their flags and what shows them', async () => {
  const texts = ['s1', 's2'].map((post_key) => ({ post_key, ...SKETCH }));
  const built = await runModels(
    {
      ref_brands: LAKE.ref_brands,
      lake_decisions: [{ type: 'class_override', subject_key: 'agent', value: 'kol' }],
      lake_posts: [
        { post_key: 's1', author_key: 'odd_1', rating_sign: 1 },
        { post_key: 's2', author_key: 'odd_2', rating_sign: 1 },
        { post_key: 'k1', author_key: 'agent', rating_sign: 1 },
        { post_key: 'k2', author_key: 'agent', rating_sign: 1, day_no: 20_771 },
        { post_key: 'f1', author_key: 'fan', rating_sign: 1 },
      ],
      lake_mentions: ['s1', 's2', 'k1', 'k2', 'f1'].map((post_key) => ({ post_key, brand_id: 'aurora' })),
      lake_text_similarity: texts,
    },
    ['desk_left_out', 'left_out', 'left_out_counts', 'author_authenticity', 'authenticity_evidence', 'koc_candidates'],
  );
  expect(built['desk_left_out']).toMatchObject([
    {
      author_key: 'agent',
      class: 'kol',
      class_reason: 'by_hand',
      flags: null,
      evidence_post_key_1: 'k2',
      evidence_post_key_2: 'k1',
    },
    {
      author_key: 'odd_1',
      class: 'suspect',
      class_reason: 'patterns',
      flags: 'copied_text',
      evidence_post_key_1: 's1',
    },
    { author_key: 'odd_2', class: 'suspect', flags_count: 1, mentions_count: 1, evidence_post_key_1: 's2' },
  ]);
  expect(built['left_out_counts']).toMatchObject([
    { class: 'kol', class_reason: 'by_hand', authors_count: 1 },
    { class: 'suspect', class_reason: 'patterns', authors_count: 2 },
  ]);
  for (const published of ['left_out', 'author_authenticity', 'authenticity_evidence', 'koc_candidates']) {
    expect(JSON.stringify(built[published])).not.toMatch(/odd_|"s\d"/u);
  }
});

/** One and the same text of at least 20 characters. */
const SKETCH = {
  version_key: 'v1',
  ...Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`h${String(i).padStart(2, '0')}`, 100 + i])),
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`b${i}`, 1000 + i])),
};
