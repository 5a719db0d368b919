/** Columns of a list, defined once for CSV and workbook: what to read, what kind of value it is, and where it leads. */
import type { Words } from './words/words.ts';

/** How a value is formatted in a workbook; CSV carries the bare value. */
export type ColumnKind = 'text' | 'whole' | 'decimal' | 'percent' | 'date' | 'flag';
export type CellValue = string | number | boolean | null;

export interface Column<Row> {
  /** snake_case header of the CSV; stable. */
  readonly id: string;
  readonly kind: ColumnKind;
  /** Header for people, in one language. */
  readonly label: (words: Words) => string;
  readonly value: (row: Row) => CellValue;
  /** Untrusted link of the cell; printed only where `safeUrl` takes it. */
  readonly link?: (row: Row) => string | null;
  /** Characters in a workbook. */
  readonly width: number;
  /** Left out of the other kind of file. */
  readonly only?: 'csv' | 'workbook';
}

/** One list: a CSV file and a tab. */
export interface Table<Row> {
  /** Name of the CSV file without its ending. */
  readonly id: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  text: 16,
  whole: 10,
  decimal: 10,
  percent: 10,
  date: 12,
  flag: 8,
};

/** snake_case of a row's field: where the two spellings cross on the way out. */
export function columnId(field: string): string {
  return field.replaceAll(/[A-Z]|\d+/gu, (part) => `_${part.toLowerCase()}`);
}

/** A column that shows a field of the row as it is. Fields need a label in the catalogues' `columns`. */
export function field<Row, Key extends keyof Row & keyof Words['columns'] & string>(
  key: Key,
  kind: ColumnKind,
  width: number = WIDTHS[kind],
): Column<Row> {
  return {
    id: columnId(key),
    kind,
    width,
    label: (words) => words.columns[key],
    value: (row) => row[key] as CellValue,
  };
}
