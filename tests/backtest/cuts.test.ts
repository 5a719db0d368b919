/** Where a back-test cuts when nobody says where. */
import { expect, test } from 'vitest';
import { defaultCuts, requireHistory } from '../../jobs/pipeline/backtest_cuts.ts';
import { asOfDay, parseAsOf } from '../../warehouse/contracts/time.ts';

const utc = () => 0;
const day = (date: string) => parseAsOf(date, utc).day;
const span = (first: string, last: string) => ({ firstDay: day(first), startDay: day(first), lastDay: day(last) });
const FAR = day('2030-01-01');

test('up to four Mondays half a year apart, each with its whole horizon behind it', () => {
  const cuts = defaultCuts(span('2020-01-01', '2026-11-15'), 26, FAR, utc);
  expect(cuts.map(({ date }) => date)).toEqual(['2024-11-18', '2025-05-19', '2025-11-17', '2026-05-18']);
});

test('days that have not come yet are no horizon', () => {
  const [newest] = defaultCuts(span('2026-01-01', '2099-01-01'), 13, day('2026-11-15'), utc);
  expect(newest!.date).toBe('2026-08-17');
});

test('only as many cuts as have eight weeks of records before them', () => {
  const cuts = defaultCuts(span('2026-01-01', '2026-11-15'), 13, FAR, utc);
  expect(cuts.map(({ date }) => date)).toEqual(['2026-08-17']);
});

test('a history that is too short is said plainly, with the horizon that would fit', () => {
  expect(() => defaultCuts(span('2026-06-01', '2026-11-15'), 26, FAR, utc)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: 'not enough history to test over 26 weeks: records were seen from 2026-06-01 to 2026-11-15',
      hint: '`--horizon-weeks 15` is the longest that fits after the first 8 weeks.',
    }),
  );
  expect(() => defaultCuts(span('2026-06-01', '2026-11-15'), 15, FAR, utc)).not.toThrow();
  expect(() => defaultCuts(span('2026-11-01', '2026-11-15'), 1, FAR, utc)).toThrow(/not enough history/u);
});

test('a cut that nothing lies before or after is refused', () => {
  const known = span('2026-01-01', '2026-11-15');
  expect(() => requireHistory([asOfDay(day('2026-01-01'), utc)], known)).toThrow(/nothing was seen before it/u);
  expect(() => requireHistory([asOfDay(day('2026-11-16'), utc)], known)).toThrow(
    /nothing is known of what came after/u,
  );
  expect(() => requireHistory([asOfDay(day('2026-11-15'), utc)], known)).not.toThrow();
});
