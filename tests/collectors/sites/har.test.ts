/** HAR files as browsers save them, and as nobody should: every usable entry comes out, nothing secret does, nothing is guessed. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HarAnswer, type HarGap, readHar } from '../../../collectors/browsing/har.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

interface Saved {
  readonly url?: string;
  readonly method?: string;
  readonly type?: string | undefined;
  readonly status?: number;
  readonly content?: object;
  readonly asked?: Record<string, string>;
  readonly said?: Record<string, string>;
  readonly sent?: string;
  readonly at?: string;
}

function entry(saved: Saved = {}): object {
  const pairs = (of: Record<string, string> = {}) => Object.entries(of).map(([name, value]) => ({ name, value }));
  return {
    startedDateTime: saved.at ?? '2026-11-16T10:00:00.123+08:00',
    time: 31.5,
    pageref: 'page_1',
    ...('type' in saved && saved.type === undefined ? {} : { _resourceType: saved.type ?? 'xhr' }),
    request: {
      method: saved.method ?? 'GET',
      url: saved.url ?? 'https://api.example.com/list?q=1',
      headers: pairs(saved.asked),
      ...(saved.sent === undefined ? {} : { postData: { mimeType: JSON_TYPE, text: saved.sent } }),
    },
    response: {
      status: saved.status ?? 200,
      headers: pairs({ 'Content-Type': JSON_TYPE, ...saved.said }),
      content: saved.content ?? { size: 2, mimeType: JSON_TYPE, text: '{}' },
    },
  };
}

const har = (entries: readonly unknown[], pages: readonly unknown[] = []): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'entries', version: '1' }, pages, entries } });

/** In pieces of the given size, so that every token is cut somewhere. */
async function* pieces(text: string | Buffer, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Buffer, size?: number): Promise<(HarAnswer | HarGap)[]> {
  return Array.fromAsync(readHar(pieces(text, size), 'x.har'));
}

const answers = async (text: string | Buffer, size?: number): Promise<HarAnswer[]> =>
  (await read(text, size)).filter((one) => 'received' in one);

test('an entry of Chrome, Edge or Firefox becomes the answer that its page got, at its own moment', async () => {
  const page = { id: 'page_1', title: 'https://www.example.com/search?q=1' };
  const [chrome, firefox, document] = await answers(
    har(
      [
        entry({ sent: '{"keyword":"示例"}', method: 'POST' }),
        entry({ type: undefined, asked: { 'Sec-Fetch-Dest': 'empty', Accept: 'text/html' } }),
        entry({ type: undefined, asked: { Accept: 'text/html,*/*' }, url: 'https://www.example.com/a' }),
      ],
      [page],
    ),
  );
  expect(chrome).toMatchObject({
    hasBody: true,
    received: {
      method: 'POST',
      sent: '{"keyword":"示例"}',
      at: Date.UTC(2026, 10, 16, 2, 0, 0, 123),
      isDocument: false,
    },
  });
  expect(chrome?.received.pageUrl).toBe(page.title);
  expect(firefox?.received.isDocument).toBe(false);
  expect(document?.received).toMatchObject({ isDocument: true, pageUrl: 'https://www.example.com/a' });
});

test('cookies and authorisation stay behind', async () => {
  const secret = { Cookie: 'sid=SECRET', 'Set-Cookie': 'sid=SECRET', Authorization: 'SECRET', 'X-A': 'b' };
  const all = await read(har([entry({ asked: secret, said: secret })]));
  expect(JSON.stringify(all)).not.toContain('SECRET');
  expect((all[0] as HarAnswer).received.headers).toMatchObject({ 'x-a': 'b' });
});

test('bodies in base64 and in other charsets are read; one that was not saved is told from an empty one', async () => {
  const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]).toString('base64');
  const all = await answers(
    har([
      entry({
        content: { size: 4, mimeType: 'text/html', encoding: 'base64', text: gbk },
        said: { 'Content-Type': 'text/html; charset=gbk' },
      }),
      entry({ content: { size: 31, mimeType: JSON_TYPE } }),
      entry({ content: { size: 0, mimeType: JSON_TYPE } }),
      entry({ content: { size: 0, mimeType: JSON_TYPE, text: '' } }),
    ]),
  );
  expect(all.map(({ received, hasBody }) => [received.text, hasBody])).toEqual([
    ['中文', true],
    ['', false],
    ['', true],
    ['', true],
  ]);
});

test('pictures, styles, preflights and requests without an answer are left out, JSONP is not', async () => {
  const all = await answers(
    har([
      entry({ type: 'image' }),
      entry({ type: 'script', url: 'https://a.example.com/x.js' }),
      entry({ type: undefined, content: { size: 1, mimeType: 'text/css', text: 'a' } }),
      entry({ method: 'OPTIONS' }),
      entry({ status: 0 }),
      entry({ url: 'no address' }),
      entry({ type: 'script', url: 'https://a.example.com/x?callback=cb' }),
    ]),
  );
  expect(all.map(({ received }) => received.url)).toEqual(['https://a.example.com/x?callback=cb']);
});

describe('whatever else stands in a file', () => {
  const odd = [
    entry({ url: 'https://a.example.com/1', content: { size: 9, mimeType: JSON_TYPE, text: '{"a":"]}\\\\\\"[{,"}' } }),
    { startedDateTime: 'never' },
    null,
    42,
    'entries',
    [[[]]],
    entry({ url: 'https://a.example.com/2' }),
  ];

  test.each([1, 2, 3, 13, 1_000_000])(
    'in pieces of %i bytes the usable entries come out and the others are told',
    async (size) => {
      const text = `\uFEFF${har(odd).replaceAll('},{', '} ,\n{')}`;
      const all = await read(text, size);
      expect(all.flatMap((one) => ('received' in one ? [one.received.url.slice(-1)] : []))).toEqual(['1', '2']);
      expect(all.filter((one) => 'gap' in one)).toHaveLength(odd.length - 2);
    },
  );

  test('a list of the same name elsewhere is not the list of entries', async () => {
    const decoy = { entries: [entry({ url: 'https://a.example.com/no' })], log: [{ entries: [1] }] };
    const text = `{"x":"log","decoy":${JSON.stringify(decoy)},"log":{"a":"entries","b":["entries"],"c":${JSON.stringify(decoy)},"entries":[${JSON.stringify(entry())}]}}`;
    expect(await answers(text, 5)).toHaveLength(1);
  });

  test.each(['', '[]', '{}', 'hello', '{"log":[]}', '{"entries":[{}]}', '}}}]]]', '{"log":{"entries":{}}}'])(
    'what is no HAR is said to be none: %s',
    async (text) => {
      await expect(read(text)).rejects.toThrow('x.har is no HAR file');
    },
  );

  test('a file that breaks off gives what stood before', async () => {
    const text = har([entry({ url: 'https://a.example.com/1' }), entry(), entry()]);
    const got: unknown[] = [];
    const reading = async () => {
      for await (const one of readHar(pieces(text.slice(0, -200)), 'x.har')) got.push(one);
    };
    await expect(reading()).rejects.toThrow('breaks off in the middle');
    expect(got).toHaveLength(2);
  });

  test('an empty session is no error', async () => {
    expect(await read(har([]))).toEqual([]);
  });
});

describe('a large file', () => {
  let dir = '';
  let path = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'koc-har-'));
    path = join(dir, 'large.har');
    await using file = await open(path, 'w');
    const one = JSON.stringify(entry({ content: { size: 1, mimeType: JSON_TYPE, text: '语"'.repeat(100_000) } }));
    await file.write('{"log":{"entries":[');
    for (let at = 0; at < 60; at += 1) await file.write(`${at === 0 ? '' : ','}${one}`);
    await file.write(`,{"long":"${'x'.repeat(65 * 1024 * 1024)}"}]}}`);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('is never held whole, and an entry beyond all measure is passed over', async () => {
    let most = 0;
    let bodies = 0;
    const gaps: string[] = [];
    const before = process.memoryUsage();
    for await (const one of readHar(createReadStream(path), path)) {
      if ('gap' in one) gaps.push(one.gap);
      else bodies += one.received.text.length;
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      most = Math.max(most, arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed);
    }
    expect(bodies).toBe(60 * 200_000);
    expect(gaps).toEqual(['too_long']);
    expect(most).toBeLessThan(200 * 1024 * 1024);
  });
});
