/** `koc.duckdb`: every mart's full history with its documentation, readable by older drivers, without any path of this machine inside. */
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DuckOptions, openDuck, quoted } from '../engines/duckdb.ts';
import { type ClassedMart, martForClass } from './classes.ts';
import { commentOn } from './comments.ts';
import { PUBLICATION_COLUMNS, PUBLICATIONS, writePublications } from './publications.ts';
import type { PublishInput, WrittenFile } from './types.ts';
import { macrosOver, type TableColumns, type View, viewsOver } from './views.ts';
import { checkColumns, loadWeekIdentity, weekSelect, weeksSelect } from './week.ts';

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
  const rows = await insertWeeks(duck.connection, marts, input);
  if (identityClass !== 'aggregate') await writePublications(duck.connection, input.publications);
  await createViews(duck.connection, marts, identityClass !== 'aggregate');
  await duck.run('commit');
  await duck.run('checkpoint');
  return { path: DATABASE_FILE, rows };
}

/** Week after week where names are joined, since each week knows its own; else a mart at a time, which is faster. */
async function insertWeeks(
  connection: DuckDBConnection,
  marts: readonly ClassedMart[],
  { weeks, dictionary, identity, classes }: Pick<PublishInput, 'weeks' | 'dictionary' | 'identity' | 'classes'>,
): Promise<number> {
  let rows = 0;
  const insert = async (mart: ClassedMart, select: string): Promise<void> => {
    rows += (await connection.run(`insert into ${quoted(mart.entry.mart)} ${select}`)).rowsChanged;
  };
  for (const week of weeks) for (const { entry } of marts) await checkColumns(connection, week, entry);
  if (classes.duckdb !== 'handle') {
    for (const mart of marts) await insert(mart, weeksSelect(weeks, mart));
    return rows;
  }
  for (const week of weeks) {
    await loadWeekIdentity(connection, week, dictionary, identity);
    for (const mart of marts) await insert(mart, weekSelect(week, mart));
  }
  return rows;
}

async function createTable(connection: DuckDBConnection, mart: ClassedMart): Promise<void> {
  const { mart: name, about } = mart.entry;
  const columns = columnsOf(mart);
  await connection.run(
    `create table ${quoted(name)} (${columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')})`,
  );
  await commentOn(connection, { kind: 'table', name, says: about, columns });
}

async function createViews(
  connection: DuckDBConnection,
  marts: readonly ClassedMart[],
  hasPublications: boolean,
): Promise<void> {
  const tables: TableColumns = new Map([
    ...marts.map((mart) => [mart.entry.mart, columnsOf(mart).map(({ name }) => name)] as const),
    ...(hasPublications ? [[PUBLICATIONS, PUBLICATION_COLUMNS.map(([name]) => name)] as const] : []),
  ]);
  for (const view of viewsOver(tables)) {
    await connection.run(`create view ${quoted(view.name)} as ${view.select}`);
    const columns = saidBy(
      view,
      marts.find((mart) => mart.entry.mart === view.from),
    );
    await commentOn(connection, { kind: 'view', name: view.name, says: view.about, columns });
  }
  for (const { name, about, parameters, select } of macrosOver(tables)) {
    await connection.run(`create macro ${quoted(name)}(${parameters.join(', ')}) as table ${select}`);
    await commentOn(connection, { kind: 'macro table', name, says: about });
  }
}

function saidBy(view: View, mart: ClassedMart | undefined): { readonly name: string; readonly says: string }[] {
  const said = new Map(mart === undefined ? [] : columnsOf(mart).map((column) => [column.name, column.says]));
  return view.columns.map(({ name, says }) => ({ name, says: says ?? said.get(name) ?? '' }));
}

function columnsOf(mart: ClassedMart) {
  return [...mart.columns, ...mart.fromIdentity];
}
