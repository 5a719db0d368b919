import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Duck, literal, openDuck, quoted } from '../../warehouse/engines/duckdb.ts';
import { kocHere } from '../cli/support.ts';
import { filesBelow } from '../support/exports.ts';
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
  await kocHere(dir, ['weekly', '--as-of', EARLIER], KEY);
  await kocHere(dir, ['weekly', '--as-of', AS_OF], KEY);
  expect((await search(dir, secrets)).length).toBeGreaterThan(3);
  const otherBefore = await countOf(dir, other.user!.id);

  const told = await kocHere(dir, ['forget', `weibo:${id}`, '--json'], KEY);
  expect(told.stdout + told.stderr).not.toContain(handle);
  expect(await search(dir, secrets)).toEqual([]);
  expect(await countOf(dir, other.user!.id)).toBe(otherBefore);

  // The operator's own export outside the workspace still holds them.
  await kocHere(dir, ['import', weibo, '--source', 'microblog_again', '--map', join(dir, 'maps', 'weibo.yaml')], KEY);
  await kocHere(dir, ['weekly', '--as-of', AS_OF], KEY);
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
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const hits: string[] = [];
  for (const path of filesBelow(dir)) {
    if (path.startsWith('data/') || path === 'truth.json' || path === 'koc.yaml') continue;
    const text = await plainText(duck, join(dir, path));
    for (const secret of secrets) if (text.includes(secret) || path.includes(secret)) hits.push(`${path}: ${secret}`);
  }
  return hits;
}

async function plainText(duck: Duck, path: string): Promise<string> {
  const bytes = readFileSync(path);
  if (path.endsWith('.zst')) return zstdDecompressSync(bytes).toString('utf8');
  if (path.endsWith('.gz')) return gunzipSync(bytes).toString('utf8');
  if (path.endsWith('.xlsx'))
    return Object.values(unzipSync(bytes))
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('\n');
  if (path.endsWith('.parquet')) return rowsOf(duck, `read_parquet(${literal(path)}, hive_partitioning = false)`);
  if (path.endsWith('.duckdb')) return bytes.toString('utf8') + (await databaseText(duck, path));
  return bytes.toString('utf8');
}

async function databaseText(duck: Duck, path: string): Promise<string> {
  await duck.run(`attach ${literal(path)} as searched (read_only)`);
  try {
    const tables = await duck.rows(`select table_name from information_schema.tables where table_catalog = 'searched'`);
    const texts: string[] = [];
    for (const { table_name } of tables) texts.push(await rowsOf(duck, `searched.${quoted(String(table_name))}`));
    return texts.join('\n');
  } finally {
    await duck.run('detach searched');
  }
}

async function rowsOf(duck: Duck, from: string): Promise<string> {
  return JSON.stringify((await duck.connection.runAndReadAll(`from ${from}`)).getRowsJson());
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
