/** Lists as they were printed, as a table of koc.duckdb: a later recomputation of a week never changes what its list said. */
import { type DuckDBConnection, DuckDBDateValue, DuckDBTimestampValue } from '@duckdb/node-api';
import type { CanonicalPublication } from '../contracts/rows.ts';
import { DAY_MS } from '../contracts/time.ts';
import { commentOn } from './comments.ts';

/** Table of koc.duckdb that holds them. */
export const PUBLICATIONS = 'publications';
/** Name of the shortlist in publication records. */
export const PRINTED_LIST = 'koc_shortlist';

/** Name, DuckDB type and meaning of each column of the table, in its order. */
export const PUBLICATION_COLUMNS = [
  ['list', 'VARCHAR', 'Which list.'],
  ['brand_id', 'VARCHAR', 'Own brand.'],
  ['author_key', 'VARCHAR', 'Keyed pseudonym of the account.'],
  ['model_version', 'VARCHAR', 'Of the models that made it.'],
  ['reference_values', 'VARCHAR', 'JSON object of the reference values that stay frozen, such as k_ref.'],
  ['backtest_values', 'VARCHAR', 'JSON object of back-test figures; null inside = not computable.'],
  ['rank', 'BIGINT', 'Place as printed, from 1.'],
  ['index_value', 'DOUBLE', 'Index as printed, 0 to 100.'],
  ['koc_score', 'DOUBLE', 'Score as computed then.'],
  ['as_of', 'DATE', 'Day before which evidence was admitted.'],
  ['published_at', 'TIMESTAMP', 'UTC moment of publishing.'],
] as const;

/** Only the newest publishing of each (as_of, list, brand): a list printed again replaces the whole earlier one. */
export function latestPrintings(publications: readonly CanonicalPublication[]): CanonicalPublication[] {
  const listOf = (line: CanonicalPublication) => `${line.asOf}\u0000${line.list}\u0000${line.brandId}`;
  const newest = new Map<string, number>();
  for (const line of publications)
    newest.set(listOf(line), Math.max(newest.get(listOf(line)) ?? Number.NEGATIVE_INFINITY, line.publishedAt));
  return publications
    .filter((line) => line.publishedAt === newest.get(listOf(line)))
    .sort(
      (a, b) => compare(a.asOf, b.asOf) || compare(a.list, b.list) || compare(a.brandId, b.brandId) || a.rank - b.rank,
    );
}

/** Makes and fills the table, with its comments. */
export async function writePublications(
  connection: DuckDBConnection,
  publications: readonly CanonicalPublication[],
): Promise<void> {
  const columns = PUBLICATION_COLUMNS.map(([column, type]) => `${column} ${type}`).join(', ');
  await connection.run(`create table ${PUBLICATIONS} (${columns})`);
  await commentOn(connection, {
    kind: 'table',
    name: PUBLICATIONS,
    says: 'Lines of lists as they were printed; the newest printing of each as_of.',
    columns: PUBLICATION_COLUMNS.map(([name, , says]) => ({ name, says })),
  });
  const appender = await connection.createAppender(PUBLICATIONS);
  for (const line of latestPrintings(publications)) {
    for (const text of [line.list, line.brandId, line.authorKey, line.modelVersion]) appender.appendVarchar(text);
    appender.appendVarchar(JSON.stringify(line.references));
    appender.appendVarchar(JSON.stringify(line.backtest));
    appender.appendBigInt(BigInt(line.rank));
    appender.appendDouble(line.index);
    appender.appendDouble(line.score);
    appender.appendDate(new DuckDBDateValue(Date.parse(line.asOf) / DAY_MS));
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(line.publishedAt) * 1000n));
    appender.endRow();
  }
  appender.closeSync();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
