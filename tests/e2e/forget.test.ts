import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { filesBelow } from '../support/exports.ts';
import { koc } from '../support/koc.ts';
import { AS_OF, EARLIER, importMarket, KEY, smallMarket, temporaryFolder } from '../support/market.ts';

test('after koc forget no byte of id, handle or text is left, others stay, and a re-import does not revive the person', async () => {
  await using folder = await temporaryFolder();
  const { dir } = folder;
  await smallMarket(dir, { withSources: false });
  // Somebody else speaks of them by handle and answers them by id.
  const weibo = join(dir, 'data', 'weibo.jsonl');
  const rows = readFileSync(weibo, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const person = rows.find((row) => row.user !== null && row.type === 'status' && row.text.length > 20)!;
  const { id, screen_name: handle } = person.user!;
  const other = rows.find((row) => row.user !== null && row.user.id !== id)!;
  rows.push({ ...other, mid: 'extra-1', text: `听@${handle} 说欧若拉不错`, reply_to_user: id });
  writeFileSync(weibo, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const own = rows
    .filter((row) => row.user?.id === id)
    .map((row) => row.text.slice(0, 20))
    .filter((text) => text.length >= 15);
  const texts = own.filter((text) => rows.every((row) => row.user?.id === id || !row.text.includes(text)));
  const secrets = [id, handle, ...texts];
  await importMarket(dir);
  await koc(dir, ['weekly', '--as-of', EARLIER], KEY);
  await koc(dir, ['weekly', '--as-of', AS_OF], KEY);
  expect((await search(dir, secrets)).length).toBeGreaterThan(3);
  const otherBefore = await countOf(dir, other.user!.id);

  const told = await koc(dir, ['forget', `weibo:${id}`, '--json'], KEY);
  expect(told.stdout + told.stderr).not.toContain(handle);
  expect(await search(dir, secrets)).toEqual([]);
  expect(await countOf(dir, other.user!.id)).toBe(otherBefore);

  // The operator's own export outside the workspace still holds them.
  await koc(dir, ['import', weibo, '--source', 'microblog_again', '--map', join(dir, 'maps', 'weibo.yaml')], KEY);
  await koc(dir, ['weekly', '--as-of', AS_OF], KEY);
  expect(await countOf(dir, id)).toBe(0);
  expect(await search(dir, texts)).toEqual([]);
  // What others say to @them is the others' text again; the person is in no list and no register.
  expect(await search(join(dir, 'exports'), [id])).toEqual([]);
  expect(await search(join(dir, 'identity', 'identity_authors'), [id, handle])).toEqual([]);
  expect(JSON.parse(readFileSync(join(dir, 'exports', 'current', 'manifest.json'), 'utf8')).erased.persons).toBe(1);
});

interface Row {
  readonly mid: string;
  readonly type: string;
  readonly text: string;
  readonly user: { readonly id: string; readonly screen_name: string } | null;
  readonly reply_to_user?: string;
}

/** Files of the workspace (but the operator's own in data/) in which one of the texts stands, whatever they are packed in. */
async function search(dir: string, secrets: readonly string[]): Promise<string[]> {
  const hits: string[] = [];
  for (const path of filesBelow(dir)) {
    if (path.startsWith('data/') || path === 'truth.json' || path === 'koc.yaml') continue;
    const text = await plainText(join(dir, path));
    for (const secret of secrets) if (text.includes(secret) || path.includes(secret)) hits.push(`${path}: ${secret}`);
  }
  return hits;
}

async function plainText(path: string): Promise<string> {
  const bytes = readFileSync(path);
  if (path.endsWith('.zst')) return zstdDecompressSync(bytes).toString('utf8');
  if (path.endsWith('.gz')) return gunzipSync(bytes).toString('utf8');
  if (path.endsWith('.xlsx'))
    return Object.values(unzipSync(bytes))
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('\n');
  if (path.endsWith('.parquet'))
    return query(':memory:', [`select * from read_parquet('${path}', hive_partitioning = false)`]);
  if (path.endsWith('.duckdb')) {
    const tables = JSON.parse(await query(path, ['select table_name from information_schema.tables'])) as {
      table_name: string;
    }[][];
    return (
      bytes.toString('utf8') +
      (await query(
        path,
        tables[0]!.map(({ table_name }) => `select * from "${table_name}"`),
      ))
    );
  }
  return bytes.toString('utf8');
}

async function query(path: string, sqls: readonly string[]): Promise<string> {
  const instance = await DuckDBInstance.create(path, path === ':memory:' ? {} : { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    const results: unknown[] = [];
    for (const sql of sqls) results.push((await connection.runAndReadAll(sql)).getRowObjectsJson());
    return JSON.stringify(results);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Raw records that a person has, by their id. */
async function countOf(dir: string, id: string): Promise<number> {
  let count = 0;
  for (const path of filesBelow(join(dir, 'raw')).filter((name) => name.endsWith('.zst'))) {
    const text = zstdDecompressSync(readFileSync(join(dir, 'raw', path))).toString('utf8');
    count += text.split('\n').filter((line) => line.includes(`"id":"${id}"`)).length;
  }
  return count;
}
