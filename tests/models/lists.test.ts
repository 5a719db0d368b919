/** What a list promises beyond the score: places that do not flicker, no platform that fills it alone, an index that stands still, reasons that hold. */
import { describe, expect, test } from 'vitest';
import { AS_OF, type GivenRow } from './defaults.ts';
import { type Fan, lakeOf, printed, ranked } from './fans.ts';
import { type Given, runModels } from './harness.ts';

/** Monday of the reported week's quarter, 2026-10-01, is day 20,727. */
const QUARTER_START = 20_727;

async function candidates(given: Given) {
  return (await runModels(given, ['koc_candidates']))['koc_candidates']!;
}
async function listed(given: Given) {
  const rows = (await candidates(given)).filter((row) => row['rank'] !== null);
  return rows.sort((a, b) => Number(a['rank']) - Number(b['rank'])).map((row) => row['author_key']);
}

describe('places', () => {
  const five = { params: [{ list_size: 5 }] };

  test('without an earlier list the best by score stand on it', async () => {
    expect(await listed(lakeOf(ranked(8), five))).toEqual(['fan_0', 'fan_1', 'fan_2', 'fan_3', 'fan_4']);
  });

  test('who was printed keeps a place up to 1.2 times the list, and not below', async () => {
    const near = lakeOf(ranked(8), { ...five, lake_publications: printed(AS_OF.day - 7, 'fan_5') });
    expect(await listed(near)).toEqual(['fan_0', 'fan_1', 'fan_2', 'fan_3', 'fan_5']);
    const below = lakeOf(ranked(8), { ...five, lake_publications: printed(AS_OF.day - 7, 'fan_6') });
    expect(await listed(below)).toEqual(['fan_0', 'fan_1', 'fan_2', 'fan_3', 'fan_4']);
  });

  test('only the newest earlier list counts', async () => {
    const lake_publications = [...printed(AS_OF.day - 14, 'fan_5'), ...printed(AS_OF.day - 7, 'fan_0')];
    expect(await listed(lakeOf(ranked(8), { ...five, lake_publications }))).not.toContain('fan_5');
  });

  test('one platform gets 4 of 10 places while others have candidates, and it is said whom that moved', async () => {
    const many = ranked(6).map((fan) => ({ ...fan, platform: 'weibo' }));
    const few = [
      { key: 'other_0', posts: 3, platform: 'zhihu' },
      { key: 'other_1', posts: 2, platform: 'xiaohongshu' },
    ];
    const rows = await candidates(lakeOf([...many, ...few], five));
    const of = (key: string) => rows.find((row) => row['author_key'] === key);
    // Two of each platform, then the place that nobody else fills goes back by rank.
    expect(await listed(lakeOf([...many, ...few], five))).toEqual(['fan_0', 'fan_1', 'fan_2', 'other_0', 'other_1']);
    expect(of('fan_3')).toMatchObject({ diversity: 'held_back', status: 'eligible', computed_rank: 4 });
    expect(of('fan_4')).toMatchObject({ diversity: 'held_back' });
    expect(of('fan_5')).toMatchObject({ diversity: null });
    expect(of('other_1')).toMatchObject({ diversity: 'moved_up', rank: 5, computed_rank: 8 });
    expect(of('fan_0')).toMatchObject({ diversity: null });
  });
});

describe('index', () => {
  const scores = (asOfDay: number, ...values: readonly number[]): GivenRow[] =>
    values.map((score, i) => ({ brand_id: 'aurora', author_key: `a${i}`, as_of_day: asOfDay, rank: i + 1, score }));
  const reference = async (...lake_publications: readonly GivenRow[]) => {
    const built = await runModels(lakeOf(ranked(3), { lake_publications }), ['int_index_reference', 'int_pair_scores']);
    return {
      reference: built['int_index_reference']![0]!['reference_score'],
      scores: built['int_pair_scores']!.map((row) => Number(row['koc_score'])).sort((a, b) => a - b),
    };
  };

  test('is frozen at the median of what was printed for the 13 weeks before the quarter', async () => {
    const before = scores(QUARTER_START - 20, 2, 4, 9);
    const within = scores(AS_OF.day - 7, 50, 60, 70);
    const tooOld = scores(QUARTER_START - 120, 100);
    expect((await reference(...before, ...within, ...tooOld)).reference).toBe(4);
  });

  test('stands where the first list of the quarter put it when nothing was printed before', async () => {
    const { reference: value } = await reference(...scores(AS_OF.day - 21, 3), ...scores(AS_OF.day - 7, 50, 60));
    expect(value).toBe(3);
  });

  test('starts at the median of this week', async () => {
    const { reference: value, scores: all } = await reference();
    expect(value).toBe(all[1]);
  });

  test('grades are cut at 60 and 40', async () => {
    const rows = await candidates(lakeOf(ranked(3), { lake_publications: scores(QUARTER_START - 20, 1) }));
    for (const row of rows) {
      const index = Number(row['index_value']);
      expect(row['grade']).toBe(index >= 60 ? 'A' : index >= 40 ? 'B' : 'C');
      expect(index).toBeCloseTo((100 * Number(row['koc_score'])) / (Number(row['koc_score']) + 1), 4);
      expect(Number(row['index_low'])).toBeLessThan(index);
      expect(Number(row['index_high'])).toBeGreaterThan(index);
    }
  });
});

describe('who may be ranked', () => {
  test('one praise of a known customer is enough, of anybody else it is early', async () => {
    const fans = [{ key: 'buyer', posts: 1 }, { key: 'stranger', posts: 1 }, ...ranked(3)];
    const rows = await candidates(
      lakeOf(fans, { ref_people: [{ platform: 'weibo', account_key: 'buyer', basis: 'customer' }] }),
    );
    const of = (key: string) => rows.find((row) => row['author_key'] === key);
    expect(of('buyer')).toMatchObject({ status: 'listed', is_customer: true });
    expect(of('stranger')).toMatchObject({ status: 'early', rank: null });
  });

  /** One praise of aurora long ago, and much of another brand, which keeps the pace up and the share low. */
  const weakAmong = (fans: readonly Fan[], more: Given = {}) => {
    const others = Array.from({ length: 40 }, (_, i) => `n${i}`);
    return lakeOf([...fans, { key: 'weak', posts: 1, ageDays: 150, platform: 'weibo' }], {
      ...more,
      lake_posts: others.map((post_key, i) => ({
        post_key,
        author_key: 'weak',
        day_no: AS_OF.day - 1 - i,
        rating_sign: 1,
      })),
      lake_mentions: others.map((post_key) => ({ post_key, brand_id: 'nova' })),
    });
  };

  test('who could not reach the list even at the upper end is thin, not early', async () => {
    const rows = await candidates(weakAmong(ranked(3)));
    expect(rows.find(({ author_key }) => author_key === 'weak')).toMatchObject({ status: 'thin', rank: null });
  });

  test('eight silent weeks put an active author at risk, a year of them is lapsed, and who comes up is rising', async () => {
    const rows = await candidates(
      lakeOf([
        { key: 'silent', posts: 8, ageDays: 80 },
        { key: 'gone', posts: 3, ageDays: 400 },
        { key: 'steady', posts: 40 },
        { key: 'fresh', posts: 10, ageDays: 3 },
      ]),
    );
    const activity = Object.fromEntries(rows.map((row) => [row['author_key'], row['activity']]));
    expect(activity).toEqual({ silent: 'at_risk', gone: 'lapsed', steady: 'active', fresh: 'rising' });
  });
});

describe('explanation', () => {
  test('what leaves nothing to be wished is never called the weakest part', async () => {
    const elsewhere = ranked(4).map(({ key }) => ({ post_key: `${key}_n`, author_key: key, rating_sign: 1 }));
    const rows = await candidates(
      lakeOf(ranked(4), {
        lake_posts: elsewhere,
        lake_mentions: elsewhere.map(({ post_key }) => ({ post_key, brand_id: 'nova' })),
      }),
    );
    for (const row of rows) {
      expect(row).toMatchObject({ floor_factor: 1, authenticity_flags_count: 0 });
      expect(['rate', 'share', 'pos', 'rep']).toContain(row['reason_weakest']);
      expect(new Set([row['reason_1'], row['reason_2'], row['reason_3'], row['reason_weakest']]).size).toBe(4);
    }
  });

  test('answers that are collected and missing hold the score down, and an answer is what would raise it', async () => {
    const answering = lakeOf(ranked(3).map((fan) => ({ ...fan, posts: fan.posts - 8 })));
    const silent = {
      ...answering,
      lake_posts: answering['lake_posts']!.map((post) => ({ ...post, collects_replies: true })),
    };
    const [open, held] = [await candidates(answering), await candidates(silent)];
    for (const [i, row] of held.entries()) {
      expect(row).toMatchObject({ floor_factor: 0.3, raise_code: 'answer', responders_count: 0, circle: 0 });
      expect(open[i]).toMatchObject({ floor_factor: 1, responders_count: null, circle: null });
      expect(Number(row['koc_score'])).toBeCloseTo(Number(open[i]!['koc_score']) * 0.3 * 0.9, 9);
    }
  });

  test('says what would raise the score most, and that it would', async () => {
    const posts = ranked(3);
    const rows = await candidates(
      lakeOf(posts, {
        lake_posts: [{ post_key: 'bad', author_key: 'fan_2', day_no: AS_OF.day - 2, rating_sign: -1 }],
        lake_mentions: [{ post_key: 'bad', brand_id: 'aurora' }],
      }),
    );
    for (const row of rows) {
      expect(['mention', 'complaint']).toContain(row['raise_code']);
      expect(Number(row['raised_index'])).toBeGreaterThan(Number(row['index_value']));
    }
  });
});
