import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWeek } from '../../jobs/pipeline/publish.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import { appendRecords, DECISIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

/** Five customers who praise Aurora in several weeks, the first one most. */
const PRAISE = Array.from({ length: 5 }, (_, author) =>
  Array.from({ length: 8 - author }, (_, week) => ({
    kind: 'post',
    id: `p${author}-${week}`,
    author: `u-${author}`,
    name: `name-${author}`,
    text: `欧若拉真的好用 ${author} ${week}`,
    stars: 5,
    at: new Date(Date.UTC(2026, 8, 1 + week * 7, 4)).toISOString(),
  })),
).flat();

async function publish(ws: TestWorkspace, date: string) {
  const opened = await ws.open();
  return publishWeek(opened, ws.context(), parseAsOf(date, opened.offset));
}

async function query(ws: TestWorkspace, sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(join(ws.dir, 'exports', 'current', 'koc.duckdb'), {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const manifest = (ws: TestWorkspace) => readFileSync(join(ws.dir, 'exports', 'current', 'manifest.json'), 'utf8');

/** The week of 26 October as it was first printed. */
let printed: TestWorkspace;
beforeAll(async () => {
  printed = await testWorkspace(THREE_BRANDS);
  await printed.importRows('posts', PRAISE, POSTS_MAP);
  await publish(printed, '2026-10-26');
});
afterAll(() => printed?.[Symbol.asyncDispose]());

test('a brand that is tracked today has no line of a person in anything published, old printings included', async () => {
  await using ws = await printed.copy();
  const [listed] = await query(ws, "select author_key from publications where brand_id = 'aurora' and rank = 1");
  expect(listed).toBeDefined();
  await ws.write(
    'koc.yaml',
    THREE_BRANDS.replace('role: own', 'role: tracked').replace(
      'role: tracked, category: skincare, names: [诺瓦',
      'role: own, category: skincare, names: [诺瓦',
    ),
  );
  await publish(ws, '2026-11-02');
  expect(await query(ws, "select * from publications where brand_id = 'aurora'")).toEqual([]);
  expect(await query(ws, "select * from koc_published where brand_id = 'aurora'")).toEqual([]);
  expect(manifest(ws)).not.toContain(String(listed!['author_key']));
});

test('who has opted out is in no list, whatever week it is for, and in no old printing', async () => {
  await using ws = await printed.copy();
  const [first] = await query(ws, 'select author_key from publications where rank = 1');
  const key = String(first!['author_key']);
  const raw = await openWorkspaceRaw(await ws.open(), ws.context());
  await appendRecords(raw, {
    run: ws.context().run,
    sourceId: DECISIONS_SOURCE,
    kind: 'decision',
    records: [
      {
        id: 'd1',
        type: 'opt_out',
        subjectKey: key,
        brandId: null,
        value: null,
        reason: null,
        by: 'desk',
        at: Date.UTC(2026, 10, 3),
      },
    ],
  });
  await publish(ws, '2026-11-02');
  for (const table of ['publications', 'koc_published', 'koc_candidates', 'author_profiles']) {
    expect(await query(ws, `select author_key from ${table} where author_key = '${key}'`), table).toEqual([]);
  }
  expect(manifest(ws)).not.toContain(key);
  expect((await query(ws, 'select distinct author_key from publications')).length).toBeGreaterThan(2);
});

test('a list printed again as empty replaces the earlier printing in the database and in the models alike', async () => {
  await using ws = await printed.copy();
  await ws.write('koc.yaml', `${THREE_BRANDS}scoring: { fast_half_life_days: 0.01 }\n`);
  await publish(ws, '2026-10-26');
  await ws.write('koc.yaml', THREE_BRANDS);
  await publish(ws, '2026-11-02');
  const restated = await query(
    ws,
    "select count(previous_rank) as known from koc_candidates where as_of = date '2026-11-02'",
  );
  const published = await query(
    ws,
    "select count(previous_rank) as known from koc_published where as_of = date '2026-11-02'",
  );
  expect([restated, published]).toEqual([[{ known: '0' }], [{ known: '0' }]]);
});
