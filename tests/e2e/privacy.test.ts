/** What is published at class pseudonym leads back to nobody without the key, and what has been kept long enough goes. */
import { createHash, createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWeek } from '../../jobs/pipeline/publish.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { DAY_MS, parseAsOf } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { manifestSchema } from '../../warehouse/publish/manifest.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const DAYS = ['2026-08-03', '2026-08-31', '2026-09-21', '2026-10-12', '2026-10-28', '2026-11-10'];
/** Columns of the rows below that say nothing about anybody. */
const PLAIN: ReadonlySet<string> = new Set(['kind', 'at', 'seen', 'likes', 'fans', 'stars']);
/** The key of `testWorkspace`, with which its workspaces can be opened, and another. */
const KEYS = ['00112233445566778899aabbccddeeff'.repeat(2), 'ab'.repeat(32)] as const;
const SMALL = { threads: 1, memoryLimit: '512MB' };

/** Ids as numbers and as words, names that somebody could be looked up by, words that nobody else wrote, and a telephone number. */
function rows(): object[] {
  return ['ann', 'ben', 'cao', 'dee', 'eva', 'fox'].flatMap((name, n) =>
    DAYS.map((day, i) => ({
      id: n % 2 === 0 ? `6651f0a2${name}${i}b7` : 5_501_234_567 + n * 100 + i,
      kind: 'post',
      author: n % 2 === 0 ? `u-5ff0c8ae-${name}` : 7_700_123_456 + n,
      name: `小透明_${name}🌸`,
      home: `https://weibo.example/u/${name}?from=share`,
      title: `${name}的第${i + 1}瓶`,
      text: `${i % 3 === 0 ? '诺瓦' : '欧若拉'}真的好用，已经回购第${i + 1}瓶，${name}在梧桐路七号楼下的小店买的 quillberry${name} #${name}的梳妆台`,
      at: `${day}T08:00:00Z`,
      seen: '2026-11-11T08:00:00Z',
      link: `https://weibo.example/${name}/${i}`,
      likes: 73_651 + n * 10 + i,
      fans: 300 + n,
      ip_location: `梧桐镇${name}`,
      phone: `1390013${1000 + n}`,
    })),
  );
}

interface Published {
  readonly ws: TestWorkspace;
  readonly exportDir: string;
  /** Every text and number in Parquet, database and manifest, as text. */
  readonly values: ReadonlySet<string>;
}

async function published(key: string): Promise<Published> {
  const ws = await testWorkspace(`${THREE_BRANDS}retention: { raw_days: 400 }\nkeywords: { enabled: true }\n`);
  await ws.write(
    'rows.jsonl',
    rows()
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(''),
  );
  await ws.write('map.yaml', POSTS_MAP);
  const koc = (...args: string[]) => expectCode(inProcess(ws.dir, args, { env: { KOC_PSEUDONYM_KEY: key } }), 0);
  await koc('import', 'rows.jsonl', '--source', 'notes', '--map', 'map.yaml', '-q');
  await koc('publish', '--as-of', '2026-11-16', '-q');
  const exportDir = join(ws.dir, 'exports/current');
  return { ws, exportDir, values: await valuesOf(exportDir) };
}

async function valuesOf(exportDir: string): Promise<Set<string>> {
  await using duck = await openDuck(':memory:', SMALL);
  const values = new Set<string>();
  const add = async (from: string) => {
    for (const row of (await duck.connection.runAndReadAll(`from ${from}`)).getRowsJson())
      for (const value of row) if (value !== null && typeof value !== 'boolean') values.add(String(value));
  };
  await duck.run(`attach ${literal(join(exportDir, 'koc.duckdb'))} as koc (read_only)`);
  for (const row of await duck.rows("select table_name from duckdb_tables() where database_name = 'koc'"))
    await add(`koc."${row['table_name']}"`);
  for (const mart of await readdir(join(exportDir, 'parquet')))
    await add(`read_parquet(${literal(join(exportDir, 'parquet', mart, '**/*.parquet'))}, union_by_name = true)`);
  for (const value of leaves(JSON.parse(await readFile(join(exportDir, 'manifest.json'), 'utf8')))) values.add(value);
  return values;
}

function leaves(value: unknown): string[] {
  if (value === null || typeof value === 'boolean') return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)];
}

/** Everything in raw and identity that somebody could be known by. */
async function secretsOf(ws: TestWorkspace): Promise<Set<string>> {
  const secrets = new Set<string>();
  const raw = await openWorkspaceRaw(await ws.open(), ws.context());
  for (const { ref, entry } of raw.segments()) {
    if (entry.collector === 'koc') continue;
    for await (const batch of (await readSegment(raw.dir, ref)).batches)
      for (const { id, payload } of batch) {
        const shown = Object.entries(payload as object).filter(([column]) => !PLAIN.has(column));
        for (const value of [id, ...shown.flatMap(([, cell]) => leaves(cell))]) secrets.add(value);
      }
  }
  await using duck = await openDuck(':memory:', SMALL);
  const identity = [
    ['identity_authors', 'author_id, author_name, author_url'],
    ['identity_posts', 'post_id, url, title, text'],
  ] as const;
  for (const [table, columns] of identity) {
    const files = (await readdir(join(ws.dir, 'identity'), { recursive: true })).filter((file) => file.includes(table));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const read = `select ${columns} from read_parquet(${literal(join(ws.dir, 'identity', file))})`;
      for (const row of (await duck.connection.runAndReadAll(read)).getRowsJson())
        for (const value of row) if (value !== null) secrets.add(String(value));
    }
  }
  return secrets;
}

let one: Published;
let two: Published;
beforeAll(async () => {
  one = await published(KEYS[0]);
  two = await published(KEYS[1]);
});
afterAll(() => Promise.all([one, two].map((each) => each?.ws[Symbol.asyncDispose]())));

const isLong = (text: string): boolean => [...text].length >= 8;

test('at pseudonym no column of Parquet or database joins back to raw or identity without the key', async () => {
  const secrets = await secretsOf(one.ws);
  expect(secrets.size).toBeGreaterThan(150);
  const values = [...one.values];
  expect(values.length).toBeGreaterThan(300);

  expect(values.filter((value) => secrets.has(value))).toEqual([]);
  const long = [...secrets].filter(isLong);
  const whole = long.join('\n');
  expect(values.filter((value) => isLong(value) && long.some((secret) => value.includes(secret)))).toEqual([]);
  expect(values.filter((value) => isLong(value) && whole.includes(value))).toEqual([]);
  const bytes = await readFile(join(one.exportDir, 'koc.duckdb'));
  expect(long.filter((secret) => bytes.includes(secret))).toEqual([]);

  // Nor is any value a hash that somebody could make of an id, a name, a link or a text.
  const guesses = [...secrets]
    .flatMap((secret) => [secret, `weibo:${secret}`, `weibo:post:${secret}`])
    .flatMap(digests);
  expect(values.filter((value) => guesses.some((guess) => isLong(value) && guess.includes(value)))).toEqual([]);
  // Under another key every pseudonym is another one, so none is a function of the data alone.
  const isPseudonym = (value: string) => /^[0-9a-f]{16,}$/u.test(value);
  const modelled = manifestSchema.parse(JSON.parse(await readFile(join(one.exportDir, 'manifest.json'), 'utf8')));
  const ofFiles = new Set([...modelled.files.map(({ sha256 }) => sha256), modelled.model_version]);
  expect(values.filter((value) => isPseudonym(value) && two.values.has(value) && !ofFiles.has(value))).toEqual([]);
  expect(values.filter(isPseudonym).length).toBeGreaterThan(12);
});

function digests(text: string): string[] {
  const plain = ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(text).digest('hex'));
  const weak = ['', 'koc', 'koc-radar', 'weibo'].map((key) => createHmac('sha256', key).update(text).digest('hex'));
  return [...plain, ...weak];
}

test('raw is kept for as many days as the operator says: then it goes with all that was made of it, printed lists and decisions stay', async () => {
  const { ws, exportDir } = one;
  const opened = await ws.open();
  const facts = async () => {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(exportDir, 'manifest.json'), 'utf8')));
    await using duck = await openDuck(':memory:', SMALL);
    await duck.run(`attach ${literal(join(exportDir, 'koc.duckdb'))} as koc (read_only)`);
    const printed = await duck.rows('from koc.publications order by all');
    return { erased: manifest.erased, printed, candidates: await duck.rows('from koc.koc_candidates') };
  };
  const first = await facts();
  expect(first.erased.records).toBe(0);
  expect([first.printed.length, first.candidates.length]).not.toContain(0);

  const context = { ...ws.context(), now: () => Date.now() + 401 * DAY_MS };
  await publishWeek(opened, context, parseAsOf('2027-12-27', opened.offset));
  expect(await facts()).toEqual({ erased: { persons: 0, records: 36 }, printed: first.printed, candidates: [] });
  const left = await Promise.all(
    ['raw', 'lake', 'identity', 'builds'].map(async (room) =>
      (await readdir(join(ws.dir, room), { recursive: true, withFileTypes: true }))
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name))),
    ),
  );
  const bytes = await Promise.all(left.flat());
  expect(bytes.filter((content) => content.includes('小透明') || content.includes('u-5ff0c8ae'))).toEqual([]);
  const raw = await openWorkspaceRaw(await ws.open(), ws.context());
  expect([...new Set(raw.segments().map(({ entry }) => entry.collector))]).toEqual(['koc']);
});
