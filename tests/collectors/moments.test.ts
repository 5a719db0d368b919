/** Dates of foreign files: read in the mapping's zone wherever this machine stands, and refused rather than guessed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MomentNotation, readMoment } from '../../collectors/reading/moments.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';

const SHANGHAI: MomentNotation = { offset: zoneOffset('Asia/Shanghai'), unit: 'auto', order: undefined };
const BERLIN: MomentNotation = { ...SHANGHAI, offset: zoneOffset('Europe/Berlin') };
const utc = (text: string) => Date.parse(text);

describe('naive times are wall time of the mapping’s zone', () => {
  const eight = utc('2026-11-15T00:00:00Z');
  test.each([
    '2026-11-15 08:00',
    '2026-11-15T08:00:00',
    '2026-11-15 8:00:00.000',
    '2026/11/15 08:00',
    '2026/11/15 8:00:00',
    '2026.11.15 08:00',
    '2026年11月15日 08:00',
    '2026年11月15日8时0分0秒',
    '20261115080000',
    '15.11.2026 08:00',
    'Nov 15, 2026 08:00:00',
    '15 Nov 2026 08:00',
  ])('%s', (text) => {
    expect(readMoment(text, SHANGHAI)).toBe(eight);
    expect(readMoment(text, BERLIN)).toBe(eight + 7 * 3_600_000);
  });

  test('a date alone is midnight there', () => {
    for (const day of ['2026-11-15', '2026/11/15', '2026-11-15 00:00', '2026年11月15日', '20261115']) {
      expect(readMoment(day, SHANGHAI)).toBe(utc('2026-11-14T16:00:00Z'));
    }
  });

  test('summer and winter differ, and an hour that the clocks skip moves forward', () => {
    expect(readMoment('2026-07-01 12:00', BERLIN)).toBe(utc('2026-07-01T10:00:00Z'));
    expect(readMoment('2026-01-01 12:00', BERLIN)).toBe(utc('2026-01-01T11:00:00Z'));
    expect(readMoment('2026-03-29 02:30', BERLIN)).toBe(utc('2026-03-29T01:30:00Z'));
  });
});

describe('times with an offset mean the same in every zone', () => {
  test.each([
    '2026-11-15T08:00:00Z',
    '2026-11-15T08:00:00.000Z',
    '2026-11-15 08:00:00 UTC',
    '2026-11-15T16:00:00+08:00',
    '2026-11-15 16:00:00+0800',
    '2026-11-15 08:00:00+00',
    '2026-11-15T02:30:00-05:30',
    'Sun, 15 Nov 2026 16:00:00 +0800',
    'Sun, 15 Nov 2026 08:00:00 GMT',
    'Sun Nov 15 16:00:00 +0800 2026',
    1_794_729_600,
    1_794_729_600_000,
    '1794729600',
    '1794729600000',
    1_794_729_600_000_000,
  ])('%s', (shown) => {
    expect(readMoment(shown, SHANGHAI)).toBe(utc('2026-11-15T08:00:00Z'));
    expect(readMoment(shown, BERLIN)).toBe(utc('2026-11-15T08:00:00Z'));
  });
});

test('Excel’s day numbers are wall time: 46341.5 is noon of 2026-11-15', () => {
  expect(readMoment(46_341.5, SHANGHAI)).toBe(utc('2026-11-15T04:00:00Z'));
  expect(readMoment('46341.333333', { ...SHANGHAI, unit: 'excel' })).toBe(utc('2026-11-15T00:00:00Z'));
});

test('a declared unit overrides the magnitude', () => {
  expect(readMoment(1_794_729_600, { ...SHANGHAI, unit: 'ms' })).toBe(1_794_729_600);
  expect(readMoment(86_400, { ...SHANGHAI, unit: 's' })).toBe(86_400_000);
});

test('03/04/2026 is read only under a declared order, unless one reading is impossible', () => {
  expect(readMoment('03/04/2026', SHANGHAI)).toBeUndefined();
  expect(readMoment('03/04/2026', { ...SHANGHAI, order: 'mdy' })).toBe(utc('2026-03-03T16:00:00Z'));
  expect(readMoment('03/04/2026', { ...SHANGHAI, order: 'dmy' })).toBe(utc('2026-04-02T16:00:00Z'));
  expect(readMoment('12/25/2026', SHANGHAI)).toBe(utc('2026-12-24T16:00:00Z'));
  expect(readMoment('11/15/2026 8:00 PM', SHANGHAI)).toBe(utc('2026-11-15T12:00:00Z'));
});

test.each([null, undefined, '', ' ', '-', 'null', 'NaT', 0, '0', '0000-00-00 00:00:00'])('%j is not shown', (shown) => {
  expect(readMoment(shown, SHANGHAI)).toBeNull();
});

test.each([
  '刚刚',
  '5 minutes ago',
  '2026-02-30',
  '2026-13-01',
  '2026-11-15 25:00',
  '2026-11-15 08:61',
  '2026-11-15 08:00 Mars',
  '1.2.3.4',
  'soon',
  12,
  1999,
  true,
  {},
  Number.NaN,
])('%j is refused, not guessed', (shown) => {
  expect(readMoment(shown, SHANGHAI)).toBeUndefined();
});

test.each([
  ['Nov 15, 2026 8:00 PM', '2026-11-15T12:00:00Z'],
  ['15 Nov 2026 8:00:30 p.m. -0800', '2026-11-16T04:00:30Z'],
  ['November 15, 2026 at 12:05am', '2026-11-14T16:05:00Z'],
  ['2026-11-15 8:00 PM', '2026-11-15T12:00:00Z'],
  ['2026/11/15 下午 8:00', '2026-11-15T12:00:00Z'],
  ['2026年11月15日 上午8:05', '2026-11-15T00:05:00Z'],
  ['2026年11月15日 下午20:00', '2026-11-15T12:00:00Z'],
])('the half of the day counts in every notation: %s', (text, at) => {
  expect(readMoment(text, SHANGHAI)).toBe(utc(at));
});

test.each(['Nov 15, 2026 20:00 PM', '2026-11-15 0:30 AM', '2026年11月15日 上午13:00'])('%s is no moment', (text) => {
  expect(readMoment(text, SHANGHAI)).toBeUndefined();
});

test('whatever ISO text a program prints is read as that program meant it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1995-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      expect(readMoment(date.toISOString(), SHANGHAI)).toBe(date.getTime());
    }),
  );
});

test('no text throws or takes long', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void readMoment(text, SHANGHAI)));
  const before = performance.now();
  readMoment(`Nov ${'1 '.repeat(50_000)}`, SHANGHAI);
  readMoment('2026年'.repeat(20_000), SHANGHAI);
  expect(performance.now() - before).toBeLessThan(1000);
});
