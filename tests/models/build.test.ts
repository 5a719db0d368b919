import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../../warehouse/contracts/collector.ts';
import { CheckError, EXIT, KocError } from '../../warehouse/contracts/errors.ts';
import { openDuck } from '../../warehouse/engines/duckdb.ts';
import { type BuildInput, buildModels } from '../../warehouse/runner/build.ts';
import { dictionary, dictionaryMarkdown } from '../../warehouse/runner/dictionary.ts';
import { loadModels } from '../../warehouse/runner/load.ts';
import { refsFor, writeLake } from './generate.ts';
import { allModels } from './harness.ts';

const quiet = () => undefined;
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const size = { reviews: 6_000, authors: 300, brands: 5, files: 3 };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-build-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const input = async (over: Partial<BuildInput> = {}): Promise<BuildInput> => ({
  models: await allModels(),
  lake: {},
  refs: refsFor(size),
  outDir: join(dir, 'builds', 'one'),
  threads: 2,
  memoryLimit: '512MB',
  log,
  ...over,
});

async function hashes(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(folder)).sort()) {
    found[name] = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
  }
  return found;
}

/** A models folder with one mart of the given SELECT and checks. */
async function oneMart(sql: string, checks: string): Promise<string> {
  const models = join(dir, 'models');
  await mkdir(join(models, 'marts'), { recursive: true });
  const columns = ['a', 'b'].map((name) => `  ${name}: { says: "A value.", personal: none }`).join('\n');
  const header = `about: One.\ngrain: [a]\ncolumns:\n${columns}\nchecks: { unique: [a], not_null: [a], ${checks} }`;
  await writeFile(join(models, 'marts', 'one.sql'), `/*---\n${header}\n---*/\n${sql}\n`);
  return models;
}

const SELECT = 'select cast(brand_id as bigint) as a, role as b from ref_brands';
const refs = (...rows: [string, string][]) => ({
  ...refsFor({ ...size, brands: 0 }),
  ref_brands: rows.map(([brand_id, role]) => ({ brand_id, role })),
});

describe('parquet', () => {
  test('the same bytes come out on one thread and on two, whatever the order and number of the files', async () => {
    const lake = await writeLake(join(dir, 'lake'), size);
    const reversed = Object.fromEntries(
      Object.entries(lake).map(([table, files]) => [table, [...files.toReversed(), files[0]!]]),
    );
    const first = await buildModels(await input({ lake, threads: 1 }));
    await buildModels(await input({ lake: reversed, threads: 2, outDir: join(dir, 'builds', 'two') }));
    const one = await hashes(join(dir, 'builds', 'one'));
    expect(await hashes(join(dir, 'builds', 'two'))).toEqual(one);
    expect(Object.keys(one)).toContain('koc_candidates.parquet');
    const listed = first.tables.find(({ name }) => name === 'koc_candidates');
    expect(listed?.rows).toBeGreaterThan(50);
    expect(listed?.file).toBe(join(dir, 'builds', 'one', 'koc_candidates.parquet'));
  });

  test('a mart is written in the order of its grain with the types of the dictionary', async () => {
    const lake = await writeLake(join(dir, 'lake'), size);
    await buildModels(await input({ lake }));
    await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '256MB' });
    for (const { mart, grain, columns } of await dictionary(await allModels())) {
      const file = join(dir, 'builds', 'one', `${mart}.parquet`);
      const described = await duck.rows(`describe select * from '${file}'`);
      expect(described.map((row) => [row['column_name'], row['column_type']])).toEqual(
        columns.map(({ name, type }) => [name, type]),
      );
      const keys = (await duck.rows(`select ${grain.join(', ')} from '${file}'`)).map((row) =>
        JSON.stringify(Object.values(row).map((cell) => (typeof cell === 'bigint' ? `${cell}`.padStart(9) : cell))),
      );
      expect(keys).toEqual([...keys].sort());
    }
  });

  test('an empty lake gives every mart, empty or with zeros', async () => {
    const { tables } = await buildModels(await input());
    const rows = Object.fromEntries(tables.filter(({ file }) => file !== null).map(({ name, rows }) => [name, rows]));
    expect(rows).toMatchObject({
      koc_candidates: 0,
      ugc_candidates: 0,
      author_profiles: 0,
      brand_weeks: size.brands,
      coverage: 0,
    });
  });
});

describe('checks', () => {
  test.each([
    [
      'accepted: { b: [own] }',
      [
        ['1', 'own'],
        ['2', 'tracked'],
      ],
      'accepted b',
      '2',
    ],
    [
      'between: { a: [1, 2] }',
      [
        ['1', 'own'],
        ['3', 'own'],
      ],
      'between a [1, 2]',
      '3',
    ],
    ['relationships: { b: ref_brands.brand_id }', [['1', 'own']], 'relationships b in ref_brands.brand_id', '1'],
    [
      "no_rows: select a from this where b = 'this'",
      [
        ['1', 'own'],
        ['2', 'this'],
      ],
      "no_rows select a from this where b = 'this'",
      '2',
    ],
    [
      '',
      [
        ['1', 'own'],
        ['1', 'tracked'],
      ],
      'unique [a]',
      '1',
    ],
  ] as const)('%s fails loudly with model, check, count and keys', async (checks, rows, check, key) => {
    const models = await loadModels(await oneMart(SELECT, checks));
    const error = await buildModels(
      await input({ models, refs: refs(...(rows as unknown as [string, string][])) }),
    ).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CheckError);
    expect(error).toMatchObject({
      exitCode: EXIT.checkFailed,
      facts: { model: 'one', check, count: 1, examples: key },
    });
    expect(await readdir(join(dir, 'builds'))).toEqual([]);
  });

  test('null passes accepted, between and relationships, but not not_null', async () => {
    const nulls = 'accepted: { b: [own] }, between: { a: [5, 6] }, relationships: { b: ref_brands.brand_id }';
    const models = await loadModels(
      await oneMart('select cast(null as bigint) as a, role as b from ref_brands', nulls),
    );
    const refsOfNulls = { ...refs(), ref_brands: [{ brand_id: '1' }] };
    await expect(buildModels(await input({ models, refs: refsOfNulls }))).rejects.toThrow(
      'check not_null a failed for 1 row',
    );
  });

  test('at most five keys are shown', async () => {
    const models = await loadModels(await oneMart(SELECT, 'accepted: { b: [own] }'));
    const rows = Array.from({ length: 9 }, (_, i): [string, string] => [String(i), 'tracked']);
    const error = await buildModels(await input({ models, refs: refs(...rows) })).catch((e: unknown) => e);
    expect((error as CheckError).facts['count']).toBe(9);
    expect(String((error as CheckError).facts['examples']).split('; ')).toHaveLength(5);
  });
});

describe('the folder', () => {
  test('stays as it was when a check fails, and is replaced whole when the build succeeds', async () => {
    const good = await loadModels(await oneMart(SELECT, ''));
    await buildModels(await input({ models: good, refs: refs(['1', 'own']) }));
    const before = await hashes(join(dir, 'builds', 'one'));
    await expect(buildModels(await input({ models: good, refs: refs(['1', 'own'], ['1', 'own']) }))).rejects.toThrow(
      CheckError,
    );
    expect(await hashes(join(dir, 'builds', 'one'))).toEqual(before);
    await buildModels(await input({ models: good, refs: refs(['2', 'own']) }));
    expect(await hashes(join(dir, 'builds', 'one'))).not.toEqual(before);
  });

  test('what a killed build left is removed by the next, and nothing else is', async () => {
    await mkdir(join(dir, 'builds', 'one.part-x1y2z3', 'spill'), { recursive: true });
    await mkdir(join(dir, 'builds', 'other'), { recursive: true });
    await buildModels(await input({ models: await loadModels(await oneMart(SELECT, '')), refs: refs(['1', 'own']) }));
    expect((await readdir(join(dir, 'builds'))).sort()).toEqual(['one', 'other']);
    expect(await readdir(join(dir, 'builds', 'one'))).toEqual(['one.parquet']);
  });

  test('an aborted build leaves nothing', async () => {
    await expect(buildModels(await input({ signal: AbortSignal.abort(new Error('stopped')) }))).rejects.toThrow(
      'stopped',
    );
    expect(await readdir(join(dir, 'builds'))).toEqual([]);
  });
});

test.each([
  ['select 1 as a, role as b from ref_brands', 'a is INTEGER'],
  ['select cast(brand_id as bigint) as a, role as c from ref_brands', 'the header names b'],
  ['select cast(brand_id as bigint) as a, role as b, role as c from ref_brands', 'c has no text'],
  ['select no_such_column as a, role as b from ref_brands', 'no_such_column'],
])('a model that yields other than its header says is refused: %s', async (sql, message) => {
  const models = await loadModels(await oneMart(sql, ''));
  await expect(buildModels(await input({ models, refs: refs(['1', 'own']) }))).rejects.toThrow(message);
});

test('config rows that do not fit their table are refused with table, row and column', async () => {
  const wrong = { ...refsFor(size), ref_brands: [{ brand_id: 'a', category_brands: 'three' }] };
  await expect(buildModels(await input({ refs: wrong }))).rejects.toThrow('ref_brands row 1: category_brands');
  const unknown = { ...refsFor(size), ref_brands: [{ brand: 'a' }] };
  await expect(buildModels(await input({ refs: unknown }))).rejects.toThrow(KocError);
  await expect(buildModels(await input({ refs: { ...refsFor(size), params: [] } }))).rejects.toThrow(
    'params has 0 rows',
  );
});

test('a lake file that is torn is told by its table', async () => {
  const torn = join(dir, 'torn.parquet');
  await writeFile(torn, 'PAR1');
  await expect(buildModels(await input({ lake: { posts: [torn] } }))).rejects.toThrow(
    'lake table posts cannot be read',
  );
});

test('the dictionary page is fresh', async () => {
  const page = dictionaryMarkdown(await dictionary(await allModels()));
  await expect(page).toMatchFileSnapshot('../../docs/dictionary.md');
});
