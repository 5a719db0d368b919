/** Views and macros of koc.duckdb: what was printed stays as printed, also where a week was printed twice. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CanonicalPublication } from '../../warehouse/contracts/rows.ts';
import { type Duck, literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { writeDatabase } from '../../warehouse/publish/database.ts';
import { macrosOver, viewsOver } from '../../warehouse/publish/views.ts';
import { key, market, PUBLICATIONS, WEEK_1, WEEK_2 } from './market.ts';
import { type TestDir, testDir, writeWeek } from './marts.ts';

const SMALL = { threads: 1, memoryLimit: '512MB' };

let dir: TestDir;
let duck: Duck;
const ask = async (sql: string) => (await duck.connection.runAndReadAll(sql)).getRowObjectsJson();

beforeAll(async () => {
  dir = await testDir();
  const input = await market(dir.path);
  // The first week was printed on its Monday and again on Thursday with another order; it is built as of Thursday.
  const again = PUBLICATIONS.filter((line) => line.publishedAt === 2).map(
    (line): CanonicalPublication => ({ ...line, asOf: '2026-11-12', rank: 4 - line.rank, publishedAt: 4 }),
  );
  const weeks = [
    await writeWeek(join(dir.path, 'again'), '2026-11-12', WEEK_1, input.dictionary),
    await writeWeek(join(dir.path, 'again'), '2026-11-16', WEEK_2, input.dictionary),
  ];
  await writeDatabase(dir.path, { ...input, weeks, publications: [...PUBLICATIONS, ...again] }, SMALL);
  duck = await openDuck(':memory:', SMALL);
  await duck.run(`attach ${literal(join(dir.path, 'koc.duckdb'))} as koc (read_only)`);
  await duck.run('use koc');
});
afterAll(async () => {
  await duck[Symbol.asyncDispose]();
  await dir[Symbol.asyncDispose]();
});

describe('koc_published', () => {
  test('has one printing a week, with the values of the week beside it', async () => {
    const rows = await ask(
      'select as_of, week_start, iso_week, rank, author_key, share from koc_published order by all',
    );
    const first = rows.filter((row) => row['week_start'] === '2026-11-02');
    expect(first.map((row) => [row['as_of'], row['rank'], row['author_key'], row['share']])).toEqual([
      ['2026-11-12', '1', key(3), 0.41],
      ['2026-11-12', '2', key(2), 0.41],
      ['2026-11-12', '3', key(1), 0.41],
    ]);
    expect(rows.map((row) => row['iso_week'])).toEqual([...Array(3).fill('2026-W45'), ...Array(3).fill('2026-W46')]);
    expect(await ask('select count(distinct as_of)::int as n from publications')).toEqual([{ n: 3 }]);
  });

  test('counts its changes beside those computed today', async () => {
    expect(await ask('select * exclude (as_of, model_version) from brands_published order by week_start')).toEqual([
      counts('2026-11-02', '2026-W45', ['3', '0', '0', '0', '0']),
      counts('2026-11-09', '2026-W46', ['3', '1', '1', '2', '0']),
    ]);
    expect(await ask("select * exclude (as_of) from brands_restated where iso_week = '2026-W46'")).toEqual([
      counts('2026-11-09', '2026-W46', ['3', '1', '1', '1', '1']),
    ]);
  });
});

describe('macros', () => {
  test('give the newest list for no week, and any week by its name, Monday or as_of', async () => {
    const top = (week: string, n: string) =>
      ask(`select rank, author_key from koc_top('aurora', ${week}, ${n})`).then((rows) =>
        rows.map((row) => row['author_key']),
      );
    expect(await top('null', '2')).toEqual([key(2), key(1)]);
    expect(await top('null', 'null')).toEqual([key(2), key(1), key(4)]);
    for (const week of ["'2026-W45'", "'2026-11-02'", "date '2026-11-12'"])
      expect(await top(week, '1')).toEqual([key(3)]);
    expect(await top("'2026-W01'", 'null')).toEqual([]);
  });

  test('tell who came, went, rose and fell, and an account week by week', async () => {
    expect(await ask("from koc_changes('aurora', null)")).toEqual([
      { brand_id: 'aurora', author_key: key(2), change: 'risen', rank: '1', previous_rank: '2' },
      { brand_id: 'aurora', author_key: key(1), change: 'risen', rank: '2', previous_rank: '3' },
      { brand_id: 'aurora', author_key: key(4), change: 'new', rank: '3', previous_rank: null },
      { brand_id: 'aurora', author_key: key(3), change: 'left', rank: null, previous_rank: '1' },
    ]);
    expect((await ask("from koc_changes('aurora', '2026-W45')")).map((row) => row['change'])).toEqual(
      Array(3).fill('same'),
    );
    const history = await ask(`select iso_week, printed_rank, rank, status from author_history('${key(3)}')`);
    expect(history).toEqual([
      { iso_week: '2026-W45', printed_rank: '1', rank: '3', status: 'listed' },
      { iso_week: '2026-W46', printed_rank: null, rank: null, status: 'quiet' },
    ]);
  });

  test('say why, and follow a brand or its posts', async () => {
    const why = await ask(`select part, value from why('aurora', '${key(2)}') order by part`);
    expect(why.map((row) => row['part'])).toEqual('auth circle engagement floor pos rate rep share'.split(' '));
    expect(why.find((row) => row['part'] === 'share')).toMatchObject({ value: 0.41 });
    expect(await ask("select iso_week, mentions_count, new_count from brand_trend('aurora')")).toEqual([
      { iso_week: '2026-W45', mentions_count: '1200', new_count: '0' },
      { iso_week: '2026-W46', mentions_count: '1200', new_count: '1' },
    ]);
    expect(await ask("select new_count from brand_trend('nova') limit 1")).toEqual([{ new_count: null }]);
    expect(await ask("select count(*)::int as n from ugc_top('aurora', null, 5)")).toEqual([{ n: 1 }]);
  });
});

test('a database without lists of people has no view of them, and follows brands all the same', () => {
  const tables = new Map([['brand_weeks', ['brand_id', 'week_start']]]);
  expect(viewsOver(tables)).toEqual([]);
  expect(macrosOver(tables).map(({ name }) => name)).toEqual(['brand_trend']);
});

function counts(week: string, isoWeek: string, [listed, added, left, risen, fallen]: readonly string[]) {
  return {
    week_start: week,
    iso_week: isoWeek,
    brand_id: 'aurora',
    listed_count: listed,
    new_count: added,
    left_count: left,
    risen_count: risen,
    fallen_count: fallen,
  };
}
