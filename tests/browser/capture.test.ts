/** Captures with a real browser: a scripted person looks at a replica, and what the window was shown is kept, whatever happens meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { BrowserError, type Page } from '../../collectors/browser.ts';
import { captureFacts, captureSummary } from '../../jobs/cli/capture_told.ts';
import { captureWords } from '../../jobs/pipeline/capture_words.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import type { ManifestEntry, RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { replicaMarket } from '../replica/market.ts';
import { browse, lookThrough } from '../replica/person.ts';
import { type ReplicaServer, serveReplica } from '../replica/server.ts';
import { walk } from '../replica/walk.ts';
import { replica } from '../replica/xiaohongshu.ts';
import { KEY, look } from '../support/captures.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const market = replicaMarket({ posts: 6, authors: 3, comments: 3, replies: 2, until: Date.now() });
const CHILD = fileURLToPath(new URL('../support/captures.ts', import.meta.url));

const server: ReplicaServer = await serveReplica(replica, replica.site(market));
beforeEach(() => {
  server.fault = 'none';
});
afterAll(() => server[Symbol.asyncDispose]());

const stage = (): Promise<TestWorkspace> =>
  testWorkspace(`version: 1
contact: you@example.org
brands:
  - { id: own, role: own, category: skincare, names: [${market.words}, 没人搜的词] }
sources:
  - { id: notes, collector: xiaohongshu, acknowledged: true, allow_private: true, backfill: { daily: 5 }, with: { base_url: "${server.url}" } }
`);

const visits = replica.visits(market).map((path) => new URL(path, server.url).href);
const everything = (page: Page): Promise<void> => browse(page, server.url, replica, market);

async function sealed(
  dir: string,
): Promise<{ entries: readonly ManifestEntry[]; records: RawEnvelope[]; lines: string }> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const raw = await openWorkspaceRaw({ dir }, { now: Date.now, log: quiet });
  const records: RawEnvelope[] = [];
  for (const { ref } of raw.segments()) {
    for await (const batch of (await readSegment(raw.dir, ref)).batches) records.push(...batch);
  }
  return { entries: raw.entries(), records, lines: JSON.stringify([raw.entries(), records]) };
}

const idsOf = (records: readonly RawEnvelope[], kind: string): Set<string> =>
  new Set(records.flatMap((one) => (one.kind === kind ? [one.id] : [])));

const posts = new Set(market.posts.map(({ no }) => replica.ids.post(no)));
const comments = new Set(
  market.posts
    .filter(({ isGone }) => !isGone)
    .flatMap((post) => post.comments.flatMap((top) => [top, ...top.replies]))
    .map(({ no }) => replica.ids.comment(no)),
);

test('everything that the window is shown is kept, ticked off on its first page, while koc weekly goes on beside it', async () => {
  await using workspace = await stage();
  const { dir } = workspace;
  let shown = '';
  let beside: Awaited<ReturnType<typeof inProcess>> | null = null;
  const result = await look(dir, async (page) => {
    expect(await page.textContent('main')).toContain(market.words);
    expect(await page.locator('li.open a').first().getAttribute('href')).toContain('/search_result?keyword=');
    const tab = await page.context().newPage();
    await everything(tab);
    await page.locator('li.seen').nth(1).waitFor();
    shown = (await page.textContent('main')) ?? '';
    beside = await inProcess(dir, ['weekly'], { env: { KOC_PSEUDONYM_KEY: KEY } });
  });
  expect(shown).toContain(`✓ ${market.words}`);
  expect(shown).toContain('○ 没人搜的词');
  expect(beside).toMatchObject({ code: 0 });
  expect(beside!.stderr).toContain('notes: people look at it themselves: koc capture notes');

  expect(result).toMatchObject({ end: { by: 'person' }, outcome: 'ok', entry: { outcome: 'ok' } });
  const { entries, records, lines } = await sealed(dir);
  expect(idsOf(records, 'post')).toEqual(posts);
  expect(idsOf(records, 'comment')).toEqual(comments);
  expect(result.counts.kinds).toMatchObject({ post: posts.size, comment: comments.size });
  // One pass, whatever it was joined in; no listing of the source goes on from it.
  expect(entries.flatMap((one) => (one.source_id === 'notes' ? [one.outcome] : []))).toEqual(['ok']);
  expect(entries[0]?.asked).toMatchObject({ purpose: 'capture', searched: market.words, not_searched: '没人搜的词' });
  expect(lines).not.toMatch(/secret|xsec_token=A/u);
  expect(server.strayed).toEqual([]);
  expect(await readdir(join(dir, '.koc', 'capture'))).toEqual([]);
  const [profile] = await readdir(join(dir, '.koc', 'browser', 'xiaohongshu'));
  expect((await stat(join(dir, '.koc', 'browser', 'xiaohongshu', profile!))).mode & 0o777).toBe(0o700);

  // What was seen is not asked for again, and posts open at the addresses that were seen.
  const state = JSON.parse(await readFile(join(dir, '.koc', 'state', 'source.notes.backfill.json'), 'utf8'));
  const wrote = new Set(market.posts.map(({ author }) => author.no));
  expect(Object.keys(state.done)).toHaveLength(wrote.size);
  const known = await readFile(join(dir, '.koc', 'state', 'source.notes.json'), 'utf8');
  for (const id of posts) expect(known).toContain(id);

  const words = captureWords(['en']);
  const told = captureSummary('notes', result, words);
  expect(told).toContain('not looked at: Search for: 没人搜的词');
  expect(captureSummary('notes', result, captureWords(['zh']))).toContain('还没看: 搜索这些词: 没人搜的词');
  expect(told).toMatch(new RegExp(`posts +${posts.size}\\n`, 'u'));
  expect(captureFacts('notes', 'main', 'r', result)).toMatchObject({ outcome: 'ok', ended_by: 'person', joined: true });
});

test('killed in the middle, it loses nothing that it had been shown, and the next capture of anybody joins it', async () => {
  await using workspace = await stage();
  const { dir } = workspace;
  const child = spawn(process.execPath, [CHILD, dir, ...visits.slice(0, 3)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const spool = join(dir, '.koc', 'capture');
  let before = '';
  for (let tries = 0; tries < 30_000 && before.split('\n').length < 20; tries += 1) {
    await wait(20);
    const [run] = (await readdir(spool).catch(() => [])).filter((name) => !name.endsWith('.lock'));
    before = run === undefined ? '' : await readFile(join(spool, run, '000000.part'), 'utf8').catch(() => '');
  }
  process.kill(-child.pid!, 'SIGKILL');
  await once(child, 'exit');
  const ids = before
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const { record } = JSON.parse(line) as { record?: { kind: string; id: string } };
      return record === undefined ? [] : [`${record.kind} ${record.id}`];
    });
  expect(ids.length).toBeGreaterThan(10);
  expect((await sealed(dir)).records).toEqual([]);

  // Its profile opens again, and what was left comes with what is seen now: the post again is a second observation of it.
  const result = await look(dir, (page) => lookThrough(page, visits[1]!));
  expect(result.outcome).toBe('ok');
  const { entries, records } = await sealed(dir);
  expect(entries.map(({ outcome, asked }) => [outcome, asked['is_cut'] ?? false])).toEqual([
    ['partial', true],
    ['ok', false],
  ]);
  expect(new Set(records.map(({ kind, id }) => `${kind} ${id}`))).toEqual(
    new Set([...ids, ...records.map(({ kind, id }) => `${kind} ${id}`)]),
  );
  for (const id of ids)
    expect(
      records.some((one) => `${one.kind} ${one.id}` === id),
      id,
    ).toBe(true);
  expect(await readdir(spool)).toEqual([]);
});

test('two people at once, and a run that holds the workspace: all wait for nobody while they look, and merge', async () => {
  await using workspace = await stage();
  const { dir } = workspace;
  const waited: string[] = [];
  let lock: AsyncDisposable | null = await acquireLock(dir);
  const onWait = async (name: string) => {
    waited.push(name);
    if (waited.length === 2) {
      await lock?.[Symbol.asyncDispose]();
      lock = null;
    }
  };
  const [half, other] = [visits.slice(0, 4), visits.slice(3)];
  const both = await Promise.all(
    [half, other].map((part, at) =>
      look(
        dir,
        async (page) => {
          for (const address of part) await lookThrough(page, address);
        },
        { account: at === 0 ? 'main' : 'anna', onWait: () => void onWait(String(at)) },
      ),
    ),
  );
  expect(waited.toSorted()).toEqual(['0', '1']);
  expect(both.map(({ outcome, entry }) => [outcome, entry?.outcome])).toEqual([
    ['ok', 'ok'],
    ['ok', 'ok'],
  ]);
  const { entries, records } = await sealed(dir);
  expect(entries).toHaveLength(2);
  expect(idsOf(records, 'post')).toEqual(posts);
  expect(idsOf(records, 'comment')).toEqual(comments);
});

test('Ctrl-C is a good end, also while a run holds the workspace: the next collect joins what was seen', async () => {
  await using workspace = await stage();
  const { dir } = workspace;
  const stop = new AbortController();
  await using lock = await acquireLock(dir);
  const result = await look(
    dir,
    async (page) => {
      await lookThrough(page, visits[0]!);
      stop.abort();
      await wait(60_000);
    },
    { signal: stop.signal },
  );
  expect(result).toMatchObject({ end: { by: 'person' }, outcome: 'ok', entry: null });
  expect((await sealed(dir)).records).toEqual([]);
  await lock[Symbol.asyncDispose]();
  const env = { KOC_PSEUDONYM_KEY: KEY };
  const { stdout } = await expectCode(inProcess(dir, ['collect'], { env }), 0);
  expect(stdout).toMatch(/notes +browsed .*koc capture notes/u);
  expect(idsOf((await sealed(dir)).records, 'post').size).toBeGreaterThan(0);
});

test('a refusal ends it at once, keeps what came before, begins a pause, and nothing is asked after that', async () => {
  await using workspace = await stage();
  const { dir } = workspace;
  let from = 0;
  const result = await look(dir, async (page) => {
    await lookThrough(page, visits[0]!);
    server.fault = 'captcha';
    from = server.asked.length;
    await page.goto(visits[1]!);
    for (;;) await page.goto(visits[0]!);
  });
  expect(result).toMatchObject({ end: { by: 'refusal' }, outcome: 'blocked', entry: { outcome: 'blocked' } });
  // What was opened, and the check that it led to.
  const pages = server.asked.slice(from).filter(({ isKit }) => !isKit);
  expect(pages.map(({ target }) => target.split('?')[0])).toEqual([
    new URL(visits[1]!).pathname,
    '/website-login/captcha',
  ]);
  expect(idsOf((await sealed(dir)).records, 'post')).toEqual(posts);
  const told = captureSummary('notes', result, captureWords(['en']));
  expect(told).toMatch(/the platform refused \(.+\): .+\n {2}it is left alone until /u);
  server.fault = 'none';
  const before = server.asked.length;
  await expect(look(dir, everything)).rejects.toThrow(/is left alone until/u);
  expect(server.asked.length).toBe(before);
});

test('at a limit of the window it ends with what it has, and says so', async () => {
  await using workspace = await stage();
  const result = await look(workspace.dir, everything, { pages: 2 });
  expect(result).toMatchObject({ end: { by: 'limit' }, outcome: 'capped', entry: { outcome: 'capped' } });
  expect(result.end.by === 'limit' && result.end.error).toBeInstanceOf(BrowserError);
});

test('HAR files of somebody else bring the same, once', async () => {
  await using workspace = await stage();
  const { dir } = workspace;
  const at = Date.now() - 86_400_000;
  const entries = walk(replica, market, at, { origin: server.url }).map((answer) => ({
    startedDateTime: new Date(answer.at).toISOString(),
    _resourceType: answer.isDocument ? 'document' : 'xhr',
    request: {
      method: answer.method,
      url: answer.url,
      headers: [
        { name: 'Cookie', value: 'web_session=a-secret' },
        { name: 'Referer', value: answer.pageUrl },
      ],
      ...(answer.sent === null ? {} : { postData: { text: answer.sent } }),
    },
    response: {
      status: answer.status,
      headers: Object.entries(answer.headers).map(([name, value]) => ({ name, value })),
      content: { size: answer.text.length, mimeType: 'application/json', text: answer.text },
    },
  }));
  const bare = entries.filter(({ _resourceType }) => _resourceType === 'xhr').slice(0, 2);
  for (const one of bare) one.response.content.text = undefined as unknown as string;
  await writeFile(join(dir, 'anna.har'), JSON.stringify({ log: { version: '1.2', entries } }));
  const env = { KOC_PSEUDONYM_KEY: KEY };
  const { stdout } = await expectCode(inProcess(dir, ['capture', 'notes', '--har', 'anna.har'], { env }), 0);
  expect(stdout).toContain('2 answers without their content');
  const first = await sealed(dir);
  expect(idsOf(first.records, 'post')).toEqual(posts);
  expect(first.records.every(({ fetched_at }) => fetched_at === at)).toBe(true);
  expect(first.lines).not.toContain('a-secret');
  const again = await expectCode(inProcess(dir, ['capture', 'notes', '--har', 'anna.har'], { env }), 0);
  expect(again.stdout).toContain('nothing new');
  expect(await sealed(dir)).toEqual(first);
  await writeFile(join(dir, 'no.har'), '{}');
  const { stderr } = await expectCode(inProcess(dir, ['capture', 'notes', '--har', 'no.har'], { env }), 2);
  expect(stderr).toContain('no.har is no HAR file');
});
