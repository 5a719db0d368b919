/** Puts the lake, config and parameters where models can read them. A table without files or rows is there, empty and typed. */
import { type DuckDBAppender, DuckDBDateValue } from '@duckdb/node-api';
import { z } from 'zod';
import { DUCKDB_TYPE, type LakeColumn, type LakeTable } from '../contracts/columns.ts';
import { IntegrityError, KocError } from '../contracts/errors.ts';
import { LAKE_TABLES, type LakeTableName } from '../contracts/lake.ts';
import { REF_TABLES, type RefTableName } from '../contracts/ref_tables.ts';
import { DAY_MS } from '../contracts/time.ts';
import { type Duck, literal, quoted } from '../engines/duckdb.ts';

/** One row of `params` or a `ref_` table; dates as `YYYY-MM-DD`, columns that are absent are null. */
export type RefRow = Readonly<Record<string, string | number | bigint | boolean | null>>;

/** Parquet files of each lake table; none = an empty table. */
export type LakeFiles = Readonly<Partial<Record<LakeTableName, readonly string[]>>>;
export type RefRows = Readonly<Record<RefTableName, readonly RefRow[]>>;

/** Every table without a row. */
export const NO_REFS: RefRows = Object.fromEntries(REF_TABLES.map(({ name }) => [name, []])) as unknown as RefRows;

/** Creates views `lake_<table>` over Parquet. Throws IntegrityError when a file lacks a column or cannot be read. */
export async function createLakeViews(duck: Duck, files: LakeFiles): Promise<void> {
  for (const table of LAKE_TABLES) {
    const name = quoted(`lake_${table.name}`);
    const paths = files[table.name] ?? [];
    if (paths.length === 0) {
      await duck.run(`create table ${name} (${columnTypes(table)})`);
      continue;
    }
    const columns = table.columns.map((c) => `cast(${quoted(c.name)} as ${DUCKDB_TYPE[c.type]}) as ${quoted(c.name)}`);
    const list = paths.map(literal).join(', ');
    try {
      await duck.run(
        `create view ${name} as select ${columns.join(', ')} from read_parquet([${list}], hive_partitioning = false)`,
      );
    } catch (cause) {
      throw new IntegrityError(`lake table ${table.name} cannot be read: ${firstLine(cause)}`, {
        cause,
        facts: { table: table.name, files: paths.length },
        hint: 'Delete the lake folder; it is made anew from raw.',
      });
    }
  }
}

/** Creates `params` and the `ref_` tables. Throws KocError for a row that does not fit its table. */
export async function createRefTables(duck: Duck, refs: RefRows): Promise<void> {
  for (const table of REF_TABLES) {
    await duck.run(`create table ${quoted(table.name)} (${columnTypes(table)})`);
    const rows = refs[table.name];
    if (table.name === 'params' && rows.length !== 1) {
      throw new KocError(`params has ${rows.length} rows, expected one`, {
        hint: 'This is a fault of the caller, not of the data.',
      });
    }
    const appender = await duck.connection.createAppender(table.name);
    const schema = rowSchema(table);
    for (const [i, row] of rows.entries()) {
      const parsed = schema.safeParse(row);
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new KocError(`${table.name} row ${i + 1}: ${issue.path.join('.') || 'row'}: ${issue.message}`, {
          hint: 'Columns and types stand in warehouse/contracts/lake.ts.',
        });
      }
      for (const column of table.columns) append(appender, column, parsed.data[column.name] ?? null);
      appender.endRow();
    }
    appender.closeSync();
  }
}

function columnTypes(table: LakeTable): string {
  return table.columns.map((column) => `${quoted(column.name)} ${DUCKDB_TYPE[column.type]}`).join(', ');
}

type Cell = string | number | bigint | boolean | null;

const CELL: Readonly<Record<LakeColumn['type'], z.ZodType<Cell>>> = {
  text: z.string(),
  bigint: z.union([z.int(), z.bigint()]),
  smallint: z.int(),
  double: z.number(),
  boolean: z.boolean(),
  timestamp: z.int(),
  date: z.iso.date(),
};

function rowSchema(table: LakeTable): z.ZodType<Record<string, Cell | undefined>> {
  return z.strictObject(Object.fromEntries(table.columns.map((column) => [column.name, CELL[column.type].nullish()])));
}

function append(appender: DuckDBAppender, column: LakeColumn, cell: Cell): void {
  if (cell === null) appender.appendNull();
  else if (column.type === 'text') appender.appendVarchar(String(cell));
  else if (column.type === 'bigint') appender.appendBigInt(BigInt(cell as number | bigint));
  else if (column.type === 'double') appender.appendDouble(Number(cell));
  else if (column.type === 'boolean') appender.appendBoolean(cell === true);
  else if (column.type === 'date') appender.appendDate(new DuckDBDateValue(Date.parse(String(cell)) / DAY_MS));
  else throw new KocError(`config column ${column.name} has type ${column.type}, which config tables do not use`);
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0]!;
}
