import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accuracyOf, wilson } from '../../jobs/pipeline/accuracy.ts';
import { crossValidated, fitCalibration, type LabelledMention } from '../../jobs/pipeline/calibration_fit.ts';
import {
  calibrated,
  leaningsOf,
  logistic,
  probabilitiesOf,
  uncalibratedLeanings,
} from '../../transforms/calibration.ts';

/** Numbers in [0, 1) that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Mentions whose labels follow the given lines exactly in probability. */
function drawn(count: number, truth: { opinion: [number, number]; polarity: [number, number] }): LabelledMention[] {
  const next = dice(7);
  return Array.from({ length: count }, (_, i) => {
    const leanings = { opinion: 8 * next() - 4, polarity: 8 * next() - 4 };
    const isFelt = next() < logistic(truth.opinion[0] * leanings.opinion + truth.opinion[1]);
    const isPraise = next() < logistic(truth.polarity[0] * leanings.polarity + truth.polarity[1]);
    return {
      postKey:
        Math.floor(next() * 2 ** 32)
          .toString(16)
          .padStart(8, '0') + String(i).padStart(24, '0'),
      brandId: 'aurora',
      sourceId: 's',
      platform: 'weibo',
      label: !isFelt ? 'neutral' : isPraise ? 'positive' : 'negative',
      leanings,
    };
  });
}

describe('a fit', () => {
  test('finds the lines that the labels were drawn from', () => {
    const { opinion, polarity } = fitCalibration(drawn(4000, { opinion: [0.6, 1.2], polarity: [1.5, -0.8] }));
    expect(opinion.slope).toBeCloseTo(0.6, 0.5);
    expect(Math.abs(opinion.slope - 0.6)).toBeLessThan(0.08);
    expect(Math.abs(opinion.offset - 1.2)).toBeLessThan(0.12);
    expect(Math.abs(polarity.slope - 1.5)).toBeLessThan(0.15);
    expect(Math.abs(polarity.offset + 0.8)).toBeLessThan(0.15);
  });

  test('stays with the model where there are no labels, and near it where there are few', () => {
    expect(fitCalibration([])).toEqual({ opinion: { slope: 1, offset: 0 }, polarity: { slope: 1, offset: 0 } });
    const few = drawn(3, { opinion: [0.2, 3], polarity: [3, 3] });
    const { opinion } = fitCalibration(few);
    expect(Math.abs(opinion.slope - 1)).toBeLessThan(0.5);
    expect(Math.abs(opinion.offset)).toBeLessThan(1.5);
  });

  test('keeps a rising line also where labels contradict the model, so that no order turns', () => {
    const upside = drawn(500, { opinion: [-1, 0], polarity: [-1, 0] });
    const { opinion, polarity } = fitCalibration(upside);
    expect(opinion.slope).toBeGreaterThan(0);
    expect(polarity.slope).toBeGreaterThan(0);
  });

  test('does not depend on the order of the labels', () => {
    const rows = drawn(200, { opinion: [0.6, 1], polarity: [1, 0] });
    expect(fitCalibration(rows.toReversed())).toEqual(fitCalibration(rows));
  });

  test('is measured on posts that it has not seen: labels without any system gain nothing', () => {
    const next = dice(3);
    const labels = ['positive', 'neutral', 'negative'] as const;
    const rows = drawn(300, { opinion: [1, 0], polarity: [1, 0] }).map((row) => ({
      ...row,
      label: labels[Math.floor(next() * 3)]!,
    }));
    const answers = crossValidated(rows);
    const { share } = accuracyOf(rows.map((row) => [row.label, answers.get(row)!]));
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.42);
    // One post that names two brands is one fold.
    const twin = { ...rows[0]!, label: 'positive' as const };
    const both = crossValidated([...rows, twin]);
    expect(both.get(twin)).toEqual(both.get(rows[0]!));
  });
});

test('a calibration can be undone, whatever the probabilities', () => {
  const line = fc.record({
    slope: fc.double({ min: 0.3, max: 2, noNaN: true }),
    offset: fc.double({ min: -2, max: 2, noNaN: true }),
  });
  const leaning = fc.double({ min: -4, max: 4, noNaN: true });
  fc.assert(
    fc.property(leaning, leaning, line, line, (opinion, polarity, a, b) => {
      const calibration = { opinion: a, polarity: b };
      const back = uncalibratedLeanings(calibrated(probabilitiesOf({ opinion, polarity }), calibration), calibration);
      expect(back.opinion).toBeCloseTo(opinion, 6);
      expect(back.polarity).toBeCloseTo(polarity, 6);
    }),
  );
});

test('texts without any feeling and texts beyond doubt have finite leanings', () => {
  expect(leaningsOf({ positiveP: 0, negativeP: 0 })).toEqual({ opinion: expect.closeTo(-13.8155, 3), polarity: 0 });
  expect(leaningsOf({ positiveP: 1, negativeP: 0 }).polarity).toBeCloseTo(13.8155, 3);
});

test.each([
  // Wilson (1927), as tables give it for z = 1.96: 8 of 10, 0 of 20.
  [8, 10, 0.4902, 0.9433],
  [0, 20, 0, 0.1611],
])('the interval of %i of %i is the published one', (right, count, low, high) => {
  const interval = wilson(right, count, 1.959964);
  expect(interval.low).toBeCloseTo(low, 3);
  expect(interval.high).toBeCloseTo(high, 3);
});
