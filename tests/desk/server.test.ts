/** What the desk promises over HTTP: who may enter and decide, what it answers to, and that nothing decided is lost. */
import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readUsers } from '../../jobs/desk/users.ts';
import { decisionHistory, standing } from '../../jobs/pipeline/decisions.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { startKoc } from '../support/koc.ts';
import { type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';
import { ask, deskWorkspace, enter, KEY, keysIn, login, type Stage, stage, type Visitor } from './stage.ts';

let ws: TestWorkspace;
let desk: Stage;
let ann: Visitor;
/** Posts of the queue and people of the list, first to last. */
let posts: string[];
let people: string[];

const decided = async () => decisionHistory({ dir: ws.dir }, ws.context());
const stands = async (type: string, subject: string) =>
  standing(await decided()).find((one) => one.type === type && one.subjectKey === subject) ?? null;
const ugc = (subject: string, value: string, base: string, more = {}) => ({
  type: 'ugc_state',
  brand: 'aurora',
  subject,
  value,
  base,
  back: '/brands/aurora/ugc',
  ...more,
});
const idIn = (location: unknown) => /done=([0-9a-f]{32})/u.exec(String(location))?.[1] ?? '';

/** Also those of a test that failed before it stopped its own. */
const children: ChildProcess[] = [];

/** `koc serve` as a process of its own, and the address it tells. */
async function serving(dir: string) {
  const { child, ended } = startKoc(dir, ['serve', '--port', '0'], KEY);
  children.push(child);
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (text: string) => resolve(String(text).trim()));
    void ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  return { link, child, ended };
}

beforeAll(async () => {
  ws = await deskWorkspace();
  desk = await stage(ws);
  ann = await desk.enter('Ann');
  posts = keysIn((await ann.get('/brands/aurora/ugc')).body, 'posts');
  people = keysIn((await ann.get('/brands/aurora/koc')).body, 'people');
  expect(posts.length).toBeGreaterThan(8);
  expect(people.length).toBeGreaterThan(8);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await desk[Symbol.asyncDispose]();
  await ws[Symbol.asyncDispose]();
});

test('nobody enters without a token, and guessing has to wait', async () => {
  const slow = await stage(ws);
  await using _ = slow;
  const token = await slow.token('Gus', 'viewer');
  const page = await ask(slow.url, '/brands/aurora/koc?q=a');
  expect([page.status, page.headers['location']]).toEqual([303, '/login?to=%2Fbrands%2Faurora%2Fkoc%3Fq%3Da']);
  expect((await ask(slow.url, '/report/')).status).toBe(303);
  for (let i = 0; i < 10; i += 1) expect((await login(slow.url, `wrong${i}`)).status).toBe(403);
  const waiting = await login(slow.url, token);
  expect(waiting.status).toBe(429);
  expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);
});

test('a session lies in a cookie that scripts cannot read, and ends by logging out or with its user', async () => {
  const token = await desk.token('Ida', 'viewer');
  const cookie = String((await login(desk.url, token)).headers['set-cookie']);
  expect(cookie).toMatch(/^koc_desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u);
  const [first, second] = [await enter(desk.url, token), await enter(desk.url, token)];
  expect((await first.post('/logout', {})).status).toBe(303);
  expect((await first.get('/log')).status).toBe(303);
  expect((await second.get('/log')).status).toBe(200);
  await expectCode(inProcess(ws.dir, ['serve', '--remove-user', 'Ida'], { env: KEY }), 0);
  expect((await second.get('/log')).status).toBe(303);
  const file = join(ws.dir, '.koc', 'desk_users.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).not.toContain(token);
});

test('viewers look and decide nothing', async () => {
  const viewer = await desk.enter('Vic', 'viewer');
  const page = await viewer.get('/brands/aurora/ugc');
  expect(page.status).toBe(200);
  expect(page.body).not.toContain('action="/decide"');
  const before = (await decided()).length;
  for (const path of ['/decide', '/work', '/undo', '/same-person'])
    expect((await viewer.post(path, ugc(posts[0]!, 'approved', ''))).status, path).toBe(403);
  expect(await decided()).toHaveLength(before);
});

test('a form of another site, or without the token of the session, decides nothing', async () => {
  const before = (await decided()).length;
  const form = ugc(posts[0]!, 'approved', '');
  expect((await ann.post('/decide', form, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await ann.post('/decide', form, { origin: 'null', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await ann.post('/decide', { ...form, csrf: ann.csrf.replace(/^./u, '_') })).status).toBe(403);
  expect((await ann.post('/decide', form, { 'content-type': 'application/json' })).status).toBe(403);
  expect((await login(desk.url, 'x', { origin: 'https://evil.example' })).status).toBe(403);
  expect((await ann.post('/decide', { ...form, note: 'x'.repeat(70_000) })).status).toBe(413);
  expect(await decided()).toHaveLength(before);
});

test('a name that is not its own is refused, and every answer is locked up', async () => {
  for (const host of ['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect((await ask(desk.url, '/login', { headers: { host } })).status, host).toBe(421);
  expect((await ask(desk.url, '/login', { headers: { host: 'localhost:1' } })).status).toBe(200);
  await using proxied = await stage(ws, { place: { publicUrl: new URL('https://desk.example.com/') } });
  const headers = { host: 'desk.example.com', origin: 'https://desk.example.com' };
  const entered = await login(proxied.url, await proxied.token('Pia', 'viewer'), headers);
  expect(String(entered.headers['set-cookie'])).toContain('; Secure');
  for (const path of [
    '/',
    '/login',
    '/assets/desk.js',
    '/nothing',
    '/report/index.html',
    '/report/koc_shortlist.csv',
  ]) {
    const { headers: told } = await ann.get(path);
    expect(told['x-content-type-options'], path).toBe('nosniff');
    expect(told['cache-control'], path).toBe('no-store');
    expect(told['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(told['content-security-policy'], path).not.toMatch(/script-src[^;]*unsafe/u);
  }
});

test('links lead nowhere else, and nothing beside the current export is served', async () => {
  for (const back of ['//evil.example/', 'https://evil.example/', '/\\evil.example', '/x\u0000', 'javascript:x']) {
    const { headers } = await ann.get(`/language/en?back=${encodeURIComponent(back)}`);
    expect(headers['location'], back).toBe('/');
  }
  await writeFile(join(ws.dir, 'exports', 'secret.txt'), 'secret');
  const run = join(ws.dir, 'exports', 'current');
  await symlink('../secret.txt', join(run, 'out.txt'));
  await mkdir(join(run, 'deep'));
  const paths = [
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..%5csecret.txt',
    'deep/../../secret.txt',
    'out.txt',
    '%00',
    '%',
    '../../koc.yaml',
    '//etc/passwd',
  ];
  for (const path of paths) {
    const { status, body } = await ann.get(`/report/${path}`);
    expect([status, body.includes('secret')], path).toEqual([404, false]);
  }
  // Names that every object has are no files and no orders.
  for (const name of ['__proto__', 'constructor']) {
    expect((await ask(desk.url, `/assets/${name}`)).status, name).toBe(404);
    expect((await ann.get(`/brands/aurora/koc?sort=${name}`)).status, name).toBe(200);
  }
  expect((await ann.get('/report/')).body).toContain('<!doctype html>');
  expect((await ann.get('/report/brands/aurora')).headers['location']).toBe('aurora/');
  expect((await ann.get('/report/koc.duckdb')).headers['content-disposition']).toContain('attachment');
});

test('hostile words are shown and do nothing, on every page', async () => {
  const pages = [
    '/',
    '/brands/aurora/worklist',
    '/brands/aurora/koc',
    '/brands/aurora/early',
    '/brands/aurora/ugc',
    '/brands/aurora/left-out',
    '/log',
  ];
  const named = async (kind: 'people' | 'posts', path: string) => {
    const { body } = await ann.get(path);
    const links =
      kind === 'people'
        ? /\/people\/([0-9a-f]{32})"><bdi[^>]*>&#60;script/u
        : /script&#62;hacked[\s\S]*?\/posts\/([0-9a-f]{32})"/u;
    return `/brands/aurora/${kind}/${links.exec(body)?.[1]}`;
  };
  const own = [await named('people', '/brands/aurora/koc'), await named('posts', '/brands/aurora/ugc')];
  const shown = await Promise.all([...pages, ...own].map((path) => ann.get(path)));
  for (const { status, body } of shown) {
    expect(status).toBe(200);
    expect(body).not.toMatch(/<script>hacked|<img|javascript:|\u202e/u);
    expect(body).not.toMatch(/<[^>]+\s(?:on\w+|style)=/u);
  }
  expect(shown.filter(({ body }) => body.includes('&#60;script&#62;hacked()')).length).toBeGreaterThan(3);
  expect((await ann.get('/brands/coman/koc')).status, 'tracked brands have no people').toBe(404);
  expect((await ann.get(`/brands/aurora/koc?q=${encodeURIComponent('"><b>')}`)).body).not.toContain('<b>');
});

test('a post goes its way to a feed that refuses whatever has no valid grant today', async () => {
  const post = posts.at(-1)!;
  const step = async (value: string, more: Record<string, string> = {}) => {
    const base = (await stands('ugc_state', post))?.id ?? '';
    const answer = await ann.post('/decide', ugc(post, value, base, more));
    return answer.status;
  };
  const feed = async (headers: Record<string, string> = {}) => ask(desk.url, '/feed/aurora.json', { headers });
  expect((await feed()).status).toBe(401);
  const token = await desk.token('Feed', 'viewer');
  const items = async (): Promise<Record<string, unknown>[]> =>
    JSON.parse((await feed({ authorization: `Bearer ${token}` })).body).items;
  expect((await ask(desk.url, `/feed/aurora.json?token=${token}`)).status).toBe(200);
  expect((await ask(desk.url, `/feed/aurora.json?token=${await desk.token('Rae', 'reviewer')}`)).status).toBe(401);

  expect(await step('featured'), 'no grant yet').toBe(400);
  expect(await step('hidden'), 'no reason').toBe(400);
  expect(await step('approved')).toBe(303);
  expect(await items()).toEqual([]);
  expect(await step('asked')).toBe(303);
  const day = new Date().toISOString().slice(0, 10);
  const terms = {
    'details.scope': 'organic',
    'details.channels': 'Weibo',
    'details.from': '2026-01-01',
    'details.until': day,
    'details.evidence': 'https://mail.example/7',
  };
  expect(await step('granted', { ...terms, 'details.evidence': '' }), 'no evidence').toBe(400);
  expect(await items()).toEqual([]);
  expect(await step('granted', { ...terms, 'details.until': '2099-12-31' })).toBe(303);
  expect(await items()).toMatchObject([
    { id: post, authors: [{ name: expect.any(String) }], content_text: expect.stringContaining('欧若拉') },
  ]);
  expect((await ann.get('/brands/aurora/ugc?state=granted')).body).toContain(post);
  expect(await step('featured')).toBe(303);
  expect(await items()).toHaveLength(1);

  const author = keysIn((await ann.get(`/brands/aurora/posts/${post}`)).body, 'people')[0]!;
  await ann.post('/decide', { type: 'opt_out', subject: author, brand: '', value: '', base: '', back: '/' });
  expect(await items(), 'whoever opts out is shown no more').toEqual([]);
  const out = (await stands('opt_out', author))!;
  expect((await ann.post('/undo', { id: out.id, reason: 'asked us to go on', back: '/' })).status).toBe(303);
  expect(await items()).toHaveLength(1);

  const everywhere = { ...ugc(post, 'hidden', '', { 'details.reason_code': 'personal_data' }), brand: '' };
  const { headers } = await ann.post('/decide', everywhere);
  expect(await items(), 'hidden for all brands since').toEqual([]);
  expect((await ann.post('/undo', { id: idIn(headers['location']), back: '/' })).status).toBe(303);
  expect(await items()).toHaveLength(1);

  await using later = await stage(ws, { now: () => Date.UTC(2100, 0, 2) });
  const late = await ask(later.url, '/feed/aurora.json', { headers: { authorization: `Bearer ${token}` } });
  expect(JSON.parse(late.body).items, 'the grant has run out').toEqual([]);
});

test('nothing is decided about whom or what the workspace does not hold, as after a forgetting, nor are accounts joined past their form', async () => {
  const before = (await decided()).length;
  const nobody = { subject: '0'.repeat(32), base: '', brand: 'aurora', back: '/' };
  expect((await ann.post('/decide', { ...nobody, type: 'note', value: 'left in a form' })).status).toBe(400);
  expect((await ann.post('/decide', { ...nobody, type: 'ugc_state', value: 'approved' })).status).toBe(400);
  expect((await ann.post('/work', { ...nobody, owner: 'Ann' })).status).toBe(400);
  const joined = { type: 'same_person', subject: people[0]!, value: people[1]!, base: '', brand: '', back: '/' };
  expect((await ann.post('/decide', joined)).status).toBe(400);
  expect(await decided()).toHaveLength(before);
});

test('who comes second sees both decisions, chooses, and neither is lost', async () => {
  const ben = await desk.enter('Ben');
  const [post] = posts;
  expect((await ann.post('/decide', ugc(post!, 'approved', ''))).status).toBe(303);
  const late = await ben.post('/decide', ugc(post!, 'hidden', '', { 'details.reason_code': 'off_topic' }));
  expect(late.status).toBe(409);
  expect(late.body).toContain('Rights: approved');
  expect(late.body).toContain('Rights: hidden (off topic)');
  expect((await stands('ugc_state', post!))?.value).toBe('approved');
  const base = /name="base" value="([0-9a-f]{32})"/u.exec(late.body)![1]!;
  const mine = await ben.post('/decide', ugc(post!, 'hidden', base, { 'details.reason_code': 'off_topic' }));
  expect(mine.status).toBe(303);
  const log = (await decided()).filter((one) => one.subjectKey === post);
  expect(log.map(({ value, by }) => [value, by])).toEqual([
    ['approved', 'Ann'],
    ['hidden', 'Ben'],
  ]);
  const undone = await ben.post('/undo', { id: idIn(mine.headers['location']), back: '/log' });
  expect(undone.status).toBe(303);
  expect(await stands('ugc_state', post!)).toMatchObject({ value: 'approved', by: 'Ben' });
});

test('the team’s columns are saved apart: only what was changed, so that a colleague’s other edits stay', async () => {
  const subject = people[1]!;
  const form = { subject, brand: 'aurora', back: '/', was_status: '', base_status: '', was_owner: '', base_owner: '' };
  expect((await ann.post('/work', { ...form, status: 'contacted', owner: '' })).status).toBe(303);
  const ben = await desk.enter('Ben');
  expect((await ben.post('/work', { ...form, status: '', owner: 'Ben' })).status, 'from an older page').toBe(303);
  expect([(await stands('work_status', subject))?.value, (await stands('work_owner', subject))?.value]).toEqual([
    'contacted',
    'Ben',
  ]);
  expect((await ben.post('/work', { ...form, status: 'replied', owner: '' })).status).toBe(409);
  expect((await ann.post('/work', { ...form, last_contact: '2999-01-01', base_last_contact: '' })).status).toBe(400);
});

test('two accounts become one person and part again, by whatever people type', async () => {
  const [, , first, second] = people;
  const other = 'Anna 5';
  expect(
    (await ann.post('/same-person', { subject: first!, other: 'nobody at all', is_same: 'yes', back: '/' })).status,
  ).toBe(400);
  expect((await ann.post('/same-person', { subject: first!, other: second!, is_same: 'yes', back: '/' })).status).toBe(
    303,
  );
  expect((await stands('same_person', first!))?.value).toBe(second);
  expect((await ann.post('/same-person', { subject: first!, other: '', is_same: 'no', back: '/' })).status).toBe(303);
  expect(await stands('same_person', first!)).toBeNull();
  expect((await ann.post('/same-person', { subject: first!, other, is_same: 'yes', back: '/' })).status).toBe(303);
});

test('two people decide the same fifty things at once while a run holds the workspace: each thing is decided once, and in raw', async () => {
  const ben = await desk.enter('Ben');
  const before = (await decided()).length;
  await using _ = await acquireLock(ws.dir);
  const places = people.flatMap((subject) => ['aurora', 'nova', ''].map((brand) => ({ type: 'note', subject, brand })));
  const more = people.map((subject) => ({ type: 'verdict', subject, brand: 'nova' }));
  const fifty = [...places, ...more, ...posts.map((subject) => ({ type: 'note', subject, brand: '' }))].slice(0, 50);
  expect(fifty).toHaveLength(50);
  const answers = await Promise.all(
    fifty.flatMap((place) =>
      [ann, ben].map(async (who, w) => {
        const value = place.type === 'verdict' ? ['confirmed', 'rejected'][w]! : `note ${w}`;
        const { status, headers } = await who.post('/decide', { ...place, value, base: '', back: '/' });
        return { status, id: idIn(headers['location']) };
      }),
    ),
  );
  const saved = answers.filter(({ status }) => status === 303).map(({ id }) => id);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(50);
  expect(
    (await decided())
      .slice(before)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(saved.sort());
  expect(new Set(saved).size).toBe(50);
});

test('the first start adds a reviewer for this machine only, tells the link once, and ends well when told to stop', async () => {
  await using fresh = await testWorkspace(THREE_BRANDS);
  await expectCode(inProcess(fresh.dir, ['serve', '--host', '0.0.0.0'], { env: KEY }), 2);
  await expectCode(inProcess(fresh.dir, ['serve', '--port', '70000'], { env: KEY }), 2);
  await expectCode(inProcess(fresh.dir, ['serve', '--public-url', 'desk.example'], { env: KEY }), 2);
  const { link, child, ended } = await serving(fresh.dir);
  const [url, token] = link.split('login#');
  const first = await enter(url!, token!);
  expect(await first.get('/')).toMatchObject({ status: 503, body: expect.stringContaining('koc weekly') });
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  expect((await readUsers(fresh.dir)).map(({ name, role }) => [name, role])).toEqual([['reviewer', 'reviewer']]);
});

test('a week that is being made anew, as after forgetting somebody, is not shown from memory', async () => {
  const note = join(ws.dir, 'builds', 'published.json');
  const kept = await readFile(note);
  await rm(note);
  expect((await ann.get(`/brands/aurora/people/${people[0]}`)).status).toBe(503);
  await writeFile(note, kept);
  expect((await ann.get(`/brands/aurora/people/${people[0]}`)).status).toBe(200);
});

test('what was answered as saved survives kill −9, and other desks show it at once', async () => {
  await desk.token('Kim', 'reviewer');
  const { link: url, child, ended } = await serving(ws.dir);
  const kim = await enter(url, await desk.token('Kim', 'reviewer'));
  const subjects = people.slice(4, 8);
  const saved: string[] = [];
  for (const subject of subjects) {
    const answer = await kim.post('/decide', {
      type: 'verdict',
      subject,
      brand: 'aurora',
      value: 'rejected',
      base: '',
      back: '/',
    });
    expect(answer.status).toBe(303);
    saved.push(idIn(answer.headers['location']));
  }
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  const ids = new Set((await decided()).map(({ id }) => id));
  expect(saved.every((id) => ids.has(id))).toBe(true);

  expect((await ann.get('/brands/aurora/koc')).body).toContain('counts from the next build');
});
