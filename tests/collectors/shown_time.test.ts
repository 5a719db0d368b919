import { expect, test } from 'vitest';
import { countAmong } from '../../collectors/reading/shown_count.ts';
import { publishedAtOf, shownTime } from '../../collectors/reading/shown_time.ts';

/** 2026-11-22 15:30 in China. */
const SEEN = Date.parse('2026-11-22T07:30:00Z');

test.each([
  ['2026-11-15 08:30:05', '2026-11-15T00:30:05Z'],
  ['2024-8-6 22:11', '2024-08-06T14:11:00Z'],
  ['2024-8-5\u00a023:48', '2024-08-05T15:48:00Z'],
  ['2026年11月15日 08:30', '2026-11-15T00:30:00Z'],
  ['2026年11月15日', '2026-11-14T16:00:00Z'],
  ['11-20 11:40', '2026-11-20T03:40:00Z'],
  ['12-31', '2025-12-30T16:00:00Z'],
  ['2-29', '2024-02-28T16:00:00Z'],
  ['07:38', '2026-11-21T23:38:00Z'],
  ['昨天 23:00', '2026-11-21T15:00:00Z'],
  ['5分钟前', '2026-11-22T07:25:00Z'],
  ['刚刚', '2026-11-22T07:30:00Z'],
])('%s is read in China’s zone, and in the past', (shown, at) => {
  expect(publishedAtOf(shown, SEEN)).toBe(Date.parse(at));
});

test.each(['', '2026-02-30', '13-45', '25:00', '2016-10', '很久以前', '2026-11-15 25:00'])(
  '%j is no moment',
  (shown) => {
    expect(publishedAtOf(shown, SEEN)).toBeNull();
  },
);

test('a month is no moment of publication, but says until when at the latest', () => {
  expect(shownTime('2016-10', SEEN)).toEqual({ at: Date.parse('2016-09-30T16:00:00Z'), spanMs: 31 * 86_400_000 });
});

test.each([
  ['7回应', 7, 1],
  ['赞 (1.2万)', 12_000, 1000],
  ['有用 1,028', 1028, 1],
])('%s shows a count', (words, value, granularity) => {
  expect(countAmong(words)).toEqual({ value, granularity, isFloor: false });
});

test('words without a figure show no count', () => {
  for (const words of [null, '', '赞', '有用']) expect(countAmong(words)).toBeNull();
});
