/** Kinds of cells of the marts, and how a row of a table becomes one of the report's. */
import { z } from 'zod';

/** Null as the column says: not shown, not known, or none. */
export const count = z.int().nullable();
export const number = z.number().nullable();
export const day = z.iso.date();
export const flag = z.boolean().nullable();
export const text = z.string().nullable();

/** Columns that every weekly mart carries. */
export const weekly = { asOf: day, weekStart: day, isoWeek: z.string() };

/** Every row of a brand has them. */
export const ofBrand = { ...weekly, brandId: z.string() };

/** Every row of an author's standing with a brand has them. */
export const ofAuthor = { ...ofBrand, authorKey: z.string() };

/** A row as DuckDB gives it, in the names and kinds of value of the schemas above. */
export function martRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [camelCase(column), plain(value)]));
}

const camelNames = new Map<string, string>();

function camelCase(column: string): string {
  let name = camelNames.get(column);
  if (name === undefined) {
    name = column.replaceAll(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
    camelNames.set(column, name);
  }
  return name;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
