/** A source that reaches out, from koc.yaml to raw and lake: what is new, what is due, what was cut, and what is never asked. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCollector } from '../../collectors/discover.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { dueAuthors } from '../../jobs/pipeline/due_authors.ts';
import { expireRaw } from '../../jobs/pipeline/expire.ts';
import { forgetAuthor } from '../../jobs/pipeline/forget.ts';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { type CollectOptions, collectSources, someFellShort } from '../../jobs/pipeline/sources.ts';
import { weekly } from '../../jobs/pipeline/weekly.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { DAY_MS, parseAsOf } from '../../warehouse/contracts/time.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { type FakeHackerNews, fakeHackerNews } from '../support/fake_hackernews.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const START = Date.UTC(2026, 10, 16, 7);

interface Stage extends AsyncDisposable {
  readonly hn: FakeHackerNews;
  readonly ws: TestWorkspace;
  clock: { at: number };
  context(): RunContext;
  collect(options?: CollectOptions): ReturnType<typeof collectSources>;
  records(): Promise<RawEnvelope[]>;
}

async function stage(more = '', perPage = 5, cap = 1000): Promise<Stage> {
  const hn = await fakeHackerNews(cap);
  const ws = await testWorkspace(`version: 1
contact: tests@example.org
brands: [{ id: aurora, names: [Aurora] }, { id: nova, role: tracked, names: [Nova] }, { id: coman, role: tracked }]
people: [{ platform: hackernews, id: pia, basis: consent }]
sources:
  - id: hn
    collector: hackernews
    acknowledged: true
    allow_private: true
    brands: [aurora]
    with: { base_url: "${hn.url}", hits_per_page: ${perPage} }
${more}`);
  const clock = { at: START };
  const on: Stage = {
    hn,
    ws,
    clock,
    context: () => ({
      ...ws.context(),
      now: () => clock.at,
      sleep: async (ms, signal) => {
        signal.throwIfAborted();
        clock.at += ms;
      },
    }),
    async collect(options) {
      return collectSources(await ws.open(), on.context(), options);
    },
    async records() {
      const raw = await openWorkspaceRaw(await ws.open(), on.context());
      const all: RawEnvelope[] = [];
      for (const { ref } of raw.segments()) {
        for await (const batch of (await readSegment(raw.dir, ref)).batches) all.push(...batch);
      }
      return all;
    },
    async [Symbol.asyncDispose]() {
      await hn[Symbol.asyncDispose]();
      await ws[Symbol.asyncDispose]();
    },
  };
  return on;
}

const post = (id: number, hoursAgo: number, more: Partial<Stage['hn']['posts'][number]> = {}) => {
  return { id, at: START - hoursAgo * 3_600_000, author: `user${id % 7}`, text: `Aurora number ${id}`, ...more };
};
/** Each in words of its own: what is said alike by many is taken for planted. */
const PRAISE = [
  'Aurora is the best cream I have ever had, my skin loves it',
  'Finally finished the jar of Aurora and ordered another, so happy with it',
  'Two winters with Aurora now and not one dry patch, wonderful stuff',
  'My sister asked what I use: Aurora of course, great value',
  'Tried three others this year, went back to Aurora, so much better',
  'The new Aurora smells lovely and absorbs quickly, love it',
  'Aurora saved my hands this autumn, really pleased',
  'I keep recommending Aurora to everybody at work, excellent',
  'Bought Aurora again, third time, it simply works well',
];
const ids = (records: readonly RawEnvelope[]) =>
  [...new Set(records.map(({ id }) => Number(id)))].sort((a, b) => a - b);

test('brings what is new, then only what came since, and each record once in the lake', async () => {
  await using on = await stage();
  for (let id = 1; id <= 12; id++) on.hn.posts.push(post(id, id * 10));
  const [first] = await on.collect();
  expect(first).toMatchObject({ source: 'hn', outcome: 'ok', records: 12 });
  expect(ids(await on.records())).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  on.clock.at += DAY_MS;
  on.hn.posts.push({ ...post(50, 0), at: START + DAY_MS / 2 });
  const before = on.hn.asked.length;
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok', records: 1 });
  expect(on.hn.asked.length - before).toBe(1);
  const lake = await syncLake(await on.ws.open(), on.context());
  expect(lake.records.mapped).toBe(13);
  expect(lake.passes).toContainEqual(
    expect.objectContaining({ sourceId: 'hn', platform: 'hackernews', outcome: 'ok' }),
  );
});

test('a full window is asked for in parts, so that no cap loses a record', async () => {
  await using on = await stage('', 5, 10);
  for (let id = 1; id <= 48; id++) on.hn.posts.push(post(id, id));
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok', records: 48 });
  expect(ids(await on.records())).toHaveLength(48);
});

test('what no split can show is told as lost, and asked for again first', async () => {
  await using on = await stage('', 5, 10);
  for (let id = 1; id <= 15; id++) on.hn.posts.push({ ...post(id, 5), at: START - 3_600_000 });
  expect((await on.collect())[0]).toMatchObject({ outcome: 'capped', records: 10 });
  const raw = await openWorkspaceRaw(await on.ws.open(), on.context());
  expect(raw.entries().at(-1)?.asked['lost_until']).toBe('2026-11-16T06:00:01.000Z');
  on.hn.posts.splice(5, 10);
  const planned = (await on.collect({ isDryRun: true }))[0]?.planned;
  expect(planned?.[0]?.why).toBe('lost');
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok' });
  expect(ids(await on.records())).toHaveLength(15);
});

test('a source that blocks keeps what it gave, ends with exit code 3, and goes on where it was', async () => {
  await using on = await stage();
  for (let id = 1; id <= 12; id++) on.hn.posts.push(post(id, id));
  on.hn.answer = (index) => (index === 1 ? 403 : null);
  const results = await on.collect();
  expect(results[0]).toMatchObject({ outcome: 'blocked', records: 5 });
  expect(someFellShort(results)).toBe(true);
  expect(ids(await on.records())).toHaveLength(5);
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok' });
  expect(ids(await on.records())).toHaveLength(12);
  expect(on.hn.asked.filter((url) => url.includes('page=0'))).toHaveLength(2);
});

test('interrupted ten times it loses nothing and asks for one page twice at most each time', async () => {
  await using on = await stage();
  for (let id = 1; id <= 55; id++) on.hn.posts.push(post(id, id));
  for (let times = 0; times < 10; times++) {
    const stop = new AbortController();
    const from = on.hn.asked.length;
    on.hn.answer = (index) => {
      if (index === from + 1) stop.abort();
      return null;
    };
    await expect(collectSources(await on.ws.open(), { ...on.context(), signal: stop.signal })).rejects.toThrow(
      'interrupted',
    );
  }
  on.hn.answer = () => null;
  await on.collect();
  expect(ids(await on.records())).toHaveLength(55);
  expect(on.hn.asked.length - new Set(on.hn.asked).size).toBeLessThanOrEqual(10);
});

test('stays off until acknowledged; without a contact the config is refused', async () => {
  await using on = await stage();
  const koc = await readFile(join(on.ws.dir, 'koc.yaml'), 'utf8');
  await on.ws.write('koc.yaml', koc.replace('acknowledged: true', 'acknowledged: false'));
  expect((await on.collect())[0]?.off).toContain('.');
  await on.ws.write('koc.yaml', koc.replace('contact: tests@example.org\n', ''));
  await expect(on.ws.open()).rejects.toThrow('contact');
  expect(on.hn.asked).toEqual([]);
});

test('a private address is not asked unless the source says so', async () => {
  await using on = await stage();
  const koc = await readFile(join(on.ws.dir, 'koc.yaml'), 'utf8');
  await on.ws.write('koc.yaml', koc.replace('allow_private: true', 'allow_private: false'));
  expect((await on.collect())[0]?.outcome).toBe('blocked');
  expect(on.hn.asked).toEqual([]);
});

test('a dry run asks nobody and writes nothing', async () => {
  await using on = await stage();
  await on.ws.open();
  const before = await readdir(on.ws.dir);
  const [result] = await on.collect({ isDryRun: true });
  expect(result?.planned).toMatchObject([{ query: { kind: 'keyword', words: 'Aurora' }, why: 'new' }]);
  expect(on.hn.asked).toEqual([]);
  expect(await readdir(on.ws.dir)).toEqual(before);
});

test('an interval of the operator’s own moves no mark', async () => {
  await using on = await stage();
  for (let id = 1; id <= 6; id++) on.hn.posts.push(post(id, id * 24));
  const bounds = { window: { since: START - 3 * DAY_MS - 1, until: START - DAY_MS }, limit: null, recordDir: null };
  expect((await on.collect({ bounds }))[0]).toMatchObject({ records: 2 });
  expect((await on.collect())[0]).toMatchObject({ records: 6 });
});

test('posts are seen again at growing ages; one that went is a version in which nothing stands', async () => {
  await using on = await stage('    refresh: true\n');
  on.hn.posts.push(post(1, 12), post(2, 13));
  await on.collect();
  await syncLake(await on.ws.open(), on.context());
  on.clock.at += DAY_MS;
  on.hn.posts[0]!.points = 40;
  on.hn.posts.splice(1, 1);
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok', records: 2 });
  const seen = await on.records();
  expect(seen.filter(({ id }) => id === '1').at(-1)?.payload).toMatchObject({ points: 40 });
  expect(seen.filter(({ id }) => id === '2').at(-1)?.payload).toEqual({
    koc_gone: true,
    published_at: START - 13 * 3_600_000,
  });
  await syncLake(await on.ws.open(), on.context());
  const asked = on.hn.asked.length;
  await on.collect();
  expect(on.hn.asked.length - asked).toBe(1);
});

test('a story with more comments than a page holds is still there when it is seen again', async () => {
  await using on = await stage('    refresh: true\n', 5);
  on.hn.posts.push(post(1, 12));
  await on.collect();
  await syncLake(await on.ws.open(), on.context());
  on.clock.at += DAY_MS;
  for (let id = 2; id <= 13; id++) on.hn.posts.push(post(id, 11, { story: 1, text: 'same here' }));
  await on.collect();
  const seen = (await on.records()).filter(({ id }) => id === '1');
  expect(seen).toHaveLength(2);
  expect(seen.at(-1)?.payload).toMatchObject({ objectID: '1' });
});

test('collected day by day without a build, a post is seen again at its ages and at no other time', async () => {
  await using on = await stage('    refresh: true\n');
  on.hn.posts.push(post(1, 12));
  const days: number[] = [];
  for (let day = 0; day <= 8; day++) {
    const from = on.hn.asked.length;
    await on.collect();
    if (on.hn.asked.slice(from).some((url) => url.includes('story_1'))) days.push(day);
    on.clock.at += DAY_MS;
  }
  expect(days).toEqual([1, 3, 7]);
});

test('a post that its source can tell nothing of is asked for once an age', async () => {
  await using on = await stage('    refresh: true\n', 5, 2);
  on.hn.posts.push(post(1, 12));
  await on.collect();
  // Of its thread a cap shows the newest only, and never the post itself.
  for (let id = 2; id <= 4; id++) on.hn.posts.push(post(id, 11, { story: 1, text: 'same here' }));
  on.clock.at += DAY_MS;
  const about = () => on.hn.asked.filter((url) => url.includes('story_1')).length;
  for (let run = 0; run < 3; run++) await on.collect();
  expect(about()).toBe(1);
  on.clock.at += 2 * DAY_MS;
  await on.collect();
  expect(about()).toBe(2);
});

test('authors of the people file are read whole, once a week, so many a day', async () => {
  await using on = await stage('    backfill: { daily: 1 }\n');
  on.hn.posts.push({ ...post(1, 12), author: 'pia' }, { ...post(2, 13), author: 'pia', text: 'Nova leaks' });
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok', records: 3 });
  const raw = await openWorkspaceRaw(await on.ws.open(), on.context());
  const full = raw.entries().filter((entry) => entry.asked['purpose'] === 'backfill');
  expect(full.flatMap(({ segments }) => segments)).toHaveLength(1);
  const { header } = await readSegment(raw.dir, full.flatMap(({ segments }) => segments)[0]!);
  expect(header.context).toMatchObject({ coverage: 'full' });
  expect(JSON.stringify(raw.entries())).not.toContain('pia');
  const ws = await on.ws.open();
  const { meta } = await loadCollector('hackernews');
  const [source] = ws.config.sources;
  expect(await dueAuthors(ws, source!, meta, on.clock.at)).toBeNull();
  expect((await dueAuthors(ws, source!, meta, on.clock.at + 8 * DAY_MS))?.queries).toHaveLength(1);
  expect(
    (await dueAuthors(ws, source!, { ...meta, joinsPeople: false }, on.clock.at + 8 * DAY_MS))?.queries,
  ).toBeUndefined();
});

test('a recording is a fixture without people and secrets', async () => {
  await using on = await stage();
  on.hn.posts.push({ ...post(1, 12), author: 'somebody_known', text: 'Aurora, says somebody_known' });
  const recordDir = await mkdtemp(join(tmpdir(), 'koc-record-'));
  await on.collect({ bounds: { window: null, limit: null, recordDir } });
  const [ask, exchanges] = await Promise.all(
    ['ask.json', 'exchanges.jsonl'].map((name) => readFile(join(recordDir, 'hn', name), 'utf8')),
  );
  expect(JSON.parse(ask!)).toMatchObject({ queries: [{ kind: 'keyword' }] });
  expect(exchanges).toContain('Aurora, says u_');
  expect(exchanges).not.toContain('somebody_known');
  expect(exchanges).not.toContain('_highlightResult');
  await rm(recordDir, { recursive: true });
});

test('what the terms let nobody keep leaves raw after its time, and the manifest says how much', async () => {
  await using on = await stage();
  on.hn.posts.push(post(1, 12), post(2, 13));
  await on.collect();
  const raw = await openWorkspaceRaw(await on.ws.open(), on.context());
  const terms = (days: number | null) => async () => days;
  expect(await expireRaw(on.context(), raw, 30, terms(30))).toBe(0);
  on.clock.at += 31 * DAY_MS;
  expect(await expireRaw(on.context(), raw, null, terms(null))).toBe(0);
  expect(await expireRaw(on.context(), raw, 400, terms(30))).toBe(2);
  expect(await on.records()).toEqual([]);
  const again = await openWorkspaceRaw(await on.ws.open(), on.context());
  expect(again.entries().flatMap(({ expired }) => expired)).toMatchObject([{ records: 2 }]);
  expect(again.checkpoint('hn')).toMatchObject({ todo: [] });
});

test('the candidates of the last publication are read whole, the best first', async () => {
  await using on = await stage('    backfill: { daily: 3 }\n');
  PRAISE.forEach((text, id) => void on.hn.posts.push(post(id + 1, 26 + id * 31, { author: `fan${id % 3}`, text })));
  await on.collect();
  on.clock.at += 7 * DAY_MS;
  const ws = await on.ws.open();
  await weekly(ws, on.context(), { asOf: parseAsOf('2026-11-23', ws.offset) });
  const { meta } = await loadCollector('hackernews');
  const due = await dueAuthors(ws, ws.config.sources[0]!, meta, on.clock.at + 8 * DAY_MS);
  const asked = due?.queries.map((query) => (query.kind === 'author' ? query.authorId : null));
  expect(asked).toHaveLength(3);
  for (const author of asked ?? []) expect(author).toMatch(/^fan[012]$/u);
});

test('whoever asks to be forgotten is in no cursor either, whether the pass had ended or not', async () => {
  const queries = '    queries: [{ author: pia_k }, { keyword: Aurora, brand: aurora }, { author: other }]\n';
  await using on = await stage(queries);
  for (let id = 1; id <= 12; id++) on.hn.posts.push(post(id, id, { author: id % 2 === 0 ? 'pia_k' : 'other' }));
  on.hn.answer = (index) => (index === 1 ? 403 : null);
  expect((await on.collect())[0]).toMatchObject({ outcome: 'blocked', records: 5 });
  const manifest = async () => {
    const dir = join(on.ws.dir, 'raw', 'manifest');
    return (await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'utf8')))).join('\n');
  };
  expect(await manifest()).toContain('pia_k');
  await forgetAuthor(await on.ws.open(), on.context(), 'hackernews:pia_k');
  expect(await manifest()).not.toContain('pia_k');
  // What else was left to do is done.
  on.hn.answer = () => null;
  const koc = await readFile(join(on.ws.dir, 'koc.yaml'), 'utf8');
  await on.ws.write('koc.yaml', koc.replace('{ author: pia_k }, ', ''));
  expect((await on.collect())[0]).toMatchObject({ outcome: 'ok' });
  expect(ids((await on.records()).filter(({ kind }) => kind !== 'decision'))).toEqual([1, 3, 5, 7, 9, 11]);
});

test('what is left of a deleted post goes with its author, and nobody who was forgotten is asked for', async () => {
  await using on = await stage('    refresh: true\n    backfill: { daily: 3 }\n');
  on.hn.posts.push(post(1, 12, { author: 'pia' }), post(2, 13));
  await on.collect();
  on.clock.at += DAY_MS;
  on.hn.posts.splice(0, 1);
  await on.collect();
  expect(ids((await on.records()).filter(({ payload }) => JSON.stringify(payload).includes('koc_gone')))).toEqual([1]);
  await forgetAuthor(await on.ws.open(), on.context(), 'hackernews:pia');
  expect((await on.records()).filter(({ id }) => id === '1')).toEqual([]);
  on.clock.at += 8 * DAY_MS;
  const from = on.hn.asked.length;
  await on.collect();
  expect(on.hn.asked.slice(from).filter((url) => url.includes('pia'))).toEqual([]);
});
