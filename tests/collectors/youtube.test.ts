/** What the contract suites cannot show of YouTube: quotas over days, reasons that share a status, full searches, formats. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { discoverCollectors, loadCollector } from '../../collectors/discover.ts';
import { formatOf, secondsOf } from '../../collectors/youtube/format.ts';
import { video } from '../../collectors/youtube/payload.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { envelopeOf, headerOf } from './envelope.ts';
import { exchange, type LiveFixture, loadFixture } from './live/fixture.ts';
import { memoryState, runLive, secretOf } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const youtube = await loadCollector('youtube');
const FIXTURES = new URL('../fixtures/collectors/youtube/', import.meta.url).pathname;
const SHARED = join(
  process.env['KOC_SHARED_DIR'] ?? new URL('../../../shared', import.meta.url).pathname,
  'payloads/youtube',
);
const SECRETS = youtube.meta.access.secrets.map(secretOf);
const recorded = await loadFixture(join(FIXTURES, 'keyword'));
const keyword: Query = { kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' };

const asking = (query: Query, options: object, now = '2026-11-23T00:00:00Z'): LiveFixture => ({
  options,
  ask: {
    queries: [query],
    window: { since: Date.parse('2026-11-16T00:00:00Z'), until: Date.parse('2026-11-23T00:00:00Z') },
    now: Date.parse(now),
  },
  exchanges: [],
});

const refused = (status: number, reason: string, from: 'errors' | 'details' = 'errors') =>
  exchange.parse({
    url: 'https://www.googleapis.com/youtube/v3/channels?part=contentDetails&forHandle=%40ana',
    status,
    json: { error: { code: status, message: 'no', [from]: [{ domain: 'youtube', reason }] } },
  });
const author: Query = { kind: 'author', authorId: null, handle: 'ana' };

describe('what YouTube says when it refuses', () => {
  test.each([
    ['a spent quota', 403, 'quotaExceeded', 'errors', 'rate_limited'],
    ['a spent quota with the newer status', 429, 'quotaExceeded', 'errors', 'rate_limited'],
    ['too much at once', 403, 'rateLimitExceeded', 'errors', 'rate_limited'],
    ['a wrong key', 400, 'keyInvalid', 'errors', 'login_needed'],
    ['a wrong key in the newer words', 400, 'API_KEY_INVALID', 'details', 'login_needed'],
    ['an API that is not switched on', 403, 'accessNotConfigured', 'errors', 'login_needed'],
    ['something else', 403, 'forbidden', 'errors', 'blocked'],
  ] as const)('%s: status %i, %s in %s is %s', async (_what, status, reason, from, outcome) => {
    await using platform = await startPlatform([refused(status, reason, from)], SECRETS);
    const run = await runLive(youtube, asking(author, {}), platform);
    expect(run.end?.outcome).toBe(outcome);
    expect(platform.asked).toHaveLength(1);
    expect(run.logged).not.toContain(SECRETS[0]);
  });

  test('a channel that was closed is gone, and the pass goes on', async () => {
    await using platform = await startPlatform([refused(403, 'channelClosed')], SECRETS);
    const { end } = await runLive(youtube, asking(author, {}), platform);
    expect([end?.outcome, end?.asked['gone']]).toEqual(['ok', 1]);
  });
});

describe('the quota of the day', () => {
  test('a missing key spends nothing of it', async () => {
    await using platform = await startPlatform([], SECRETS);
    const state = memoryState();
    const secret = (): string => {
      throw new UsageError('the environment has no key');
    };
    await expect(runLive(youtube, asking(keyword, {}), platform, { state, secret })).rejects.toThrow('no key');
    expect(state.read('quota.search calls', z.unknown())).toBeUndefined();
  });

  const whole = { ...recorded, options: { answer_pages: 0 } };
  const onlyOneSearch = { ...whole, options: { answer_pages: 0, search_calls_per_day: 1 } };

  test('that is used up ends the pass as rate-limited; what is left stays in the cursor and comes the next day', async () => {
    await using platform = await startPlatform(recorded.exchanges, SECRETS);
    const all = await runLive(youtube, whole, platform);
    const first = await runLive(youtube, onlyOneSearch, platform);
    expect([first.end?.outcome, first.end?.asked['left']]).toEqual(['rate_limited', 1]);
    const before = platform.asked.length;
    const second = await runLive(youtube, onlyOneSearch, platform, { cursor: first.cursor });
    expect(second.end?.outcome).toBe('ok');
    expect(platform.asked.slice(before).filter(({ url }) => url.includes('/search'))).toHaveLength(1);
    const ids = [...first.records, ...second.records].map(({ id }) => id);
    expect(ids).toEqual(all.records.map(({ id }) => id));
  });

  test('is no search wasted when no units are left for its videos', async () => {
    await using platform = await startPlatform(recorded.exchanges, SECRETS);
    const run = await runLive(youtube, { ...whole, options: { units_per_day: 3 } }, platform);
    expect([run.end?.outcome, platform.asked.length]).toEqual(['rate_limited', 0]);
  });
});

test('a search that fills its cap goes on at the oldest video that it has shown', async () => {
  const perPage = 2;
  const starts: string[] = [];
  const at = (n: number) => new Date(Date.parse('2026-11-22T00:00:00Z') - n * 3_600_000).toISOString();
  /** 26 videos, one an hour; a search shows ten pages. */
  const answerTo = (address: string) => {
    const url = new URL(address);
    const asked = (name: string) => url.searchParams.get(name) ?? '';
    if (url.pathname.endsWith('/videos')) {
      const items = asked('id')
        .split(',')
        .map((id) => ({ id, snippet: { publishedAt: at(Number(id)), title: 'Kettlewise', channelId: 'UC1' } }));
      return { json: { kind: 'youtube#videoListResponse', items } };
    }
    const inTime = [...Array(26).keys()].filter(
      (n) => at(n) < asked('publishedBefore') && at(n) >= asked('publishedAfter'),
    );
    const page = Number(asked('pageToken') || 0);
    if (page === 0) starts.push(asked('publishedBefore'));
    const items = inTime.slice(page * perPage, (page + 1) * perPage).map((n) => ({ id: { videoId: String(n) } }));
    const isMore = inTime.length > (page + 1) * perPage && page < 9;
    const nextPageToken = isMore ? { nextPageToken: String(page + 1) } : {};
    return { json: { kind: 'youtube#searchListResponse', items, ...nextPageToken } };
  };
  await using platform = await startPlatform([], SECRETS, answerTo);
  const run = await runLive(youtube, asking(keyword, { answer_pages: 0, followers: false }), platform);
  expect(run.end?.outcome).toBe('ok');
  expect(new Set(run.records.map(({ id }) => id)).size).toBe(26);
  expect(starts).toHaveLength(2);
});

describe('bodies that others recorded (needs the shared data)', () => {
  const body = (name: string) => JSON.parse(readFileSync(join(SHARED, name), 'utf8'));

  test.skipIf(!existsSync(SHARED))('a search, threads and answers are read whole', async () => {
    const answerTo = (address: string) => {
      const url = new URL(address);
      const [item] = body('videos_list.json').items;
      const ids = (url.searchParams.get('id') ?? '').split(',');
      if (url.pathname.endsWith('/search')) return { json: { ...body('search_list.json'), nextPageToken: null } };
      if (url.pathname.endsWith('/videos'))
        return { json: { ...body('videos_list.json'), items: ids.map((id) => ({ ...item, id })) } };
      if (url.pathname.endsWith('/comments')) {
        // Recorded of another thread.
        const parentId = url.searchParams.get('parentId');
        const items = body('comments_list.json').items.map((one: { snippet: object }) => {
          return { ...one, snippet: { ...one.snippet, parentId } };
        });
        return { json: { kind: 'youtube#commentListResponse', items } };
      }
      return { json: { ...body('comment_threads_list.json'), nextPageToken: null } };
    };
    await using platform = await startPlatform([], SECRETS, answerTo);
    const options = { followers: false };
    const found = await runLive(youtube, asking(keyword, { ...options, answer_pages: 0 }), platform);
    expect([found.end?.outcome, found.end?.asked['outside']]).toEqual(['empty', body('search_list.json').items.length]);
    const post: Query = {
      kind: 'post',
      postId: body('comment_threads_list.json').items[0].snippet.videoId,
      publishedAt: null,
    };
    const { records, rejects } = await runLive(youtube, asking(post, options), platform);
    expect(rejects).toEqual([]);
    const threads: { snippet: { totalReplyCount: number } }[] = body('comment_threads_list.json').items;
    const open = threads.filter(({ snippet }) => snippet.totalReplyCount > 0);
    expect(open).toHaveLength(1);
    expect(records).toHaveLength(1 + threads.length + body('comments_list.json').items.length);
    const normalise = youtube.normalizer(headerOf(youtube, {}));
    for (const [seq, record] of records.entries()) {
      const rows = normalise(envelopeOf(youtube, record, seq));
      expect('skip' in rows ? null : rows.records[0]?.authorId).toMatch(/^UC/u);
    }
  });
});

test.each([
  ['PT45S', 45],
  ['PT1H2M3S', 3723],
  ['P1DT1S', 86_401],
  ['P0D', null],
  ['', null],
  ['45', null],
])('a length of %s is %s seconds', (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
});

test.each([
  ['PT2M30S', { embedWidth: '405', embedHeight: '720' }, 'short'],
  ['PT2M30S', { embedWidth: '1280', embedHeight: '720' }, 'video'],
  ['PT50S', { embedWidth: '1280', embedHeight: '720' }, 'video'],
  ['PT50S', {}, 'short'],
  ['PT2M30S', {}, 'video'],
  ['PT3M1S', { embedWidth: '405', embedHeight: '720' }, 'video'],
])('%s in a player of %o is a %s', (duration, player, format) => {
  const one = { id: 'v', snippet: { publishedAt: '2026-11-20T00:00:00Z' }, contentDetails: { duration }, player };
  expect(formatOf(video.parse(one))).toBe(format);
});

test('is found by its folder, and its records go after 30 days', async () => {
  expect((await discoverCollectors()).get('youtube')?.meta.expiresDays).toBe(30);
});
