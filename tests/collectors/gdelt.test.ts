/** What GDELT says in its own words and ways, and what is made of it. */
import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../collectors/gdelt/answer.ts';
import { collector } from '../../collectors/gdelt/index.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { startWeb } from './feeds_stage.ts';
import { type RunOptions, runLive } from './live/pass.ts';

const NOW = Date.UTC(2026, 10, 9);
const DAY = 86_400_000;
const keyword = (words: string): Query => ({ kind: 'keyword', words, brandId: 'kettlewise' });
const article = (n: number, seendate: string) => ({
  url: `https://news.example.org/${n}`,
  title: `Kettle ${n}`,
  seendate,
});
const stamp = (utcMs: number) => `${new Date(utcMs).toISOString().replace(/[-:]|\.\d+/gu, '')}`;

async function passOver(
  answer: (search: URLSearchParams) => string,
  {
    queries = [keyword('Kettlewise')],
    since = NOW - 7 * DAY,
    ...how
  }: RunOptions & { queries?: Query[]; since?: number } = {},
) {
  await using web = await startWeb(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer(new URL(url).searchParams));
  });
  const fixture = {
    options: { max_records: 3 },
    ask: { queries, window: { since, until: NOW }, now: NOW },
    exchanges: [],
  };
  const run = await runLive(collector as Collector, fixture, web, how);
  return { run, asked: web.asked.map(({ url }) => new URL(url).searchParams) };
}

describe('refusals with status 200', () => {
  test('too many requests end the pass as rate-limited, and nothing is read as no articles', async () => {
    const words = 'Please limit requests to one every 5 seconds or contact us for larger queries.';
    const { run, asked } = await passOver(() => words, { queries: [keyword('Kettlewise'), keyword('Brewcube')] });
    expect([run.end?.outcome, asked.length, run.end?.asked['left']]).toEqual(['rate_limited', 1, 2]);
  });

  test('a query that it does not take costs itself only', async () => {
    const answer = (search: URLSearchParams) =>
      search.get('query') === 'ab'
        ? 'One or more of your keywords were too short, too long or too common.\n'
        : JSON.stringify({ articles: [article(1, '20261108T101500Z')] });
    const { run, asked } = await passOver(answer, { queries: [keyword('ab'), keyword('Kettlewise')] });
    expect([run.end?.outcome, asked.length, run.records.length]).toEqual(['partial', 2, 1]);
    expect(run.end?.asked['refused_first']).toContain('too short');
  });

  test('an answer of nothing is no articles, and one of something else is none of it', async () => {
    expect((await passOver(() => '{}')).run.end?.outcome).toBe('empty');
    await expect(passOver(() => '{"timeline":[]}')).rejects.toThrow(PayloadError);
  });
});

describe('JSON that is none', () => {
  const url = 'https://api.gdeltproject.org/';
  test.each([
    [String.raw`{"t":"it\'s"}`, "it's"],
    [String.raw`{"t":"C:\kettle"}`, 'C:kettle'],
    [String.raw`{"t":"\u12 \N"}`, 'u12 N'],
    ['{"t":"a\tb\u0001c"}', 'a b c'],
    [String.raw`{"t":"\\ \" \/ \n é"}`, '\\ " / \n é'],
  ])('%s is read', (text, expected) => {
    expect(readAnswer({ text, url })).toEqual({ t: expected });
  });

  test.each(['{"t":', '{"t":"x}', '[1,', '{{}'])('%s is refused', (text) => {
    expect(() => readAnswer({ text, url })).toThrow(PayloadError);
  });
});

describe('windows', () => {
  test('a full answer is split until every article was shown, and a full quarter of an hour is told as lost', async () => {
    const full = Date.UTC(2026, 10, 5, 12);
    const all = [
      ...Array.from({ length: 8 }, (_, n) => ({ n, at: NOW - (n + 1) * 11 * 3_600_000 })),
      // Five in one quarter, of which three are shown.
      ...Array.from({ length: 5 }, (_, n) => ({ n: 100 + n, at: full })),
    ].sort((a, b) => b.at - a.at);
    const { run } = await passOver((search) => {
      const [from, to] = ['startdatetime', 'enddatetime'].map((name) => search.get(name)!);
      const within = all.filter(({ at }) => {
        const shown = stamp(at).replace(/\D/gu, '');
        return shown >= from! && shown <= to!;
      });
      return JSON.stringify({ articles: within.slice(0, 3).map(({ n, at }) => article(n, stamp(at))) });
    });
    expect(new Set(run.records.map(({ id }) => id)).size).toBe(8 + 3);
    expect(run.end?.asked).toMatchObject({
      lost_since: new Date(full).toISOString(),
      lost_until: new Date(full + 15 * 60_000).toISOString(),
    });
    expect(run.end?.outcome).toBe('capped');
  });

  test('what lies before three months is told as lost, and nothing is asked for it', async () => {
    const { run, asked } = await passOver(() => '{}', { since: NOW - 200 * DAY });
    expect(asked.map((search) => search.get('startdatetime'))).toEqual(['20260811000000']);
    expect(run.end?.asked['lost_until']).toBe('2026-08-11T00:00:00.000Z');
    const again = await passOver(() => '{}', { cursor: run.cursor, since: NOW - 200 * DAY });
    expect(again.asked).toEqual([]);
  });
});
