/** Turns a known shape's mapping into the mapping of one file: names as the file spells them, without what it does not have. */
import { type Row, readerOf } from '../columns.ts';
import type { LeaveOut, Mapping } from '../mapping.ts';
import { placesIn, type SimpleSource, type ValueSource } from '../value_source.ts';
import type { FindColumn } from './names.ts';

/** The same mapping over the file's own names; a field of which no column is there is left out. */
export function resolved(mapping: Mapping, find: FindColumn): Mapping {
  const fields = Object.entries(mapping.fields).flatMap(([name, source]) => {
    const found = source === undefined ? undefined : sourceIn(source, find);
    return found === undefined ? [] : [[name, found] as const];
  });
  return {
    ...mapping,
    platform: sourceIn(mapping.platform, find) ?? mapping.platform,
    kind: sourceIn(mapping.kind, find) ?? mapping.kind,
    leave_out: mapping.leave_out.flatMap((rule): LeaveOut[] => {
      if (!('column' in rule)) return [rule];
      const column = find(rule.column);
      return column === undefined ? [] : [{ ...rule, column }];
    }),
    drop: mapping.drop.flatMap((name) => find(name) ?? []),
    fields: Object.fromEntries(fields) as Mapping['fields'],
  };
}

/** With the order of dates such as 15/03/2026, where the first rows settle it and the mapping does not say. */
export function withDateOrder(mapping: Mapping, rows: readonly Row[]): Mapping {
  if (mapping.date_order !== undefined) return mapping;
  const read = readerOf(mapping.fields.published_at);
  const parts = rows.flatMap((row) => {
    const found = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}/u.exec(String(read(row) ?? ''));
    return found === null ? [] : [{ first: Number(found[1]), second: Number(found[2]) }];
  });
  const isDayFirst = parts.some(({ first }) => first > 12);
  const isMonthFirst = parts.some(({ second }) => second > 12);
  return isDayFirst === isMonthFirst ? mapping : { ...mapping, date_order: isDayFirst ? 'dmy' : 'mdy' };
}

function sourceIn(source: ValueSource, find: FindColumn): ValueSource | undefined {
  if (typeof source === 'object' && 'first' in source) {
    const first = source.first.flatMap((part) => simpleIn(part, find) ?? []);
    return first.length === 0 ? undefined : { first };
  }
  if (typeof source === 'object' && 'join' in source) {
    const join = source.join.flatMap((part) => simpleIn(part, find) ?? []);
    return join.length === 0 ? undefined : { join };
  }
  return simpleIn(source, find);
}

function simpleIn(source: SimpleSource, find: FindColumn): SimpleSource | undefined {
  if (typeof source === 'string') return find(source);
  if ('value' in source) return source;
  if ('column' in source) {
    const column = find(source.column);
    return column === undefined ? undefined : { ...source, column };
  }
  const places = placesIn(source.template).map((name) => [name, find(name)] as const);
  if (places.some(([, found]) => found === undefined)) return undefined;
  let { template } = source;
  for (const [name, found] of places) template = template.replace(`{${name}}`, () => `{${found}}`);
  return { template };
}
