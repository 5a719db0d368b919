/** A lake of any size, made by SQL from row numbers alone: the same size gives the same rows. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DUCKDB_TYPE } from '../../warehouse/contracts/columns.ts';
import { LAKE_TABLES, type LakeTableName } from '../../warehouse/contracts/lake.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { NO_REFS, type RefRows } from '../../warehouse/runner/inputs.ts';
import { AS_OF, defaultParams } from './defaults.ts';

export interface LakeSize {
  /** Reviews, each naming one brand. */
  readonly reviews: number;
  readonly authors: number;
  readonly brands: number;
  /** Parquet files a table. */
  readonly files: number;
}

/** What stands in each column; columns that are not here are null. `n` is the row number, `d` its day. */
function cells({ authors, brands }: LakeSize): Partial<Record<LakeTableName, Record<string, string>>> {
  const seen = {
    post_key: "md5('p' || n)",
    version_key: "md5('v' || n)",
    author_key: `md5('a' || (hash(n) % ${authors}))`,
    platform: "'reviews'",
    source_id: "'bench'",
    observed_basis: "'assumed'",
    observed_at: 'make_timestamp(d * 86400000000 + n)',
    observed_day_no: 'd',
    fetched_at: "timestamp '2026-11-01 00:00:00'",
  };
  return {
    posts: {
      ...seen,
      node_key: "md5('n' || n)",
      kind: "'review'",
      coverage_basis: "'full'",
      rating: '1 + hash(n, 1) % 5',
      rating_scale: '5',
      rating_sign: 'case when hash(n, 1) % 5 >= 3 then 1 when hash(n, 1) % 5 <= 1 then -1 else 0 end',
      text_length: '40 + hash(n, 2) % 400',
      replied_by_count: '0',
      day_no: 'd',
      collects_replies: 'false',
      week_start: "cast(date_trunc('week', date '1970-01-01' + cast(d as integer)) as date)",
      published_at: 'make_timestamp(d * 86400000000 + n)',
    },
    authors: {
      ...seen,
      name_key: `md5('m' || (hash(n) % ${authors}))`,
      followers_count: 'case when n % 3 = 0 then hash(n, 3) % 9000 end',
    },
    observations: { ...seen, likes_count: 'hash(n, 4) % 50' },
    text_features: { ...seen, lang: "'en'", polarity: '0.2', positive_p: '0.5', negative_p: '0.2', confidence: '0.4' },
    mentions: { ...seen, brand_id: `'brand_' || (hash(n, 5) % ${brands})`, role: "'subject'", basis: "'field'" },
  };
}

/** Writes the lake below `dir` and gives its files. Days spread evenly over the 1,000 before `AS_OF`. */
export async function writeLake(dir: string, size: LakeSize): Promise<Partial<Record<LakeTableName, string[]>>> {
  const lake: Partial<Record<LakeTableName, string[]>> = {};
  const given = cells(size);
  await mkdir(dir, { recursive: true });
  await using duck = await openDuck(':memory:', { threads: 2, memoryLimit: '2GB', spillDir: join(dir, 'spill') });
  for (const table of LAKE_TABLES) {
    const column = given[table.name];
    if (column === undefined) continue;
    const select = table.columns.map((c) => `cast(${column[c.name] ?? 'null'} as ${DUCKDB_TYPE[c.type]}) as ${c.name}`);
    const paths = Array.from({ length: size.files }, (_, file) => join(dir, `${table.name}-${file}.parquet`));
    lake[table.name] = paths;
    for (const [file, path] of paths.entries()) {
      await duck.run(`
        copy (
          select ${select.join(', ')}
          from (
            select range as n, cast(${AS_OF.day} - 1 - hash(range, 6) % 1000 as bigint) as d
            from range(${size.reviews}) where range % ${size.files} = ${file}
          )
        ) to ${literal(path)} (format parquet, compression zstd)`);
    }
  }
  return lake;
}

/** One own brand and its competitors, all of one category. */
export function refsFor({ brands }: LakeSize): RefRows {
  return {
    ...NO_REFS,
    params: [defaultParams()],
    ref_brands: Array.from({ length: brands }, (_, i) => ({
      brand_id: `brand_${i}`,
      brand_name: `Brand ${i}`,
      role: i === 0 ? 'own' : 'tracked',
      category: 'whisky',
      category_brands: brands,
      is_sensitive: false,
    })),
  };
}
