/** What recorded cases of Bluesky cannot show: tokens that run out, a search that is closed to strangers, and odd facets. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collector } from '../../collectors/bluesky/index.ts';
import { sortedAt } from '../../collectors/bluesky/normalize.ts';
import { richText } from '../../collectors/bluesky/rich_text.ts';
import { call } from '../../collectors/bluesky/xrpc.ts';
import { makeHttp } from '../../collectors/engine/http_client.ts';
import type { Transport } from '../../collectors/engine/http_transport.ts';
import { fold } from '../../transforms/text.ts';
import type { Http } from '../../warehouse/contracts/live.ts';
import { fakeClock, secretOf } from './live/pass.ts';

interface Stage {
  readonly http: Http;
  /** Method, path and token of each request. */
  readonly asked: string[];
  readonly logged: string[];
}

/** A client on a wire that answers by `answer`. */
function stage(answer: (asked: string, times: number) => { status?: number; json?: unknown; text?: string }): Stage {
  const [asked, logged]: [string[], string[]] = [[], []];
  const send: Transport = async ({ method, url, headers }) => {
    const one = `${method} ${url.pathname.split('.').at(-1)} ${headers['authorization'] ?? '-'}`;
    asked.push(one);
    const { status = 200, json, text } = answer(one, asked.filter((other) => other === one).length);
    const type = json === undefined ? 'text/html' : 'application/json';
    return { status, headers: { 'content-type': type }, bytes: Buffer.from(text ?? JSON.stringify(json)) };
  };
  const say = (facts: object, message: string) => void logged.push(message + JSON.stringify(facts));
  const http = makeHttp({
    userAgent: 'koc-radar/test',
    pace: { perMinute: 60, concurrency: 1 },
    hosts: new Set(['public.api.bsky.app', 'bsky.social']),
    obeysRobots: false,
    allowPrivate: false,
    send,
    memory: { get: () => undefined, set() {} },
    validators: new Map(),
    clock: fakeClock(Date.UTC(2026, 10, 23)),
    log: { debug: say, info: say, warn: say, error: say },
    signal: new AbortController().signal,
    onWait() {},
  });
  return { http, asked, logged };
}

const ok = z.object({ ok: z.literal(true) });
const expired = { status: 400, json: { error: 'ExpiredToken', message: 'Token has expired' } };
const caller = (http: Http, options: object) => ({
  http,
  options: collector.options.parse(options) as never,
  secret: secretOf,
});
const tokens = (n: number) => ({ json: { accessJwt: `access${n}`, refreshJwt: `refresh${n}` } });

describe('login', () => {
  test('one session serves a pass, and a token that runs out is renewed by the refresh token', async () => {
    const { http, asked, logged } = stage((one, times) => {
      if (one.includes('createSession')) return tokens(1);
      if (one.includes('refreshSession')) return one.endsWith('refresh1') ? tokens(2) : { status: 401, json: {} };
      return one.endsWith('access1') && times > 1 ? expired : { json: { ok: true } };
    });
    const me = caller(http, { login: true });
    for (let i = 0; i < 3; i++) await call(me, 'app.bsky.feed.searchPosts', { q: 'tea' }, ok);
    expect(asked).toEqual([
      'POST createSession -',
      'GET searchPosts Bearer access1',
      'GET searchPosts Bearer access1',
      'POST refreshSession Bearer refresh1',
      'GET searchPosts Bearer access2',
      'GET searchPosts Bearer access2',
    ]);
    expect(logged.join()).not.toMatch(/access\d|refresh\d|secret-of/u);
  });

  test('where the refresh token has run out too, the password is used again', async () => {
    const { http, asked } = stage((one, times) => {
      if (one.includes('createSession')) return tokens(times);
      if (one.includes('refreshSession')) return expired;
      return one.endsWith('access1') ? expired : { json: { ok: true } };
    });
    await call(caller(http, { login: true }), 'app.bsky.feed.searchPosts', { q: 'tea' }, ok);
    expect(asked.filter((one) => one.includes('createSession'))).toHaveLength(2);
  });

  test('a host that never takes its own tokens is asked for no third one', async () => {
    const { http, asked } = stage((one, times) => (one.includes('Session') ? tokens(times) : expired));
    const asking = call(caller(http, { login: true }), 'app.bsky.feed.searchPosts', { q: 'tea' }, ok);
    await expect(asking).rejects.toMatchObject({ outcome: 'login_needed' });
    expect(asked).toHaveLength(4);
  });

  test('a wrong password ends the pass and is not tried again', async () => {
    const { http, asked } = stage(() => ({ status: 401, json: { error: 'AuthenticationRequired' } }));
    const asking = call(caller(http, { login: true }), 'app.bsky.feed.searchPosts', { q: 'tea' }, ok);
    await expect(asking).rejects.toMatchObject({ outcome: 'login_needed' });
    expect(asked).toHaveLength(1);
  });
});

test('a search that is closed to strangers asks for a login; any other 403 is a block', async () => {
  const closed = '<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>';
  const ask = (options: object, text: string) => {
    const { http } = stage((one) => (one.includes('Session') ? tokens(1) : { status: 403, text }));
    return call(caller(http, options), 'app.bsky.feed.searchPosts', { q: 'tea' }, ok);
  };
  await expect(ask({}, closed)).rejects.toMatchObject({ outcome: 'login_needed' });
  await expect(ask({}, 'no')).rejects.toMatchObject({ outcome: 'blocked' });
  await expect(ask({ login: true }, closed)).rejects.toMatchObject({ outcome: 'blocked' });
});

test('a post is as old as its author claims, but never younger than its arrival', () => {
  const arrived = '2026-11-20T00:00:00Z';
  expect(sortedAt('2026-11-19T00:00:00+08:00', arrived)).toBe(Date.UTC(2026, 10, 18, 16));
  expect(sortedAt('2031-01-01T00:00:00Z', arrived)).toBe(Date.parse(arrived));
  expect(sortedAt('yesterday', arrived)).toBe(Date.parse(arrived));
  expect(sortedAt(null, 'never')).toBeNull();
});

describe('links', () => {
  const link = (from: number, to: number) => ({
    index: { byteStart: from, byteEnd: to },
    features: [{ uri: 'https://shop.example/?a=1&b=2' }],
  });

  test('offsets are bytes, so that words before a link may be of any script', () => {
    expect(richText('☕好 shop…', [link(7, 14)], null)).toBe(
      '☕好 <a href="https://shop.example/?a=1&amp;b=2">shop…</a>',
    );
  });

  test('whatever the facets claim, the words of a post stay its words', () => {
    const facet = fc.tuple(fc.nat(60), fc.nat(60)).map(([from, to]) => link(from, to));
    const words = fc.stringMatching(/^[a-z0-9 .]{0,40}$/u);
    fc.assert(
      fc.property(words, fc.array(facet, { maxLength: 4 }), (text, facets) => {
        expect(fold(richText(text, facets, null))).toBe(fold(text));
      }),
    );
  });

  test('only web addresses become links', () => {
    const script = { ...link(0, 3), features: [{ uri: 'javascript:alert(1)' }] };
    expect(richText('tea', [script, null], 'data:text/html,x')).toBe('tea');
  });
});
