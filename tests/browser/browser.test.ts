import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, BrowserError, launchBrowser } from '../../collectors/browser.ts';
import { browserPath } from '../../collectors/engine/browser_path.ts';
import { AMPLE_LIMITS, openTestBrowser, testBrowserPath } from '../support/browser.ts';

/** Every folder that these tests make lies here, profiles too, so that what is left can be counted. */
let dir: string;
let address: string;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.headers.host?.split(':')[0]} ${request.url}`);
  if (request.url === '/away') {
    response.writeHead(302, { location: `${address.replace('127.0.0.1', 'localhost')}/other` }).end();
    return;
  }
  if (request.url === '/endless') {
    const pour = setInterval(() => response.write('x'.repeat(100_000)), 5);
    response.on('close', () => clearInterval(pour));
    return;
  }
  response.setHeader('content-type', 'text/html');
  response.end(`<title>page</title><p>${request.url}`);
});

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-browser-test-'));
  process.env['TMPDIR'] = dir;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});

/** Processes of the browser's group that are not done yet, by /proc/<pid>/stat: `pid (name) state parent group …`. */
function alive(group: number | null): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/u.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , ofGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(ofGroup) === group && state !== 'Z';
    } catch {
      return false;
    }
  });
}

async function leavesNothing({ pid }: Browser): Promise<void> {
  expect(pid).toBeGreaterThan(1);
  await expect.poll(() => alive(pid), { timeout: 60_000 }).toEqual([]);
  expect(await readdir(dir)).toEqual([]);
}

test('30 addresses and one too many leave no process and no folder', async () => {
  const browser = await openTestBrowser({ limits: { ...AMPLE_LIMITS, pages: 31 } });
  await browser.withPage(async (page) => {
    for (let i = 0; i < 30; i++) await page.goto(`${address}/${i}`);
    expect(await page.textContent('p')).toBe('/29');
  });
  expect(alive(browser.pid).length).toBeGreaterThan(1);
  await expect(browser.withPage((page) => page.goto(address))).rejects.toThrow('closed at its limit of 31 pages');
  await expect(browser.withPage(async () => {})).rejects.toThrow(BrowserError);
  await browser[Symbol.asyncDispose]();
  await leavesNothing(browser);
});

test('an endless body ends it, and no host but those named is asked, also by a redirect', async () => {
  await using browser = await openTestBrowser({ hosts: ['127.0.0.1'], limits: { ...AMPLE_LIMITS, bytes: 1_000_000 } });
  asked.length = 0;
  await browser.withPage(async (page) => {
    await page.goto(`${address}/here`);
    const other = `${address.replace('127.0.0.1', 'localhost')}/other`;
    expect(await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(String, () => 'refused'), other)).toBe(
      'refused',
    );
    await expect(page.goto(`${address}/away`)).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  });
  expect(asked.filter((line) => !line.endsWith('/favicon.ico'))).toEqual(['127.0.0.1 /here', '127.0.0.1 /away']);
  await expect(browser.withPage((page) => page.goto(`${address}/endless`))).rejects.toThrow('limit of 1000000 bytes');
});

test('without hosts it shows files, runs no script and asks nobody, until a signal ends it', async () => {
  // What a process that was killed could not remove goes when the next browser starts.
  await mkdir(join(dir, `koc-browser-${spawnSync('true').pid}-x`, 'Default'), { recursive: true });
  const executable = (await testBrowserPath())!;
  const stop = new AbortController();
  const plain = { executable, env: process.env, limits: AMPLE_LIMITS, signal: stop.signal };
  const browser = await launchBrowser(plain);
  const file = join(dir, 'page.html');
  const image = `${address}/image.png`;
  await writeFile(file, `<title>as written</title><img src="${image}"><script>document.title = "ran"</script>`);
  asked.length = 0;
  const used = browser.withPage(async (page) => {
    await page.goto(pathToFileURL(file).href);
    expect(await page.title()).toBe('as written');
    await expect(page.goto(address)).rejects.toThrow('ERR_');
    stop.abort();
    await page.waitForTimeout(600_000);
  });
  await expect(used).rejects.toThrow('told to stop');
  expect(asked).toEqual([]);
  await browser[Symbol.asyncDispose]();
  await rm(file);
  await leavesNothing(browser);
  await expect(launchBrowser(plain)).rejects.toThrow('told to stop');
});

test('one that hangs is killed when its time is over', async () => {
  const browser = await openTestBrowser({ limits: { ...AMPLE_LIMITS, ms: 1_000 } });
  const used = browser.withPage(async (page) => {
    await page.goto(address);
    process.kill(browser.pid!, 'SIGSTOP');
    await page.goto(address);
  });
  await expect(used).rejects.toThrow('closed at its limit of 1000 ms');
  await browser[Symbol.asyncDispose]();
  await leavesNothing(browser);
});

test('a program that is no browser is told as such and leaves nothing', async () => {
  await expect(openTestBrowser({ executable: '/bin/false' })).rejects.toThrow('the browser /bin/false did not start');
  expect(await readdir(dir)).toEqual([]);
});

test('it is looked for where the operator says, then with Playwright, then in the system', async () => {
  const bin = join(dir, 'bin');
  await mkdir(bin);
  const [own, system, plain] = [join(dir, 'own'), join(bin, 'chromium'), join(dir, 'plain')];
  for (const path of [own, system, plain]) await writeFile(path, '');
  for (const path of [own, system]) await chmod(path, 0o755);
  const its = (path: string) => async () => path;
  const never = () => Promise.reject(new Error('Playwright was asked, which takes half a second to load'));
  expect(await browserPath({ KOC_BROWSER: system }, never)).toBe(system);
  expect(await browserPath({ PATH: bin, KOC_BROWSER: '' }, its(own))).toBe(own);
  expect(await browserPath({ PATH: bin }, its(plain))).toBe(system);
  expect(await browserPath({ PATH: bin, KOC_BROWSER: 'none' }, never)).toBeNull();
  await expect(browserPath({ KOC_BROWSER: plain }, never)).rejects.toThrow('cannot be run');
});
