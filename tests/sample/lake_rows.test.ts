import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { keysOf } from '../../jobs/sample/keys.ts';
import { type Collection, lakeRows } from '../../jobs/sample/lake_rows.ts';
import { makeMarket, planMarket } from '../../jobs/sample/market.ts';
import { marketEvents } from '../../jobs/sample/timeline.ts';
import { writeLake } from '../../jobs/sample/write_lake.ts';
import { LAKE_TABLES } from '../../warehouse/contracts/lake.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';

const ENDS_AT = Date.UTC(2026, 10, 15, 16);
const CHINA: Collection = { offset: () => 8 * 3_600_000 };
const market = makeMarket(planMarket({ seed: 'rows', authors: 250, weeks: 14, endsAt: ENDS_AT }));
const rows = (collection: Partial<Collection> = {}) => [...lakeRows(market, { ...CHINA, ...collection })];

test('rows have only columns of the lake, and every record is there with its author, counts and features', () => {
  const columns = new Map<string, Set<string>>(
    LAKE_TABLES.map((table) => [table.name, new Set(table.columns.map(({ name }) => name))]),
  );
  const all = rows();
  const strange = all.flatMap(({ table, cells }) =>
    Object.keys(cells).filter((name) => !columns.get(table)!.has(name)),
  );
  expect(strange).toEqual([]);
  const keys = (table: string) =>
    new Set(all.filter((row) => row.table === table).map(({ cells }) => cells['post_key']));
  const events = [...marketEvents(market)];
  expect(keys('posts').size).toBe(events.length);
  for (const table of ['observations', 'text_features']) expect(keys(table)).toEqual(keys('posts'));
  expect(keys('text_similarity').size).toBe(events.filter(({ kind }) => kind === 'post').length);
});

test('feelings are read as they are planted, but for the noise', () => {
  const moodOf = new Map([...marketEvents(market)].map(({ no, mood }) => [no, mood]));
  const wrong = (noise: number): number => {
    const keys = keysOf('rows/');
    const read = new Map(
      rows({ noise })
        .filter(({ table }) => table === 'text_features')
        .map(({ cells }) => [cells['post_key'], Number(cells['polarity'])]),
    );
    const misread = [...moodOf].filter(([no, mood]) => {
      const sign = Math.sign(Math.round(read.get(keys('post', no))! * 100));
      return sign !== { positive: 1, neutral: 0, negative: -1 }[mood];
    });
    return misread.length / moodOf.size;
  };
  expect(wrong(0)).toBe(0);
  expect(wrong(0.12)).toBeGreaterThan(0.1);
  expect(wrong(0.12)).toBeLessThan(0.14);
  expect(wrong(0.3)).toBeGreaterThan(0.27);
});

test('texts that are passed round share a band, own words share none', () => {
  const copied = new Map([...marketEvents(market)].map(({ no, copyOf }) => [keysOf('rows/')('post', no), copyOf]));
  const bands = new Map<string, Set<number | null>>();
  const inBands = new Map<number | null, number>();
  for (const { table, cells } of rows()) {
    if (table !== 'text_similarity') continue;
    const text = copied.get(String(cells['post_key']))!;
    for (let band = 0; band < 8; band++) {
      const texts = bands.get(`${band} ${cells[`b${band}`]}`) ?? new Set();
      bands.set(`${band} ${cells[`b${band}`]}`, texts.add(text));
      if (texts.size === 1 && text !== null) inBands.set(text, (inBands.get(text) ?? 0) + 1);
    }
  }
  expect([...bands.values()].filter((texts) => texts.size > 1)).toEqual([]);
  expect(inBands.size).toBeGreaterThan(0);
});

test('a salt renames everybody and everything one to one and changes nothing else', () => {
  const [plain, salted] = [rows(), rows({ salt: 'x' })];
  expect(salted).toHaveLength(plain.length);
  const renamed = new Map<unknown, unknown>();
  const changed: string[] = [];
  for (const [at, { cells }] of plain.entries()) {
    const other = salted[at]!.cells;
    for (const name in cells) {
      const isKey = name.endsWith('_key') && cells[name] !== null;
      const expected = isKey ? (renamed.get(cells[name]) ?? other[name]) : cells[name];
      if (name !== 'tie_no' && other[name] !== expected) changed.push(name);
      if (isKey) renamed.set(cells[name], other[name]);
    }
  }
  expect(changed).toEqual([]);
  expect(new Set(renamed.values()).size).toBe(renamed.size);
});

test('what was written before the collection began, or found by no keyword, is not there', () => {
  const sinceMs = ENDS_AT - 4 * 7 * 86_400_000;
  const found = rows({ sinceMs, coverageBasis: 'keyword_only' }).filter(({ table }) => table === 'posts');
  expect(found.length).toBeGreaterThan(100);
  for (const { cells } of found) {
    expect(cells['published_at']).toBeGreaterThanOrEqual(sinceMs);
    expect(cells['coverage_basis']).toBe('keyword_only');
  }
});

test('the lake is Parquet of these rows, the same bytes each time', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'koc-lake-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const [a, b] = [await writeLake(join(dir, 'a'), rows()), await writeLake(join(dir, 'b'), rows())];
  const [path] = a.files.posts!;
  expect(await readFile(b.files.posts![0]!)).toEqual(await readFile(path!));
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '256MB' });
  const [posts] = await duck.rows(
    `select count(*) as n, count(distinct post_key) as keys, max(published_at) as last from read_parquet(${literal(path!)})`,
  );
  expect(Number(posts!['n'])).toBe(a.rows.posts);
  expect(Number(posts!['keys'])).toBe(
    new Set(
      rows()
        .filter(({ table }) => table === 'posts')
        .map(({ cells }) => cells['post_key']),
    ).size,
  );
  expect((posts!['last'] as Date).getTime()).toBeLessThan(ENDS_AT);
});

test('different numbers have different keys of 32 hex digits', () => {
  const keys = keysOf('any');
  const number = fc.integer({ min: 0, max: 2 ** 31 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(keys('post', a)).toMatch(/^[0-9a-f]{32}$/u);
      expect(keys('post', a) === keys('post', b)).toBe(a === b);
      expect(keys('post', a)).not.toBe(keys('author', a));
    }),
  );
});
