/** The polite client against servers that lie, break, bomb and lead astray. */
import type { RequestListener } from 'node:http';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkTarget, isPublicAddress, publicLookup } from '../../../collectors/engine/http_addresses.ts';
import type { HttpClientOptions } from '../../../collectors/engine/http_client.ts';
import { askedToWaitUntil } from '../../../collectors/engine/http_limits.ts';
import { PayloadError } from '../../../warehouse/contracts/errors.ts';
import { RefusalError } from '../../../warehouse/contracts/live.ts';
import { caught, clientStage, NOW, outcomeOf } from './client.ts';

describe('bodies', () => {
  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('%s is unpacked', async (encoding, pack) => {
    await using on = await clientStage((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      response.end(pack(Buffer.from('{"words":"好用"}')));
    });
    expect((await on.http.json({ url: on.url }, z.object({ words: z.string() }))).value).toEqual({ words: '好用' });
    expect(on.asked[0]?.headers['accept-encoding']).toContain(encoding);
  });

  test('a bomb of 100 MB is stopped at the limit, and not asked for again', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    await using on = await clientStage((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    const error = await caught(on.http.send({ url: on.url, maxBytes: 1024 * 1024 }));
    expect(outcomeOf(error)).toBe('failed');
    expect(String(error)).toContain('1024 KiB');
    expect(on.asked).toHaveLength(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 1024 * 1024);
  });

  test('JSON nested a hundred thousand deep is a PayloadError, not a crash', async () => {
    await using on = await clientStage((_request, response) => response.end('['.repeat(100_000) + ']'.repeat(100_000)));
    expect(await caught(on.http.json({ url: on.url }, z.unknown()))).toBeInstanceOf(PayloadError);
  });

  test('an empty body where records were promised is a refusal', async () => {
    await using on = await clientStage((_request, response) => response.end(''));
    expect(outcomeOf(await caught(on.http.json({ url: on.url }, z.unknown())))).toBe('blocked');
  });

  test('words of the platform’s own decide before the status does', async () => {
    await using on = await clientStage((_request, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"reason":"commentsDisabled"}');
    });
    const judge = ({ text }: { text: string }) => (text.includes('commentsDisabled') ? ('accept' as const) : null);
    expect((await on.http.send({ url: on.url, judge })).status).toBe(403);
    expect(outcomeOf(await caught(on.http.send({ url: on.url, judge: () => 'login_needed' })))).toBe('login_needed');
  });
});

describe('where it goes', () => {
  test.each([
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'http://localhost/',
    'file:///etc/passwd',
    'http://printer.local/',
    'https://user:pw@example.org/',
  ])('a redirect to %s is not followed', async (target) => {
    await using on = await clientStage((_request, response) => {
      response.writeHead(302, { location: target });
      response.end();
    });
    expect(outcomeOf(await caught(on.http.send({ url: on.url })))).toBe('blocked');
    expect(on.asked).toHaveLength(1);
  });

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '172.16.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    'not an address',
  ])('%s is no public address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['1.1.1.1', '8.8.8.8', '203.0.114.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a number that spells a private address is one', () => {
    for (const url of ['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/']) {
      expect(() => checkTarget(new URL(url), false)).toThrow(RefusalError);
    }
  });

  test('a name that resolves to a private address is refused when the socket opens', async () => {
    const error = await new Promise((resolve) => publicLookup('localhost', {}, (problem) => resolve(problem)));
    expect(outcomeOf(error)).toBe('blocked');
  });

  test('what is secret goes to the host it is meant for and into no log', async () => {
    await using elsewhere = await clientStage((_request, response) => response.end('{}'));
    await using on = await clientStage(
      (_request, response) => {
        response.writeHead(307, { location: `${elsewhere.url}/next?key=sesame` });
        response.end();
      },
      { hosts: new Set() },
    );
    const http = on.http;
    const both = new Set([new URL(on.url).host, new URL(elsewhere.url).host]);
    await using open = await clientStage((_request, response) => response.end('{}'), { hosts: both });
    const answer = await open.http.send({
      url: `${on.url}/first`,
      secretQuery: { key: 'sesame' },
      secretHeaders: { authorization: 'Bearer sesame' },
    });
    expect(on.asked[0]?.url).toBe('/first?key=sesame');
    expect(on.asked[0]?.headers['authorization']).toBe('Bearer sesame');
    expect(JSON.stringify(elsewhere.asked)).not.toContain('sesame');
    expect(answer.url).not.toContain('sesame');
    expect(open.logged.join()).not.toContain('sesame');
    expect(outcomeOf(await caught(http.send({ url: on.url })))).toBe('blocked');
  });

  test('a proxy of the environment is used', async () => {
    await using proxy = await clientStage((_request, response) => response.end('by the proxy'));
    await using on = await clientStage((_request, response) => response.end('directly'), {
      env: { HTTP_PROXY: proxy.url },
      hosts: new Set(['feeds.example.org']),
      allowPrivate: false,
    });
    expect((await on.http.send({ url: 'http://feeds.example.org/a' })).text).toBe('by the proxy');
    expect(proxy.asked[0]?.url).toBe('http://feeds.example.org/a');
  });
});

describe('how often', () => {
  test('after three broken requests the host is left alone, then asked again', async () => {
    await using on = await clientStage((_request, response) => {
      response.writeHead(500);
      response.end();
    });
    for (let i = 0; i < 3; i++) await caught(on.http.send({ url: on.url }));
    expect(on.asked).toHaveLength(15);
    expect(String(await caught(on.http.send({ url: on.url })))).toContain('left alone until');
    expect(on.asked).toHaveLength(15);
    await on.clock.sleep(11 * 60_000, new AbortController().signal);
    await caught(on.http.send({ url: on.url }));
    expect(on.asked).toHaveLength(20);
  });

  test('a spent budget in the headers is waited for without being told', async () => {
    await using on = await clientStage((_request, response) => {
      response.writeHead(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' });
      response.end('{}');
    });
    await on.http.send({ url: on.url });
    await on.http.send({ url: on.url });
    expect(on.clock.now() - NOW).toBeGreaterThanOrEqual(90_000);
  });

  test.each<[string, number, Record<string, string>, number | null]>([
    ['seconds', 429, { 'retry-after': '120' }, 120],
    ['a date', 503, { 'retry-after': 'Mon, 16 Nov 2026 07:01:00 GMT' }, 60],
    ['seconds to go', 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }, 30],
    ['seconds since 1970', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 45) }, 45],
    ['a date to go on', 429, { 'x-ratelimit-reset': '2026-11-16T07:00:10.000Z' }, 10],
    ['a structured field', 200, { ratelimit: '"default";r=0;t=15' }, 15],
    ['something left', 200, { 'ratelimit-remaining': '3', 'ratelimit-reset': '30' }, null],
    ['nonsense', 429, { 'retry-after': 'soon' }, null],
  ])('%s is understood', (_what, status, headers, seconds) => {
    expect(askedToWaitUntil(status, headers, NOW)).toBe(seconds === null ? null : NOW + seconds * 1000);
  });

  test('no header ever gives a moment before now or no moment at all', () => {
    const names = fc.constantFrom(
      'retry-after',
      'ratelimit-reset',
      'x-ratelimit-reset',
      'x-ratelimit-remaining',
      'ratelimit',
    );
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.oneof(fc.string(), fc.nat().map(String))),
        fc.constantFrom(200, 429, 503),
        (headers, status) => {
          const until = askedToWaitUntil(status, headers, NOW);
          expect(until === null || until >= NOW).toBe(true);
        },
      ),
    );
  });
});

describe('robots.txt', () => {
  const site =
    (robots: number, text: string): RequestListener =>
    (request, response) => {
      const isRobots = request.url === '/robots.txt';
      response.writeHead(isRobots ? robots : 200, { 'content-type': 'text/plain' });
      response.end(isRobots ? text : 'page');
    };

  test('none means allowed; it is asked for once a day', async () => {
    await using on = await clientStage(site(404, ''), { obeysRobots: true });
    for (let i = 0; i < 3; i++) expect((await on.http.send({ url: `${on.url}/a` })).text).toBe('page');
    expect(on.asked.filter(({ url }) => url === '/robots.txt')).toHaveLength(1);
  });

  test('what it disallows for us is not asked; the rest is', async () => {
    await using on = await clientStage(site(200, 'User-agent: koc-radar\nDisallow: /private\n'), { obeysRobots: true });
    expect(outcomeOf(await caught(on.http.send({ url: `${on.url}/private/1` })))).toBe('blocked');
    expect((await on.http.send({ url: `${on.url}/open` })).text).toBe('page');
    expect(on.asked.map(({ url }) => url)).not.toContain('/private/1');
  });

  test('a site that cannot say is not asked', async () => {
    await using on = await clientStage(site(500, ''), { obeysRobots: true });
    expect(outcomeOf(await caught(on.http.send({ url: `${on.url}/a` })))).toBe('failed');
    expect(on.asked.every(({ url }) => url === '/robots.txt')).toBe(true);
  });

  test('a delay it asks for is kept', async () => {
    await using on = await clientStage(site(200, 'User-agent: *\nCrawl-delay: 20\n'), { obeysRobots: true });
    await on.http.send({ url: `${on.url}/a` });
    const before = on.clock.now();
    await on.http.send({ url: `${on.url}/b` });
    expect(on.clock.now() - before).toBeGreaterThanOrEqual(20_000);
  });
});

test('an unchanged answer is known by what the pass has sealed, and by nothing else', async () => {
  const validators: HttpClientOptions['validators'] = new Map();
  await using on = await clientStage(
    (request, response) => {
      const isKnown = request.headers['if-none-match'] === '"one"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"one"' });
      response.end(isKnown ? undefined : 'feed');
    },
    { validators },
  );
  const request = { url: on.url, conditional: true };
  expect((await on.http.send(request)).text).toBe('feed');
  expect((await on.http.send(request)).isNotModified).toBe(true);
  validators.clear();
  expect((await on.http.send(request)).text).toBe('feed');
});
