/** `parquet/<mart>/week_start=YYYY-MM-DD/<mart>.parquet` for every published week; the same rows give the same bytes on any machine. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DuckOptions, literal, openDuck } from '../engines/duckdb.ts';
import { type ClassedMart, martForClass } from './classes.ts';
import { partitionMemo } from './memo.ts';
import type { PublishedWeek, PublishInput, WrittenFile } from './types.ts';
import { checkColumns, loadWeekIdentity, weekSelect } from './week.ts';

/** Hive layout: this column stands in the path and not in the file, or pyarrow could not merge the two. */
const PARTITION = 'week_start';

/** Writes the partitions below `dir`. One COPY a partition in grain order, since PARTITION_BY gives other bytes each time. */
export async function writeParquet(
  dir: string,
  input: Pick<PublishInput, 'weeks' | 'dictionary' | 'identity' | 'classes'>,
  options: DuckOptions,
): Promise<WrittenFile[]> {
  const marts = input.dictionary.flatMap((entry) => martForClass(entry, input.classes.parquet) ?? []);
  await using duck = await openDuck(':memory:', options);
  const files: WrittenFile[] = [];
  for (const week of input.weeks) {
    if (input.classes.parquet === 'handle')
      await loadWeekIdentity(duck.connection, week, input.dictionary, input.identity);
    for (const mart of marts) {
      const folder = `parquet/${mart.entry.mart}/${PARTITION}=${week.asOf.weekStart}`;
      const path = `${folder}/${mart.entry.mart}.parquet`;
      await mkdir(join(dir, folder), { recursive: true });
      const memo = input.classes.parquet === 'handle' ? null : partitionMemo(week, mart);
      const restored = (await memo?.restore(join(dir, path))) ?? null;
      const rows = restored ?? (await writePartition(duck.connection, week, mart, join(dir, path)));
      if (restored === null) await memo?.keep(join(dir, path), rows);
      files.push({ path, rows });
    }
  }
  return files;
}

async function writePartition(
  connection: DuckDBConnection,
  week: PublishedWeek,
  mart: ClassedMart,
  path: string,
): Promise<number> {
  await checkColumns(connection, week, mart.entry);
  const copied = await connection.runAndReadAll(
    `copy (${weekSelect(week, mart, [PARTITION])}) to ${literal(path)} (format parquet, compression zstd)`,
  );
  return Number(copied.getRowsJS()[0]?.[0] ?? 0);
}
