/** Runs the ranking over a market's lake and ties what comes out to what was planted. All brands are own ones, so that each has a list. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysOf } from '../../jobs/sample/keys.ts';
import { type Collection, type LakeRow, lakeRows } from '../../jobs/sample/lake_rows.ts';
import { type Market, makeMarket, planMarket, type SampleAuthor } from '../../jobs/sample/market.ts';
import { writeLake } from '../../jobs/sample/write_lake.ts';
import { asOfDay } from '../../warehouse/contracts/time.ts';
import { openDuck } from '../../warehouse/engines/duckdb.ts';
import {
  createLakeViews,
  createRefTables,
  type LakeFiles,
  NO_REFS,
  type RefRow,
  type RefRows,
} from '../../warehouse/runner/inputs.ts';
import { upstream } from '../../warehouse/runner/load.ts';
import { materialise } from '../../warehouse/runner/materialise.ts';
import { defaultParams } from '../models/defaults.ts';
import { allModels } from '../models/harness.ts';

/** China, which has no summer time. */
export const offset = (): number => 8 * 3_600_000;
/** 2026-11-16, a Monday. */
export const END_DAY = 20_773;
const DAY_MS = 86_400_000;
export const ENDS_AT = END_DAY * DAY_MS - offset();

/** A market that ends on END_DAY. */
export function marketOf(given: Omit<Parameters<typeof planMarket>[0], 'endsAt'>): Market {
  return makeMarket(planMarket({ ...given, endsAt: ENDS_AT }));
}

export interface Pair {
  readonly brandId: string;
  readonly authorKey: string;
  readonly author: SampleAuthor;
  readonly class: string;
  readonly gate: number;
  readonly affinity: number;
  readonly core: number;
  readonly koc: number;
  readonly share: number | null;
  readonly pos: number;
  readonly auth: number;
  readonly floor: number;
  readonly mentions: number;
  readonly positives: number;
  /** Of the brand's list: listed, eligible, early, …; null = not a candidate. */
  readonly status: string | null;
  /** Printed place; null = not listed. */
  readonly rank: number | null;
}

export interface Scored {
  readonly market: Market;
  readonly pairs: readonly Pair[];
}

/** Scores a market as of END_DAY, or of `asOfDayNo`. `change` may alter the rows on their way into the lake. */
export async function scoreMarket(
  market: Market,
  options: Partial<Collection> & {
    readonly asOfDayNo?: number;
    readonly change?: (rows: Iterable<LakeRow>) => Iterable<LakeRow>;
    /** A market of another category whose people live on the same platforms. */
    readonly beside?: Market;
  } = {},
): Promise<Scored> {
  const { asOfDayNo, change = (rows) => rows, beside, ...collection } = options;
  const dir = await mkdtemp(join(tmpdir(), 'koc-market-'));
  try {
    const lake = await writeLake(dir, change(together([market, ...(beside ? [beside] : [])], collection)));
    const refs = refsOf(market, asOfDayNo, collection.salt);
    const besideBrands = beside ? refsOf(beside).ref_brands.map((row) => ({ ...row, category: 'beside' })) : [];
    const rows = await runRanking(lake.files, { ...refs, ref_brands: [...refs.ref_brands, ...besideBrands] });
    return { market, pairs: pairsOf(market, rows, collection.salt) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function* together(markets: readonly Market[], collection: Partial<Collection>): Generator<LakeRow> {
  for (const market of markets) yield* lakeRows(market, { offset, ...collection });
}

/** One category, the first `own` brands own; official accounts as a brand team would list them. */
export function refsOf(market: Market, day = END_DAY, salt = '', own = market.plan.brands.length): RefRows {
  const { brands, seed } = market.plan;
  const keys = keysOf(`${seed}/${salt}`);
  return {
    ...NO_REFS,
    params: [defaultParams(asOfDay(day, offset))],
    ref_brands: brands.map(({ id, en }, nth) => ({
      brand_id: id,
      brand_name: en,
      role: nth < own ? 'own' : 'tracked',
      category: 'skincare',
      category_brands: brands.length,
      is_sensitive: false,
    })),
    ref_official_accounts: market.authors
      .filter(({ role }) => role === 'official')
      .map(({ home, platform, index }) => ({ brand_id: home.id, platform, account_key: keys('author', index) })),
    ref_competitors: brands.flatMap(({ id }) =>
      brands.filter((other) => other.id !== id).map((other): RefRow => ({ brand_id: id, competitor_id: other.id })),
    ),
    ref_platforms: [{ platform: 'xiaohongshu', kol_followers: null, is_searched: true }],
  };
}

interface RankedRow {
  readonly [column: string]: unknown;
}

async function runRanking(files: LakeFiles, refs: RefRows): Promise<RankedRow[]> {
  await using duck = await openDuck(':memory:', {
    threads: Number(process.env['KOC_THREADS'] ?? 2),
    memoryLimit: '1GB',
  });
  await duck.run('set preserve_insertion_order = false');
  await createLakeViews(duck, files);
  await createRefTables(duck, refs);
  for (const model of upstream(await allModels(), ['int_pair_scores', 'koc_candidates']))
    await materialise(duck, model);
  return await duck.rows(`
    select pair.*, candidate.status, candidate.rank as printed_rank
    from int_pair_scores as pair
    left join koc_candidates as candidate
      on candidate.brand_id = pair.brand_id and candidate.author_key = pair.author_key
    order by pair.brand_id, pair.author_key`);
}

function pairsOf(market: Market, rows: readonly RankedRow[], salt = ''): Pair[] {
  const keys = keysOf(`${market.plan.seed}/${salt}`);
  const authors = new Map(market.authors.map((author) => [keys('author', author.index), author]));
  const count = (value: unknown): number | null => (value === null ? null : Number(value));
  return rows
    .filter((row) => authors.has(String(row['author_key'])))
    .map((row) => ({
      brandId: String(row['brand_id']),
      authorKey: String(row['author_key']),
      author: authors.get(String(row['author_key']))!,
      class: String(row['class']),
      gate: Number(row['gate']),
      affinity: Number(row['affinity']),
      core: Number(row['core_score']),
      koc: Number(row['koc_score']),
      share: count(row['share']),
      pos: Number(row['pos']),
      auth: Number(row['auth']),
      floor: Number(row['floor_factor']),
      mentions: Number(row['mentions_count']),
      positives: Number(row['positive_mentions_count']),
      status: row['status'] === null ? null : String(row['status']),
      rank: count(row['printed_rank']),
    }));
}
