/** Year-first moments, read character by character: a million rows carry one or two of them each. */
import type { ZoneOffset } from '../../warehouse/contracts/time.ts';
import { readOffset, wallTime } from './wall_time.ts';

/**
 * `2026-11-15`, `2026-11-15T08:00`, `2026/11/15 08:00:30.123 +08:00`, `…Z`, ` UTC`.
 * Undefined for anything else.
 */
export function readIso(text: string, offset: ZoneOffset): number | undefined {
  const year = digits(text, 0, 4);
  const separator = text.charCodeAt(4);
  if (year < 0 || (separator !== DASH && separator !== SLASH && separator !== DOT)) return undefined;
  const monthLength = isDigit(text.charCodeAt(6)) ? 2 : 1;
  const month = digits(text, 5, monthLength);
  let at = 5 + monthLength;
  if (month < 0 || text.charCodeAt(at) !== separator) return undefined;
  const dayLength = isDigit(text.charCodeAt(at + 2)) ? 2 : 1;
  const day = digits(text, at + 1, dayLength);
  at += 1 + dayLength;
  if (day < 0) return undefined;
  if (at === text.length) return wallTime(year, month, day, 0, 0, 0, 0, offset);
  const gap = text.charCodeAt(at);
  if (gap !== SPACE && gap !== LETTER_T && gap !== LETTER_T + 32) return undefined;
  const hourLength = isDigit(text.charCodeAt(at + 2)) ? 2 : 1;
  const hour = digits(text, at + 1, hourLength);
  at += 1 + hourLength;
  const minute = digits(text, at + 1, 2);
  if (hour < 0 || minute < 0 || text.charCodeAt(at) !== COLON) return undefined;
  at += 3;
  let second = 0;
  if (text.charCodeAt(at) === COLON) {
    second = digits(text, at + 1, 2);
    if (second < 0) return undefined;
    at += 3;
  }
  let millisecond = 0;
  if (text.charCodeAt(at) === DOT || text.charCodeAt(at) === COMMA) {
    let weight = 100;
    for (at += 1; isDigit(text.charCodeAt(at)); at += 1, weight /= 10) {
      millisecond += (text.charCodeAt(at) - ZERO) * weight;
    }
  }
  const rest = text.slice(at);
  if (rest === '') return wallTime(year, month, day, hour, minute, second, millisecond, offset);
  const shift = readOffset(rest);
  return shift === undefined ? undefined : wallTime(year, month, day, hour, minute, second, millisecond, () => shift);
}

/** Whole number of `length` digits at `from`; −1 when one of them is no digit. */
function digits(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i += 1) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - ZERO;
  }
  return value;
}

const isDigit = (code: number): boolean => code >= ZERO && code <= ZERO + 9;
const ZERO = 48;
const DASH = 45;
const SLASH = 47;
const DOT = 46;
const COMMA = 44;
const COLON = 58;
const SPACE = 32;
const LETTER_T = 84;
