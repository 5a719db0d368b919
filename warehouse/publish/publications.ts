/** Lists as they were printed, inside koc.duckdb: a later recomputation of a week never changes what its list said. */
import { type DuckDBConnection, DuckDBDateValue, DuckDBTimestampValue } from '@duckdb/node-api';
import type { CanonicalPublication } from '../contracts/rows.ts';
import { DAY_MS } from '../contracts/time.ts';
import { literal } from '../engines/duckdb.ts';
import type { ClassedMart } from './classes.ts';

/** The mart whose ranks are printed, and the list's name in publication records. */
export const PRINTED_MART = 'koc_candidates';
export const PRINTED_LIST = 'koc_shortlist';

const COLUMNS = [
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

/** Printed anew in each view, so the mart's recomputed values of the same name stay out of it. */
const PRINTED = ['rank', 'previous_rank', 'rank_change', 'is_new', 'index_value', 'koc_score'];

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

/** Table `publications` and, where koc_candidates is published too, the views `koc_published` and `koc_restated`. */
export async function writePublications(
  connection: DuckDBConnection,
  publications: readonly CanonicalPublication[],
  marts: readonly ClassedMart[],
): Promise<void> {
  await connection.run(
    `create table publications (${COLUMNS.map(([column, type]) => `${column} ${type}`).join(', ')})`,
  );
  await connection.run(
    "comment on table publications is 'Lines of lists as they were printed; the newest printing of each as_of.'",
  );
  for (const [column, , says] of COLUMNS)
    await connection.run(`comment on column publications.${column} is ${literal(says)}`);
  const appender = await connection.createAppender('publications');
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
  const printed = marts.find((mart) => mart.entry.mart === PRINTED_MART);
  if (printed !== undefined) await createViews(connection, printed);
}

async function createViews(connection: DuckDBConnection, mart: ClassedMart): Promise<void> {
  const restated = [...mart.columns, ...mart.fromIdentity]
    .filter((column) => !['brand_id', 'author_key', 'as_of', 'model_version', ...PRINTED].includes(column.name))
    .map((column) => `c.${column.name}`);
  await connection.run(`
    create view koc_published as
    with printed as (
      select *, dense_rank() over (partition by brand_id order by as_of) as printing
      from publications
      where list = ${literal(PRINTED_LIST)}
    )
    select
      p.as_of, p.brand_id, p.author_key, p.rank, before.rank as previous_rank,
      before.rank - p.rank as rank_change,
      before.rank is null and p.printing > 1 as is_new,
      p.index_value, p.koc_score, p.model_version, ${restated.join(', ')}
    from printed p
    left join printed before
      on before.brand_id = p.brand_id and before.author_key = p.author_key and before.printing = p.printing - 1
    left join ${PRINTED_MART} c on c.brand_id = p.brand_id and c.author_key = p.author_key and c.as_of = p.as_of`);
  await connection.run(`create view koc_restated as select * from ${PRINTED_MART}`);
  await connection.run(
    "comment on view koc_published is 'Lists with rank, index and change as they were printed; parts as computed today.'",
  );
  await connection.run(
    "comment on view koc_restated is 'Every week as computed today, with the evidence of its as_of and the decisions of today.'",
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
