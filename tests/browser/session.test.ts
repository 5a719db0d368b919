/** A login in a real browser: told when it is good, remembered, checked, found expired; and no secret of it outside of the profile. */
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { accountOf, accountProfile } from '../../jobs/pipeline/account.ts';
import { useAccount } from '../../jobs/pipeline/account_use.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { coolingUntil, noteGood, noteRefusal } from '../../jobs/pipeline/cool_down.ts';
import { type LoginInput, logIn } from '../../jobs/pipeline/login.ts';
import { logOut } from '../../jobs/pipeline/logout.ts';
import { readSession } from '../../jobs/pipeline/session.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { testBrowserPath } from '../support/browser.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const SECRET = 'sid-4711-very-secret';
const TOKEN = 'xsec-0815-very-secret';

/** A club whose front page asks who is there; visitors get a cookie too, as at most platforms. */
const valid = new Set([SECRET]);
let isCaptcha = false;
const asked: { readonly path: string; readonly agent: string }[] = [];
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url!, 'http://club');
  asked.push({ path: pathname, agent: request.headers['user-agent'] ?? '' });
  const sid = /sid=([^;]+)/u.exec(request.headers.cookie ?? '')?.[1];
  if (pathname === '/api/me') return void response.end(JSON.stringify({ member: valid.has(sid ?? '') }));
  if (pathname === '/api/enter') {
    response.setHeader('set-cookie', `sid=${SECRET}; Max-Age=86400; HttpOnly; Path=/`);
    return void response.end(JSON.stringify({ member: true }));
  }
  if (isCaptcha) return void response.writeHead(461).end('');
  if (sid === undefined) response.setHeader('set-cookie', 'sid=visitor; Max-Age=86400; Path=/');
  response.setHeader('content-type', 'text/html');
  response.end(`<title>club</title><button>enter</button><script>
    fetch('/api/me?token=${TOKEN}').then((r) => r.text());
    document.querySelector('button').onclick = () => fetch('/api/enter?token=${TOKEN}', { method: 'POST' }).then((r) => r.text());
  </script>`);
});

const says = (text: string): boolean | null => (text.startsWith('{"member"') ? text.includes('true') : null);
const SITE = {
  meta: { name: 'club', platform: 'club' },
  hosts: ['www.club.example'],
  session: { url: 'https://www.club.example/door', cookies: ['sid'], says: ({ text }: Received) => says(text) },
  shapes: [],
  refusals: [
    {
      sign: 'HTTP 461',
      is: ({ status }: Received) => status === 461,
      outcome: 'blocked',
      todo: 'The operator solves the captcha.',
    },
  ],
} as unknown as SiteSource;

let ws: TestWorkspace;
let options: SiteOptions;
let state: string;
const logs: string[] = [];
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  options = { account: 'anna', base_url, media: 'none' };
  ws = await testWorkspace('version: 1\ncontact: you@example.org\nbrands: [{ id: aurora }]\n');
  state = await mkdtemp(join(tmpdir(), 'koc-state-'));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await ws[Symbol.asyncDispose]();
  await rm(state, { recursive: true, force: true });
});

function context(): RunContext {
  const say = (facts: object, message: string) => void logs.push(`${message} ${JSON.stringify(facts)}`);
  return {
    ...ws.context(),
    log: { debug: say, info: say, warn: say, error: say },
    now: Date.now,
    version: '9.9.9',
    env: { ...process.env, XDG_STATE_HOME: state },
    findBrowser: testBrowserPath,
  };
}

async function login(rest: Partial<LoginInput> = {}) {
  return logIn(await ws.open(), context(), { site: SITE, options, how: 'check', ...rest });
}

const account = () => accountOf(SITE, options);

test('a login is told when it is good, stays in a profile that only its owner may read, and is found expired', async () => {
  expect(await login()).toEqual({ isGood: false, refusal: null });
  expect(await readSession(ws, account())).toMatchObject({ state: 'never', lastGoodAt: null });
  expect(asked.at(-1)!.agent).toMatch(/ koc-radar\/9\.9\.9 \(\+you@example\.org\)$/u);

  const told: boolean[] = [];
  const entered = await login({
    how: 'window',
    onChange: (isGood) => told.push(isGood),
    onPage: async (page) => {
      await expect.poll(() => told, { timeout: 120_000 }).toEqual([false]);
      await page.click('button');
    },
  });
  expect([entered.isGood, told]).toEqual([true, [false, true]]);
  expect(asked.at(-1)!.agent).not.toContain('koc-radar');
  const since = (await readSession(ws, account())).loggedInAt!;
  expect((await stat(accountProfile(ws, account()))).mode & 0o777).toBe(0o700);

  expect((await login()).isGood).toBe(true);
  expect(await readSession(ws, account())).toMatchObject({ state: 'good', loggedInAt: since });
  valid.delete(SECRET);
  expect((await login()).isGood).toBe(false);
  expect(await readSession(ws, account())).toMatchObject({ state: 'expired', loggedInAt: since });
});

test('cookies and tokens stand in the profile and nowhere else', async () => {
  const profile = accountProfile(ws, account());
  const leaks = async (dir: string): Promise<string[]> => {
    const found: string[] = [];
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || path.startsWith(profile)) continue;
      const bytes = await readFile(path);
      if (bytes.includes(SECRET) || bytes.includes(TOKEN)) found.push(path);
    }
    return found;
  };
  expect([...(await leaks(ws.dir)), ...(await leaks(state))]).toEqual([]);
  expect(logs.join('\n')).not.toMatch(/very-secret/u);
});

test('one process of the machine has an account at a time, and whoever comes second is told who', async () => {
  const elsewhere = await testWorkspace('version: 1\nbrands: [{ id: aurora }]\n');
  await using use = await useAccount(ws, context(), SITE, options);
  const second = useAccount(elsewhere, context(), SITE, options);
  await expect(second).rejects.toThrow(
    new RegExp(
      `^the account anna of club is in use by process ${process.pid} since .*, for the workspace ${ws.dir}$`,
      'u',
    ),
  );
  await expect(logOut(ws, context(), use.account)).rejects.toThrow('in use');
  await using other = await useAccount(elsewhere, context(), SITE, { ...options, account: 'bo' });
  expect(other.profile).toContain('bo');
  await elsewhere[Symbol.asyncDispose]();
});

test('a refusal begins a pause in which nothing is opened; a login ends it only where one was missing', async () => {
  isCaptcha = true;
  expect(await login()).toMatchObject({ isGood: null, refusal: { sign: 'HTTP 461' } });
  isCaptcha = false;
  const before = asked.length;
  await expect(login()).rejects.toMatchObject({
    message: expect.stringMatching(/^club is left alone until .* \(HTTP 461\)$/u),
    hint: 'The operator solves the captcha.',
    outcome: 'blocked',
  });
  await expect(login({ how: 'window', onPage: async () => {} })).rejects.toThrow('left alone');
  expect(asked).toHaveLength(before);

  await noteRefusal(ws, account(), { outcome: 'login_needed', sign: 'login wall', todo: 'Log in.' }, Date.now());
  await expect(useAccount(ws, context(), SITE, options)).rejects.toThrow('left alone');
  valid.add(SECRET);
  expect((await login()).isGood).toBe(true);
  expect(await coolingUntil(ws, account(), Date.now())).toBeNull();
});

test('a window stays open for a captcha although the login is good, and its profile forgets where it was', async () => {
  await noteGood(ws, account());
  isCaptcha = true;
  const told: string[] = [];
  const passed = await login({
    how: 'window',
    onRefusal: ({ sign }) => told.push(sign),
    onPage: async (page) => {
      await expect.poll(() => told, { timeout: 120_000 }).toEqual(['HTTP 461']);
      await page.waitForTimeout(5_000);
      isCaptcha = false;
      await page.goto(`${options.base_url}/people/mei`);
    },
  });
  expect(passed).toEqual({ isGood: true, refusal: null });

  isCaptcha = true;
  const left = await login({
    how: 'window',
    onPage: async (page) => {
      await page.waitForTimeout(1_000);
      await page.close();
    },
  });
  isCaptcha = false;
  expect(left).toMatchObject({ isGood: null, refusal: { sign: 'HTTP 461' } });
  expect(await coolingUntil(ws, account(), Date.now())).toBeNull();

  const profile = accountProfile(ws, account());
  const traces = await readdir(profile, { recursive: true, withFileTypes: true }).then((all) =>
    Promise.all(
      all.map(async (one) => {
        const path = join(one.parentPath, one.name);
        return one.isFile() && (await readFile(path)).includes('/people/mei') ? [path] : [];
      }),
    ),
  );
  expect(traces.flat()).toEqual([]);
  expect((await login()).isGood).toBe(true);
});

test('a logout takes the profile away', async () => {
  expect(await logOut(ws, context(), account())).toBe(true);
  expect(await logOut(ws, context(), account())).toBe(false);
  expect(await readSession(ws, account())).toMatchObject({ state: 'never' });
  expect((await login()).isGood).toBe(false);
});
