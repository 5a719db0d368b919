/** Names and links of the persons in one week's marts. Only sightings before as_of count, and only keys that are asked for are read. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { DUCKDB_TYPE, type LakeTable } from '../contracts/columns.ts';
import { IDENTITY_TABLES, type IdentityTableName } from '../contracts/identity_tables.ts';
import { literal, quoted } from '../engines/duckdb.ts';
import type { IdentityFiles } from './types.ts';

const tableOf = (wanted: IdentityTableName) => IDENTITY_TABLES.find((table) => table.name === wanted)!;

/**
 * Makes the temporary tables `known_authors (author_key, author_id, author_name, author_url)` and
 * `known_posts (post_key, post_id, url, title, text)`, one row a key.
 *
 * Of an author each attribute is the last one shown, of a post the version that the models admitted: newest by
 * observed_at, then fetched_at, then version_key.
 *
 * @param authorKeys SELECT of one column, the wanted author keys; nothing else of identity is read.
 * @param postKeys SELECT of one column, the wanted post keys.
 */
export async function loadKnown(
  connection: DuckDBConnection,
  identity: IdentityFiles,
  asOfDay: number,
  authorKeys: string,
  postKeys: string,
): Promise<void> {
  const authors = parquetTable(identity.identity_authors, tableOf('identity_authors'));
  const posts = parquetTable(identity.identity_posts, tableOf('identity_posts'));
  const last = (column: string) =>
    `last(${column} order by observed_at, fetched_at, version_key, ${column}) filter (where ${column} is not null) as ${column}`;
  await connection.run(`
    create or replace temp table known_authors as
    select author_key, ${['author_id', 'author_name', 'author_url'].map(last).join(', ')}
    from ${authors}
    where observed_day_no < ${asOfDay} and author_key in (${authorKeys})
    group by author_key`);
  await connection.run(`
    create or replace temp table known_posts as
    select post_key, post_id, url, title, text
    from ${posts}
    where observed_day_no < ${asOfDay} and post_key in (${postKeys})
    qualify row_number() over (partition by post_key order by coalesce(is_excerpt, false), observed_at desc, fetched_at desc, version_key desc) = 1`);
}

/** A FROM item over Parquet files of a table; no files give the empty table with the right types. */
function parquetTable(files: readonly string[], table: Pick<LakeTable, 'columns'>): string {
  const columns = table.columns.map((column) => `null::${DUCKDB_TYPE[column.type]} as ${quoted(column.name)}`);
  return files.length === 0
    ? `(select ${columns.join(', ')} where false)`
    : `read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)`;
}
