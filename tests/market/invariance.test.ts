/** What must not change a ranking, and which way it may change, on a market with rings, answers and all. */
import { beforeAll, expect, test } from 'vitest';
import { inventBrands } from '../../jobs/sample/brands.ts';
import type { LakeRow } from '../../jobs/sample/lake_rows.ts';
import type { Cell } from '../../warehouse/lake/table_writer.ts';
import { METHODS, ranked } from './measures.ts';
import { END_DAY, marketOf, type Pair, type Scored, scoreMarket } from './score.ts';

const market = marketOf({ seed: 'steady', authors: 300, weeks: 26, brands: inventBrands(3) });
const DAY_MS = 86_400_000;

let base: Scored;
beforeAll(async () => {
  base = await scoreMarket(market);
});

/** Scores by brand and author, whatever their keys; `digits` as many as must agree. */
const scores = ({ pairs }: Scored, digits = 9): Map<string, string> =>
  new Map(
    pairs
      .map((pair) => [`${pair.brandId} ${pair.author.index}`, pair.koc.toFixed(digits)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Rows with cells changed; columns that are absent or null stay so. */
function* mapped(rows: Iterable<LakeRow>, change: (name: string, cell: Cell) => Cell): Generator<LakeRow> {
  for (const { table, cells } of rows) {
    const changed = Object.entries(cells).map(([name, cell]) => [name, cell === null ? null : change(name, cell)]);
    yield { table, cells: Object.fromEntries(changed) as LakeRow['cells'] };
  }
}

test('records taken in twice, or in another order and split, change nothing', async () => {
  const again = await scoreMarket(market, {
    change: (rows) => {
      const all = [...rows];
      return [...all.filter((_, at) => at % 3 === 0), ...all.toReversed(), ...all.filter((_, at) => at % 2 === 0)];
    },
  });
  expect(scores(again)).toEqual(scores(base));
});

test('other names for all accounts, and for platforms without settings of their own, change no score', async () => {
  const renamed = await scoreMarket(market, {
    salt: 'renamed',
    change: (rows) =>
      mapped(rows, (name, cell) => (name === 'platform' && cell !== 'xiaohongshu' ? `other ${cell}` : cell)),
  });
  expect(scores(renamed)).toEqual(scores(base));
  expect(renamed.pairs[0]!.authorKey).not.toBe(base.pairs[0]!.authorKey);
});

test('a brand of another category with people of its own keeps the order within every brand', async () => {
  const unrelated = marketOf({
    seed: 'unrelated',
    authors: 120,
    weeks: 26,
    brands: [{ id: 'tea', zh: '茶', hant: '茶', en: 'Tea', weight: 1 }],
  });
  const beside = await scoreMarket(market, { beside: unrelated });
  for (const brand of market.plan.brands) {
    const before = ranked(base, brand, METHODS.koc).map(({ authorKey }) => authorKey);
    const after = ranked(beside, brand, METHODS.koc).map(({ authorKey }) => authorKey);
    expect(after).toHaveLength(before.length);
    expect(rankCorrelation(before, after)).toBeGreaterThanOrEqual(0.9995);
  }
});

test('dates and as_of shifted by the same whole weeks change nothing', async () => {
  const days = 7 * 23;
  const shifted = await scoreMarket(market, {
    asOfDayNo: END_DAY - days,
    change: (rows) =>
      mapped(rows, (name, cell) => {
        if (name.endsWith('_at')) return Number(cell) - days * DAY_MS;
        return name.endsWith('day_no') || name === 'week_start' ? Number(cell) - days : cell;
      }),
  });
  expect(scores(shifted)).toEqual(scores(base));
});

test('without what comes at or after as_of every score is the same', async () => {
  const asOfDayNo = END_DAY - 7 * 9;
  const known = await scoreMarket(market, { asOfDayNo });
  const cut = await scoreMarket(market, {
    asOfDayNo,
    change: function* (rows) {
      const later = new Set<Cell>();
      for (const row of rows) {
        const { observed_day_no, day_no, version_key } = row.cells;
        if (Number(observed_day_no ?? 0) >= asOfDayNo || Number(day_no ?? 0) >= asOfDayNo) later.add(version_key!);
        if (!later.has(version_key!)) yield row;
      }
    },
  });
  expect(scores(cut)).toEqual(scores(known));
  expect(cut.pairs.length).toBeLessThan(base.pairs.length);
});

/** A post of the author (else of somebody on the platform) said again as praise or blame of the brand, three days before the end. */
function* oneMore(rows: Iterable<LakeRow>, pair: Pair, polarity: 1 | -1): Generator<LakeRow> {
  const all = [...rows];
  yield* all;
  const named = new Set(all.filter(({ table }) => table === 'mentions').map(({ cells }) => cells['version_key']));
  const posts = all.filter(({ table, cells }) => {
    const isThere = cells['platform'] === pair.author.platform && cells['kind'] === 'post';
    return table === 'posts' && isThere && named.has(cells['version_key']!);
  });
  const post = posts.findLast(({ cells }) => cells['author_key'] === pair.authorKey) ?? posts.at(-1)!;
  const day = END_DAY - 3;
  const fresh: Readonly<Record<string, Cell>> = {
    author_key: pair.authorKey,
    brand_id: pair.brandId,
    post_key: 'fresh',
    version_key: 'fresh',
    node_key: 'fresh',
    day_no: day,
    week_start: day - 4,
    published_at: day * DAY_MS,
    observed_day_no: day,
    observed_at: day * DAY_MS + DAY_MS / 2,
    fetched_at: day * DAY_MS + DAY_MS / 2,
    positive_p: polarity === 1 ? 0.88 : 0.06,
    negative_p: polarity === 1 ? 0.06 : 0.88,
    polarity: polarity * 0.82,
  };
  for (const { table, cells } of all) {
    const isOther = table === 'mentions' && cells['role'] !== 'subject';
    if (cells['version_key'] !== post.cells['version_key'] || isOther) continue;
    if (table === 'text_similarity' || table === 'authors') continue;
    const changed = Object.keys(cells).filter((name) => name in fresh);
    yield { table, cells: { ...cells, ...Object.fromEntries(changed.map((name) => [name, fresh[name]!])) } };
  }
}

const placeOf = (scored: Scored, pair: Pair): number =>
  ranked(scored, market.plan.brands.find(({ id }) => id === pair.brandId)!, METHODS.koc).findIndex(
    ({ author }) => author.index === pair.author.index,
  );

/** A favourite, one in the middle, and one who has said a single word of praise. */
function three(): Pair[] {
  const order = ranked(base, market.plan.brands[0]!, METHODS.koc).filter(({ author }) => author.role !== 'army');
  const once = order.find(({ mentions, positives }) => mentions === 1 && positives === 1)!;
  return [order[4]!, order[Math.floor(order.length / 2)]!, once];
}

const same = (scored: Scored, pair: Pair): Pair =>
  scored.pairs.find(({ brandId, author }) => brandId === pair.brandId && author.index === pair.author.index)!;

test('one more honest praise lowers nobody by more than a place', async () => {
  for (const pair of three()) {
    const praised = await scoreMarket(market, { change: (rows) => oneMore(rows, pair, 1) });
    expect(same(praised, pair).positives).toBe(pair.positives + 1);
    expect(placeOf(praised, pair)).toBeLessThanOrEqual(placeOf(base, pair) + 1);
  }
});

test('one more complaint raises nobody’s affinity', async () => {
  for (const pair of three()) {
    const blamed = await scoreMarket(market, { change: (rows) => oneMore(rows, pair, -1) });
    expect(same(blamed, pair).mentions).toBe(pair.mentions + 1);
    expect(same(blamed, pair).affinity).toBeLessThanOrEqual(pair.affinity);
  }
});

/** Spearman's, for two orders of the same things. */
function rankCorrelation(before: readonly string[], after: readonly string[]): number {
  const place = new Map(after.map((key, at) => [key, at]));
  const n = before.length;
  const squares = before.reduce((sum, key, at) => sum + (at - place.get(key)!) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}
