/** Messages to chat groups, against real servers that answer as the four platforms do. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { NotifyConfig } from '../../jobs/config/types.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { notify } from '../../jobs/pipeline/notify.ts';
import { type Lists, readLists } from '../../jobs/report/lists.ts';
import { BRANDS, CLASSES, market } from '../publish/market.ts';
import { testDir } from '../publish/marts.ts';

const SECRET = 'SECabcdef0123456789';
/** 2026-11-16T07:00:00Z. */
const NOW = 1_794_812_400_000;

interface Asked {
  readonly url: URL;
  readonly body: string;
}

let lists: Lists;
let dir: string;
let base: string;
let asked: Asked[] = [];
/** What the next requests are answered, in turn; then the last again. */
let answers: { status?: number; body: string; headers?: Record<string, string> }[] = [];
const told: string[] = [];
const waits: number[] = [];

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

const server = createServer(async (request, response) => {
  asked.push({ url: new URL(request.url ?? '', base), body: await textOf(request) });
  const answer = (answers.length > 1 ? answers.shift() : answers[0])!;
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
});

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-notify-'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using marts = await testDir();
  const input = await market(marts.path);
  const { asOf, martDir } = input.weeks.at(-1)!;
  const config = { brands: BRANDS, publish: { languages: ['zh'] as const, identity: CLASSES, keepRuns: 1 } };
  lists = await readLists({ ws: { config }, week: { asOf, dir: martDir }, identity: input.identity });
});
afterAll(async () => {
  server.close();
  await rm(dir, { recursive: true, force: true });
});
afterEach(async () => {
  asked = [];
  told.length = 0;
  waits.length = 0;
  await rm(join(dir, '.koc'), { recursive: true, force: true });
});

const PATHS = {
  wecom: '/cgi-bin/webhook/send?key=693a91f6-wecomkey',
  feishu: '/open-apis/bot/v2/hook/feishu-hook-key',
  dingtalk: '/robot/send?access_token=dingtalktoken',
  slack: '/services/T000/B000/slackhookkey',
};
const GOOD = {
  wecom: '{"errcode":0,"errmsg":"ok"}',
  feishu: '{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}',
  dingtalk: '{"errcode":0,"errmsg":"ok"}',
  slack: 'ok',
};

function bot(kind: NotifyConfig['kind'], more: Partial<NotifyConfig> = {}): NotifyConfig {
  return {
    kind,
    urlEnv: `${kind.toUpperCase()}_URL`,
    secretEnv: null,
    brands: null,
    language: 'zh',
    reportUrl: null,
    ...more,
  };
}

async function run(
  bots: readonly NotifyConfig[],
  options: {
    repeats?: boolean;
    identityClass?: 'handle' | 'pseudonym' | 'aggregate';
    env?: Record<string, string>;
    lists?: Lists;
  } = {},
) {
  const urls = Object.entries(PATHS).map(([kind, path]) => [`${kind.toUpperCase()}_URL`, base + path]);
  const say = (facts: object, message: string) => void told.push(`${message} ${JSON.stringify(facts)}`);
  const ctx: RunContext = {
    run: 'test',
    now: () => NOW,
    log: { debug: say, info: say, warn: say, error: say },
    signal: new AbortController().signal,
    threads: 1,
    env: { ...Object.fromEntries(urls), A_SECRET: SECRET, ...options.env },
    sleep: async (ms) => void waits.push(ms),
  };
  const identity = { ...CLASSES, html: options.identityClass ?? ('handle' as const) };
  const config = {
    notify: bots,
    publish: { languages: ['zh'] as const, identity, keepRuns: 1 },
    workbook: { language: null },
  };
  const results = await notify({ dir, config }, ctx, options.lists ?? lists, { repeats: options.repeats ?? true });
  return results.map(({ kind, outcome, reason }) => [kind, outcome, reason]);
}

/** What a group sees. */
function shown(kind: NotifyConfig['kind'], body: string): string {
  const sent = JSON.parse(body);
  if (kind === 'wecom') return sent.markdown.content;
  if (kind === 'feishu') return sent.card.elements[0].content;
  return kind === 'dingtalk' ? sent.markdown.text : sent.blocks[0].text.text;
}

describe.each(['wecom', 'feishu', 'dingtalk', 'slack'] as const)('a group on %s', (kind) => {
  test('is told the week in a form that it takes, with no mark-up or mention by a stranger', async () => {
    answers = [{ body: GOOD[kind] }];
    const koc = Array.from({ length: 20 }, (_, i) => ({ ...lists.koc[i % lists.koc.length]!, rank: i + 1 }));
    const name = '<@all> [x](http://evil.example) <!channel>';
    const authors = new Map(koc.map((row) => [row.authorKey, { id: null, name, url: null }]));
    const hostile = { ...lists, koc, known: { ...lists.known, authors } };
    expect(await run([bot(kind, { reportUrl: 'https://a.example/koc/' })], { lists: hostile })).toEqual([
      [kind, 'sent', null],
    ]);
    expect(asked).toHaveLength(1);
    const text = shown(kind, asked[0]!.body);
    expect(text).toContain('欧若拉 · KOC 周报 2026-W46');
    expect(text).toContain('＠all');
    expect(text).toContain('https://a.example/koc/');
    expect(text.replaceAll(/\[打开报告\]\([^)]*\)|<https:[^>]*>/gu, '')).not.toMatch(/[<>[\]@]/u);
    expect(Buffer.byteLength(asked[0]!.body)).toBeLessThan(kind === 'wecom' ? 4200 : 20_000);
  });

  test('refuses in the body of a 200, and nothing of its address is told', async () => {
    const [code, text] = kind === 'feishu' ? ['code":19024', 'msg'] : ['errcode":93000', 'errmsg'];
    const path = PATHS[kind];
    const isSigned = kind === 'feishu' || kind === 'dingtalk';
    const said = `no such bot: ${base}${path} ${isSigned ? SECRET : ''}`;
    answers = [{ body: kind === 'slack' ? said : `{"${code},"${text}":"${said}"}` }];
    const signed = isSigned ? { secretEnv: 'A_SECRET' } : {};
    const [[, outcome, reason]] = (await run([bot(kind, signed)])) as [[string, string, string]];
    expect(outcome).toBe('failed');
    expect(reason).toMatch(/^refused \((?:19024|93000|200): /u);
    expect(asked).toHaveLength(1);
    for (const secret of [SECRET, 'wecomkey', 'feishu-hook-key', 'dingtalktoken', 'slackhookkey'])
      expect(`${reason} ${told.join(' ')}`).not.toContain(secret);
  });

  test('that is busy is asked again after a while, and at most three times', async () => {
    const busy = {
      wecom: { body: '{"errcode":45009,"errmsg":"api freq out of limit"}' },
      feishu: { body: '{"code":11232,"msg":"frequency limited"}' },
      dingtalk: { body: '{"errcode":130101,"errmsg":"send too fast"}' },
      slack: { status: 429, body: 'rate_limited', headers: { 'retry-after': '7' } },
    }[kind];
    answers = [busy, { body: GOOD[kind] }];
    expect(await run([bot(kind)])).toEqual([[kind, 'sent', null]]);
    expect(waits).toEqual([kind === 'slack' ? 7000 : 1000]);
    answers = [busy];
    asked = [];
    expect((await run([bot(kind)]))[0]?.[1]).toBe('failed');
    expect(asked).toHaveLength(3);
  });

  test('that fails otherwise is not asked again: the message may have arrived', async () => {
    for (const answer of [
      { status: 500, body: 'oops' },
      { status: 302, body: '', headers: { location: '/elsewhere' } },
    ]) {
      answers = [answer];
      asked = [];
      expect((await run([bot(kind)]))[0]?.[1]).toBe('failed');
      expect(asked).toHaveLength(1);
    }
  });
});

test('signatures are those of another implementation', async () => {
  answers = [{ body: '{"code":0,"errcode":0}' }];
  await run([bot('feishu', { secretEnv: 'A_SECRET' }), bot('dingtalk', { secretEnv: 'A_SECRET' })]);
  // Made by hmac of Python from SECRET and NOW.
  const [feishu, dingtalk] = [
    'SeAO0cVV8i1Mb6gYvydABZlRYO2i3X7cJ2sEsykm2oY=',
    'NaYtXWJ/V5HbJHBLSfND5FWtcSNWJ62delg+d8bnfa4=',
  ];
  expect(JSON.parse(asked[0]!.body)).toMatchObject({ timestamp: '1794812400', sign: feishu });
  expect([...asked[1]!.url.searchParams]).toEqual([
    ['access_token', 'dingtalktoken'],
    ['timestamp', '1794812400000'],
    ['sign', dingtalk],
  ]);
  expect(asked[1]!.url.search).toContain(encodeURIComponent(dingtalk));
});

test('one that cannot be reached or is not set up stops no other', async () => {
  answers = [{ body: GOOD.wecom }];
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const closed = (gone.address() as AddressInfo).port;
  await once(gone.close(), 'close');
  const env = {
    FEISHU_URL: '',
    DINGTALK_URL: 'http://bots.example/robot/send?access_token=topsecret',
    SLACK_URL: `http://127.0.0.1:${closed}/services/topsecret`,
  };
  const bots = [bot('feishu'), bot('dingtalk'), bot('slack'), bot('wecom', { secretEnv: 'NOT_SET' }), bot('wecom')];
  expect(await run(bots, { env })).toEqual([
    ['feishu', 'failed', 'FEISHU_URL is not set'],
    ['dingtalk', 'failed', 'DINGTALK_URL does not hold an https address'],
    ['slack', 'failed', 'no connection (ECONNREFUSED)'],
    ['wecom', 'failed', 'NOT_SET is not set'],
    ['wecom', 'sent', null],
  ]);
  expect(told.join(' ')).not.toContain('topsecret');
});

test('the same words of a week are sent once, unless somebody asks for them again', async () => {
  answers = [{ body: GOOD.wecom }];
  const tell = (repeats: boolean, of = lists) => run([bot('wecom')], { repeats, lists: of });
  const outcomes = [
    await tell(false),
    await tell(false),
    await tell(true),
    await tell(false, { ...lists, koc: lists.koc.slice(1) }),
    await tell(false, { ...lists, koc: lists.koc.slice(1) }),
  ];
  expect(outcomes.map(([result]) => result?.[1])).toEqual(['sent', 'same', 'sent', 'sent', 'same']);
  expect(asked).toHaveLength(3);
  expect(await readFile(join(dir, '.koc/state/notified.json'), 'utf8')).not.toContain('wecomkey');
});

test('people are named as the class of pages allows, and only brands that the group is for', async () => {
  answers = [{ body: GOOD.wecom }];
  const brands = new Map([...lists.brands, ['other', { ...BRANDS[0]!, id: 'other', names: ['他牌'] }]] as const);
  const author = lists.koc[0]!.authorKey;
  const known = {
    ...lists.known,
    authors: new Map(lists.koc.map((row) => [row.authorKey, { id: null, name: '小鹿', url: null }])),
  };
  for (const identityClass of ['handle', 'pseudonym', 'aggregate'] as const)
    await run([bot('wecom', { brands: ['aurora'] })], { identityClass, lists: { ...lists, brands, known } });
  const texts = asked.map(({ body }) => shown('wecom', body));
  expect(texts.map((text) => text.includes('小鹿'))).toEqual([true, false, false]);
  expect(texts.map((text) => text.includes(author.slice(0, 8)))).toEqual([false, true, false]);
  expect(texts.some((text) => text.includes('他牌'))).toBe(false);
});
