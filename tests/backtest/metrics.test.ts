/** The measures of a back-test, against figures worked out by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalibrationMeter } from '../../jobs/pipeline/backtest_calibration.ts';
import { figuresOf, METHOD_NAMES, meanFigures } from '../../jobs/pipeline/backtest_methods.ts';
import { CutMeter, gainOf } from '../../jobs/pipeline/backtest_metrics.ts';

const KOC = METHOD_NAMES.indexOf('koc');
const LIKES = METHOD_NAMES.indexOf('likes');

/** Scores of one pair: `koc` as given, no data for likes, 0 for all else. */
function scores(koc: number): number[] {
  return METHOD_NAMES.map((_, i) => (i === KOC ? koc : i === LIKES ? Number.NaN : 0));
}

/** 20 candidates of one brand, the first ones with the given outcomes, all others silent; scores fall from 20 to 1. */
function cell(nets: readonly number[]): CutMeter {
  const meter = new CutMeter();
  for (let i = 0; i < 20; i++) meter.add('aurora', nets[i] ?? 0, scores(20 - i));
  return meter;
}

test('gain doubles with each net positive mention up to three, and complaints gain nothing', () => {
  expect([-2, 0, 1, 2, 3, 9].map(gainOf)).toEqual([0, 0, 1, 3, 7, 7]);
});

describe('NDCG@10', () => {
  test('of the best order in hindsight is 1', () => {
    expect(cell([5, 2, 1]).measures().brands[0]!.ndcg10.koc).toBeCloseTo(1, 12);
  });

  test('of praise at places 1 and 3 is what the formula says', () => {
    // Places 1 and 3 hold gains 1 and 3: 1/1 + 3/2; best: 3/1 + 1/log2(3) = 3 + 0.6309298.
    expect(cell([1, 0, 2]).measures().brands[0]!.ndcg10.koc).toBeCloseTo(2.5 / 3.6309297536, 9);
  });

  test('sees nothing beyond the tenth place', () => {
    const nets = Array.from({ length: 20 }, (_, i) => (i >= 10 && i < 12 ? 1 : 0));
    expect(cell(nets).measures().brands[0]!.ndcg10.koc).toBe(0);
  });

  test('is of no brand with fewer than 20 candidates or fewer than 2 who came back', () => {
    const few = new CutMeter();
    for (let i = 0; i < 19; i++) few.add('aurora', 1, scores(i));
    expect(few.measures().brands[0]).toMatchObject({ isCell: false, ndcg10: { koc: null } });
    expect(cell([1]).measures().brands[0]).toMatchObject({ isCell: false, ndcg10: { koc: null } });
    expect(cell([1, 1]).measures().brands[0]).toMatchObject({ isCell: true });
  });

  test('is null for a method without data', () => {
    const { brands, p50 } = cell([1, 1]).measures();
    expect(brands[0]!.ndcg10.likes).toBeNull();
    expect(p50.likes).toBeNull();
  });
});

describe('precision of the top 50', () => {
  test('looks at all brands together', () => {
    const meter = new CutMeter();
    for (let i = 0; i < 60; i++) meter.add(`brand${i % 3}`, i < 10 || i >= 55 ? 1 : 0, scores(60 - i));
    expect(meter.measures().p50.koc).toBeCloseTo(10 / 50, 12);
  });

  test('of fewer than 50 pairs is their share', () => {
    expect(cell([1, 0, 1, -1]).measures().p50.koc).toBeCloseTo(2 / 20, 12);
  });
});

test('of equal scores the pair seen first stands first', () => {
  const meter = new CutMeter();
  for (let i = 0; i < 60; i++) meter.add('aurora', i < 5 ? 1 : 0, scores(7));
  expect(meter.measures().p50.koc).toBeCloseTo(5 / 50, 12);
  expect(meter.measures().brands[0]!.ndcg10.koc).toBeCloseTo(1, 12);
});

test('keeping the first fifty gives what sorting everything gives', () => {
  const pair = fc.record({ score: fc.integer({ min: 0, max: 8 }), net: fc.integer({ min: -2, max: 5 }) });
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 150 }), (pairs) => {
      const meter = new CutMeter();
      for (const { score, net } of pairs) meter.add('aurora', net, scores(score));
      const first = pairs.toSorted((a, b) => b.score - a.score).slice(0, 50);
      expect(meter.measures().p50.koc).toBeCloseTo(first.filter(({ net }) => net > 0).length / first.length, 12);
    }),
    { numRuns: 60 },
  );
});

test('means leave out what is null', () => {
  const one = figuresOf((i) => (i === KOC ? 1 : null));
  const other = figuresOf((i) => (i === KOC ? 0.5 : null));
  expect(meanFigures([one, other, figuresOf(() => null)])).toMatchObject({ koc: 0.75, likes: null });
});

test('calibration is what came over what was expected, on the whole, by group and by size of the expectation', () => {
  const meter = new CalibrationMeter();
  meter.add('skincare', 2, 1);
  meter.add('skincare', 0.1, 1);
  meter.add('whisky', 0.5, 0);
  meter.add('silent', 0, 0);
  expect(meter.calibration()).toEqual({
    expected: 2.6,
    actual: 2,
    ratio: 2 / 2.6,
    groups: { silent: null, skincare: 2 / 2.1, whisky: 0 },
    bands: [
      { from: 0, pairs: 2, expected: 0.1, actual: 1 },
      { from: 0.5, pairs: 1, expected: 0.5, actual: 0 },
      { from: 2, pairs: 1, expected: 2, actual: 1 },
    ],
  });
});
