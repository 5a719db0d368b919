/**
 * Collects rows of one lake table column by column and writes them as one Parquet part.
 * Same rows in the same order give the same bytes: one thread, insertion order, no clock. Columns that say the same in every
 * row (or nothing) are most of a lake table; they cost nothing a row and stand as a literal in the final SELECT.
 */
import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import { BIGINT, BOOLEAN, DOUBLE, DuckDBDataChunk, INTEGER, SMALLINT, VARCHAR } from '@duckdb/node-api';
import { DUCKDB_TYPE, type LakeColumn, type LakeTable, type LakeType } from '../contracts/columns.ts';
import { literal, quoted } from '../engines/duckdb.ts';

/** `timestamp` cells are UTC milliseconds, `date` cells are day numbers, `bigint` cells may be plain whole numbers. */
export type Cell = string | number | bigint | boolean | null;

type ColumnNames<Table extends LakeTable> = Table['columns'][number]['name'];

const CHUNK_ROWS = 2048;

/** Of the lake only, which nobody outside reads: a quarter of the time of the defaults for columns of keys, and smaller files. */
const PARQUET = 'format parquet, parquet_version v2, compression zstd, compression_level 1';

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
  readonly #buffers: readonly ColumnBuffer[];
  #rows = 0;

  constructor(connection: DuckDBConnection, table: Table) {
    this.#connection = connection;
    this.#table = table;
    this.at = Object.fromEntries(table.columns.map((column, i) => [column.name, i])) as Record<
      ColumnNames<Table>,
      number
    >;
    this.#buffers = table.columns.map(() => new ColumnBuffer());
  }

  /** Rows since the last part. */
  get rows(): number {
    return this.#rows;
  }

  /** Sets a cell of the row under way, at most once a row; cells not set are null. */
  set(column: number, value: Cell): void {
    this.#buffers[column]!.set(this.#rows, value);
  }

  endRow(): void {
    this.#rows++;
  }

  /** Drops the rows of a part that will not be written. */
  discard(): void {
    for (const buffer of this.#buffers) buffer.clear();
    this.#rows = 0;
  }

  /** Writes all rows to `path` (which must not exist) and starts anew. Returns the number of rows; writes nothing for 0. */
  async writePart(path: string): Promise<number> {
    const rows = this.#rows;
    if (rows > 0) {
      const columns = this.#table.columns.map((column, i) => prepared(column, this.#buffers[i]!, rows));
      const varying = columns.filter((column) => column.cells !== null);
      const table = quoted(`part_${this.#table.name}`);
      if (varying.length > 0) await this.#load(table, varying, rows);
      await this.#connection.run(
        `copy (select ${columns.map((column) => column.select).join(', ')} from ${varying.length > 0 ? table : `range(${rows})`})
         to ${literal(path)} (${PARQUET})`,
      );
      await this.#connection.run(`drop table if exists ${table}`);
    }
    this.discard();
    return rows;
  }

  async #load(table: string, columns: readonly Prepared[], rows: number): Promise<void> {
    const types = columns.map((column) => column.type);
    const declared = columns.map((column) => `${quoted(column.name)} ${column.type}`);
    await this.#connection.run(`create or replace table ${table} (${declared.join(', ')})`);
    const appender = await this.#connection.createAppender(`part_${this.#table.name}`);
    const chunk = DuckDBDataChunk.create(types);
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - from);
      chunk.reset();
      chunk.rowCount = count;
      for (let i = 0; i < columns.length; i++) {
        const { cells, toStored } = columns[i]!;
        const vector = chunk.getColumnVector(i);
        for (let row = 0; row < count; row++) {
          const cell = cells![from + row];
          vector.setItem(row, cell === null || cell === undefined ? null : toStored(cell));
        }
        vector.flush();
      }
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    appender.closeSync();
  }
}

/** Cells of one column of a part. As long as every row says the same, only that is kept. */
class ColumnBuffer {
  /** Null while the column is constant over its first `#same` rows and null after them. */
  #cells: Cell[] | null = null;
  #constant: Cell = null;
  #same = 0;

  set(row: number, value: Cell): void {
    if (this.#cells !== null) this.#cells[row] = value;
    else if (row === 0) {
      this.#constant = value;
      this.#same = 1;
    } else if (this.#same === row && value === this.#constant) this.#same++;
    else if (value !== null || this.#same > row) this.#spread(row)[row] = value;
  }

  /** The value of all `rows` rows, or their cells (holes are null). */
  read(rows: number): { readonly constant: Cell } | { readonly cells: readonly (Cell | undefined)[] } {
    if (this.#cells !== null) return { cells: this.#cells };
    if (this.#same === 0 || this.#constant === null) return { constant: null };
    return this.#same === rows ? { constant: this.#constant } : { cells: this.#spread(rows) };
  }

  clear(): void {
    this.#cells = null;
    this.#constant = null;
    this.#same = 0;
  }

  #spread(rows: number): Cell[] {
    const cells = new Array<Cell>(rows).fill(null);
    cells.fill(this.#constant, 0, this.#same);
    this.#cells = cells;
    return cells;
  }
}

/** A column ready for the final SELECT. */
interface Prepared {
  readonly name: string;
  readonly type: DuckDBType;
  /** Null: constant, and `select` says it all. */
  readonly cells: readonly (Cell | undefined)[] | null;
  readonly toStored: (cell: Cell) => Cell;
  readonly select: string;
}

function prepared(column: LakeColumn, buffer: ColumnBuffer, rows: number): Prepared {
  const { name } = column;
  const type = column.isCoded ? INTEGER : BUFFER_TYPE[column.type];
  const read = buffer.read(rows);
  if ('constant' in read) {
    return {
      name,
      type,
      cells: null,
      toStored: (cell) => cell,
      select: `${constantSql(column, read.constant)} as ${quoted(name)}`,
    };
  }
  if (column.isCoded) {
    const { codes, texts } = encode(read.cells);
    const list = texts.map((text) => literal(storable(text))).join(', ');
    return {
      name,
      type,
      cells: codes,
      toStored: (cell) => cell,
      select: `cast([${list}] as varchar[])[${quoted(name)}] as ${quoted(name)}`,
    };
  }
  return {
    name,
    type,
    cells: read.cells,
    toStored: STORED[column.type],
    select: `${momentSql(column.type, quoted(name))} as ${quoted(name)}`,
  };
}

/** Codes from 1, in order of first use. */
function encode(cells: readonly (Cell | undefined)[]): { codes: (number | null)[]; texts: string[] } {
  const codeOf = new Map<string, number>();
  const codes = Array.from(cells, (cell) => {
    if (cell === null || cell === undefined) return null;
    const known = codeOf.get(cell as string) ?? codeOf.size + 1;
    codeOf.set(cell as string, known);
    return known;
  });
  return { codes, texts: [...codeOf.keys()] };
}

const same = (cell: Cell): Cell => cell;
const whole = (cell: Cell): Cell => (typeof cell === 'bigint' ? cell : BigInt(cell as number));

const STORED: Readonly<Record<LakeType, (cell: Cell) => Cell>> = {
  text: (cell) => storable(cell as string),
  bigint: whole,
  smallint: same,
  double: same,
  boolean: same,
  timestamp: (cell) => BigInt(cell as number) * 1000n,
  date: whole,
};

function momentSql(type: LakeType, stored: string): string {
  if (type === 'timestamp') return `make_timestamp(${stored})`;
  if (type === 'date') return `date '1970-01-01' + cast(${stored} as integer)`;
  return stored;
}

function constantSql(column: LakeColumn, constant: Cell): string {
  const type = DUCKDB_TYPE[column.type];
  if (constant === null) return `cast(null as ${type})`;
  if (column.type === 'text') return literal(storable(constant as string));
  return `cast(${momentSql(column.type, `cast(${literal(String(STORED[column.type](constant)))} as ${BUFFER_TYPE[column.type]})`)} as ${type})`;
}

/** DuckDB takes texts as C strings of valid UTF-8: NUL would end them and lone surrogates are none, so both become U+FFFD. */
function storable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text).toWellFormed();
}
