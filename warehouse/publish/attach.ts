/**
 * SQL that puts several clients' koc.duckdb side by side: each attached read-only, and over them every table, view and macro once,
 * with a column `client`. It holds paths and names and no data; nothing of one client is copied to another.
 */
import { type DuckOptions, literal, openDuck, quoted } from '../engines/duckdb.ts';
import { macrosOver, type TableColumns, viewsOver } from './views.ts';

export interface Client {
  /** As the column `client` says it; unique without regard to case. */
  readonly name: string;
  /** Path of its database, absolute. */
  readonly database: string;
  readonly schemaVersion: number;
  /** `YYYY-MM-DD`, exclusive. */
  readonly asOf: string;
  readonly isoWeek: string;
  readonly tables: TableColumns;
}

/** First line of the file, by which it is known again. */
export const ATTACH_HEAD = '-- Written by `koc attach`: the published weeks of several workspaces side by side.';
const SCOPE = 'client';
/** A table of every class with each week in it. */
const WEEKS = 'brand_weeks';
/** DuckDB's own catalogues. */
const RESERVED: ReadonlySet<string> = new Set(['memory', 'system', 'temp', 'main', 'information_schema', 'pg_catalog']);

/** Columns of the tables in a published database, views left out. */
export async function readTables(database: string, options: DuckOptions): Promise<TableColumns> {
  await using duck = await openDuck(':memory:', options);
  await duck.run(`attach ${literal(database)} as client (read_only)`);
  const rows = await duck.rows(
    `select c.table_name, c.column_name
     from duckdb_columns() c
     join duckdb_tables() t on t.database_name = c.database_name and t.schema_name = c.schema_name and t.table_name = c.table_name
     where c.database_name = 'client' and not c.internal
     order by c.table_name, c.column_index`,
  );
  const tables = new Map<string, string[]>();
  for (const row of rows) {
    const table = String(row['table_name']);
    tables.set(table, [...(tables.get(table) ?? []), String(row['column_name'])]);
  }
  return tables;
}

/**
 * The file's text, with a line end. Everything it makes is temporary, so it can be run in any database, and twice. A column that a
 * client's tables lack is null for that client; columns of the newest schema come first.
 */
export function attachSql(clients: readonly Client[]): string {
  const newestFirst = clients.toSorted((a, b) => b.schemaVersion - a.schemaVersion);
  const union = new Map<string, readonly string[]>();
  for (const { tables } of newestFirst)
    for (const [table, columns] of tables)
      union.set(table, [...new Set([...(union.get(table) ?? [SCOPE]), ...columns])]);
  const tables = new Map([...union].sort(([a], [b]) => (a < b ? -1 : 1)));
  const over = [
    { name: 'clients', select: clientsSql(clients) },
    ...[...tables.keys()].map((table) => ({ name: table, select: unionSql(table, newestFirst) })),
    ...viewsOver(tables, [SCOPE]),
  ];
  return [
    ATTACH_HEAD,
    '-- Read-only. Run it in DuckDB (`duckdb -init attach.sql`), then ask as of one client: from koc_top(…) has a column client.',
    '-- An attached file is the week that was current when it was attached; run this again to see the next.',
    // What was attached before may be the week before, or another workspace under the same name.
    ...clients.flatMap(({ name, database }) => [
      `detach database if exists ${aliasOf(name)};`,
      `attach ${literal(database)} as ${aliasOf(name)} (read_only);`,
    ]),
    ...over.map(({ name, select }) => `create or replace temp view ${quoted(name)} as\n${select};`),
    ...macrosOver(tables, [SCOPE]).map(
      ({ name, parameters, select }) =>
        `create or replace temp macro ${quoted(name)}(${parameters.join(', ')}) as table\n${select};`,
    ),
    '',
  ].join('\n');
}

/** Under which name a client's database is attached. */
export function databaseName(client: string): string {
  return RESERVED.has(client.toLowerCase()) ? `${client}_client` : client;
}

function aliasOf(client: string): string {
  return quoted(databaseName(client));
}

/** The week is asked of the tables, since the file outlives the week that it was written in. */
function clientsSql(clients: readonly Client[]): string {
  return clients
    .map(
      ({ name, schemaVersion, asOf, isoWeek, tables }) =>
        `select ${literal(name)} as ${SCOPE}, ${schemaVersion} as schema_version, ${
          tables.has(WEEKS)
            ? `coalesce(max(as_of), date ${literal(asOf)}) as as_of, coalesce(max_by(iso_week, as_of), ${literal(isoWeek)}) as iso_week from ${aliasOf(name)}.main.${WEEKS}`
            : `date ${literal(asOf)} as as_of, ${literal(isoWeek)} as iso_week`
        }`,
    )
    .join('\nunion all\n');
}

function unionSql(table: string, clients: readonly Client[]): string {
  return clients
    .filter(({ tables }) => tables.has(table))
    .map(({ name }) => `select ${literal(name)} as ${SCOPE}, * from ${aliasOf(name)}.main.${quoted(table)}`)
    .join('\nunion all by name\n');
}
