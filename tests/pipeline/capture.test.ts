/** How captures become part of raw, and what counts as looked at: without a browser. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { joinCaptures } from '../../jobs/pipeline/capture_join.ts';
import type { CaptureHead, CaptureLine } from '../../jobs/pipeline/capture_lines.ts';
import { capturePage } from '../../jobs/pipeline/capture_page.ts';
import { openSpool } from '../../jobs/pipeline/capture_spool.ts';
import { asksFor, wantedItems } from '../../jobs/pipeline/capture_wanted.ts';
import { captureWords } from '../../jobs/pipeline/capture_words.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import { inProcess } from '../cli/support.ts';
import { THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const AT = Date.UTC(2026, 10, 15, 4);

const head = (run: string): CaptureHead => ({
  run,
  source_id: 'notes',
  collector: 'xiaohongshu',
  collector_version: 1,
  platform: 'xiaohongshu',
  started_at: AT,
});

const record = (id: string, authorId = 'u1'): CaptureLine => ({
  line: 'record',
  record: {
    platform: 'xiaohongshu',
    kind: 'post',
    id,
    parentId: null,
    requestUrl: null,
    payloadJson: `{"id":"${id}"}`,
    authorId,
    observedAt: AT,
    fetchedAt: AT,
  },
});
const END: CaptureLine = { line: 'end', outcome: 'ok', asked: { ended_by: 'person' } };

const ROOT = join(import.meta.dirname, '..', '..', 'jobs');

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

async function stage(forgotten: readonly string[] = []) {
  const workspace = await testWorkspace(THREE_BRANDS);
  const raw = (): Promise<RawStore> => openWorkspaceRaw({ dir: workspace.dir }, { now: () => AT + 60_000, log: quiet });
  const noted: string[] = [];
  const join = async () =>
    joinCaptures(workspace.dir, {
      raw: await raw(),
      isForgotten: (_platform, id) => forgotten.includes(id),
      note: async (_head, { listed, links }) =>
        void noted.push(...listed.map(({ authorId }) => authorId), ...Object.keys(links)),
    });
  const ids = async (): Promise<string[]> => {
    const store = await raw();
    const found: string[] = [];
    for (const { ref } of store.segments())
      for await (const batch of (await readSegment(store.dir, ref)).batches) found.push(...batch.map(({ id }) => id));
    return found.sort();
  };
  return {
    ...workspace,
    dir: workspace.dir,
    raw,
    join,
    ids,
    noted,
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  };
}

describe('a capture', () => {
  test('is joined while it goes on, and is one commit in the end', async () => {
    await using at = await stage();
    const spool = await openSpool(at.dir, head('20261115T040000Z-aaaaaa'));
    await spool.add([record('1'), record('2'), { line: 'listed', authorId: 'u1', at: AT }]);
    expect(await at.join()).toEqual([]);
    expect(await at.ids()).toEqual([]);
    await spool.rotate();
    await at.join();
    expect(await at.ids()).toEqual(['1', '2']);
    await spool.add([record('3'), { line: 'links', links: { 3: 'https://a.example/3' } }, END]);
    await spool[Symbol.asyncDispose]();
    const [ended] = await at.join();
    expect(ended?.entry).toMatchObject({
      outcome: 'ok',
      counts: { sealed: 3 },
      asked: { purpose: 'capture', ended_by: 'person' },
    });
    expect((await at.raw()).entries()).toHaveLength(1);
    expect(await at.ids()).toEqual(['1', '2', '3']);
    expect(at.noted).toEqual(['u1', '3']);
    expect(await readdir(join(at.dir, '.koc', 'capture'))).toEqual([]);
    expect((await at.raw()).checkpointEntry('notes')).toBeUndefined();
  });

  test('that was joined and not cleared away is not joined again', async () => {
    await using at = await stage();
    const run = '20261115T040000Z-bbbbbb';
    const spool = await openSpool(at.dir, head(run));
    await spool.add([record('1')]);
    await spool.rotate();
    const file = join(at.dir, '.koc', 'capture', run, '000000.jsonl');
    const text = await readFile(file);
    await at.join();
    await writeFile(file, text);
    await spool.add([record('2'), END]);
    await spool[Symbol.asyncDispose]();
    const folder = join(at.dir, '.koc', 'capture', run);
    const left = await Promise.all(
      (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name))] as const),
    );
    await at.join();
    await mkdir(folder);
    for (const [name, bytes] of left) await writeFile(join(folder, name), bytes);
    await at.join();
    expect(await at.ids()).toEqual(['1', '2']);
    expect((await at.raw()).entries()).toHaveLength(1);
    expect(await readdir(join(at.dir, '.koc', 'capture'))).toEqual([]);
  });

  test('that was killed gives every whole line, and is told as cut', async () => {
    await using at = await stage();
    const dir = join(at.dir, '.koc', 'capture', '20261115T040000Z-cccccc');
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'capture.json'), JSON.stringify(head('20261115T040000Z-cccccc')));
    const looked: CaptureLine = {
      line: 'looked',
      query: { kind: 'keyword', words: '欧若拉', brandId: 'aurora' },
      at: AT,
    };
    const whole = [record('1'), looked, record('2')].map((line) => JSON.stringify(line));
    await writeFile(join(dir, '000000.part'), [...whole, 'damaged', '{"line":"record","rec'].join('\n'));
    const [ended] = await at.join();
    expect(ended?.entry).toMatchObject({ outcome: 'partial', asked: { is_cut: true, searched: '欧若拉' } });
    expect(await at.ids()).toEqual(['1', '2']);
  });

  test('whose head is damaged is cleared away, and costs no other one', async () => {
    await using at = await stage();
    const dir = join(at.dir, '.koc', 'capture', 'broken');
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'capture.json'), '{');
    await using spool = await openSpool(at.dir, head('20261115T040000Z-dddddd'));
    await spool.add([record('1')]);
    await spool.rotate();
    await at.join();
    expect(await at.ids()).toEqual(['1']);
    expect((await readdir(join(at.dir, '.koc', 'capture'))).sort()).not.toContain('broken');
  });

  test('brings nobody back who asked to be forgotten', async () => {
    await using at = await stage(['u2']);
    const spool = await openSpool(at.dir, head('20261115T040000Z-eeeeee'));
    await spool.add([record('1'), record('2', 'u2'), END]);
    await spool[Symbol.asyncDispose]();
    const [ended] = await at.join();
    expect(ended?.entry.counts).toMatchObject({ sealed: 1, forgotten: 1 });
    expect(await at.ids()).toEqual(['1']);
  });

  test('is private to its user', async () => {
    await using at = await stage();
    await using spool = await openSpool(at.dir, head('20261115T040000Z-ffffff'));
    await spool.add([record('1')]);
    const { stat } = await import('node:fs/promises');
    const dir = join(at.dir, '.koc', 'capture', '20261115T040000Z-ffffff');
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o777, name).toBe(0o600);
  });
});

describe('a word counts as searched for', () => {
  const bare = { url: 'https://api.a.example/search', pageUrl: 'https://a.example/', sent: null };

  test.each([
    ['in the address', { url: 'https://api.a.example/search?keyword=%E6%AC%A7%E8%8B%A5%E6%8B%89&page=1' }],
    [
      'encoded twice',
      { pageUrl: 'https://a.example/search_result?keyword=%25E6%25AC%25A7%25E8%258B%25A5%25E6%258B%2589' },
    ],
    ['as a part of the path', { pageUrl: 'https://a.example/search/%E6%AC%A7%E8%8B%A5%E6%8B%89?type=general' }],
    [
      'inside of another parameter',
      { url: 'https://m.a.example/index?containerid=100103type%3D1%26q%3D%E6%AC%A7%E8%8B%A5%E6%8B%89' },
    ],
    ['in what was sent', { sent: '{"search":{"keyword":" 欧若拉 ","page":1}}' }],
    ['in a form', { sent: 'a=1&keyword=%E6%AC%A7%E8%8B%A5%E6%8B%89' }],
  ])('when it stands alone %s', (_where, more) => {
    expect(asksFor({ ...bare, ...more }, '欧若拉')).toBe(true);
  });

  test.each([
    ['other words', { sent: '{"keyword":"欧若拉 假货"}' }],
    ['no words', {}],
    ['a damaged address', { pageUrl: 'https://a.example/%E6%AC%?q=%' }],
    ['no address', { url: '', pageUrl: '' }],
  ])('not by %s', (_what, more) => {
    expect(asksFor({ ...bare, ...more }, '欧若拉')).toBe(false);
  });

  test('whatever its case and width', () => {
    expect(asksFor({ ...bare, sent: '{"q":"ＡＵＲＯＲＡ  glow"}' }, 'Aurora Glow')).toBe(true);
  });
});

test('the first page says whatever people and platforms are called, and runs nothing of it', () => {
  const name = '"><script>alert(1)</script>';
  const site = { address: () => 'javascript:alert(1)' };
  const options = { account: 'main', base_url: null, media: 'none' } as const;
  const offset = () => 0;
  const items = wantedItems(
    site,
    options,
    [
      { kind: 'author', authorId: 'u', handle: name },
      { kind: 'author', authorId: 'u', handle: name },
      { kind: 'post', postId: 'p', publishedAt: null },
    ],
    { links: { p: 'https://a.example/p?t="><img src=x>' }, offset: offset as never },
  );
  expect(items).toHaveLength(2);
  const page = capturePage(name, items, captureWords(['zh']));
  expect(page).not.toMatch(/<script|<img|javascript:/u);
  expect(page).toContain('href="https://a.example/p?t=&#34;&#62;&#60;img src=x&#62;"');
});

describe('the command', () => {
  const config = (more: string) =>
    `${THREE_BRANDS}sources:\n  - { id: notes, collector: xiaohongshu, ${more} }\n  - { id: hn, collector: hackernews }\n`;

  test.each([
    [['capture', 'nots'], 'acknowledged: true', 2, 'Did you mean notes?'],
    [['capture', 'hn'], 'acknowledged: true', 2, 'hackernews is not seen through a browser'],
    [['capture', 'notes'], 'acknowledged: false', 2, 'set acknowledged: true in koc.yaml'],
    [['capture', 'notes', '--account', 'A B'], 'acknowledged: true', 2, 'with.account: expected a name'],
    [['capture', 'notes', '--har', 'missing.har'], 'acknowledged: true', 2, 'cannot read'],
    [['capture', 'notes'], 'acknowledged: true', 2, 'no browser was found'],
    [['collect', 'notes', '--dry-run'], 'acknowledged: true', 0, 'a person looks: koc capture notes'],
  ] as const)('koc %j says what is wrong or what to do', async (args, more, code, said) => {
    await using workspace = await testWorkspace(config(more));
    const env = { KOC_BROWSER: 'none', XDG_STATE_HOME: workspace.dir };
    const answer = await inProcess(workspace.dir, args, { env });
    expect(answer.stdout + answer.stderr).toContain(said);
    expect(answer.code).toBe(code);
    expect(
      (await readdir(join(workspace.dir, '.koc', 'capture')).catch(() => [])).filter((name) => !name.endsWith('.lock')),
    ).toEqual([]);
  });
});

test('no run opens a window: only a person who captures or logs in has one', async () => {
  const files = (await readdir(ROOT, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const windows: string[] = [];
  for (const name of files)
    if (/\bisVisible: (?!false|boolean)/u.test(await readFile(join(ROOT, name), 'utf8'))) windows.push(name);
  expect(windows.sort()).toEqual(['cli/verbs/capture.ts', 'pipeline/login.ts']);
});
