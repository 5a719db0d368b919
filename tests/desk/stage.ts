/** A published week with a desk before it: real files, a real server on this machine, people who log in as a browser would. */

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { deskApp } from '../../jobs/desk/app.ts';
import type { Place } from '../../jobs/desk/hosts.ts';
import { listen } from '../../jobs/desk/server.ts';
import { addUser, type Role } from '../../jobs/desk/users.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { POSTS_MAP, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const KOC = `version: 1
brands:
  - { id: aurora, role: own, category: skincare, names: [欧若拉] }
  - { id: nova, role: own, category: skincare, names: [诺瓦] }
  - { id: coman, role: tracked, category: skincare, names: [蔻曼] }
publish: { languages: [en, zh] }
`;
export const KEY = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };
export const AS_OF = '2026-11-16';
const DAYS = ['2026-09-14', '2026-10-12', '2026-10-28', '2026-11-05', '2026-11-12'];

/** Words that would run, or break a page, if anything took them for markup. */
export const HOSTILE = '<script>hacked()</script><img src=x onerror=hacked()>"\'` \u202e=HYPERLINK("x")';

/** What each of them says of themselves, and each day of it, so that no two posts have much in common. */
const SELVES = [
  '油皮，夏天一出汗就脱妆',
  '换季必烂脸，泛红紧绷了好几年',
  '刚毕业的社畜，预算有限',
  '带娃没时间，洗完脸三分钟搞定',
  '住在西北，空气干得起皮',
  '常年戴口罩，下巴闷痘',
  '坐标南方，回南天黏糊糊',
  '四十岁才认真护肤',
  '跑步爱好者，天天晒太阳',
  '医院上班，一天洗手几十次',
  '学生党住宿舍，水质偏硬',
  '夜班司机，熬夜脸色暗沉',
];
const MOMENTS = [
  '昨晚第一次打开盖子，闻着淡淡的草本味',
  '出差五天只带了这一瓶，居然够用',
  '闺蜜来家里试了试，当场下单',
  '对比照拍好了，毛孔确实细了些',
  '第二瓶见底，趁活动囤货',
];

/** Twelve people who like the brand, one of them with hostile words in every field. */
export async function deskWorkspace(): Promise<TestWorkspace> {
  const ws = await testWorkspace(KOC);
  const people = Array.from({ length: 12 }, (_, i) => (i === 0 ? HOSTILE : `Anna ${i}`));
  const rows = people.flatMap((name, i) =>
    DAYS.map((day, j) => ({
      id: `${i}_${j}`,
      kind: 'post',
      author: `a${i}`,
      name,
      home: i === 0 ? 'javascript:hacked()' : `https://weibo.example/a${i}`,
      title: i === 0 ? HOSTILE : `Note ${i}.${j}`,
      text: `${SELVES[i]}。${MOMENTS[(i + j) % 5]}，${j}月${i}号记录。欧若拉面霜真的好用，回购了，推荐！${i === 0 ? HOSTILE : ''}`,
      at: `${day}T08:00:00Z`,
      likes: 5 + i,
      fans: 300,
      link: i === 0 ? 'javascript:hacked()' : `https://weibo.example/a${i}/${j}`,
    })),
  );
  await ws.importRows('notes', rows, POSTS_MAP);
  await publish(ws);
  return ws;
}

/** `koc publish`, or what makes the week else. */
export async function publish(ws: TestWorkspace, verb: 'publish' | 'weekly' = 'publish'): Promise<void> {
  await expectCode(inProcess(ws.dir, [verb, '--as-of', AS_OF, '-q'], { env: KEY }), 0);
}

export interface Stage extends AsyncDisposable {
  readonly url: string;
  token(name: string, role: Role): Promise<string>;
  /** Somebody with a session of their own. */
  enter(name: string, role?: Role): Promise<Visitor>;
}

export interface StageOptions {
  readonly place?: Partial<Place>;
  /** UTC ms; default: the morning of the week's Monday. */
  readonly now?: () => number;
}

/** A desk on a free port. */
export async function stage(ws: TestWorkspace, { place = {}, now }: StageOptions = {}): Promise<Stage> {
  const ctx = { ...ws.context(), now: now ?? Date.now };
  const app = deskApp({
    workspaceDir: ws.dir,
    openWorkspace: ws.open,
    ctx,
    randomBytes,
    place: { host: '127.0.0.1', publicUrl: null, ...place },
    language: 'en',
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const token = (name: string, role: Role) => addUser(ws.dir, { name, role, nowMs: ctx.now(), randomBytes });
  return {
    url,
    token,
    enter: async (name, role = 'reviewer') => enter(url, await token(name, role)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request as given: `fetch` would set and refuse headers by itself. Redirects are not followed. */
export function ask(
  url: string,
  path: string,
  given: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Reply> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = given;
    const sent = request({ hostname, port, path, method, headers, agent: false }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export type Fields = Readonly<Record<string, string>>;

export interface Visitor {
  readonly cookie: string;
  /** Token of their forms. */
  readonly csrf: string;
  get(path: string): Promise<Reply>;
  /** Sends a form as a page of the desk would. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Reply>;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export async function login(url: string, token: string, headers: Record<string, string> = {}): Promise<Reply> {
  const body = new URLSearchParams({ token, to: '/log' }).toString();
  return ask(url, '/login', { method: 'POST', headers: { origin: url, ...FORM, ...headers }, body });
}

export async function enter(url: string, token: string): Promise<Visitor> {
  const entered = await login(url, token);
  const [cookie = ''] = String(entered.headers['set-cookie'] ?? '').split(';');
  const get = (path: string) => ask(url, path, { headers: { cookie } });
  const { body } = await get('/');
  const csrf = /name="csrf" value="([^"]+)"/u.exec(body)?.[1] ?? '';
  return {
    cookie,
    csrf,
    get,
    post: (path, fields, headers = {}) =>
      ask(url, path, {
        method: 'POST',
        headers: { cookie, origin: url, ...FORM, ...headers },
        body: new URLSearchParams({ csrf, ...fields }).toString(),
      }),
  };
}

/** Keys that the links of a page lead to, in its order. */
export function keysIn(body: string, kind: 'people' | 'posts'): string[] {
  const keys = [...body.matchAll(new RegExp(`/${kind}/([0-9a-f]{32})["#]`, 'gu'))].map((match) => match[1]!);
  return [...new Set(keys)];
}
