import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../collectors/browser.ts';
import { example } from '../replica/example.ts';
import { commentCount, replicaMarket, SMALL } from '../replica/market.ts';
import { browse } from '../replica/person.ts';
import { serveReplica } from '../replica/server.ts';
import { openTestBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser({ hosts: ['127.0.0.1'] });
});
afterAll(() => browser?.[Symbol.asyncDispose]());

test('a person who looks through a replica has loaded every part of every list, and nobody was strayed to', async () => {
  const market = replicaMarket({ ...SMALL, until: Date.UTC(2026, 10, 20) });
  await using server = await serveReplica(example, example.site(market));
  const drawn = await browser.withPage(async (page) => {
    await browse(page, server.url, example, market);
    return page.evaluate('document.querySelectorAll("[data-item]").length');
  });
  expect(drawn).toBe(market.mentions.length);
  const asked = server.asked.filter(({ target }) => target.startsWith('/api/'));
  const parts = (path: string) => asked.filter(({ target }) => target.startsWith(path)).length;
  expect(parts('/api/search')).toBe(Math.ceil(market.posts.length / 10));
  const alive = market.posts.filter(({ isGone }) => !isGone);
  expect(parts('/api/comments')).toBe(
    alive.reduce((sum, { comments }) => sum + Math.max(1, Math.ceil(comments.length / 5)), 0),
  );
  expect(parts('/api/replies')).toBeGreaterThan(10);
  expect(Math.max(...market.posts.map(commentCount))).toBeGreaterThan(20);
  expect(server.strayed).toEqual([]);
});
