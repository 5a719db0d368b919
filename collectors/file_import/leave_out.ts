/** Tells rows that are rightly no records: a shop's default text, a review marked as spam, an advertisement in a timeline. */
import { isEmpty, type Row, readerOf } from './columns.ts';
import type { Mapping } from './mapping.ts';

/** Words are compared without regard to case; any rule that fits is enough. */
export function leftOutRule(mapping: Mapping): (row: Row) => boolean {
  const rules = mapping.leave_out.map((rule) => {
    if ('without' in rule) {
      const read = readerOf(mapping.fields[rule.without]);
      return (row: Row) => isEmpty(read(row));
    }
    const read = readerOf(rule.column);
    const words = new Set(rule.values.map(folded));
    return (row: Row) => {
      const value = read(row);
      return Array.isArray(value) ? value.some((item) => words.has(folded(item))) : words.has(folded(value));
    };
  });
  if (rules.length === 0) return () => false;
  return (row) => rules.some((fits) => fits(row));
}

const folded = (value: unknown): string =>
  String(value ?? '')
    .trim()
    .toLowerCase();
