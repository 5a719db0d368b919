/** A workspace whose sources are the fake platforms of a market, or files with what those show; on a clock where waiting takes no time. */
import { join } from 'node:path';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { parquetIn } from '../../jobs/pipeline/parquet_files.ts';
import { weekly } from '../../jobs/pipeline/weekly.ts';
import { BRANDS } from '../../jobs/sample/brands.ts';
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { FakeApi } from './fake_apis.ts';
import { API_NAMES, type ApiName, apiOf, type FakeMarket, handleOf } from './fake_market.ts';
import { type TestWorkspace, testWorkspace } from './workspace.ts';

/** 00:10 of the last day of the market in China. Collecting takes hours on this clock, never a day. */
export const LIVE_NOW = Date.UTC(2026, 10, 14, 16, 10);
export const LIVE_AS_OF = '2026-11-16';

export type Apis = Readonly<Record<ApiName, FakeApi>>;

/** Names of brands by which a source is asked. */
export function wordsOf(brandIds: readonly string[]): string[] {
  return BRANDS.filter(({ id }) => brandIds.includes(id)).flatMap(({ zh, en }) => [zh, en]);
}

/** koc.yaml of the market; `source` is what a platform's entry says besides its id. */
export function liveConfig(market: FakeMarket, apis: Apis, source: (api: ApiName) => string): string {
  const brands = BRANDS.map(({ id, zh, en }) => {
    const accounts = API_NAMES.flatMap((name) => {
      const own = market.authors.filter((one) => one.role === 'official' && one.home.id === id && apiOf(one) === name);
      const ids = own.map((one) => JSON.stringify(apis[name].accountId(handleOf(one))));
      return ids.length === 0 ? [] : [`${name}: [${ids.join(', ')}]`];
    });
    const role = id === 'aurora' ? 'own' : 'tracked';
    return `  - { id: ${id}, role: ${role}, category: skincare, names: [${zh}, ${en}], handles: { ${accounts.join(', ')} } }\n`;
  });
  return `version: 1
contact: tests@example.org
timezone: Asia/Shanghai
brands:
${brands.join('')}sources:
${API_NAMES.map((name) => `  - { id: ${name}, ${source(name)} }\n`).join('')}`;
}

export interface LiveWorkspace extends AsyncDisposable {
  readonly ws: TestWorkspace;
  /** As of its runs. */
  context(): RunContext;
  /** `koc weekly`; gives the outcome of each source. */
  weekly(): Promise<Record<string, string>>;
  /** Rows of the candidates of the week, in order of brand, rank and account. */
  candidates(): Promise<Record<string, unknown>[]>;
  /** The same with `author_name`, as the operator knows them. */
  named(): Promise<Record<string, unknown>[]>;
}

/** `more`: what its runs are given besides. */
export async function liveWorkspace(config: string, more: Partial<RunContext> = {}): Promise<LiveWorkspace> {
  const ws = await testWorkspace(config);
  let at = LIVE_NOW;
  const context = (): RunContext => ({
    ...ws.context(),
    env: { MASTODON_TOKEN: 'a-token-of-the-test' },
    now: () => at,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      at += Math.max(0, ms);
    },
    ...more,
  });
  const rows = async (join_: string): Promise<Record<string, unknown>[]> => {
    await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
    const read = (files: readonly string[]) =>
      `read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false, union_by_name = true)`;
    const who = await parquetIn(join(ws.dir, 'identity', 'identity_authors'));
    const listed = await parquetIn(join(ws.dir, 'exports', 'current', 'parquet', 'koc_candidates'));
    return await duck.rows(
      `with who as (select * from ${read(who)})
       select * from ${read(listed)} ${join_} order by brand_id, rank nulls last, author_key`,
    );
  };
  return {
    ws,
    context,
    async weekly() {
      const opened = await ws.open();
      const { sources } = await weekly(opened, context(), { asOf: parseAsOf(LIVE_AS_OF, opened.offset) });
      if (at - LIVE_NOW > 23 * 3_600_000) throw new Error('collecting took longer than the day that it is about');
      return Object.fromEntries(
        sources.map(({ source, outcome, error }) => [source, error?.message ?? String(outcome)]),
      );
    },
    candidates: () => rows(''),
    named: () =>
      rows(`left join (
        select author_key, any_value(author_name) as author_name from who group by author_key
      ) using (author_key)`),
    [Symbol.asyncDispose]: () => ws[Symbol.asyncDispose](),
  };
}
