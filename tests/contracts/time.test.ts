import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DAY_MS,
  dayNo,
  isoWeek,
  lastMonday,
  localToUtc,
  mondayOf,
  parseAsOf,
  zoneOffset,
} from '../../warehouse/contracts/time.ts';

const shanghai = zoneOffset('Asia/Shanghai');
const newYork = zoneOffset('America/New_York');

test('as_of is the start of that day in the workspace zone and reports the last closed week', () => {
  expect(parseAsOf('2026-11-16', shanghai)).toEqual({
    date: '2026-11-16',
    day: 20773,
    utcMs: Date.UTC(2026, 10, 15, 16),
    weekStartDay: 20766,
    weekStart: '2026-11-09',
    isoWeek: '2026-W46',
  });
  expect(parseAsOf('2026-11-18', shanghai).isoWeek).toBe('2026-W46');
  expect(lastMonday(Date.UTC(2026, 10, 22, 15, 59), shanghai).date).toBe('2026-11-16');
  expect(lastMonday(Date.UTC(2026, 10, 22, 16), shanghai).date).toBe('2026-11-23');
});

test('ISO weeks at the borders of years', () => {
  const week = (date: string) => isoWeek(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
  expect([week('2018-12-31'), week('2020-12-31'), week('2021-01-03'), week('2017-01-01')]).toEqual([
    '2019-W01',
    '2020-W53',
    '2020-W53',
    '2016-W52',
  ]);
});

test('impossible dates and unknown zones are refused with a hint', () => {
  expect(() => parseAsOf('2026-02-30', shanghai)).toThrow(/expects a date/);
  expect(() => zoneOffset('Mars/Olympus')).toThrow(/unknown time zone/);
});

test('the day of a moment agrees with the calendar of the zone, whatever zone the machine is in', () => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 4e12 }), (zone, utcMs) => {
      const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(utcMs);
      expect(dayNo(utcMs, zoneOffset(zone))).toBe(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
    }),
  );
});

test('wall-clock times come back, also around clock changes', () => {
  const wall = (text: string) => new Date(localToUtc(Date.parse(`${text}Z`), newYork)).toISOString();
  expect(wall('2026-07-01T12:00')).toBe('2026-07-01T16:00:00.000Z');
  expect(wall('2026-01-01T12:00')).toBe('2026-01-01T17:00:00.000Z');
  expect(wall('2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z'); // skipped hour moves forward
  expect(wall('2026-11-01T01:30')).toBe('2026-11-01T05:30:00.000Z'); // doubled hour: the first
});

test('mondayOf also holds before 1970', () => {
  expect(mondayOf(-1)).toBe(-3);
  expect(mondayOf(-4)).toBe(-10);
});
