import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser, BrowserOptions, MissedAnswer } from '../../collectors/browser.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { openTestBrowser } from '../support/browser.ts';

const NOW = Date.UTC(2026, 10, 22);
const GBK_ZHONG = Buffer.from([0xd6, 0xd0]);
let dir: string;
let site: string;
let browser: Browser;
const came: Received[] = [];
const missed: MissedAnswer[] = [];
const agents = new Set<string>();
const server = createServer((request, response) => {
  agents.add(request.headers['user-agent'] ?? '');
  answer(request, response);
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url!, site);
  response.setHeader('set-cookie', 'sid=cookie-secret; Max-Age=3600; HttpOnly');
  const html = (body: string) => response.setHeader('content-type', 'text/html; charset=utf-8').end(body);
  const json = (body: string | Buffer) => response.setHeader('content-type', 'application/json; charset=gbk').end(body);
  if (pathname === '/moved') return void response.writeHead(302, { location: '/page' }).end();
  if (pathname === '/gbk.json') return void json(Buffer.concat([Buffer.from('{"a":"'), GBK_ZHONG, Buffer.from('"}')]));
  if (pathname === '/chunked.json') return void response.writeHead(200).end();
  if (pathname === '/empty.json') return void json('');
  if (pathname === '/long.json') return void json(`"${'x'.repeat(200_000)}"`);
  if (pathname === '/script.js')
    return void response.setHeader('content-type', 'text/javascript').end('called({"b":1})');
  if (pathname === '/leave')
    return void html('<script>fetch("/last.json").then(r => r.text()).then(() => location = "/page")</script>');
  if (pathname === '/file') return void response.setHeader('content-disposition', 'attachment').end('data');
  if (pathname.endsWith('.json')) return void json('{"from":"site"}');
  if (pathname === '/frame') return void html('<p>frame');
  if (pathname === '/pop') return void html('<script>fetch("/popped.json")</script>');
  html(`<title>page</title><iframe src="/frame"></iframe><img src="/picture.png"><a target="_blank" href="/pop">more</a>
    <script>function called() {}</script><script src="/script.js?callback=called"></script><script src="/plain.js"></script>
    <script>fetch('/gbk.json?token=t', { method: 'POST', body: 'q=1' }).then(() => {
      history.pushState(null, '', '/elsewhere');
      for (const path of ['/empty.json', '/long.json', '/chunked.json']) fetch(path).then((r) => r.text());
    })</script>`);
}

const listener: BrowserOptions['answers'] = {
  now: () => NOW,
  onAnswer: (one) => came.push(one),
  onMissed: (one) => missed.push(one),
  maxBytes: 100_000,
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-answers-'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openTestBrowser({
    hosts: [new URL(site).host],
    answers: listener,
    declares: 'koc-radar/9 (+you@example.org)',
  });
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(() => {
  came.length = missed.length = 0;
  agents.clear();
});

const paths = () => came.map(({ url }) => url.slice(site.length));

test('what a page and its popups receive is told whole and in order, decoded, without cookies, by a browser that says what it is', async () => {
  await browser.withPage(async (page) => {
    await page.goto(`${site}/moved`);
    await page.waitForLoadState('networkidle');
    await Promise.all([
      page.waitForEvent('popup').then((popup) => popup.waitForLoadState('networkidle')),
      page.click('a'),
    ]);
  });
  expect(paths().sort()).toEqual(
    [
      '/chunked.json',
      '/empty.json',
      '/frame',
      '/gbk.json?token=t',
      '/page',
      '/pop',
      '/popped.json',
      '/script.js?callback=called',
    ].sort(),
  );
  expect(missed).toEqual([{ address: `${new URL(site).host}/long.json`, reason: 'too long', bytes: 200_002 }]);
  const [document] = came.filter(({ isDocument }) => isDocument);
  expect(document).toMatchObject({
    url: `${site}/page`,
    method: 'GET',
    sent: null,
    status: 200,
    pageUrl: `${site}/page`,
    at: NOW,
  });
  const asked = came.find(({ url }) => url.includes('gbk.json'))!;
  expect(asked).toMatchObject({
    method: 'POST',
    sent: 'q=1',
    text: '{"a":"中"}',
    isDocument: false,
    pageUrl: `${site}/page`,
  });
  expect(asked.headers['content-type']).toBe('application/json; charset=gbk');
  expect(came.find(({ url }) => url.endsWith('/empty.json'))).toMatchObject({ text: '', pageUrl: `${site}/elsewhere` });
  expect(came.find(({ url }) => url.endsWith('/frame'))!.isDocument).toBe(false);
  expect(came.find(({ url }) => url.endsWith('/popped.json'))!.pageUrl).toBe(`${site}/pop`);
  expect(JSON.stringify(came)).not.toContain('cookie-secret');
  expect([...agents]).toEqual([expect.stringMatching(/Chrome\/.* koc-radar\/9 \(\+you@example\.org\)$/u)]);
  expect(await browser.cookies()).toEqual([{ name: 'sid', domain: '127.0.0.1', expiresAt: expect.any(Number) }]);
});

test('an answer is told although its page goes elsewhere at once, and nothing is downloaded', async () => {
  await browser.withPage(async (page) => {
    for (let i = 0; i < 8; i++) {
      await page.goto(`${site}/leave?${i}`);
      await page.waitForURL('**/page');
    }
    await expect(page.goto(`${site}/file`)).rejects.toThrow('ownload');
  });
  expect(paths().filter((path) => path === '/last.json')).toHaveLength(8);
});

test('a HAR file answers in place of the site, which is not asked', async () => {
  const entry = (path: string, type: string, text: string) => ({
    startedDateTime: new Date(NOW).toISOString(),
    time: 1,
    request: {
      method: 'GET',
      url: `${site}${path}`,
      httpVersion: '1.1',
      headers: [],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [{ name: 'content-type', value: type }],
      cookies: [],
      content: { size: text.length, mimeType: type, text },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 1, receive: 0 },
  });
  const har = join(dir, 'saved.har');
  const html =
    '<script>fetch("/kept.json").then((it) => it.json()).then(() => fetch("/other.json")).catch(() => document.title = "refused")</script>';
  const entries = [entry('/page', 'text/html', html), entry('/kept.json', 'application/json', '{"from":"har"}')];
  await writeFile(har, JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } }));
  const played: Received[] = [];
  await using replaying = await openTestBrowser({
    hosts: [new URL(site).host],
    answers: { now: () => NOW, onAnswer: (one) => played.push(one) },
    replay: har,
  });
  await replaying.withPage(async (page) => {
    await page.goto(`${site}/page`);
    await page.waitForFunction('document.title === "refused"');
  });
  expect(played.map(({ url, text }) => [url.slice(site.length), text])).toEqual([
    ['/page', html],
    ['/kept.json', '{"from":"har"}'],
  ]);
  expect(agents.size).toBe(0);
  expect(await readFile(har, 'utf8')).toContain('har');
});
