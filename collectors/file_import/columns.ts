/** Turns a value source of the mapping into a fast reader of rows. A column's own name wins over a path with dots. */
import type { ValueSource } from './mapping.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Reader = (row: Row) => unknown;

/** Null for a source that is not mapped reads as nothing. */
export function readerOf(source: ValueSource | undefined): Reader {
  if (source === undefined) return () => null;
  if (typeof source === 'string') return columnReader(source);
  if ('value' in source) {
    const constant = source.value;
    return () => constant;
  }
  const read = columnReader(source.column);
  const fallback = source.default ?? null;
  if (source.values === undefined) return (row) => orElse(read(row), fallback);
  const words = new Map(Object.entries(source.values));
  return (row) => {
    const value = read(row);
    const translated = words.get(typeof value === 'string' ? value.trim() : String(value));
    return translated === undefined ? orElse(value, fallback) : translated;
  };
}

/** The column or path that a source reads; null for a constant. */
export function columnOf(source: ValueSource | undefined): string | null {
  if (source === undefined) return null;
  if (typeof source === 'string') return source;
  return 'column' in source ? source.column : null;
}

function orElse(value: unknown, fallback: unknown): unknown {
  return value === undefined || value === null || value === '' ? fallback : value;
}

function columnReader(column: string): Reader {
  const steps = column.split('.');
  if (steps.length === 1) return (row) => own(row, column);
  return (row) => {
    const direct = own(row, column);
    if (direct !== undefined) return direct;
    let value: unknown = row;
    for (const step of steps) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = own(value as Row, step);
    }
    return value;
  };
}

/** A column named like a method of every object (constructor) must not read that method. */
function own(row: Row, name: string): unknown {
  const value = row[name];
  return typeof value === 'function' || (name === '__proto__' && !Object.hasOwn(row, name)) ? undefined : value;
}
