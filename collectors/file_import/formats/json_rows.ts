/** Turns the JSON text of one row into a row; whole numbers too large for a double keep all their digits as text. */
import type { BatchBuilder } from './rows.ts';

/** Sixteen digits in a row may be an id beyond 2^53. Digits inside texts only cost the slower way. */
const LONG_NUMBER = /\d{16}/u;

/** Adds the row to the batch, or a reject that says why not. `json` has no line end. */
export function addJsonRow(batch: BatchBuilder, line: number, json: string): void {
  const text = json.includes('\0') ? json.replaceAll('\0', '') : json;
  const start = firstInk(text);
  if (start === text.length) return;
  let value: unknown;
  let isExact = true;
  try {
    value = JSON.parse(text);
    if (LONG_NUMBER.test(text)) {
      const kept = keepDigits(text);
      isExact = kept.isExact;
      if (!isExact) value = kept.value;
    }
  } catch {
    batch.reject(line, null, 'not valid JSON');
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    batch.reject(line, null, 'expected a JSON object');
    return;
  }
  batch.add({ line, value: value as Record<string, unknown>, json: isExact ? text.trim() : null });
}

/** Reads again with large whole numbers as text: 1729384756102938475 must not become …500. */
function keepDigits(text: string): { value: unknown; isExact: boolean } {
  let isExact = true;
  const reviver = (_key: string, value: unknown, context: { source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value) || context.source === undefined) return value;
    if (!/^-?\d+$/u.test(context.source)) return value;
    isExact = false;
    return context.source;
  };
  const value: unknown = JSON.parse(text, reviver as (this: unknown, key: string, value: unknown) => unknown);
  return { value, isExact };
}

function firstInk(text: string): number {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return at;
}
