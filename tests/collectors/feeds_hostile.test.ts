/**
 * Feeds that mean harm. Nothing is killed by a clock: each is stopped by a limit of bytes, depth, hops or addresses. Bounds of time are
 * those of a slow machine with much else to do, thirty times what is needed on an idle one.
 */
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { articleIn } from '../../collectors/feeds/article.ts';
import { collector } from '../../collectors/feeds/index.ts';
import { readFeed } from '../../collectors/feeds/read_feed.ts';
import { loadMarkup } from '../../collectors/reading/html.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { FEED, NOW, passOver, startWeb, WINDOW } from './feeds_stage.ts';
import { runLive } from './live/pass.ts';

const MIB = 1024 * 1024;
const BOUND_MS = 15_000;
const feeds = [{ url: FEED }];

async function served(body: string | Buffer, headers: Record<string, string> = {}) {
  await using web = await startWeb((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/xml', ...headers });
    response.end(body);
  });
  const [startedAt, before] = [performance.now(), process.memoryUsage().rss];
  const run = await passOver(web, { feeds });
  const tookMs = performance.now() - startedAt;
  const grewMib = (process.memoryUsage().rss - before) / MIB;
  return { run, asked: web.asked.length, tookMs, grewMib };
}

const rss = (inner: string) => `<rss version="2.0"><channel><title>T</title>${inner}</channel></rss>`;
const item = (inner: string) => rss(`<item>${inner}<guid>urn:1</guid></item>`);

describe('bodies', () => {
  test('100 MB in a few KB are stopped at 10 MiB, unpacked a piece at a time, and asked for once', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('<rss><channel>'), Buffer.alloc(100 * MIB, 0x20)]));
    expect(bomb.byteLength).toBeLessThan(MIB);
    const { run, asked, tookMs, grewMib } = await served(bomb, { 'content-encoding': 'gzip' });
    expect(run.end?.outcome).toBe('failed');
    expect(run.end?.asked['refused_first']).toContain('10240 KiB');
    expect(asked).toBe(1);
    expect(tookMs).toBeLessThan(BOUND_MS);
    expect(grewMib).toBeLessThan(200);
  });

  test('100 MB that never end are left at 10 MiB', async () => {
    await using web = await startWeb((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      const piece = Buffer.alloc(MIB, 'a');
      let left = 100;
      const write = (): void => {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          if (!response.write(piece)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    const run = await passOver(web, { feeds });
    expect(run.end?.asked['refused_first']).toContain('10240 KiB');
    expect(web.asked).toHaveLength(1);
  });

  const DEEP = 100_000;
  test.each<[string, string, string | null]>([
    ['XML nested a hundred thousand deep', rss('<a>'.repeat(DEEP) + '</a>'.repeat(DEEP)), 'nested'],
    ['XML that opens and never closes', `<rss version="2.0"><channel>${'<x>'.repeat(DEEP)}`, 'nested'],
    ['markup nested a hundred thousand deep in a text', item(`<description>${'<b>'.repeat(DEEP)}</description>`), null],
    [
      'XHTML nested a hundred thousand deep',
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>x</title><content type="xhtml"><div>${'<p>'.repeat(DEEP)}${'</p>'.repeat(DEEP)}</div></content></entry></feed>`,
      null,
    ],
    [
      'JSON nested a hundred thousand deep',
      `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
      'nested',
    ],
    [
      'a hundred thousand entities',
      `<!DOCTYPE r [${Array.from({ length: DEEP }, (_, n) => `<!ENTITY a${n} "b">`).join('')}]>${item('<title>&a;</title>')}`,
      null,
    ],
    [
      'a quadratic blow-up by one long entity',
      `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(50_000)}">]>${item(`<title>${'&a;'.repeat(50_000)}</title>`)}`,
      '',
    ],
    ['nine MB of opening brackets', item(`<title>${'<'.repeat(9 * MIB)}</title>`), ''],
    ['nine MB of ampersands', item(`<title>${'&'.repeat(9 * MIB)}</title>`), null],
    ['CDATA that is opened a million times', item(`<title>${'<![CDATA['.repeat(1_000_000)}</title>`), ''],
    ['comments that are opened a million times', item(`<title>${'<!--'.repeat(1_000_000)}</title>`), ''],
    [
      'a million attributes',
      rss(`<item ${Array.from({ length: 300_000 }, (_, n) => `a${n}="1"`).join(' ')}><guid>urn:1</guid></item>`),
      'attributes',
    ],
    [
      'a million namespaces',
      `<rss version="2.0" ${Array.from({ length: 100_000 }, (_, n) => `xmlns:n${n}="u${n}"`).join(' ')}><channel><item><guid>urn:1</guid></item></channel></rss>`,
      'attributes',
    ],
  ])('%s', async (_what, body, reason) => {
    const { run, tookMs, grewMib } = await served(body);
    if (reason === null) expect(run.end?.outcome).toBe('ok');
    else {
      // Refused with a reason, or read without what was meant to grow.
      expect(JSON.stringify(run.records).length).toBeLessThan(2 * body.length + 10_000);
      if (reason !== '') expect(String(run.end?.asked['refused_first'])).toContain(reason);
    }
    expect(tookMs).toBeLessThan(BOUND_MS);
    expect(grewMib).toBeLessThan(1000);
  });

  test('a hundred thousand items: the first five thousand are taken', async () => {
    const { run, tookMs } = await served(
      rss(Array.from({ length: 100_000 }, (_, n) => `<item><guid>urn:${n}</guid><title>x</title></item>`).join('')),
    );
    expect(run.records).toHaveLength(5000);
    expect(tookMs).toBeLessThan(BOUND_MS);
  });

  test('names that every object has do not reach them', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(() => readFeed(item(`<${name}><polluted>1</polluted></${name}><title>x</title>`), FEED)).not.toThrow(
        TypeError,
      );
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }
  });

  test('articles cost as much as they are long', () => {
    const pages = [
      '<article>'.repeat(900) + 'x '.repeat(200_000),
      '<p>'.repeat(200_000) + 'x '.repeat(1000),
      '<div itemprop="articleBody">'.repeat(900) + 'x '.repeat(200_000),
      `<p>${'<a>x</a>'.repeat(100_000)}</p>`,
      `<script type="application/ld+json">${'{"a":'.repeat(100_000)}</script>${'y '.repeat(500)}`,
      '<br>x'.repeat(200_000),
    ];
    for (const page of pages) {
      const startedAt = performance.now();
      articleIn(loadMarkup(page, 'a page'));
      expect(performance.now() - startedAt).toBeLessThan(BOUND_MS);
    }
  });
});

describe('addresses', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  test('a feed that redirects in a circle ends after five hops', async () => {
    await using web = await startWeb(({ url }, response) => {
      response.writeHead(302, { location: `${FEED}?n=${Number(new URL(url).searchParams.get('n') ?? 0) + 1}` });
      response.end();
    });
    const run = await passOver(web, { feeds });
    expect([run.end?.outcome, web.asked.length]).toEqual(['failed', 6]);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:8080/',
    'http://[::1]/',
    'http://router.lan/',
    'file:///etc/passwd',
  ])('a redirect to %s is not followed', async (location) => {
    await using web = await startWeb((_request, response) => void response.writeHead(302, { location }).end());
    const run = await passOver(web, { feeds });
    expect([run.end?.outcome, web.asked.length]).toEqual(['blocked', 1]);
  });

  test('a redirect to a public host that the options do not list is not followed', async () => {
    await using web = await startWeb(
      (_request, response) => void response.writeHead(301, { location: 'https://other.example.net/' }).end(),
    );
    const run = await passOver(web, { feeds });
    expect(run.end?.outcome).toBe('blocked');
    expect(run.end?.asked['refused_first']).toContain('other.example.net');
  });

  test('a public name that resolves to a private address is not connected to', async () => {
    let connections = 0;
    await using web = await startWeb((_request, response) => {
      connections += 1;
      response.end();
    });
    const { port } = web.reroute(new URL(FEED));
    const lookup = ((_host: string, _options: unknown, done: (...found: unknown[]) => void) => {
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    }) as unknown as typeof dns.lookup;
    vi.spyOn(dns, 'lookup').mockImplementation(lookup);
    syncBuiltinESMExports();
    const options = { feeds: [{ url: `http://rebound.example.org:${port}/feed` }] };
    const queries = collector.queries!(collector.options.parse(options), []);
    const fixture = { options, ask: { queries: [...queries], window: WINDOW, now: NOW }, exchanges: [] };
    const run = await runLive(collector as Collector, fixture, null);
    expect(run.end?.outcome).toBe('blocked');
    expect(run.end?.asked['refused_first']).toContain('private address');
    expect(connections).toBe(0);
  });

  test.each(['http://10.0.0.7/feed', 'http://localhost/feed', 'http://user:pw@feeds.example.org/feed'])(
    'the feed %s is not asked',
    async (url) => {
      await using web = await startWeb((_request, response) => void response.end());
      const run = await passOver(web, { feeds: [{ url }] });
      expect([run.end?.outcome, web.asked.length]).toEqual(['blocked', 0]);
    },
  );

  test('a feed cannot send its articles or pages into the private network', async () => {
    const body = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="next" href="http://10.0.0.1/"/><item><link>http://127.0.0.1/admin</link><pubDate>Sun, 15 Nov 2026 08:00:00 GMT</pubDate><description>x…</description></item></channel></rss>`;
    await using web = await startWeb(
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/xml' }).end(body),
    );
    const run = await passOver(web, { feeds: [{ url: FEED, full_text: true }] });
    expect(web.asked).toHaveLength(1);
    expect(run.records).toHaveLength(1);
    expect(run.end?.asked['refused_first']).toContain('10.0.0.1');
  });
});
