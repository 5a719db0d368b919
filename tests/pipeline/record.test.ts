/** Recordings of what is no JSON: the words of a page in whatever charset it came are in the fixture, and are served again as they were. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCollector } from '../../collectors/discover.ts';
import type { WireAnswer } from '../../collectors/engine/http_transport.ts';
import { recorder } from '../../jobs/pipeline/record.ts';
import { exchange } from '../collectors/live/fixture.ts';
import { testWorkspace } from '../support/workspace.ts';

/** 好用 in GBK. */
const WORDS = Buffer.from([0xba, 0xc3, 0xd3, 0xc3]);
const gbk = (head: string) =>
  Buffer.concat([Buffer.from(`<html><head>${head}</head><p>`), WORDS, Buffer.from('</p></html>')]);

test.each([
  ['its header says so', { 'content-type': 'text/html; charset=gbk' }, gbk('')],
  ['its markup says so', { 'content-type': 'text/html' }, gbk('<meta charset="gb2312">')],
  ['nothing but its markup says what it is', {}, gbk('<meta charset="gbk">')],
])('a page in GBK is recorded as its words (%s)', async (_what, headers: Record<string, string>, bytes) => {
  await using ws = await testWorkspace(`version: 1
contact: tests@example.org
brands: [{ id: aurora, names: [Aurora] }]
sources: [{ id: hn, collector: hackernews, acknowledged: true }]
`);
  const [source] = (await ws.open()).config.sources;
  const dir = await mkdtemp(join(tmpdir(), 'koc-record-'));
  const of = { source: source!, collector: await loadCollector('hackernews') };
  const ask = { queries: [], window: { since: 0, until: 1 }, isFixedWindow: false, limit: null };
  const { wrap, finish } = await recorder(dir, of, ask, ws.context());
  const answer: WireAnswer = { status: 200, headers, bytes };
  const url = new URL('https://pages.example/a');
  const { signal } = new AbortController();
  expect(await wrap(async () => answer)({ method: 'GET', url, headers: {}, body: null, maxBytes: 1e6, signal })).toBe(
    answer,
  );
  await finish();
  const line = exchange.parse(JSON.parse(await readFile(join(dir, 'hn', 'exchanges.jsonl'), 'utf8')));
  expect(line.text).toContain('<p>好用</p>');
  expect(line.headers['content-type']).toMatch(/^text\/\w+; charset=utf-8$/u);
  await rm(dir, { recursive: true });
});
