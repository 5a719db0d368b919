/**
 * What a large agency publishes, ready to be published: one week of a made-up market built by the real models, its earlier weeks as
 * copies under their own dates, and a name and a text for everybody who is printed.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCollectors } from '../../collectors/discover.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';
import { inventBrands } from '../../jobs/sample/brands.ts';
import { lakeRows } from '../../jobs/sample/lake_rows.ts';
import type { Market } from '../../jobs/sample/market.ts';
import { writeLake } from '../../jobs/sample/write_lake.ts';
import { IDENTITY_TABLES } from '../../warehouse/contracts/identity_tables.ts';
import type { CanonicalPublication } from '../../warehouse/contracts/rows.ts';
import { asOfDay } from '../../warehouse/contracts/time.ts';
import { type Duck, literal, openDuck, quoted } from '../../warehouse/engines/duckdb.ts';
import { PRINTED_LIST } from '../../warehouse/publish/publications.ts';
import type { DictionaryEntry, IdentityFiles, PublishedWeek } from '../../warehouse/publish/types.ts';
import { buildModels } from '../../warehouse/runner/build.ts';
import { dictionary } from '../../warehouse/runner/dictionary.ts';
import { END_DAY, marketOf, offset, refsOf } from '../market/score.ts';
import { allModels } from '../models/harness.ts';

export interface PublishMarketSize {
  readonly brands: number;
  readonly weeks: number;
  /** Places in the list of a brand. */
  readonly listSize: number;
  readonly authors: number;
}

/** Plain values, so that another process can be handed them as JSON. */
export interface PublishMarket {
  readonly dir: string;
  readonly weeks: readonly PublishedWeek[];
  readonly dictionary: readonly DictionaryEntry[];
  readonly identity: IdentityFiles;
  readonly publications: readonly CanonicalPublication[];
}

const MARKET_WEEKS = 40;
const quiet = (): void => undefined;

/** Makes everything below `dir`, koc.yaml and key too. */
export async function makePublishMarket(dir: string, size: PublishMarketSize): Promise<PublishMarket> {
  const brands = inventBrands(size.brands).map((brand) => ({ ...brand, weight: 1 / size.brands }));
  const market = marketOf({ seed: 'publish', authors: size.authors, weeks: MARKET_WEEKS, brands });
  await writeFile(join(dir, 'koc.yaml'), configOf(market, size));
  await loadWorkspace(dir, { env: {}, collectors: await findCollectors(), randomBytes, createKey: true });
  const { files } = await writeLake(join(dir, 'lake'), lakeRows(market, { offset }));
  const refs = refsOf(market, END_DAY);
  const models = await allModels();
  const built = join(dir, 'builds', 'week');
  await buildModels({
    models,
    lake: files,
    refs: { ...refs, params: refs.params.map((row) => ({ ...row, list_size: size.listSize })) },
    outDir: built,
    threads: 2,
    memoryLimit: '1500MB',
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  await using duck = await openDuck(':memory:', { threads: 2, memoryLimit: '1GB' });
  const entries = await dictionary(models);
  const weeks: PublishedWeek[] = [];
  for (let ago = size.weeks - 1; ago > 0; ago--)
    weeks.push(await writeEarlier(duck, dir, built, entries, END_DAY - 7 * ago));
  weeks.push({ asOf: asOfDay(END_DAY, offset), martDir: built });
  return {
    dir,
    weeks,
    dictionary: entries,
    identity: await writeIdentity(duck, dir, built),
    publications: await printed(duck, built, weeks),
  };
}

function configOf(market: Market, { listSize }: PublishMarketSize): string {
  const brands = market.plan.brands.map(
    ({ id, zh, en }) => `  - { id: ${id}, role: own, category: skincare, names: [${zh}, ${en}] }\n`,
  );
  return `version: 1\nbrands:\n${brands.join('')}scoring: { list_size: ${listSize} }\npublish: { languages: [zh, en] }\n`;
}

async function writeEarlier(
  duck: Duck,
  dir: string,
  built: string,
  entries: readonly DictionaryEntry[],
  day: number,
): Promise<PublishedWeek> {
  const asOf = asOfDay(day, offset);
  const martDir = join(dir, 'builds', asOf.date);
  await mkdir(martDir);
  const dates = `date '${asOf.date}' as as_of, date '${asOf.weekStart}' as week_start, '${asOf.isoWeek}' as iso_week`;
  for (const { mart } of entries)
    await duck.run(
      `copy (select * replace (${dates}) from ${literal(join(built, `${mart}.parquet`))}) to ${literal(join(martDir, `${mart}.parquet`))} (format parquet, compression zstd)`,
    );
  return { asOf, martDir };
}

/** A name, a link and a text of some 200 characters for every account and post of the marts. */
async function writeIdentity(duck: Duck, dir: string, built: string): Promise<IdentityFiles> {
  const from = (mart: string) => literal(join(built, `${mart}.parquet`));
  const seen = `cast(${END_DAY - 30} as bigint) as observed_day_no, timestamp '2026-10-17' as observed_at, timestamp '2026-10-17' as fetched_at, 'v' as version_key`;
  const selects = {
    identity_authors: `select author_key, any_value(platform) as platform, 'id-' || author_key as author_id, '晚风' || left(author_key, 4) as author_name, 'https://example.com/u/' || author_key as author_url, ${seen} from ${from('koc_candidates')} group by author_key`,
    identity_posts: `select post_key, any_value(author_key) as author_key, 'p-' || post_key as post_id, 'https://example.com/p/' || post_key as url, '第三瓶了 ' || left(post_key, 6) as title, repeat('用了三个月，换季也不泛红，${'精华'.repeat(3)}。', 8) || post_key as text, false as is_excerpt, ${seen} from (select post_key, author_key from ${from('evidence_posts')} union all select post_key, author_key from ${from('ugc_candidates')}) group by post_key`,
  };
  const files: Partial<Record<keyof typeof selects, readonly string[]>> = {};
  for (const { name, columns } of IDENTITY_TABLES) {
    const path = join(dir, `${name}.parquet`);
    const list = columns.map((column) => quoted(column.name)).join(', ');
    await duck.run(`copy (select ${list} from (${selects[name]})) to ${literal(path)} (format parquet)`);
    files[name] = [path];
  }
  return files as IdentityFiles;
}

/** Each earlier week's list in an order of its own, so that every list has changes to tell. */
async function printed(
  duck: Duck,
  built: string,
  weeks: readonly PublishedWeek[],
): Promise<readonly CanonicalPublication[]> {
  const lines: CanonicalPublication[] = [];
  for (const { asOf } of weeks) {
    const rows = await duck.rows(
      `select brand_id, author_key, koc_score, index_value, row_number() over (partition by brand_id order by rank + hash(author_key || '${asOf.date}') % 20, author_key)::int as place
       from ${literal(join(built, 'koc_candidates.parquet'))} where rank is not null order by brand_id, place`,
    );
    for (const row of rows)
      lines.push({
        asOf: asOf.date,
        list: PRINTED_LIST,
        brandId: String(row['brand_id']),
        authorKey: String(row['author_key']),
        rank: Number(row['place']),
        index: Number(row['index_value']),
        score: Number(row['koc_score']),
        references: { k_ref: 1 },
        backtest: {},
        modelVersion: 'bench',
        publishedAt: asOf.day,
      });
  }
  return lines;
}
