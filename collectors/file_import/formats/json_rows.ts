/** Turns the JSON text of one row into a row; whole numbers too large for a double keep all their digits as text. */
import type { BatchBuilder } from './rows.ts';

/** Adds the row to the batch, or a reject that says why not. `json` has no line end. */
export function addJsonRow(batch: BatchBuilder, line: number, json: string): void {
  const text = inkOf(json.includes('\0') ? json.replaceAll('\0', '') : json);
  if (text === '') return;
  let value: unknown;
  let isExact = true;
  try {
    value = JSON.parse(text);
    if (holdsLongNumber(value)) {
      value = keepDigits(text);
      isExact = false;
    }
  } catch {
    batch.reject(line, null, 'not valid JSON');
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    batch.reject(line, null, 'expected a JSON object');
    return;
  }
  batch.add({ line, value: value as Record<string, unknown>, json: isExact ? text : null });
}

/** The value of a JSON text; whole numbers too large for a double are texts. Throws SyntaxError. */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return holdsLongNumber(value) ? keepDigits(text) : value;
}

/** A whole number beyond 2^53 has lost digits already. */
function holdsLongNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const name in value) if (holdsLongNumber((value as Record<string, unknown>)[name])) return true;
  return false;
}

/** Reads again with large whole numbers as text: 1729384756102938475 must not become …500. */
function keepDigits(text: string): unknown {
  const reviver = (_key: string, value: unknown, context: { source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value) || context.source === undefined) return value;
    return /^-?\d+$/u.test(context.source) ? context.source : value;
  };
  return JSON.parse(text, reviver as (this: unknown, key: string, value: unknown) => unknown);
}

/** Without white space around it; most lines have none. */
function inkOf(text: string): string {
  const isBare = text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32;
  return isBare ? text : text.trim();
}
