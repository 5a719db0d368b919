/** What reading an answer of a site promises: refusals before anything else, every shape found, nothing secret sealed, no word lost. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readAnswer } from '../../../collectors/browsing/match.ts';
import { pageStates, structuredData } from '../../../collectors/browsing/page_state.ts';
import { savedCollector } from '../../../collectors/browsing/saved_collector.ts';
import { readSaved } from '../../../collectors/browsing/saved_read.ts';
import { siteNormalizer } from '../../../collectors/browsing/site_normalizer.ts';
import { siteReader } from '../../../collectors/browsing/site_reader.ts';
import type { CollectedRecord } from '../../../warehouse/contracts/collector.ts';
import type { RawEnvelope, SegmentHeader } from '../../../warehouse/contracts/raw.ts';
import { envelopeOf, headerOf } from '../envelope.ts';
import { HOST, received, SEEN_AT, saved, searchOf, teaHouse, teaLeaf } from './tea_house.ts';

const site = teaHouse();
const read = (answer: ReturnType<typeof received>) => readAnswer(site, site.hosts, answer);
const page = (body: string) =>
  received(`https://${HOST}/leaf/a1`, `<html><body>${body}</body></html>`, { isDocument: true });

/** What a sealed record says under the declaration of a site. */
function rowsOf(records: readonly CollectedRecord[], declared = teaHouse()) {
  const collector = { meta: declared.meta, normalizer: siteNormalizer(declared) };
  const header: SegmentHeader = headerOf(collector as never, {});
  const normalise = collector.normalizer(header);
  return records.map((one, seq) => {
    const envelope: RawEnvelope = { ...envelopeOf(collector as never, one, seq), fetched_at: one.fetchedAt ?? SEEN_AT };
    return normalise(envelope);
  });
}

test('an answer at a shape’s path becomes its records, those of other hosts and questions of browsers nothing', () => {
  const seen = read(searchOf([teaLeaf('a1', 'u1'), teaLeaf('a2', 'u2')]));
  expect(seen).toMatchObject({ kind: 'seen', drifts: [], readings: [{ more: false, rejected: [] }] });
  const answer = searchOf([teaLeaf('a1', 'u1')]);
  expect(read({ ...answer, url: answer.url.replace(HOST, 'tea.example.evil') })).toEqual({ kind: 'nothing' });
  expect(read({ ...answer, url: answer.url.replace('/api/search', '/api/other') })).toEqual({ kind: 'nothing' });
  for (const method of ['OPTIONS', 'HEAD']) expect(read({ ...answer, method, text: '' })).toEqual({ kind: 'nothing' });
  for (const status of [204, 302]) expect(read({ ...answer, status, text: '' })).toEqual({ kind: 'nothing' });
  expect(read({ ...answer, status: 502 })).toMatchObject({ kind: 'broken', reason: 'HTTP 502' });
});

test('refusals come before shapes, also those of any site, and only of pages and of what shapes are read from', () => {
  const refused = { code: 7, data: { leaves: [teaLeaf('a1', 'u1')], more: false } };
  expect(read({ ...searchOf([]), text: JSON.stringify(refused) })).toMatchObject({
    kind: 'refusal',
    refusal: { sign: 'code 7' },
  });
  expect(read(received(`https://${HOST}/gate?to=x`, '<html>', { isDocument: true }))).toMatchObject({
    refusal: { outcome: 'login_needed' },
  });
  expect(read({ ...searchOf([]), status: 429 })).toMatchObject({ refusal: { outcome: 'rate_limited' } });
  expect(read(received(`https://${HOST}/api/beacon`, { code: 7 }))).toEqual({ kind: 'nothing' });
});

test('nothing secret and no dropped field of a person is sealed, and the address keeps only its named parameters', () => {
  const reader = siteReader(site, site.hosts);
  const answer = searchOf([teaLeaf('a1', 'u1')]);
  const [one, ...others] = reader.seal(reader.read(answer), SEEN_AT);
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    requestUrl: `https://api.${HOST}/api/search?page=1&q=tea`,
    authorId: 'u1',
    fetchedAt: SEEN_AT,
  });
  for (const secret of ['t0ken', '5ecret', 'visit_token', 'img.tea']) expect(JSON.stringify(one)).not.toContain(secret);
  expect(one?.payloadJson).toContain('from=list');
  expect(reader.seal(reader.read(answer), SEEN_AT + 1)).toEqual([]);
  expect(reader.seal(reader.read(searchOf([{ ...teaLeaf('a1', 'u1'), likes: 9 }])), SEEN_AT + 2)).toHaveLength(1);
});

test('states of pages are read as scripts write them, without running any', () => {
  const states = pageStates(`
    <script>window.__A__={"a":undefined,b:[1,2,],'c':"x\\x41\\u0042'",d:-1.5e+3,"e":!0,"f":void 0};(function(){var s={};s=[function(){}]}())</script>
    <script>var $render_data = [{ "status": {"id": 4900000000000001, "deep": 12345678901234567890} }][0] || {};</script>
    <script id="RENDER_DATA" type="application/json">%7B%22app%22%3A%22%E8%8C%B6%22%7D</script>
    <script id="js-initialData" type="text/json">{"k":"</b>"}</script>
    <script>window["__B__"]=JSON.parse("{\\"q\\":1}");window.__C__=JSON.parse(decodeURIComponent("%7B%22z%22%3A2%7D"));alert(1)</script>`);
  expect({ ...states }).toMatchObject({
    __A__: { a: null, b: [1, 2], c: "xAB'", d: -1500, e: true, f: null },
    $render_data: { status: { id: 4900000000000001, deep: '12345678901234567890' } },
    RENDER_DATA: { app: '茶' },
    'js-initialData': { k: '</b>' },
    __B__: { q: 1 },
    __C__: { z: 2 },
  });
  const ld = '<script type="application/ld+json">{"@graph":[{"@type":"A"},{"@type":"B"}]}</script>';
  expect(structuredData(`${ld}<script type='application/ld+json'>[{"@type":"C"}]</script>`)).toHaveLength(3);
});

test('hostile pages take time in the order of their size and bring nothing', () => {
  const size = 60_000;
  const pieces = [
    '<script>window.x={',
    '<script>x=[',
    'x={"',
    "x=['",
    '<script ',
    'a = {b: ',
    'a',
    '{',
    '"',
    '\\',
    'x={a:1,b:c(),',
  ];
  const spent = (times: number) => {
    const from = performance.now();
    for (const piece of pieces) pageStates(`<script>${piece.repeat(Math.ceil((times * size) / piece.length))}`);
    return performance.now() - from;
  };
  spent(1);
  expect(spent(4) / spent(1)).toBeLessThan(12);
});

test('a document may hold several shapes; a state that is missing is a changed layout, with what else the page holds', () => {
  const state = `<script>window.__TEA__ = ${JSON.stringify({ leaf: teaLeaf('a1', 'u1') })}</script>`;
  const both = read(page(`${state}<script type="application/ld+json">{"@type":"Product"}</script>`));
  expect(both).toMatchObject({ kind: 'seen', drifts: [] });
  expect(both.kind === 'seen' && both.readings.map(({ shape }) => shape.name)).toEqual(['post_page', 'structured']);
  const renamed = read(page(state.replace('__TEA__', '__TEA2__')));
  expect(renamed).toMatchObject({
    kind: 'seen',
    readings: [],
    drifts: [{ shape: 'post_page', path: '', reason: 'no page state __TEA__' }],
  });
  expect(renamed.kind === 'seen' && JSON.stringify(renamed.drifts[0]?.record.payload)).toContain('白茶回甘');
});

test('a changed schema is sealed whole with the path that changed, gives no rows now and all of them to a parser that knows it', () => {
  const reader = siteReader(site, site.hosts);
  const answer = reader.read(searchOf([teaLeaf('a1', 'u1'), teaLeaf('a2', 'u2', '焙火太重')], 'items'));
  expect(answer).toMatchObject({ kind: 'seen', readings: [], drifts: [{ shape: 'search', path: 'data.leaves' }] });
  const sealed = reader.seal(answer, SEEN_AT);
  expect(sealed).toMatchObject([{ kind: 'event', authorId: null }]);
  for (const secret of ['t0ken', '5ecret', 'img.tea']) expect(JSON.stringify(sealed)).not.toContain(secret);
  expect(rowsOf(sealed)).toMatchObject([{ skip: expect.stringContaining('search') }]);
  const [rows] = rowsOf(sealed, teaHouse('items', 2));
  expect(rows).toMatchObject({
    records: [
      { id: 'a1', authorId: 'u1', text: '白茶回甘', observedAt: SEEN_AT },
      { id: 'a2', authorId: 'u2', text: '焙火太重' },
    ],
    authors: [{ id: 'u1', name: '茶客u1' }, { id: 'u2' }],
  });
});

test('odd items cost themselves; an answer of nothing but odd items is a changed schema', () => {
  const one = read(searchOf([teaLeaf('a1', 'u1'), teaLeaf('a3', 'u3'), { id: 7 }]));
  expect(one).toMatchObject({ drifts: [], readings: [{ rejected: [{ field: 'id' }] }] });
  expect(read(searchOf([{ id: 7 }]))).toMatchObject({ drifts: [{ shape: 'search', path: 'id' }] });
});

test('saved bodies are read without an address, in envelopes of relays, and a relay’s own code is no refusal', () => {
  const body = { code: 0, data: { leaves: [teaLeaf('a1', 'u1')], more: false } };
  const found = (value: unknown) => {
    const answer = readSaved(siteReader(site, site.hosts), saved(value));
    return answer.kind === 'seen' ? answer.readings.flatMap(({ records }) => records.map(({ id }) => id)) : answer.kind;
  };
  expect(found(body)).toEqual(['a1']);
  expect(found({ code: 7, message: 'ok', data: { code: 200, data: body } })).toEqual(['a1']);
  expect(found({ status: 200, body: JSON.stringify(body) })).toEqual(['a1']);
  expect(found({ data: { posts: [] } })).toBe('nothing');
  expect(found({ code: 7 })).toBe('refusal');
});

test('files of bodies are taken in whatever they are: JSON, JSONP, lines, GBK, a page, a HAR', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'koc-saved-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const body = (id: string) => ({ code: 0, data: { leaves: [teaLeaf(id, 'u1')], more: false } });
  const gbk = Buffer.concat([
    Buffer.from('{"data":{"more":false,"leaves":[{"id":"g1","by":{"uid":"u1"},"at":1,"text":"'),
    Buffer.from([0xb2, 0xe8]),
    Buffer.from('"}]}}'),
  ]);
  const state = `<!-- saved from url=(0029)https://${HOST}/leaf/p1 --><html><script>var __TEA__=${JSON.stringify({ leaf: teaLeaf('p1', 'u1') })}</script>`;
  const content = { size: 1, mimeType: 'application/json', text: JSON.stringify(body('h1')) };
  const entry = (url: string) => ({
    startedDateTime: '2026-11-15T08:00:00Z',
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, headers: [], content },
  });
  const har = {
    log: {
      version: '1.2',
      entries: [entry(`https://api.${HOST}/api/search?q=tea&sign=5`), entry('https://other.example/')],
    },
  };
  const files: Readonly<Record<string, [string | Buffer, string[]]>> = {
    'pretty.json': [JSON.stringify(body('a1'), null, 2), ['a1']],
    'list.json': [JSON.stringify([body('a1'), body('a2')], null, 1), ['a1', 'a2']],
    'jsonp.js': [`/**/cb_1(${JSON.stringify(body('j1'))});`, ['j1']],
    'lines.txt': [`${JSON.stringify(body('l1'))}\n\n${JSON.stringify(body('l2'))}\nnot json\n`, ['l1', 'l2']],
    'gbk.json': [gbk, ['g1']],
    'page.html': [state, ['p1']],
    'session.har': [JSON.stringify(har), ['h1']],
  };
  const collector = savedCollector(site);
  for (const [name, [bytes, ids]] of Object.entries(files)) {
    const file = join(dir, name);
    await writeFile(file, bytes);
    await utimes(file, SEEN_AT / 1000, SEEN_AT / 1000);
    const { records, end, rejects } = await importOf(collector, file);
    expect([name, records.map(({ id }) => id)]).toEqual([name, ids]);
    expect(end).toMatchObject({ outcome: 'ok', asked: { recognised: 'tea_house' } });
    expect(rejects).toBe(name === 'lines.txt' ? 1 : 0);
    expect(records[0]?.observedAt).toBe(name === 'session.har' ? Date.UTC(2026, 10, 15, 8) : SEEN_AT);
    expect(rowsOf(records)[0]).toMatchObject({ records: [{ text: name === 'gbk.json' ? '茶' : '白茶回甘' }] });
  }
  await writeFile(join(dir, 'odd.json'), '{"data":{"posts":[]}}');
  await expect(importOf(collector, join(dir, 'odd.json'))).rejects.toThrow(
    'odd.json holds nothing of tea_house that is known',
  );
});

async function importOf(collector: ReturnType<typeof savedCollector>, file: string) {
  const records: CollectedRecord[] = [];
  let rejects = 0;
  const pass = collector.collect({
    sourceId: 'saved',
    options: { file },
    context: {},
    cursor: null,
    now: () => SEEN_AT,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    signal: new AbortController().signal,
    reject: () => {
      rejects += 1;
    },
    progress: () => {},
    live: null,
  });
  for (;;) {
    const next = await pass.next();
    if (next.done) return { records, end: next.value, rejects };
    records.push(...next.value.records);
  }
}
