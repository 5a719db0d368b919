/** What parts of an answer hold, to be joined to what the whole of it brought. Pure; an odd part is told of and costs itself. */
import { isObject } from '../reading/fields_of.ts';
import type { Read } from './site.ts';

/** What of a list was read. */
export type Found = Omit<Read, 'more'>;

export const NOTHING: Found = { records: [], rejected: [] };

export function joined(...parts: readonly Found[]): Found {
  return {
    records: parts.flatMap(({ records }) => records),
    rejected: parts.flatMap(({ rejected }) => rejected),
    gone: parts.flatMap(({ gone }) => gone ?? []),
    links: Object.assign({}, ...parts.map(({ links }) => links ?? {})) as Record<string, string>,
  };
}

/** A list inside of something: nothing where it is left out, and told of where it is no list. */
export function inList(value: unknown, field: string, read: (list: readonly unknown[]) => Found): Found {
  if (value === null || value === undefined) return NOTHING;
  return Array.isArray(value) ? read(value) : odd(field, 'expected a list');
}

/** The same of an object. */
export function inObject(
  value: unknown,
  field: string,
  read: (object: Readonly<Record<string, unknown>>) => Found,
): Found {
  if (value === null || value === undefined) return NOTHING;
  return isObject(value) ? read(value) : odd(field, 'expected an object');
}

/** Something of another kind than it should be. */
export function odd(field: string, reason: string): Found {
  return { records: [], rejected: [{ field, reason }] };
}
