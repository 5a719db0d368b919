/** `koc attach`: several clients' published weeks in one DuckDB, whatever their folders are called and however old their exports are. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Duck, openDuck } from '../../warehouse/engines/duckdb.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import type { PublishInput } from '../../warehouse/publish/types.ts';
import { market } from '../publish/market.ts';
import { type TestDir, testDir, writeWeek } from '../publish/marts.ts';
import { expectCode, inProcess } from './support.ts';

const ODD = `客户 'A' "x" = 1`;
let dir: TestDir;
const koc = (args: readonly string[], code = 0) => expectCode(inProcess(dir.path, args), code);

async function publish(client: string, more: Partial<PublishInput> = {}): Promise<void> {
  const workspace = join(dir.path, client);
  await mkdir(workspace, { recursive: true });
  await publishRun(await market(workspace, more));
}

beforeAll(async () => {
  dir = await testDir();
  await publish(ODD, { facts: { ...(await market('')).facts, schemaVersion: 3 } });
  // Another client's last export is of an older version: a table and a column less.
  const dictionary = (await market('')).dictionary
    .filter(({ mart }) => mart !== 'kol_candidates')
    .map((entry) => ({ ...entry, columns: entry.columns.filter(({ name }) => name !== 'net_sentiment_all') }));
  const brand = { brand_id: 'aurora', role: 'own', category: 'skincare', mentions_count: 7, authors_count: 5 };
  const week = await writeWeek(join(dir.path, 'marts'), '2026-11-16', { brand_weeks: [brand] }, dictionary);
  await publish('Temp', { dictionary, weeks: [week] });
  await mkdir(join(dir.path, 'empty'));
  await mkdir(join(dir.path, 'torn/exports/run'), { recursive: true });
  await symlink('run', join(dir.path, 'torn/exports/current'));
  await writeFile(join(dir.path, 'torn/exports/run/manifest.json'), '{"schema_version":');
});
afterAll(() => dir[Symbol.asyncDispose]());

async function attached(sql: string): Promise<Duck> {
  const duck = await openDuck(':memory:', { threads: 1, memoryLimit: '512MB' });
  await duck.connection.run(sql);
  await duck.connection.run(sql);
  return duck;
}

test('every client is read side by side, older columns are null, and what cannot be read is told and left out', async () => {
  const { stdout, stderr } = await koc(['attach', ODD, 'Temp', 'empty', 'torn'], 3);
  expect(stderr).toMatch(/left out: nothing is published in .*empty yet/u);
  expect(stderr).toMatch(/left out: what is published in .*torn cannot be read/u);
  expect(stderr).toMatch(/^Temp: published with schema version 1, others with 3/mu);
  await using duck = await attached(stdout);
  const ask = async (sql: string) => (await duck.connection.runAndReadAll(sql)).getRowObjectsJson();
  expect(await ask('from clients order by client')).toEqual([
    { client: 'Temp', schema_version: 1, as_of: '2026-11-16', iso_week: '2026-W46' },
    { client: ODD, schema_version: 3, as_of: '2026-11-16', iso_week: '2026-W46' },
  ]);
  const brands =
    "select client, mentions_count, net_sentiment_all from brand_weeks where brand_id = 'aurora' and iso_week = '2026-W46' order by 1";
  expect(await ask(brands)).toEqual([
    { client: 'Temp', mentions_count: '7', net_sentiment_all: null },
    { client: ODD, mentions_count: '1200', net_sentiment_all: 0.375 },
  ]);
  expect(await ask('select distinct client from kol_candidates')).toEqual([{ client: ODD }]);
  // Both clients printed the same people, and no row of one is joined to a row of the other.
  expect(
    await ask('select client, count(*)::int as n, count(share)::int as known from koc_published group by 1 order by 1'),
  ).toEqual([
    { client: 'Temp', n: 3, known: 0 },
    { client: ODD, n: 6, known: 5 },
  ]);
  expect((await ask("select client, rank from koc_top('aurora', null, 1)")).map((row) => row['client'])).toEqual([
    'Temp',
    ODD,
  ]);
  for (const call of [
    "koc_changes('aurora', null)",
    "brand_trend('aurora')",
    "author_history('x')",
    "why('aurora', 'x')",
    "ugc_top('aurora', null, 1)",
  ])
    expect((await duck.connection.runAndReadAll(`from ${call}`)).columnNames()).toContain('client');
  await expect(ask('delete from "Temp_client".brand_weeks')).rejects.toThrow(/read-only/u);
});

test('run again after another publish, the same file shows the week that is current by then', async () => {
  const [first] = (await market('')).weeks;
  await publish('nova', { weeks: [first!], run: '20261109T000000Z-000000' });
  const { stdout } = await koc(['attach', 'nova']);
  await using duck = await attached(stdout);
  const week = async () => (await duck.connection.runAndReadAll('from clients')).getRowsJson();
  expect(await week()).toEqual([['nova', expect.any(Number), '2026-11-09', '2026-W45']]);
  await publish('nova');
  await duck.connection.run(stdout);
  expect(await week()).toEqual([['nova', expect.any(Number), '2026-11-16', '2026-W46']]);
});

test('--out writes a file that replaces only its own kind', async () => {
  const out = join(dir.path, 'attach.sql');
  for (const again of [1, 2]) {
    const { stdout } = await koc(['attach', `nova=${ODD}`, '--out', 'attach.sql', '--json']);
    expect([again, JSON.parse(stdout)]).toMatchObject([
      again,
      { path: out, clients: [{ name: 'nova', schema_version: 3 }] },
    ]);
  }
  expect(await readFile(out, 'utf8')).toContain(`as "nova" (read_only)`);
  await writeFile(out, 'mine');
  expect((await koc(['attach', ODD, '--out', 'attach.sql'], 2)).stderr).toContain('was not written by koc attach');
  expect(await readFile(out, 'utf8')).toBe('mine');
});

test('two clients of one name, or none that is published, end with exit code 2', async () => {
  expect((await koc(['attach', 'Temp', 'temp=empty'], 2)).stderr).toContain('two clients are called "temp"');
  expect((await koc(['attach', 'Temp', 'temp_client=empty'], 2)).stderr).toContain('called "temp_client"');
  expect((await koc(['attach', 'empty'], 2)).stderr).toContain('nothing is published');
});
