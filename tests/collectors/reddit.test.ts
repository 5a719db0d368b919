/** What the contract suites cannot show of Reddit: the token's life, and refusals that share a status. */
import { describe, expect, test } from 'vitest';
import { loadCollector } from '../../collectors/discover.ts';
import { ownWords } from '../../collectors/reddit/quotes.ts';
import { type Exchange, exchange, type LiveFixture, loadFixture } from './live/fixture.ts';
import { runLive, secretOf } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const reddit = await loadCollector('reddit');
const API = 'https://oauth.reddit.com';
const TOKEN = 'token-that-nobody-may-see';
const NOW = Date.parse('2026-11-23T00:00:00Z');
const DAY = 86_400_000;

const login = (answer: object = {}) =>
  exchange.parse({
    method: 'POST',
    url: 'https://www.reddit.com/api/v1/access_token',
    sent: 'grant_type=client_credentials',
    json: { access_token: TOKEN, token_type: 'bearer', expires_in: 86_400 },
    ...answer,
  });

const search = (query: string, children: readonly object[], after: string | null, more: object = {}) =>
  exchange.parse({
    url: `${API}/search?raw_json=1&q=%22Kettlewise%22&sort=new&t=all&type=link&limit=100${query}`,
    json: { kind: 'Listing', data: { after, children } },
    ...more,
  });

const post = (id: string, ageDays: number) => ({
  kind: 't3',
  data: { id, created_utc: (NOW - ageDays * DAY) / 1000, author: 'ana', title: 'Kettlewise', num_comments: 0 },
});

const keyword = { kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' } as const;
const asking = (query: LiveFixture['ask']['queries'][number], exchanges: readonly Exchange[]): LiveFixture => ({
  options: {},
  ask: { queries: [query], window: { since: NOW - 7 * DAY, until: NOW }, now: NOW },
  exchanges,
});

async function over(fixture: LiveFixture) {
  const platform = await startPlatform(fixture.exchanges, reddit.meta.access.secrets.map(secretOf));
  return {
    platform,
    run: () => runLive(reddit, fixture, platform),
    logins: () => platform.asked.filter(({ url }) => url.includes('access_token')).length,
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  };
}

const twoPages = [login(), search('', [post('p1', 1)], 't3_p1'), search('&after=t3_p1', [post('p2', 2)], null)];
const invalidToken = {
  kind: 'status',
  status: 401,
  headers: { 'www-authenticate': 'Bearer realm="reddit", error="invalid_token"' },
} as const;

describe('the token of the app', () => {
  test('is fetched once a pass and stands in no record, cursor or log', async () => {
    await using on = await over(asking(keyword, twoPages));
    const run = await on.run();
    expect(run.records).toHaveLength(2);
    expect(on.logins()).toBe(1);
    expect(on.platform.asked.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(JSON.stringify([run.records, run.cursors, run.end]) + run.logged).not.toContain(TOKEN);
    await on.run();
    expect(on.logins()).toBe(2);
  });

  test('that Reddit does not know any more is fetched anew, once', async () => {
    await using on = await over(asking(keyword, twoPages));
    on.platform.fault = (index) => (index === 2 ? invalidToken : null);
    const run = await on.run();
    expect([run.end?.outcome, run.records.length, on.logins()]).toEqual(['ok', 2, 2]);
  });

  test('that Reddit will not take at all ends the pass as a login that is needed', async () => {
    await using on = await over(asking(keyword, twoPages));
    on.platform.fault = (_index, url) => (url.includes('access_token') ? null : invalidToken);
    const run = await on.run();
    expect([run.end?.outcome, run.records.length, on.logins()]).toEqual(['login_needed', 0, 2]);
  });

  test('that has run out is not sent', async () => {
    const short = login({ json: { access_token: TOKEN, expires_in: 60 } });
    await using on = await over(asking(keyword, [short, ...twoPages.slice(1)]));
    const run = await on.run();
    expect([run.end?.outcome, on.logins()]).toEqual(['ok', 2]);
  });

  test('is not had with a wrong secret, whatever the status says', async () => {
    await using on = await over(asking(keyword, [login({ json: { error: 'invalid_grant' } })]));
    expect((await on.run()).end?.outcome).toBe('login_needed');
    expect(on.platform.asked).toHaveLength(1);
  });
});

test('a budget of less than one request is waited for', async () => {
  const spent = { headers: { 'x-ratelimit-remaining': '0.4', 'x-ratelimit-reset': '90' } };
  const [first, second] = [search('', [post('p1', 1)], 't3_p1', spent), twoPages[2]!];
  await using on = await over(asking(keyword, [login(), first, second]));
  const { sentAt } = await on.run();
  expect(sentAt[2]! - sentAt[1]!).toBeGreaterThanOrEqual(90_000);
});

test('posts that an app may not see are a block, not a suspended account', async () => {
  const forbidden = { status: 403, json: { message: 'Forbidden', error: 403 } };
  const account = { json: { kind: 't2', data: { name: 'ana' } } };
  const author = { kind: 'author', authorId: 'ana', handle: null } as const;
  const exchanges = [
    login(),
    exchange.parse({ url: `${API}/user/ana/overview?raw_json=1&sort=new&t=all&limit=100`, ...forbidden }),
    exchange.parse({ url: `${API}/user/ana/about?raw_json=1`, ...account }),
  ];
  await using on = await over(asking(author, exchanges));
  const { end } = await on.run();
  expect([end?.outcome, end?.asked['gone']]).toEqual(['blocked', 0]);
});

test('a subreddit that is closed blocks the search in it and says which option to look at', async () => {
  const closed = search('', [], null, { status: 403, json: { reason: 'private', message: 'Forbidden', error: 403 } });
  await using on = await over(asking(keyword, [login(), closed]));
  const run = await on.run();
  expect(run.end?.outcome).toBe('blocked');
  expect(run.logged).toContain('private');
});

test('a search that ends where its cap may be says which interval it has not shown', async () => {
  const folder = new URL('../fixtures/collectors/reddit/search_ends_early/', import.meta.url).pathname;
  await using on = await over(await loadFixture(folder));
  const { end } = await on.run();
  expect([end?.outcome, end?.asked['lost_since'], end?.asked['lost_until']]).toEqual([
    'capped',
    '2026-11-16T00:00:00.000Z',
    '2026-11-19T12:00:00.000Z',
  ]);
});

test('of what was taken back only its place is sealed', async () => {
  const taken = { ...post('p1', 1).data, title: 'Regret', removed_by_category: 'moderator', author: 'ana_who_left' };
  await using on = await over(asking(keyword, [login(), search('', [{ kind: 't3', data: taken }], null)]));
  const [record] = (await on.run()).records;
  expect([record?.id, record?.authorId]).toEqual(['p1', null]);
  expect(record?.payloadJson).not.toMatch(/Regret|ana_who_left/u);
});

test('a brand without communities is told how to name them', async () => {
  await using on = await over(asking({ kind: 'mention_feed', brandId: 'brewbot' }, [login()]));
  await expect(on.run()).rejects.toThrow(/no communities of brewbot/u);
  expect(on.platform.asked).toEqual([]);
});

test.each([
  ['<div class="md"><blockquote><p>Is it loud?</p></blockquote><p>No.</p></div>', '<div class="md"> <p>No.</p></div>'],
  ['<blockquote>a<blockquote>b</blockquote>c</blockquote>own', 'own'],
  ['own<blockquote>never closed', 'own'],
  ['<!-- SC_OFF --><p>plain</p><!-- SC_ON -->', '<p>plain</p>'],
])('what %s quotes is not of its author', (html, own) => {
  expect(ownWords(html)).toBe(own);
});
