import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const POSTS = [
  { kind: 'post', id: 'p1', author: 'u1', text: '欧若拉精华质地清爽 @小鹿Lumi 绒雾感', at: '2026-11-10 09:00' },
  { kind: 'post', id: 'p2', author: 'u2', text: 'Aurora serum is moisturizing', at: '2026-11-10 09:00' },
];

async function terms(ws: TestWorkspace): Promise<string[]> {
  const state = await syncLake(await ws.open(), ws.context());
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '200MB' });
  const files = state.tables.keywords.map(({ path }) => literal(path));
  if (files.length === 0) return [];
  const rows = await duck.rows(`select distinct term from read_parquet([${files.join(', ')}])`);
  return rows.map((row) => String(row['term']));
}

test('keywords are a step of their own: off by default, on by config, gone again, and nothing else is mapped anew', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('notes', POSTS, POSTS_MAP);
  const parts = (table: string) => readdirSync(join(ws.dir, 'lake', table));
  expect(await terms(ws)).toEqual([]);
  const others = ['posts', 'text_features', 'mentions'].map(parts);

  await ws.write('koc.yaml', `${THREE_BRANDS}keywords: { enabled: true }\n`);
  const found = await terms(ws);
  expect(found).toEqual(expect.arrayContaining(['精华', '质地清爽', 'moistur', 'serum']));
  expect(found.join(' ')).not.toMatch(/小鹿|lumi/u);
  expect(found).not.toContain('绒雾感');
  expect(['posts', 'text_features', 'mentions'].map(parts)).toEqual(others);

  await ws.write('words.tsv', 'term\tnote\n绒雾感\ta finish\n');
  await ws.write('koc.yaml', `${THREE_BRANDS}keywords: { enabled: true, file: words.tsv }\n`);
  expect(await terms(ws)).toContain('绒雾感');

  await ws.write('koc.yaml', THREE_BRANDS);
  expect(await terms(ws)).toEqual([]);
  expect(parts('keywords')).toEqual([]);
});

test('a word list that cannot be read or used stops the run and says where', async () => {
  await using ws = await testWorkspace(`${THREE_BRANDS}keywords: { enabled: true, file: words.tsv }\n`);
  await ws.importRows('notes', POSTS, POSTS_MAP);
  await expect(terms(ws)).rejects.toThrow(/keywords\.file: cannot read .*words\.tsv/u);
  await ws.write('words.tsv', '绒雾感\nserum\n');
  await expect(terms(ws)).rejects.toThrow('words.tsv:2');
});
