/** Bad input is normal: it is told and set aside, and nothing good is lost because of it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type KocError, UsageError } from '../../warehouse/contracts/errors.ts';
import { line, MAP, type TestWorkspace, testWorkspace } from './workspace.ts';

const rows = (count: number, from = 0) => Array.from({ length: count }, (_, i) => line(String(from + i))).join('');

async function imported(content: string | Uint8Array, maxRejectRatio = 1) {
  const ws = await testWorkspace();
  const entry = await ws.import(await ws.file('rows.dat', content), await ws.file('map.yaml', MAP), { maxRejectRatio });
  if ('unchanged' in entry) throw new Error('expected a pass');
  return { ws, entry, [Symbol.asyncDispose]: () => ws[Symbol.asyncDispose]() };
}

const failure = (ws: TestWorkspace, file: string, map: string, extra = {}) =>
  ws.import(file, map, extra).then(
    () => expect.unreachable('expected a failure'),
    (error: unknown) => error as KocError,
  );

describe.each([
  ['gz', (text: string) => gzipSync(text)],
  ['zst', (text: string) => zstdCompressSync(text)],
])('a .%s file that was cut off', (_name, pack) => {
  test('keeps the rows before the cut, ends partial and says so', async () => {
    const random = (i: number) => line(String(i), { text: `${Math.sin(i)} ${Math.cos(i)}` });
    const whole = pack(Array.from({ length: 40_000 }, (_, i) => random(i)).join(''));
    await using done = await imported(whole.subarray(0, Math.floor(whole.length * 0.6)), 0);
    expect(done.entry.outcome).toBe('partial');
    expect(done.entry.asked['cut']).toMatch(/cut off/u);
    expect(done.entry.counts.sealed).toBeGreaterThan(15_000);
    expect(done.entry.counts.rejected).toBe(0);
    expect(done.ws.warnings.join()).toMatch(/cut off.*rows before are kept/u);
    const ids = (await done.ws.records()).map(({ id }) => Number(id));
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, i) => i));
  });

  test('that is damaged in the middle keeps the rows before', async () => {
    const whole = Buffer.from(
      pack(Array.from({ length: 40_000 }, (_, i) => line(String(i), { text: `${Math.sin(i)}` })).join('')),
    );
    whole.fill(0x5a, whole.length >> 1, (whole.length >> 1) + 64);
    await using done = await imported(whole, 1);
    expect(done.entry.outcome).toBe('partial');
    expect(done.entry.counts.sealed).toBeGreaterThan(1000);
    expect(done.ws.warnings.join()).toMatch(/damaged/u);
  });
});

test('a line of 50 MB is a reject with its number, and the lines around it are kept', async () => {
  const monster = `${JSON.stringify({ id: 'x', text: 'x'.repeat(50 * 1024 * 1024) })}\n`;
  await using done = await imported(rows(10) + monster + rows(10, 10));
  expect(done.entry.counts).toMatchObject({ sealed: 20, rejected: 1 });
  expect(await done.ws.rejects()).toEqual([{ line: 11, field: null, reason: 'the line is longer than 16 MiB' }]);
});

test('NUL bytes are taken out of texts, and blocks of them are no rows', async () => {
  await using done = await imported(
    `${rows(2)}${line('2').replace('text 2', 'te\0xt 2')}${'\0'.repeat(512)}\n${rows(1, 3)}`,
  );
  expect(done.entry.counts).toMatchObject({ sealed: 4, rejected: 0 });
  expect((await done.ws.records())[2]).toMatchObject({ id: '2', text: 'text 2' });
});

test('lone surrogates become U+FFFD in the rows and stay as they were in raw', async () => {
  await using done = await imported(line('0').replace('text 0', 'cut \\ud83d emoji'));
  expect((await done.ws.records())[0]?.text).toBe('cut \uFFFD emoji');
});

test('U+2028, U+2029, U+0085 and \\r inside a text are data, not line ends', async () => {
  const text = 'a\u2028b\u2029c\u0085d';
  await using done = await imported(line('0', { text }) + line('1').replace('\n', '\r\n') + rows(1, 2));
  const records = await done.ws.records();
  expect(records.map(({ text: said }) => said)).toEqual([text, 'text 1', 'text 2']);
});

test('dates of 1969 and 2099 are rejects that name the date; dates two days ahead are clocks', async () => {
  const at = (id: string, moment: string | number) => line(id, { at: moment });
  await using done = await imported(
    at('0', '1969-12-31T23:59:59Z') +
      at('1', '2099-01-01') +
      at('2', '2026-11-18T06:59:00Z') +
      at('3', -86_400_000_000) +
      rows(2, 4),
  );
  expect((await done.ws.records()).map(({ id }) => id)).toEqual(['2', '4', '5']);
  expect(await done.ws.rejects()).toEqual([
    { line: 1, field: 'published_at', reason: 'published_at 1969-12-31 lies before 1995' },
    { line: 2, field: 'published_at', reason: 'published_at 2098-12-31 lies in the future' },
    { line: 4, field: 'published_at', reason: expect.stringMatching(/lies before 1995/u) },
  ]);
});

test('one id with two texts gives two versions, both kept', async () => {
  await using done = await imported(line('7', { text: 'first' }) + line('7', { text: 'edited' }));
  expect((await done.ws.records()).map(({ id, text }) => [id, text])).toEqual([
    ['7', 'first'],
    ['7', 'edited'],
  ]);
});

test('bad lines never end a run, and their reasons never quote the row', async () => {
  const bad = [
    '{"id":',
    'secret words of a person',
    '[1,2]',
    '"text"',
    '{"id":"9","likes":"secret","at":1}',
    '{"id":"8","text":{"a":1}}',
  ];
  await using done = await imported(rows(5) + bad.map((text) => `${text}\n`).join('') + rows(5, 5));
  expect(done.entry.counts).toMatchObject({ sealed: 10, rejected: 6, got: 16 });
  const rejects = await done.ws.rejects();
  expect(rejects.map(({ line: at }) => at)).toEqual([6, 7, 8, 9, 10, 11]);
  expect(JSON.stringify(rejects)).not.toContain('secret');
});

test('more bad rows than allowed: the import fails with counts, reasons and the reject file, and nothing is kept', async () => {
  await using ws = await testWorkspace();
  const map = await ws.file('map.yaml', MAP);
  await ws.import(await ws.file('good.jsonl', rows(20)), map);
  const bad = Array.from({ length: 12 }, (_, i) => line(String(i), { at: 'the other day' })).join('');
  const error = await failure(ws, await ws.file('bad.jsonl', rows(188, 100) + bad), map);
  expect(error).toBeInstanceOf(UsageError);
  expect(error.exitCode).toBe(2);
  expect(error.message).toBe('bad.jsonl: 12 of 200 rows cannot be used (6.0 %, allowed 5 %); nothing was kept');
  expect(error.hint).toMatch(/published_at: expected a date.*\(12\).*rejects\/test-.*\.jsonl/u);
  expect(await ws.rejects()).toHaveLength(12);
  expect(ws.raw.entries()).toHaveLength(1);
  expect(await ws.records()).toHaveLength(20);
  expect((await readdir(join(ws.dir, 'raw'), { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual(
    [],
  );
});

test('exactly the allowed share of bad rows is no failure', async () => {
  await using ws = await testWorkspace();
  const file = await ws.file('edge.jsonl', `${rows(19)}broken\n`);
  expect(await ws.import(file, await ws.file('map.yaml', MAP))).toMatchObject({ outcome: 'ok' });
});

test.each([
  ['a file that is missing', undefined, /cannot read gone\.csv/u],
  ['an empty file', '', /empty/u],
  [
    'a text in no known encoding',
    Buffer.from([...'id,text\n1,'].map((c) => c.charCodeAt(0)).concat([0xff, 0x81, 0xe9, 0x20, 0xfe, 0xff, 0x0a])),
    /encoding/u,
  ],
  ['a Parquet file that is cut off', Buffer.from('PAR1garbagegarbage'), /not a readable Parquet/u],
  ['a workbook that is cut off', Buffer.from('PK\x03\x04garbage'), /not a readable workbook/u],
  [
    'a table without the mapped columns',
    'id,author,txt,at,likes\n1,a,b,2026-01-01,3\n',
    /no column "text" \(did you mean txt\?\)/u,
  ],
  [
    'a table in which a mapped column stands twice',
    'id,author,text,at,likes,text\n1,a,b,2026-01-01,3,c\n',
    /the column "text" twice: columns 3 and 6/u,
  ],
])('%s gives one clear line', async (_name, content, said) => {
  await using ws = await testWorkspace();
  const file = content === undefined ? join(ws.dir, 'gone.csv') : await ws.file('file.csv', content);
  const error = await failure(ws, file, await ws.file('map.yaml', MAP));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toMatch(said);
  expect(error.message).not.toContain('\n');
});

test('an import that is interrupted keeps nothing and exits 130', async () => {
  await using ws = await testWorkspace();
  const stop = new AbortController();
  const error = await failure(ws, await ws.file('rows.jsonl', rows(30_000)), await ws.file('map.yaml', MAP), {
    signal: stop.signal,
    onProgress: ({ records }: { records: number }) => records > 5000 && stop.abort(),
  });
  expect(error.exitCode).toBe(130);
  expect(ws.raw.entries()).toEqual([]);
});
