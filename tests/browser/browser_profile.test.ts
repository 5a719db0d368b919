/** A profile that stays: what was logged in is there again, whatever ended the browser; and five hundred pages later nothing has grown. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, BrowserError, type BrowserOptions } from '../../collectors/browser.ts';
import { openTestBrowser } from '../support/browser.ts';

let dir: string;
let profile: string;
let site: string;
/** Cookies of the last request. */
let sent = '';
const server = createServer((request, response) => {
  sent = request.headers.cookie ?? '';
  if (request.url === '/in') response.setHeader('set-cookie', 'login=anna; Max-Age=86400');
  response.setHeader('content-type', request.url === '/data.json' ? 'application/json' : 'text/html');
  response.end(
    request.url === '/data.json'
      ? JSON.stringify('x'.repeat(200_000))
      : // The page is not there before its data is, so that every page has been asked for both.
        '<script>const it = new XMLHttpRequest(); it.open("GET", "/data.json", false); it.send();</script>',
  );
});

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-profile-test-'));
  profile = join(dir, 'browser', 'club', 'anna');
  process.env['TMPDIR'] = join(dir, 'tmp');
  await mkdir(process.env['TMPDIR']);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});

const open = (rest: Partial<BrowserOptions> = {}): Promise<Browser> =>
  openTestBrowser({ profile, hosts: [new URL(site).host], ...rest });

const cookieNames = async (browser: Browser) => (await browser.cookies()).map(({ name }) => name);

test('a login is there again after a close, an abort and a kill; the folder is its owner’s alone', async () => {
  {
    await using browser = await open();
    await browser.firstPage.goto(`${site}/in`);
    await expect(open({ signal: AbortSignal.timeout(200) })).rejects.toThrow();
  }
  expect((await stat(profile)).mode & 0o777).toBe(0o700);
  const stop = new AbortController();
  const aborted = await open({ signal: stop.signal });
  const left = aborted.untilLeft();
  expect(await cookieNames(aborted)).toEqual(['login']);
  await aborted.firstPage.goto(`${site}/page`);
  expect(sent).toBe('login=anna');
  stop.abort();
  await expect(left).rejects.toThrow('told to stop');
  await aborted[Symbol.asyncDispose]();

  const killed = await open();
  const crash = killed.untilLeft();
  const used = killed.withPage((page) => page.waitForTimeout(600_000));
  process.kill(killed.pid!, 'SIGKILL');
  await expect(used).rejects.toThrow(BrowserError);
  await expect(crash).rejects.toThrow('went away');
  await killed[Symbol.asyncDispose]();

  await using again = await open();
  expect(await cookieNames(again)).toEqual(['login']);
  const session = await again.firstPage.context().browser()!.newBrowserCDPSession();
  await session.send('Browser.close');
  await again.untilLeft();
});

test('five hundred pages leave no process, no folder and no growing heap', async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const heap = async () => {
    for (let i = 0; i < 3; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return process.memoryUsage().heapUsed;
  };
  let answers = 0;
  const listener = { now: () => 0, onAnswer: () => void answers++ };
  const browser = await open({ answers: listener });
  const { firstPage: page, pid } = browser;
  const browse = async (from: number, to: number) => {
    for (let i = from; i < to; i++) await page.goto(`${site}/page/${i}`, { waitUntil: 'load' });
  };
  await browse(0, 250);
  const before = await heap();
  await browse(250, 500);
  const grown = (await heap()) - before;
  expect(browser.used.pages).toBe(500);
  // The last ones may be on their way.
  expect(answers).toBeGreaterThan(990);
  // Playwright remembers the last 10,000 requests, some 10 kB each; the bodies that came meanwhile have 50 MB.
  expect(grown).toBeLessThan(15_000_000);
  await browser[Symbol.asyncDispose]();
  await expect.poll(() => isThere(pid!), { timeout: 60_000 }).toBe(false);
  expect(await readdir(process.env['TMPDIR']!)).toEqual([]);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
