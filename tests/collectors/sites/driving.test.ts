/** How fast, how much and how patiently a site is driven; without a browser. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dailyBudget } from '../../../collectors/browsing/budget.ts';
import { drivenPace } from '../../../collectors/browsing/pace.ts';
import { TabAnswers } from '../../../collectors/browsing/tab_answers.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';
import { RefusalError, type SourceState } from '../../../warehouse/contracts/live.ts';
import { DAY_MS, zoneOffset } from '../../../warehouse/contracts/time.ts';

const site = { meta: { pace: { perMinute: 6, concurrency: 1 } }, dailyBudget: 300 } as Parameters<typeof drivenPace>[0];

test('a platform is never driven faster than its source declares; a copy on this machine may be, if that is allowed', () => {
  const pace = (perMinute: number | null, base_url: string | null, allowsPrivate: boolean) =>
    drivenPace(site, { perMinute, options: { base_url }, allowsPrivate });
  expect(pace(null, null, false)).toEqual({ perMinute: 6, perDay: 300 });
  expect(pace(2, null, false)).toEqual({ perMinute: 2, perDay: 300 });
  for (const address of [null, 'https://copy.example', 'http://10.0.0.7', 'http://127.0.0.1.example.com'])
    expect(pace(600, address, true)).toEqual({ perMinute: 6, perDay: 300 });
  expect(pace(600, 'http://127.0.0.1:8080', false)).toEqual({ perMinute: 6, perDay: 300 });
  expect(pace(600, 'http://127.0.0.1:8080', true)).toEqual({ perMinute: 600, perDay: 30_000 });
});

function memoryState(): SourceState {
  const known = new Map<string, unknown>();
  return {
    read: (name, schema) => schema.safeParse(known.get(name)).data ?? null,
    write: async (name, value) => void known.set(name, z.json().parse(value)),
  };
}

test('a day’s budget is counted before the action, told when it is used up, and begins anew in the workspace’s own day', async () => {
  let now = Date.UTC(2026, 10, 16, 15, 59);
  const state = memoryState();
  const open = () =>
    dailyBudget({ state, perDay: 2, offset: zoneOffset('Asia/Shanghai'), now: () => now, account: 'corner/main' });
  await open().spend();
  // Another process, after the first was killed in its action.
  await open().spend();
  expect(open().left()).toBe(0);
  const refusal = await open()
    .spend()
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RefusalError);
  expect(refusal).toMatchObject({
    outcome: 'rate_limited',
    message: expect.stringContaining('2 actions of corner/main'),
  });
  now += 60_000;
  expect(open().left()).toBe(2);
  now += DAY_MS;
  expect(open().left()).toBe(2);
});

const answer = (url: string): Received => ({
  url,
  method: 'GET',
  sent: null,
  status: 200,
  headers: {},
  text: '',
  at: 0,
  isDocument: false,
  pageUrl: '',
});

test('answers are given once and in order, and a wait ends with the answer, with its time, or with the run', async () => {
  const answers = new TabAnswers();
  const stop = new AbortController();
  const isB = ({ url }: Received) => url === 'b';
  const waiting = answers.wait(isB, 60_000, stop.signal);
  answers.push(answer('a'));
  answers.push(answer('b'));
  expect(await waiting).toBe(true);
  expect(await answers.wait(isB, 60_000, stop.signal)).toBe(true);
  expect(answers.take().map(({ url }) => url)).toEqual(['a', 'b']);
  expect(answers.take()).toEqual([]);
  expect(await answers.wait(isB, 1, stop.signal)).toBe(false);
  const cut = answers.wait(isB, 60_000, stop.signal);
  stop.abort(new Error('told to stop'));
  await expect(cut).rejects.toThrow('told to stop');
});
