/**
 * Reads a moment in the notations that exports use. A time without an offset is wall time of the given zone; the machine's own
 * zone is never asked. Null = not shown (empty, 0, a date of zeros); undefined = not readable, so that the row is refused.
 */
import { localToUtc, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import { readIso } from './moments_iso.ts';
import { readNamedMonth, readOrdered } from './moments_worded.ts';
import { wallTime } from './wall_time.ts';

export interface MomentNotation {
  /** Of times without an offset. */
  readonly offset: ZoneOffset;
  /** `auto` tells seconds, milliseconds, microseconds and Excel's day numbers apart by magnitude. */
  readonly unit: 'auto' | 's' | 'ms' | 'excel';
  /** Order of `03/04/2026`; undefined = such a date is not readable. */
  readonly order: 'mdy' | 'dmy' | undefined;
}

/** UTC milliseconds, null or undefined as said above. */
export function readMoment(value: unknown, notation: MomentNotation): number | null | undefined {
  if (typeof value === 'string') return readWritten(value, notation);
  if (typeof value === 'number') return readNumeric(value, notation);
  if (value === null || value === undefined) return null;
  return undefined;
}

function readWritten(text: string, notation: MomentNotation): number | null | undefined {
  const plain = readIso(text, notation.offset);
  if (plain !== undefined) return plain;
  const words = text.normalize('NFKC').trim();
  if (NOT_SHOWN.test(words)) return null;
  if (/^-?\d+(\.\d+)?$/u.test(words)) return readNumeric(Number(words), notation);
  const ordered = readOrdered(words, notation);
  if (ordered !== undefined) return ordered;
  return readNamedMonth(words, notation.offset);
}

const NOT_SHOWN = /^(|-+|null|none|nan|nat|0|0000-00-00.*)$/iu;

function readNumeric(value: number, { unit, offset }: MomentNotation): number | null | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (value === 0) return null;
  if (unit === 's') return Math.round(value * 1000);
  if (unit === 'ms') return Math.round(value);
  if (unit === 'excel') return excelDay(value, offset);
  const size = Math.abs(value);
  const compact = readCompact(value, offset);
  if (compact !== undefined) return compact;
  if (size >= 1e17) return Math.round(value / 1e6);
  if (size >= 1e14) return Math.round(value / 1e3);
  if (size >= 1e11) return Math.round(value);
  if (size >= 1e8) return Math.round(value * 1000);
  if (value >= 20_000 && value < 80_000) return excelDay(value, offset);
  return undefined;
}

/** Days since 1899-12-30 (Excel's epoch with its leap-year error), wall time, to the second. */
function excelDay(serial: number, offset: ZoneOffset): number {
  return localToUtc(Math.round((serial - 25_569) * 86_400) * 1000, offset);
}

/** 20261115, 202611150800 or 20261115080000 written as one number, where that is a day of 1995 to 2099. */
function readCompact(value: number, offset: ZoneOffset): number | undefined {
  if (!Number.isInteger(value)) return undefined;
  const digits = String(value);
  if (digits.length !== 8 && digits.length !== 12 && digits.length !== 14) return undefined;
  const part = (from: number, length: number) => Number(digits.slice(from, from + length) || 0);
  if (part(0, 4) < 1995 || part(0, 4) > 2099) return undefined;
  return wallTime(part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2), part(12, 2), 0, offset);
}
