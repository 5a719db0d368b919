/** Turns a value source of the mapping into a fast reader of rows. A column's own name wins over a path with dots. */
import { expression, partsOf, placesIn, type SimpleSource, type ValueSource } from './value_source.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Reader = (row: Row) => unknown;

/** Null for a source that is not mapped reads as nothing. */
export function readerOf(source: ValueSource | undefined, ofColumn: (name: string) => Reader = columnReader): Reader {
  if (source === undefined) return () => null;
  if (typeof source === 'object' && 'first' in source) return firstOf(source.first, ofColumn);
  if (typeof source === 'object' && 'join' in source) return joined(source.join, ofColumn);
  return simpleReader(partsOf(source)[0]!, ofColumn);
}

/** Like `readerOf`, for counts: `1.2` under a head such as `互动量(万)` reads as `1.2万`. */
export function countReaderOf(source: ValueSource | undefined): Reader {
  return readerOf(source, (name) => {
    const read = columnReader(name);
    const unit = unitOf(name);
    if (unit === null) return read;
    return (row) => {
      const value = read(row);
      return (typeof value === 'number' || typeof value === 'string') && BARE.test(String(value).trim())
        ? String(value)
            .trim()
            .replace(/\+?$/u, (plus) => `${unit}${plus}`)
        : value;
    };
  });
}

/** The unit at the end of a column's head, such as 万 in `互动量（万）`; null when there is none. */
export function unitOf(name: string): string | null {
  return UNIT.exec(name)?.[1] ?? null;
}

const UNIT = /[(（[【]\s*(千|万|萬|亿|億|w|k|m)\s*[)）\]】]\s*$/iu;
const BARE = /^\d[\d,]*(\.\d+)?\+?$/u;

function simpleReader(source: SimpleSource, ofColumn: (name: string) => Reader): Reader {
  if (typeof source === 'string') return ofColumn(source);
  if ('value' in source) {
    const constant = source.value;
    return () => constant;
  }
  if ('template' in source) return filled(source.template);
  const read = source.match === undefined ? ofColumn(source.column) : matched(ofColumn(source.column), source.match);
  const fallback = source.default ?? null;
  const { given } = source;
  if (given !== undefined) return (row) => (isEmpty(read(row)) ? fallback : given);
  if (source.values === undefined) return (row) => orElse(read(row), fallback);
  const words = new Map(Object.entries(source.values));
  return (row) => {
    const value = read(row);
    const translated = words.get(typeof value === 'string' ? value.trim() : String(value));
    return translated === undefined ? orElse(value, fallback) : translated;
  };
}

/** Nothing, or white space only. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function orElse(value: unknown, fallback: unknown): unknown {
  return value === undefined || value === null || value === '' ? fallback : value;
}

function firstOf(sources: readonly SimpleSource[], ofColumn: (name: string) => Reader): Reader {
  const readers = sources.map((source) => simpleReader(source, ofColumn));
  return (row) => {
    for (const read of readers) {
      const value = read(row);
      if (!isEmpty(value)) return value;
    }
    return null;
  };
}

function joined(sources: readonly SimpleSource[], ofColumn: (name: string) => Reader): Reader {
  const readers = sources.map((source) => simpleReader(source, ofColumn));
  return (row) => {
    const values = readers.map((read) => read(row)).filter((value) => !isEmpty(value));
    return values.length > 1 ? values.map(String).join('\n') : values[0];
  };
}

function matched(read: Reader, pattern: string): Reader {
  const shape = expression(pattern)!;
  return (row) => {
    const value = read(row);
    const found = typeof value === 'string' || typeof value === 'number' ? shape.exec(String(value)) : null;
    return found === null ? undefined : (found[1] ?? found[0]);
  };
}

function filled(template: string): Reader {
  const words = template.split(/\{[^{}]+\}/u);
  const readers = placesIn(template).map(columnReader);
  return (row) => {
    let text = words[0]!;
    for (let place = 0; place < readers.length; place += 1) {
      const value = readers[place]!(row);
      if (isEmpty(value) || typeof value === 'object') return null;
      text += `${value}${words[place + 1]}`;
    }
    return text;
  };
}

function columnReader(column: string): Reader {
  const steps = column.split('.');
  if (steps.length === 1) return (row) => own(row, column);
  return (row) => {
    const direct = own(row, column);
    return direct === undefined ? reach(row, steps, 0) : direct;
  };
}

/** Follows the path; a `*` gives the list of what the rest of the path finds in each item, without those that have nothing. */
function reach(from: unknown, steps: readonly string[], at: number): unknown {
  let value = from;
  for (let step = at; step < steps.length; step += 1) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (steps[step] === '*') {
      if (!Array.isArray(value)) return undefined;
      return value.flatMap((item) => reach(item, steps, step + 1) ?? []);
    }
    value = own(value as Row, steps[step]!);
  }
  return value;
}

/** A column named like a method of every object (constructor) must not read that method. */
function own(row: Row, name: string): unknown {
  const value = row[name];
  return typeof value === 'function' || (name === '__proto__' && !Object.hasOwn(row, name)) ? undefined : value;
}

/** The row with the fields of the object `within` it above its own, where there is such an object. */
export function unwrapped(row: Row, within: string | undefined): Row {
  const inner = within === undefined ? undefined : row[within];
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...row, ...inner } : row;
}

/** Whether the row has the path at all, be it empty. */
export function hasPath(row: Row, column: string): boolean {
  return columnReader(column)(row) !== undefined;
}

/** What stands at the path; undefined when nothing does. */
export function readPath(row: Row, column: string): unknown {
  return columnReader(column)(row);
}
