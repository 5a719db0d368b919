/**
 * Collects rows of one lake table column by column and writes them as one Parquet part.
 * Same rows in the same order give the same bytes: one thread, insertion order, no clock.
 */
import type { DuckDBAppender, DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import { BIGINT, BOOLEAN, DOUBLE, DuckDBDataChunk, INTEGER, SMALLINT, VARCHAR } from '@duckdb/node-api';
import type { LakeColumn, LakeTable, LakeType } from '../contracts/lake.ts';
import { literal, quoted } from '../engines/duckdb.ts';

/** `timestamp` cells are UTC milliseconds, `date` cells are day numbers, `bigint` cells may be plain whole numbers. */
export type Cell = string | number | bigint | boolean | null;

type ColumnNames<Table extends LakeTable> = Table['columns'][number]['name'];

const CHUNK_ROWS = 2048;

/** What a column holds until the part is written; moments and days are made from whole numbers by the final SELECT. */
const BUFFER_TYPE: Readonly<Record<LakeType, DuckDBType>> = {
  text: VARCHAR,
  bigint: BIGINT,
  smallint: SMALLINT,
  double: DOUBLE,
  boolean: BOOLEAN,
  timestamp: BIGINT,
  date: BIGINT,
};

export class TableWriter<Table extends LakeTable = LakeTable> {
  /** Position of each column, for `set`. */
  readonly at: Readonly<Record<ColumnNames<Table>, number>>;
  readonly #table: Table;
  readonly #connection: DuckDBConnection;
  readonly #buffers: Cell[][];
  /** Texts of coded columns in order of their codes; null for other columns. */
  readonly #codes: (Map<string, number> | null)[];
  readonly #chunk: DuckDBDataChunk;
  #appender: DuckDBAppender | null = null;
  #pending = 0;
  #written = 0;

  constructor(connection: DuckDBConnection, table: Table) {
    this.#connection = connection;
    this.#table = table;
    this.at = Object.fromEntries(table.columns.map((column, i) => [column.name, i])) as Record<
      ColumnNames<Table>,
      number
    >;
    this.#buffers = table.columns.map(() => new Array<Cell>(CHUNK_ROWS).fill(null));
    this.#codes = table.columns.map((column) => (column.isCoded ? new Map<string, number>() : null));
    this.#chunk = DuckDBDataChunk.create(table.columns.map(bufferType));
  }

  /** Rows since the last part. */
  get rows(): number {
    return this.#written + this.#pending;
  }

  /** Sets a cell of the row under way; cells not set are null. */
  set(column: number, value: Cell): void {
    this.#buffers[column]![this.#pending] = value;
  }

  /** Call `flush` when this returns true. */
  endRow(): boolean {
    return ++this.#pending === CHUNK_ROWS;
  }

  /** Hands the buffered rows to DuckDB. */
  async flush(): Promise<void> {
    const rows = this.#pending;
    if (rows === 0) return;
    if (this.#appender === null) {
      const columns = this.#table.columns.map((column) => `"${column.name}" ${bufferType(column)}`);
      await this.#connection.run(`create or replace table "${this.#table.name}" (${columns.join(', ')})`);
      this.#appender = await this.#connection.createAppender(this.#table.name);
    }
    this.#chunk.reset();
    this.#chunk.rowCount = rows;
    this.#table.columns.forEach((column, i) => {
      const vector = this.#chunk.getColumnVector(i);
      const cells = this.#buffers[i]!;
      const codes = this.#codes[i]!;
      for (let row = 0; row < rows; row++) {
        const cell = cells[row]!;
        vector.setItem(row, codes === null ? toStored(cell, column.type) : toCode(cell, codes));
      }
      vector.flush();
      cells.fill(null, 0, rows);
    });
    this.#appender.appendDataChunk(this.#chunk);
    this.#written += rows;
    this.#pending = 0;
  }

  /** Drops the rows of a part that will not be written. */
  discard(): void {
    for (const cells of this.#buffers) cells.fill(null);
    this.#appender?.closeSync();
    this.#appender = null;
    this.#reset();
  }

  #reset(): void {
    this.#pending = 0;
    this.#written = 0;
    for (const codes of this.#codes) codes?.clear();
  }

  /** Writes all rows to `path` (which must not exist) and starts anew. Returns the number of rows; writes nothing for 0. */
  async writePart(path: string): Promise<number> {
    await this.flush();
    const rows = this.#written;
    if (this.#appender !== null) {
      this.#appender.flushSync();
      this.#appender.closeSync();
      this.#appender = null;
      const columns = this.#table.columns.map((column, i) => selectColumn(column, this.#codes[i]!)).join(', ');
      await this.#connection.run(
        `copy (select ${columns} from "${this.#table.name}") to ${literal(path)} (format parquet, compression zstd)`,
      );
      await this.#connection.run(`drop table "${this.#table.name}"`);
    }
    this.#reset();
    return rows;
  }
}

function toStored(cell: Cell, type: LakeType): Cell {
  if (cell === null) return null;
  if (type === 'bigint' || type === 'date') return typeof cell === 'bigint' ? cell : BigInt(cell);
  if (type === 'timestamp') return BigInt(cell as number) * 1000n;
  return type === 'text' ? storable(cell as string) : cell;
}

/** DuckDB takes texts as C strings of valid UTF-8: NUL would end them and lone surrogates are none, so both become U+FFFD. */
function storable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text).toWellFormed();
}

function bufferType(column: LakeColumn): DuckDBType {
  return column.isCoded ? INTEGER : BUFFER_TYPE[column.type];
}

function toCode(cell: Cell, codes: Map<string, number>): number | null {
  if (cell === null) return null;
  let code = codes.get(cell as string);
  if (code === undefined) {
    code = codes.size + 1;
    codes.set(cell as string, code);
  }
  return code;
}

function selectColumn(column: LakeColumn, codes: ReadonlyMap<string, number> | null): string {
  const name = quoted(column.name);
  if (codes !== null)
    return `cast([${[...codes.keys()].map((text) => literal(storable(text))).join(', ')}] as varchar[])[${name}] as ${name}`;
  if (column.type === 'timestamp') return `make_timestamp(${name}) as ${name}`;
  if (column.type === 'date') return `date '1970-01-01' + cast(${name} as integer) as ${name}`;
  return name;
}
