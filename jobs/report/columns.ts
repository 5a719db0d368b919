/** Columns of a list for programs: what to read and where it leads. Names and order are a contract with whoever reads the CSV files. */

export type CellValue = string | number | boolean | null;

export interface Column<Row> {
  /** snake_case header; stable. */
  readonly id: string;
  readonly value: (row: Row) => CellValue;
  /** Whether the value is an untrusted link, printed only where `safeUrl` takes it. */
  readonly isLink?: boolean;
}

/** One list: a CSV file. */
export interface Table<Row> {
  /** Name of the file without its ending. */
  readonly id: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** snake_case of a row's field: where the two spellings cross on the way out. */
export function columnId(field: string): string {
  return field.replaceAll(/[A-Z]|\d+/gu, (part) => `_${part.toLowerCase()}`);
}

/** A column that shows a field of the row as it is. */
export function field<Row, Key extends keyof Row & string>(key: Key): Column<Row> {
  return { id: columnId(key), value: (row) => row[key] as CellValue };
}

/** Several of them. */
export function fields<Row>(...keys: readonly (keyof Row & string)[]): Column<Row>[] {
  return keys.map((key) => field(key));
}
