/** What recorded cases of Mastodon cannot show: who has refused, what names a post or an account, and servers of other makes. */
import { describe, expect, test } from 'vitest';
import { refuses } from '../../collectors/mastodon/consent.ts';
import { collector } from '../../collectors/mastodon/index.ts';
import { account } from '../../collectors/mastodon/payload.ts';
import { places } from '../../collectors/mastodon/records.ts';
import { hashtagOf, readReference, threadOf } from '../../collectors/mastodon/references.ts';
import { accountName } from '../../collectors/reading/account_name.ts';
import type { Exchange } from './live/fixture.ts';
import { runLive, secretOf } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const HOST = 'https://server.example';
const who = { id: '1', acct: 'ana', url: `${HOST}/@ana`, followers_count: 3 };

describe('refusals', () => {
  const asks = (more: object, bySearch = false) => refuses(account.parse({ ...who, ...more }), { bySearch });

  test.each([
    [{ noindex: true }],
    [{ discoverable: false }],
    [{ suspended: true }],
    [{ note: '<p>tea <a href="/tags/nobot">#<span>nobot</span></a></p>' }],
    [{ note: 'tea. #NoIndex' }],
    [{ note: '＃no_archive' }],
  ])('%j is heard', (more) => {
    expect(asks(more)).toBe(true);
  });

  test.each([[{}], [{ discoverable: null, noindex: null }], [{ note: '#nobotany, #tea' }]])('%j is none', (more) => {
    expect(asks(more)).toBe(false);
  });

  test('whoever forbids full-text search may still be found by a hashtag of their own', () => {
    expect(asks({ indexable: false }, true)).toBe(true);
    expect(asks({ indexable: false }, false)).toBe(false);
  });
});

describe('names', () => {
  test.each([
    ['https://server.example/users/ana/statuses/12', '12'],
    ['https://server.example/ap/users/7/statuses/12', '12'],
    ['https://server.example/@ana/12', '12'],
    ['https://other.example/users/ana/statuses/12', null],
    ['https://server.example/objects/0a-1b', null],
    ['tag:server.example,2017:12', null],
  ])('%s is %s on its own server only', (uri, localId) => {
    expect(readReference(uri, 'server.example')).toEqual({ want: 'known', uri, localId });
  });

  test('a followed thread comes back with its address whole', () => {
    const uri = 'https://other.example/a?b=c:d';
    expect(readReference(threadOf('9', uri), 'server.example')).toEqual({ want: 'thread', localId: '9', uri });
  });

  test.each([
    [null, '@ana@server.example', 'ana@server.example'],
    ['https://web.server.example/@ana', 'ana@server.example', 'ana@server.example'],
    ['https://server.example/@ana', 'Ana Somebody', 'ana@server.example'],
    ['https://server.example/users/ana', null, 'ana@server.example'],
    [null, 'ana', 'ana'],
    ['https://server.example/a/b/c', null, null],
  ])('%s and %s are looked up as %s', (id, handle, name) => {
    expect(accountName(id, handle)).toBe(name);
  });

  test.each([
    ['Kettle Wise', 'KettleWise'],
    ['凯特怀斯', '凯特怀斯'],
    ["Dr. Kettle's", 'DrKettles'],
    ['2026', null],
    ['!?', null],
  ])('%s is written as the hashtag %s', (words, tag) => {
    expect(hashtagOf(words)).toBe(tag);
  });
});

test('answers find their place whatever the order of the thread, also where it begins elsewhere or goes in a circle', () => {
  const node = (id: string, above: string | null) => ({ id, uri: `u${id}`, in_reply_to_id: above });
  const placeOf = places([
    node('3', '2'),
    node('2', '1'),
    node('1', null),
    node('9', '8'),
    node('6', '7'),
    node('7', '6'),
  ]);
  expect(placeOf(node('3', '2'))).toEqual({ parentUri: 'u2', rootUri: 'u1' });
  expect(placeOf(node('9', '8'))).toEqual({ parentUri: null, rootUri: null });
  expect(placeOf(node('10', '9'))).toEqual({ parentUri: 'u9', rootUri: null });
  expect(placeOf(node('6', '7'))).toEqual({ parentUri: 'u7', rootUri: null });
});

describe('servers', () => {
  const status = (id: string) => ({
    id,
    uri: `${HOST}/users/ana/statuses/${id}`,
    created_at: '2026-11-20T08:00:00Z',
    visibility: 'public',
    account: who,
  });
  const tag = (params: string) => `${HOST}/api/v1/timelines/tag/tea?limit=2${params}`;
  const run = async (exchanges: readonly Partial<Exchange>[], words = ['tea'], options: object = {}) => {
    const whole = exchanges.map((one) => ({ method: 'GET' as const, url: '', status: 200, headers: {}, ...one }));
    await using platform = await startPlatform(whole, [secretOf('MASTODON_TOKEN')]);
    const queries = words.map((one) => ({ kind: 'keyword' as const, words: one, brandId: 'tea' }));
    const window = { since: Date.UTC(2026, 10, 16), until: Date.UTC(2026, 10, 23) };
    const fixture = {
      options: { base_url: HOST, page_size: 2, ...options },
      ask: { queries, window, now: window.until },
      exchanges: whole,
    };
    return { ...(await runLive(collector, fixture, platform)), asked: platform.asked };
  };

  test('one that links no pages is read by the oldest id of each full page', async () => {
    const { records, end } = await run([
      { url: tag(''), json: [status('9'), status('10')] },
      { url: tag('&max_id=9'), json: [status('8')] },
    ]);
    expect(records.map(({ id }) => id.split('/').at(-1))).toEqual(['9', '10', '8']);
    expect(end?.outcome).toBe('ok');
  });

  test('one that shows nothing to strangers asks for a login', async () => {
    const json = { error: 'This method requires an authenticated user' };
    const { end } = await run([{ url: tag(''), status: 422, json }]);
    expect(end?.outcome).toBe('login_needed');
  });

  test('one whose limit is spent is left alone until the moment that it names', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-23T00:04:00.000Z' };
    const { sentAt } = await run([
      { url: tag(''), json: [status('10'), status('9')], headers },
      { url: tag('&max_id=9'), json: [] },
    ]);
    expect(sentAt[1]).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 23, 0, 4));
  });

  test('of a reposted post its address is sealed, not its words or its author', async () => {
    const bo = { ...who, id: '2', acct: 'bo@other.example', url: 'https://other.example/@bo' };
    const theirs = { ...status('7'), uri: 'https://other.example/7', account: bo, content: 'their words' };
    const { records } = await run([
      { url: tag(''), json: [{ ...status('9'), content: 'their words', reblog: theirs }] },
    ]);
    expect(records).toMatchObject([{ parentId: 'https://other.example/7', authorId: who.url }]);
    expect(records[0]?.payloadJson).not.toMatch(/their words|@bo|bo@/u);
  });

  test('words that make no hashtag cost the other queries nothing', async () => {
    const { records, end } = await run([{ url: tag(''), json: [status('9')] }], ['2026', 'tea']);
    expect(records).toHaveLength(1);
    expect(end?.outcome).toBe('partial');
  });

  test('the token is sent by search and by wish, and by nothing else', async () => {
    const sent = async (options: object, url: string, json: unknown) => {
      return (await run([{ url, json }], ['tea'], options)).asked.map(({ headers }) => headers.authorization);
    };
    const bearer = `Bearer ${secretOf('MASTODON_TOKEN')}`;
    expect(await sent({}, tag(''), [])).toEqual([undefined]);
    expect(await sent({ token: true }, tag(''), [])).toEqual([bearer]);
    const search = `${HOST}/api/v2/search?q=%22tea%22&type=statuses&limit=2`;
    expect(await sent({ search: true }, search, { statuses: [] })).toEqual([bearer]);
  });
});
