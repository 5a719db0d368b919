/** SELECTs over one built week as a class may see it; they give the documented columns in the documented types or fail. */
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { IntegrityError } from '../contracts/errors.ts';
import { literal, quoted } from '../engines/duckdb.ts';
import type { ClassedMart } from './classes.ts';
import { loadKnown } from './identity.ts';
import type { DictionaryEntry, IdentityFiles, PublishedWeek } from './types.ts';

/** FROM item of a mart's file. */
export function martSource(week: PublishedWeek, mart: string): string {
  return `read_parquet(${literal(join(week.martDir, `${mart}.parquet`))}, hive_partitioning = false)`;
}

/** Throws IntegrityError unless the file has exactly the dictionary's columns and types, in its order. */
export async function checkColumns(
  connection: DuckDBConnection,
  week: PublishedWeek,
  entry: DictionaryEntry,
): Promise<void> {
  const described = await connection.runAndReadAll(`describe select * from ${martSource(week, entry.mart)}`);
  const found = described.getRowsJS().map(([column, type]) => `${String(column)} ${String(type)}`);
  const documented = entry.columns.map((column) => `${column.name} ${column.type}`);
  const odd = [
    ...documented.filter((column) => !found.includes(column)).map((column) => `lacks ${column}`),
    ...found.filter((column) => !documented.includes(column)).map((column) => `has ${column}, which is not documented`),
  ];
  if (odd.length > 0)
    throw new IntegrityError(`mart ${entry.mart} of ${week.asOf.isoWeek} ${odd.join('; ')}`, {
      hint: 'The build and the data dictionary come from different versions; run `koc build` again.',
    });
}

/** Loads names and links of everybody in the given marts of the week; they may not be read at any class but handle. */
export async function loadWeekIdentity(
  connection: DuckDBConnection,
  week: PublishedWeek,
  entries: readonly DictionaryEntry[],
  identity: IdentityFiles,
): Promise<void> {
  const keys = (column: string) =>
    entries
      .filter((entry) => entry.columns.some((own) => own.name === column))
      .map((entry) => `select ${column} from ${martSource(week, entry.mart)}`)
      .join(' union ') || 'select null::varchar';
  await loadKnown(connection, identity, week.asOf.day, keys('author_key'), keys('post_key'));
}

/**
 * SELECT of one week of a mart, sorted by grain. Where the class adds identity columns, `loadWeekIdentity` must have run.
 *
 * @param without columns to leave out: the partition column of a Hive layout stands in the path.
 */
export function weekSelect(week: PublishedWeek, mart: ClassedMart, without: readonly string[] = []): string {
  const own = mart.columns
    .filter((column) => !without.includes(column.name))
    .map((column) => `m.${quoted(column.name)}`);
  const added = mart.fromIdentity.map((column) =>
    column.name === 'post_url' ? 'p.url as post_url' : `a.${column.name}`,
  );
  const joins = [
    added.some((column) => column.startsWith('a.')) ? 'left join known_authors a on a.author_key = m.author_key' : '',
    added.some((column) => column.startsWith('p.')) ? 'left join known_posts p on p.post_key = m.post_key' : '',
  ];
  const grain = mart.entry.grain.map((column) => `m.${quoted(column)} nulls last`).join(', ');
  return `select ${[...own, ...added].join(', ')} from ${martSource(week, mart.entry.mart)} m ${joins.join(' ')} order by ${grain}`;
}

/** SELECT of all weeks of a mart in the order of their files, which are sorted; not for classes that add identity. */
export function weeksSelect(weeks: readonly PublishedWeek[], mart: ClassedMart): string {
  const files = weeks.map((week) => literal(join(week.martDir, `${mart.entry.mart}.parquet`)));
  const columns = mart.columns.map((column) => quoted(column.name));
  return `select ${columns.join(', ')} from read_parquet([${files.join(', ')}], hive_partitioning = false)`;
}
