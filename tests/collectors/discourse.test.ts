/** What the recorded cases of forums cannot show: whose words a post holds, and what forums say instead of answering. */
import { describe, expect, test } from 'vitest';
import { accountId, siteOf, topicOf, usernameOf } from '../../collectors/discourse/ids.ts';
import { collector } from '../../collectors/discourse/index.ts';
import { countImages, ownMarkup } from '../../collectors/discourse/markup.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { ask, exchange } from './live/fixture.ts';
import { runLive } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const FORUM = 'https://forum.kettles.example';
const WINDOW = { since: '2026-11-16T00:00:00Z', until: '2026-11-23T00:00:00Z' };

describe('whose words', () => {
  test.each([
    ['<p>Mine.</p>', '<p>Mine.</p>'],
    ['<aside class="quote"><blockquote>Theirs.</blockquote></aside>Mine.', 'Mine.'],
    ['A<aside class="quote no-group">b<aside class="onebox">c</aside>d</aside>E', 'AE'],
    ['A<aside class="onebox allowlistedgeneric">preview</aside>B', 'AB'],
    ['A<aside class="note">mine too</aside>B', 'A<aside class="note">mine too</aside>B'],
    ['A<aside class="quote">never closed', 'A'],
    ['A</aside>B', 'A</aside>B'],
    ['<blockquote>a plain one stays</blockquote>', '<blockquote>a plain one stays</blockquote>'],
  ])('%s', (cooked, own) => {
    expect(ownMarkup(cooked)).toBe(own);
  });

  test('faces and signs are no pictures', () => {
    expect(
      countImages('<img class="emoji only-emoji"><img src="a"><img width="20" class="avatar"><img class="d-lazyload">'),
    ).toBe(2);
  });

  test('markup that never ends costs no time', () => {
    expect(ownMarkup('<aside'.repeat(300_000))).toHaveLength(1_800_000);
  });
});

describe('names across forums', () => {
  test('a forum in a folder is another one than its host', () => {
    expect(siteOf('https://tea.example/forum/')).toBe('tea.example/forum');
    expect(siteOf('https://tea.example')).toBe('tea.example');
  });

  test.each<[string, string | null]>([
    ['forum.kettles.example/1148/3', '1148'],
    ['1148', '1148'],
    ['elsewhere.example/1148/1', null],
    ['forum.kettles.example/../admin', null],
  ])('topic of %s', (id, topic) => {
    expect(topicOf('forum.kettles.example', id)).toBe(topic);
  });

  test.each<[string | null, string | null, string | null]>([
    ['forum.kettles.example/ana', 'Ana', 'ana'],
    [null, '@Ana', 'Ana'],
    ['elsewhere.example/ana', 'ana', null],
  ])('user name of %s', (id, handle, username) => {
    expect(usernameOf('forum.kettles.example', id, handle)).toBe(username);
  });

  test('user names do not differ by case', () => {
    expect(accountId('a.example', 'Bo_K')).toBe(accountId('a.example', 'bo_k'));
  });
});

describe('what forums say instead', () => {
  const keyword: Query = { kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' };
  const post: Query = { kind: 'post', postId: 'forum.kettles.example/7/1', publishedAt: null };
  const found = (more: object) => ({ posts: [], grouped_search_result: { more_full_page_results: null, ...more } });

  /** A forum that answers like this to everything. */
  async function pass(query: Query, answerTo: (url: URL) => unknown, status = 200) {
    const url = query.kind === 'post' ? `${FORUM}/t/7.json` : `${FORUM}/search.json?q=${FIRST}`;
    const exchanges = status === 200 ? [] : [exchange.parse({ url, status, json: answerTo(new URL(url)) })];
    const options = { base_url: FORUM };
    const fixture = { options, ask: ask.parse({ queries: [query], window: WINDOW, now: WINDOW.until }), exchanges };
    await using platform = await startPlatform(exchanges, [], (asked) => ({ json: answerTo(new URL(asked)) }));
    const run = await runLive(collector, fixture, platform);
    return { outcome: run.end?.outcome, sealed: run.records, asked: platform.asked.map((one) => new URL(one.url)) };
  }
  const FIRST = encodeURIComponent('"Kettlewise" order:latest after:2026-11-16 before:2026-11-23');

  test.each<[string, Query, unknown, number, string]>([
    ['too busy to search', keyword, found({ error: 'Our site is under extreme load.' }), 200, 'rate_limited'],
    ['nothing found', keyword, found({}), 200, 'empty'],
    ['members only', keyword, { error_type: 'not_logged_in' }, 403, 'login_needed'],
    ['members only, asked for a topic', post, { error_type: 'not_logged_in' }, 403, 'login_needed'],
    ['a topic in a closed room', post, { error_type: 'invalid_access' }, 403, 'ok'],
    ['a private message', post, { archetype: 'private_message', post_stream: { posts: [] } }, 200, 'ok'],
  ])('%s', async (_what, query, answer, status, outcome) => {
    expect((await pass(query, () => answer, status)).outcome).toBe(outcome);
  });

  test.each([{ user_deleted: true }, { hidden: true }, { deleted_at: '2026-11-19T08:00:00.000Z' }])(
    'of a post that is %j neither words nor author are sealed',
    async (state) => {
      const taken = {
        topic_id: 7,
        post_number: 1,
        created_at: '2026-11-18T08:00:00.000Z',
        username: 'ana',
        cooked: 'words',
      };
      const { sealed } = await pass(post, () => ({ post_stream: { posts: [{ ...taken, ...state }] } }));
      expect(sealed).toHaveLength(1);
      expect(sealed[0]).toMatchObject({ authorId: null });
      expect(sealed[0]!.payloadJson).not.toMatch(/ana|words/u);
    },
  );

  test('a search with more than ten pages goes on with the days before the oldest post that it showed', async () => {
    const hit = (number: number) => ({ topic_id: 9, post_number: number, created_at: '2026-11-18T08:00:00.000Z' });
    const full = (page: number) => ({ ...found({ more_full_page_results: true }), posts: [hit(page)] });
    const { outcome, asked } = await pass(keyword, ({ pathname, searchParams }) => {
      const number = Number(/^\/t\/9\/(\d+)\.json$/u.exec(pathname)?.[1] ?? 0);
      if (number > 0)
        return { post_stream: { posts: [{ ...hit(number), username: 'ana', cooked: '<p>Kettlewise</p>' }] } };
      const isFirst = searchParams.get('q')!.endsWith('before:2026-11-23');
      return isFirst ? full(Number(searchParams.get('page') ?? 1)) : found({});
    });
    const searches = asked
      .filter(({ pathname }) => pathname === '/search.json')
      .map(({ searchParams }) => searchParams);
    expect(outcome).toBe('ok');
    expect(searches.map((one) => Number(one.get('page') ?? 1))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1]);
    expect(searches.at(-1)!.get('q')).toContain('after:2026-11-16 before:2026-11-19');
  });
});
