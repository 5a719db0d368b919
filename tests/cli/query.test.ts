/** `koc query`: every form of output over a published week, and nothing but the file asked for is written. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { writeDatabase } from '../../warehouse/publish/database.ts';
import { market } from '../publish/market.ts';
import { type TestDir, testDir } from '../publish/marts.ts';
import { expectCode, inProcess } from './support.ts';

const KOC = 'version: 1\nbrands:\n  - { id: aurora, role: own, category: skincare, names: [Aurora] }\n';
const KEY = { KOC_PSEUDONYM_KEY: 'ab'.repeat(32) };
const SMALL = { threads: 1, memoryLimit: '512MB' };

let dir: TestDir;
const koc = (args: readonly string[], code = 0) => expectCode(inProcess(dir.path, args, { env: KEY }), code);

beforeAll(async () => {
  dir = await testDir();
  await mkdir(join(dir.path, 'exports/run'), { recursive: true });
  await writeFile(join(dir.path, 'koc.yaml'), KOC);
  await writeDatabase(join(dir.path, 'exports/run'), await market(dir.path), SMALL);
  await symlink('run', join(dir.path, 'exports/current'));
});
afterAll(() => dir[Symbol.asyncDispose]());

async function rowsOf(parquet: string): Promise<unknown> {
  await using duck = await openDuck(':memory:', SMALL);
  return (await duck.connection.runAndReadAll(`from ${literal(join(dir.path, parquet))}`)).getRowObjectsJson();
}

describe('query --parquet', () => {
  const sql = "select brand_id, rank, as_of from koc_top('aurora', null, 2); -- the best two";
  const wanted = [
    { brand_id: 'aurora', rank: '1', as_of: '2026-11-16' },
    { brand_id: 'aurora', rank: '2', as_of: '2026-11-16' },
  ];

  test('writes the rows with their types, replaces a Parquet file and leaves nothing beside it', async () => {
    const name = "rows 'of' 周.parquet";
    for (const rest of [[], ['--json']]) {
      const { stdout, stderr } = await koc(['query', sql, '--parquet', name, ...rest]);
      expect(await rowsOf(name)).toEqual(wanted);
      if (rest.length > 0) expect(JSON.parse(stdout)).toEqual({ path: join(dir.path, name), rows: 2 });
      else expect([stdout, stderr]).toEqual(['', `2 rows in ${join(dir.path, name)}\n`]);
    }
    expect((await readdir(dir.path)).filter((entry) => entry.startsWith('.'))).toEqual([]);
    expect(await readdir(join(dir.path, 'exports/run'))).toEqual(['koc.duckdb']);
  });

  test('gives bytes on stdout for `-`', async () => {
    const { stdout } = await koc(['query', 'from brand_weeks', '--parquet', '-']);
    expect(stdout.slice(0, 4) + stdout.slice(-4)).toBe('PAR1PAR1');
  });

  test('refuses a file that is no Parquet, a folder that is not there, and anything but one SELECT', async () => {
    expect((await koc(['query', sql, '--parquet', 'koc.yaml'], 2)).stderr).toContain('is no Parquet file');
    expect(await readFile(join(dir.path, 'koc.yaml'), 'utf8')).toBe(KOC);
    expect((await koc(['query', sql, '--parquet', 'no/rows.parquet'], 2)).stderr).toContain('is no folder');
    for (const bad of [
      'select 1; select 2',
      'create temp table t as select 1',
      `select 1) to ${literal(join(dir.path, 'elsewhere.parquet'))} (format parquet); --`,
    ])
      await koc(['query', bad, '--parquet', 'x.parquet'], 2);
    const made = ['x.parquet', 'elsewhere.parquet'].filter((name) => existsSync(join(dir.path, name)));
    expect(made).toEqual([]);
  });
});

test('a query writes, reads and attaches no file, with a Parquet file asked for or not', async () => {
  const other = join(dir.path, 'other');
  for (const more of [[], ['--parquet', 'x.parquet']])
    for (const bad of [
      `copy (select 1) to ${literal(`${other}.csv`)}`,
      `attach ${literal(`${other}.duckdb`)}`,
      `export database ${literal(other)}`,
      `select * from read_text(${literal(join(dir.path, 'koc.yaml'))})`,
      'set enable_external_access = true',
      'delete from brand_weeks',
    ])
      await koc(['query', bad, ...more], 2);
  expect((await readdir(dir.path)).filter((entry) => entry.startsWith('other'))).toEqual([]);
});
