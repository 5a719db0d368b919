/** `koc.duckdb`: every mart's full history with its documentation, readable by older drivers, without any path of this machine inside. */
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DuckOptions, literal, openDuck, quoted } from '../engines/duckdb.ts';
import { type ClassedMart, martForClass } from './classes.ts';
import { writePublications } from './publications.ts';
import type { PublishInput, WrittenFile } from './types.ts';
import { checkColumns, loadWeekIdentity, weekSelect } from './week.ts';

export const DATABASE_FILE = 'koc.duckdb';

/** Writes a fresh file in DuckDB's default storage version (v0.10); publications and their views come with persons only. */
export async function writeDatabase(
  dir: string,
  input: Pick<PublishInput, 'weeks' | 'dictionary' | 'identity' | 'classes' | 'publications'>,
  options: DuckOptions,
): Promise<WrittenFile> {
  const identityClass = input.classes.duckdb;
  const marts = input.dictionary.flatMap((entry) => martForClass(entry, identityClass) ?? []);
  await using duck = await openDuck(join(dir, DATABASE_FILE), options);
  // One transaction: on its own each of the hundreds of comments would be flushed to the disk.
  await duck.run('begin');
  for (const mart of marts) await createTable(duck.connection, mart);
  let rows = 0;
  for (const week of input.weeks) {
    if (identityClass === 'handle') await loadWeekIdentity(duck.connection, week, input.dictionary, input.identity);
    for (const mart of marts) {
      await checkColumns(duck.connection, week, mart.entry);
      const inserted = await duck.connection.run(`insert into ${quoted(mart.entry.mart)} ${weekSelect(week, mart)}`);
      rows += inserted.rowsChanged;
    }
  }
  if (identityClass !== 'aggregate') await writePublications(duck.connection, input.publications, marts);
  await duck.run('commit');
  await duck.run('checkpoint');
  return { path: DATABASE_FILE, rows };
}

async function createTable(connection: DuckDBConnection, mart: ClassedMart): Promise<void> {
  const table = quoted(mart.entry.mart);
  const columns = [...mart.columns, ...mart.fromIdentity];
  await connection.run(
    `create table ${table} (${columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')})`,
  );
  await connection.run(`comment on table ${table} is ${literal(mart.entry.about)}`);
  for (const column of columns)
    await connection.run(`comment on column ${table}.${quoted(column.name)} is ${literal(column.says)}`);
}
