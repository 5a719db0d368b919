/** Promises that hold for any lake: what comes later changes nothing, and neither does order, duplication or a shift in time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AS_OF, type GivenRow } from './defaults.ts';
import { type Given, runModels } from './harness.ts';

const MARTS = [
  'koc_candidates',
  'ugc_candidates',
  'author_profiles',
  'brand_weeks',
  'coverage',
  'evidence_posts',
  'post_engagement',
  'author_engagement',
  'author_authenticity',
  'authenticity_evidence',
  'authenticity_counts',
];
const FACTORS = ['rate', 'share', 'pos', 'rep', 'auth', 'circle', 'engagement', 'floor'];
const BRANDS: readonly GivenRow[] = [
  { brand_id: 'aurora' },
  { brand_id: 'nova', role: 'tracked' },
  { brand_id: 'cora', role: 'tracked' },
];

const posts = fc.array(
  fc.record({
    author: fc.integer({ min: 0, max: 3 }),
    ageDays: fc.integer({ min: 1, max: 120 }),
    seenAfterDays: fc.integer({ min: 0, max: 5 }),
    sign: fc.constantFrom(1, 1, 0, -1, null),
    brand: fc.constantFrom('aurora', 'aurora', 'nova', 'cora', null),
    kind: fc.constantFrom('post', 'review', 'comment'),
    thread: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    likes: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
  }),
  { minLength: 12, maxLength: 30 },
);
type Posts = typeof posts extends fc.Arbitrary<infer T> ? T : never;

/** A lake of these posts; `prefix` keeps the keys of two batches apart. */
function lakeOf(batch: Posts, prefix: string, dayOf: (post: Posts[number]) => number): Record<string, GivenRow[]> {
  const lake: Record<string, GivenRow[]> = {
    lake_posts: [],
    lake_mentions: [],
    lake_observations: [],
    lake_authors: [],
    lake_text_features: [],
  };
  batch.forEach((post, i) => {
    const key = `${prefix}${i}`;
    const day = dayOf(post);
    const seen = { post_key: key, observed_day_no: day + post.seenAfterDays };
    lake['lake_posts']!.push({
      ...seen,
      author_key: `author_${post.author}`,
      day_no: day,
      rating_sign: post.sign,
      kind: post.kind,
      root_node_key: post.thread === null ? null : `node_p${post.thread}`,
      collects_replies: post.thread !== null,
    });
    lake['lake_text_features']!.push({ post_key: key, positive_p: 0.6, negative_p: 0.1 });
    if (post.brand !== null) lake['lake_mentions']!.push({ post_key: key, brand_id: post.brand });
    if (post.likes !== null) lake['lake_observations']!.push({ ...seen, likes_count: post.likes });
    lake['lake_authors']!.push({
      author_key: `author_${post.author}`,
      observed_day_no: day,
      followers_count: (post.likes ?? 0) * 100,
    });
  });
  return lake;
}

const together = (...lakes: readonly Given[]): Given => {
  const all: Record<string, GivenRow[]> = { ref_brands: [...BRANDS] };
  for (const lake of lakes)
    for (const [table, rows] of Object.entries(lake)) all[table] = [...(all[table] ?? []), ...rows];
  return all;
};
const past = (post: Posts[number]) => AS_OF.day - post.ageDays - post.seenAfterDays;

test('nothing published or observed at or after as_of changes any table', async () => {
  await fc.assert(
    fc.asyncProperty(posts, posts, fc.integer({ min: 0, max: 9 }), async (before, after, delay) => {
      const lake = lakeOf(before, 'p', past);
      const published = lakeOf(after, 'q', () => AS_OF.day + delay);
      // The same records again, seen later with other words and counts.
      const observed = lakeOf(after, 'p', () => AS_OF.day - 1);
      for (const rows of Object.values(observed)) {
        rows.forEach((row, i) => {
          rows[i] =
            'brand_id' in row || 'positive_p' in row
              ? { ...row, version_key: 'v2' }
              : { ...row, version_key: 'v2', observed_day_no: AS_OF.day + delay };
        });
      }
      const known = await runModels(together(lake), MARTS);
      expect(await runModels(together(lake, published, observed), MARTS)).toEqual(known);
      expect(known['brand_weeks']).toHaveLength(BRANDS.length);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('the order and duplication of rows change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(posts, async (batch) => {
      const lake = lakeOf(batch, 'p', past);
      const twiceReversed = Object.fromEntries(
        Object.entries(lake).map(([table, rows]) => [table, [...rows.toReversed(), ...rows]]),
      );
      expect(await runModels(together(twiceReversed), MARTS)).toEqual(await runModels(together(lake), MARTS));
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('one more honest positive post never lowers an author’s score for the brand, one more negative never raises its positivity', async () => {
  await fc.assert(
    fc.asyncProperty(posts, fc.integer({ min: 1, max: 60 }), async (batch, ageDays) => {
      const lake = lakeOf(batch, 'p', past);
      const fan = {
        author: 0,
        seenAfterDays: 0,
        kind: 'post' as const,
        thread: null,
        likes: null,
        brand: 'aurora' as const,
        ageDays,
      };
      const [base, praised, blamed] = await Promise.all(
        [[], [{ ...fan, sign: 1 as const }], [{ ...fan, sign: -1 as const }]].map(async (extra) => {
          const { koc_candidates: rows = [] } = await runModels(together(lake, lakeOf(extra, 'x', past)), [
            'koc_candidates',
          ]);
          return rows.find((row) => row['author_key'] === 'author_0');
        }),
      );
      if (base === undefined) return;
      expect(Number(praised?.['koc_score'])).toBeGreaterThanOrEqual(Number(base['koc_score']));
      if (blamed !== undefined) expect(Number(blamed['pos'])).toBeLessThanOrEqual(Number(base['pos']));
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('the contributions of the listed add up to ln of the score over the geometric mean', async () => {
  await fc.assert(
    fc.asyncProperty(posts, async (batch) => {
      const { koc_candidates: rows = [] } = await runModels(together(lakeOf(batch, 'p', past)), ['koc_candidates']);
      const eligible = rows.filter((row) => row['status'] === 'listed' || row['status'] === 'eligible');
      const meanLn = eligible.reduce((sum, row) => sum + Math.log(Number(row['koc_score'])), 0) / eligible.length;
      for (const row of eligible) {
        const sum = FACTORS.reduce((total, part) => total + Number(row[`contribution_${part}`]), 0);
        expect(Math.abs(sum - (Math.log(Number(row['koc_score'])) - meanLn))).toBeLessThan(1e-6);
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
});
