/** Parts of a date and clock, checked and turned into UTC; an impossible day (30 February) is undefined, never the next one. */
import { localToUtc, type ZoneOffset } from '../../warehouse/contracts/time.ts';

/** UTC milliseconds of a wall time; `month` from 1, `millisecond` is cut to whole ones. Undefined when there is no such time. */
export function wallTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
  offset: ZoneOffset,
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 24 || minute > 59 || second > 60) {
    return undefined;
  }
  if (year === 0) return undefined;
  return localToUtc(Date.UTC(year, month - 1, day, hour, minute, second, Math.floor(millisecond)), offset);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Offset from UTC in milliseconds of `Z`, ` UTC`, `+08:00`, ` +0800`, `+08`; undefined for anything else. */
export function readOffset(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0;
  const match = OFFSET.exec(text);
  if (match === null) return undefined;
  if (match[1] === undefined) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 18 * 60 ? undefined : (match[1] === '-' ? -minutes : minutes) * 60_000;
}

const OFFSET = /^\s*(?:Z|UTC|GMT|(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?)$/iu;
