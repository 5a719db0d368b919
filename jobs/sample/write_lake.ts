/** Writes what the lake would hold of a market as Parquet, part after part: memory holds the people and one part, whatever the size. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LAKE_TABLES, type LakeTableName } from '../../warehouse/contracts/lake.ts';
import { openDuck } from '../../warehouse/engines/duckdb.ts';
import { TableWriter } from '../../warehouse/lake/table_writer.ts';
import type { LakeRow } from './lake_rows.ts';

/** Rows of a part. */
const PART_ROWS = 200_000;

export interface WrittenLake {
  readonly files: Readonly<Partial<Record<LakeTableName, string[]>>>;
  readonly rows: Readonly<Partial<Record<LakeTableName, number>>>;
}

/** Writes the rows below `dir` (made if need be, and to be empty). The same rows in the same order give the same bytes. */
export async function writeLake(dir: string, rows: Iterable<LakeRow>): Promise<WrittenLake> {
  await mkdir(dir, { recursive: true });
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const files: Partial<Record<LakeTableName, string[]>> = {};
  const written: Partial<Record<LakeTableName, number>> = {};
  const writers = new Map(LAKE_TABLES.map((table) => [table.name, new TableWriter(duck.connection, table)] as const));
  const flush = async (name: LakeTableName, writer: TableWriter): Promise<void> => {
    files[name] ??= [];
    const path = join(dir, `${name}-${files[name].length}.parquet`);
    written[name] = (written[name] ?? 0) + (await writer.writePart(path));
    files[name].push(path);
  };
  for (const { table, cells } of rows) {
    const writer = writers.get(table)! as TableWriter;
    for (const column in cells) writer.set(writer.at[column]!, cells[column]!);
    writer.endRow();
    if (writer.rows >= PART_ROWS) await flush(table, writer);
  }
  for (const [name, writer] of writers) if (writer.rows > 0) await flush(name, writer as TableWriter);
  return { files, rows: written };
}
