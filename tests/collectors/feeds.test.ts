/** What feeds promise beyond the contract of all sources: each stands alone, nothing falls between two looks unnoticed, articles are read politely. */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { collector } from '../../collectors/feeds/index.ts';
import type { CollectedRecord } from '../../warehouse/contracts/collector.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { passOver, startWeb, type Web } from './feeds_stage.ts';
import { memoryState } from './live/pass.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 10, 10);
/** A window of thirty days that ends at `now`. */
const until = (now: number) => ({ now, window: { since: now - 30 * DAY, until: now } });

interface Post {
  readonly n: number;
  readonly at: number;
  readonly text?: string;
  readonly host?: string;
}

function rss(posts: readonly Post[], head = ''): string {
  const items = posts.map(({ n, at, text = 'The whole of what there is to say.', host = 'a.example.org' }) => {
    const date = new Date(at).toUTCString();
    return `<item><title>Post ${n}</title><link>https://${host}/${n}</link><pubDate>${date}</pubDate><description>${text}</description></item>`;
  });
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>${head}${items.join('')}</channel></rss>`;
}

type Answer = (response: ServerResponse, headers: Web['asked'][number]['headers']) => void;
const give = (text: string, headers: Record<string, string> = {}): Answer => {
  return (response) => response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(text);
};
const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code).end('no');
const pageOf = (html: string): Answer => give(html, { 'content-type': 'text/html; charset=utf-8' });

/** Pages by address; what is not there is 404. */
async function web(pages: Record<string, Answer>) {
  const on = await startWeb(({ url, headers }, response) => (pages[url] ?? status(404))(response, headers));
  const asked = () => on.asked.map(({ url }) => url).filter((url) => !url.endsWith('/robots.txt'));
  return Object.assign(on, { pages, urls: asked });
}

const idsOf = (records: readonly CollectedRecord[]) => records.map(({ id }) => id).sort();
const [A, B, C] = ['https://a.example.org/feed', 'https://b.example.org/feed', 'https://c.example.org/feed'] as const;

describe('each feed stands alone', () => {
  test('a broken feed costs itself only, and is asked from its own mark next time', async () => {
    const before = rss([{ n: 1, at: T0 - 2 * DAY }]);
    const broken: [string, Answer][] = [
      ['gone', status(410)],
      ['blocked', status(403)],
      ['no feed', give('<html><body>moved</body></html>', { 'content-type': 'text/html' })],
      ['broken', give('<rss><channel><item><b></channel>')],
    ];
    for (const [, answer] of broken) {
      await using on = await web({
        [A]: give(before),
        [B]: answer,
        [C]: give(rss([{ n: 3, at: T0 - DAY, host: 'c' }])),
      });
      const options = { feeds: [{ url: A }, { url: B }, { url: C }] };
      const first = await passOver(on, options, until(T0));
      expect(idsOf(first.records)).toEqual(['https://a.example.org/1', 'https://c/3']);
      expect(first.end?.outcome).toBe('partial');
      expect(first.end?.asked).toMatchObject({ refused: 1, left: 0 });
      expect(first.end?.asked['refused_first']).toContain('b.example.org');
      // What it had all along is not lost by that.
      on.pages[B] = give(rss([{ n: 2, at: T0 - 20 * DAY, host: 'b' }]));
      const second = await passOver(on, options, { ...until(T0 + 5 * DAY), cursor: first.cursor });
      expect(idsOf(second.records)).toContain('https://b/2');
      expect(second.end?.asked['refused']).toBeUndefined();
    }
  });

  test('when none of them answers the pass ends as the first refusal', async () => {
    await using on = await web({ [A]: status(403), [B]: status(404) });
    const run = await passOver(on, { feeds: [{ url: A }, { url: B }] }, until(T0));
    expect(run.end?.outcome).toBe('blocked');
    expect(run.end?.asked).toMatchObject({ refused: 2 });
  });

  test('RSSHub says 503 for a platform that does not answer: the other routes are asked', async () => {
    const hub = 'https://hub.example.org';
    await using on = await web({
      [`${hub}/x`]: (response) =>
        response.writeHead(503).end('<h1>Welcome to RSSHub!</h1><p>Looks like something went wrong</p>'),
      [`${hub}/y`]: give(rss([{ n: 1, at: T0 - DAY }])),
    });
    const run = await passOver(on, { rsshub_url: hub, feeds: [{ route: '/x' }, { route: '/y' }] }, until(T0));
    expect(run.records).toHaveLength(1);
    expect(on.urls()).toEqual([`${hub}/x`, `${hub}/y`]);
    expect(run.end?.outcome).toBe('partial');
  });

  test('the same item in two feeds is one record', async () => {
    await using on = await web({ [A]: give(rss([{ n: 1, at: T0 - DAY }])), [B]: give(rss([{ n: 1, at: T0 - DAY }])) });
    const run = await passOver(on, { feeds: [{ url: A }, { url: B }] }, until(T0));
    expect(new Set(idsOf(run.records)).size).toBe(1);
  });
});

describe('between two looks', () => {
  const tagged =
    (posts: readonly Post[], etag: string): Answer =>
    (response, headers) => {
      if (headers['if-none-match'] === etag) response.writeHead(304).end();
      else give(rss(posts), { etag })(response, headers);
    };

  test('an unchanged feed is not sent again, and what comes after it is not missed', async () => {
    const old = { n: 1, at: T0 - DAY };
    await using on = await web({ [A]: tagged([old], '"1"') });
    const options = { feeds: [{ url: A }] };
    const first = await passOver(on, options, until(T0));
    const second = await passOver(on, options, { ...until(T0 + HOUR), cursor: first.cursor });
    expect([second.records, second.end?.outcome]).toEqual([[], 'empty']);
    expect(on.asked.at(-1)?.headers['if-none-match']).toBe('"1"');
    on.pages[A] = tagged([{ n: 2, at: T0 + 2 * HOUR }, old], '"2"');
    const third = await passOver(on, options, { ...until(T0 + 3 * HOUR), cursor: second.cursor });
    expect(idsOf(third.records)).toContain('https://a.example.org/2');
  });

  test('what came while the pass was under way is asked for again, although the feed does not change', async () => {
    const later = { n: 2, at: T0 + 60_000 };
    await using on = await web({ [A]: tagged([later, { n: 1, at: T0 - DAY }], '"1"') });
    const options = { feeds: [{ url: A }] };
    const window = { since: T0 - 30 * DAY, until: T0 };
    const first = await passOver(on, options, { now: T0 + 2 * 60_000, window });
    expect(idsOf(first.records)).toEqual(['https://a.example.org/1']);
    const second = await passOver(on, options, { ...until(T0 + 20 * DAY), cursor: first.cursor });
    expect(on.asked.at(-1)?.headers['if-none-match']).toBeUndefined();
    expect(idsOf(second.records)).toContain('https://a.example.org/2');
  });

  test('a date that has not come is null, and is read again when it has', async () => {
    await using on = await web({ [A]: tagged([{ n: 1, at: T0 + 8 * HOUR }], '"1"') });
    const options = { feeds: [{ url: A }] };
    const first = await passOver(on, options, until(T0));
    expect(idsOf(first.records)).toEqual(['https://a.example.org/1']);
    const second = await passOver(on, options, { ...until(T0 + 9 * HOUR), cursor: first.cursor });
    expect(idsOf(second.records)).toEqual(['https://a.example.org/1']);
    const third = await passOver(on, options, { ...until(T0 + 10 * HOUR), cursor: second.cursor });
    expect(third.records).toEqual([]);
  });

  test('when everything shown is newer than the last look, the interval between is lost and said to be', async () => {
    await using on = await web({ [A]: give(rss([{ n: 1, at: T0 - DAY }])) });
    const options = { feeds: [{ url: A }] };
    const state = memoryState();
    const first = await passOver(on, options, { ...until(T0), state });
    expect(first.end?.outcome).toBe('ok');
    on.pages[A] = give(rss([9, 8].map((n) => ({ n, at: T0 + n * DAY }))));
    const second = await passOver(on, options, { ...until(T0 + 10 * DAY), cursor: first.cursor, state });
    expect(second.end?.outcome).toBe('capped');
    expect(second.end?.asked).toMatchObject({
      lost_since: new Date(T0).toISOString(),
      lost_until: new Date(T0 + 8 * DAY).toISOString(),
    });
    // Said once, since no later look can bring it back.
    const third = await passOver(on, options, { ...until(T0 + 11 * DAY), cursor: second.cursor, state });
    expect(third.end?.asked['lost_since']).toBeNull();
  });

  test('a feed that still shows what was seen, or that had nothing before, has lost nothing', async () => {
    const state = memoryState();
    await using on = await web({ [A]: give(rss([])) });
    const options = { feeds: [{ url: A }] };
    const first = await passOver(on, options, { ...until(T0), state });
    on.pages[A] = give(rss([{ n: 1, at: T0 + DAY }]));
    const second = await passOver(on, options, { ...until(T0 + 2 * DAY), cursor: first.cursor, state });
    expect(second.end?.outcome).toBe('ok');
    on.pages[A] = give(
      rss([
        { n: 2, at: T0 + 3 * DAY },
        { n: 1, at: T0 + DAY },
      ]),
    );
    const third = await passOver(on, options, { ...until(T0 + 4 * DAY), cursor: second.cursor, state });
    expect(third.end?.outcome).toBe('ok');
  });

  test('a further page that is refused is asked for again, although the first page does not change', async () => {
    const link = `<atom:link rel="next" href="${A}?paged=2"/>`;
    const first: Answer = (response, headers) => {
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else give(rss([{ n: 2, at: T0 - DAY }], link), { etag: '"1"' })(response, headers);
    };
    await using on = await web({ [A]: first, [`${A}?paged=2`]: status(403) });
    const options = { feeds: [{ url: A }] };
    const stopped = await passOver(on, options, until(T0));
    expect(idsOf(stopped.records)).toEqual(['https://a.example.org/2']);
    expect(stopped.end?.asked['refused_first']).toContain('blocked');
    on.pages[`${A}?paged=2`] = give(rss([{ n: 1, at: T0 - 2 * DAY }]));
    const rest = await passOver(on, options, { ...until(T0 + HOUR), cursor: stopped.cursor });
    expect(idsOf(rest.records)).toEqual(['https://a.example.org/1', 'https://a.example.org/2']);
  });

  test('a feed without dates is not paged through', async () => {
    const undated = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="next" href="${A}?p=2"/><item><title>x</title><link>/1</link></item></channel></rss>`;
    await using on = await web({ [A]: give(undated) });
    await passOver(on, { feeds: [{ url: A }] }, until(T0));
    expect(on.urls()).toEqual([A]);
  });
});

describe('what is asked for', () => {
  const words: Query[] = [
    { kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' },
    { kind: 'keyword', words: '煮立方', brandId: 'brewcube' },
  ];
  const queries = (options: unknown, asked: readonly Query[]) =>
    collector.queries!(collector.options.parse(options), asked);
  const hub = 'https://hub.example.org';

  test('templates take the words of each brand, plain feeds are asked for once', () => {
    const options = { rsshub_url: `${hub}/`, feeds: [{ url: A, brand: 'kettlewise' }, { route: '/s/{keyword}' }] };
    expect(queries(options, words)).toEqual([
      { kind: 'mention_feed', brandId: 'kettlewise', feed: A },
      { ...words[0], feed: `${hub}/s/{keyword}` },
      { ...words[1], feed: `${hub}/s/{keyword}` },
    ]);
  });

  test('a template of one brand takes its words only, and feeds can be chosen by brand', () => {
    const options = {
      feeds: [{ url: A, brand: 'kettlewise' }, { url: B }, { url: `${C}?q={keyword}`, brand: 'brewcube' }],
    };
    expect(queries(options, words).map(({ kind }) => kind)).toEqual(['mention_feed', 'mention_feed', 'keyword']);
    expect(queries(options, [{ kind: 'mention_feed', brandId: 'kettlewise' }])).toEqual([
      { kind: 'mention_feed', brandId: 'kettlewise', feed: A },
    ]);
  });

  test('words are put into the address whatever is in them, and the key into no record', async () => {
    await using on = await startWeb((_request, response) => give(rss([{ n: 1, at: T0 - DAY }]))(response, {}));
    const options = { rsshub_url: hub, feeds: [{ route: '/s/{keyword}', access_key: true, platform: 'weibo' }] };
    const asked: Query[] = [{ kind: 'keyword', words: 'a/b 壶&c', brandId: 'k' }];
    const run = await passOver(on, options, { ...until(T0), queries: asked });
    expect(on.asked[0]?.url).toBe(`${hub}/s/a%2Fb%20%E5%A3%B6%26c?key=secret-of-rsshub_access_key`);
    expect(run.records[0]?.requestUrl).toBe(`${hub}/s/a%2Fb%20%E5%A3%B6%26c`);
    expect(JSON.stringify([run.records, run.cursors]) + run.logged).not.toContain('secret-of');
  });

  test.each([
    [{ feeds: [] }, 'feeds'],
    [{ feeds: [{ url: A, route: '/x' }] }, 'either url or route'],
    [{ feeds: [{ route: '/x' }] }, 'rsshub_url'],
    [{ feeds: [{ url: A }, { url: A }] }, 'twice'],
    [{ feeds: [{ url: 'ftp://a.example.org/x' }] }, 'http'],
    [{ feeds: [{ url: 'https://{keyword}.example.org/' }] }, 'http'],
    [{ feeds: [{ url: A, timezone: 'Mars/Base' }] }, 'time zone'],
    [{ feeds: [{ url: A }], hosts: ['https://x.example.org/'] }, 'host'],
  ])('options %j are refused with what is wrong', (options, words) => {
    const read = collector.options.safeParse(options);
    expect(JSON.stringify(read.error?.issues ?? [])).toContain(words);
    expect(read.success).toBe(false);
  });
});

describe('full text', () => {
  const long = (n: number) => `<p>${`Article ${n} says that the kettle boils in two minutes. `.repeat(8)}</p>`;
  const teasers = (count: number, host = 'a.example.org') =>
    Array.from({ length: count }, (_, n) => ({ n, at: T0 - DAY - n * 60_000, text: 'It begins …', host }));
  const articles = (count: number, host = 'a.example.org') =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`https://${host}/${n}`, pageOf(`<article>${long(n)}</article>`)]),
    );
  const feeds = [{ url: A, full_text: true }];
  const textsOf = (records: readonly CollectedRecord[]) =>
    records.map(({ payloadJson }) => JSON.parse(payloadJson).article?.html);

  test('is read once, in batches, and not again while the feed says the same', async () => {
    await using on = await web({ [A]: give(rss(teasers(23))), ...articles(23) });
    const state = memoryState();
    const first = await passOver(on, { feeds }, { ...until(T0), state });
    expect(first.records).toHaveLength(23);
    expect(textsOf(first.records)).not.toContain(undefined);
    expect(on.urls().filter((url) => url !== A)).toHaveLength(23);
    const before = on.asked.length;
    const second = await passOver(on, { feeds }, { ...until(T0 + HOUR), cursor: first.cursor, state });
    expect(on.urls().slice(before)).not.toContain('https://a.example.org/0');
    // What would be sealed anew is the teaser, which must not stand for the article.
    expect(second.records).toEqual([]);
  });

  test('cut after any batch, it brings the same', async () => {
    await using on = await web({ [A]: give(rss(teasers(23))), ...articles(23) });
    const whole = await passOver(on, { feeds }, until(T0));
    for (let batches = 1; batches < whole.cursors.length; batches++) {
      const state = memoryState();
      const first = await passOver(on, { feeds }, { ...until(T0), batches, state });
      const rest = await passOver(on, { feeds }, { ...until(T0), cursor: first.cursor, state });
      expect(idsOf([...first.records, ...rest.records])).toEqual(idsOf(whole.records));
      expect(textsOf([...first.records, ...rest.records])).not.toContain(undefined);
    }
  });

  test('an edited item is read again', async () => {
    await using on = await web({ [A]: give(rss(teasers(1))), ...articles(1) });
    const state = memoryState();
    const first = await passOver(on, { feeds }, { ...until(T0), state });
    on.pages[A] = give(rss(teasers(1).map((post) => ({ ...post, text: 'It begins otherwise …' }))));
    const second = await passOver(on, { feeds }, { ...until(T0 + HOUR), cursor: first.cursor, state });
    expect(second.records).toHaveLength(1);
  });

  test('robots.txt of the article’s host is obeyed, the teaser stays, and the feed itself is not bound by it', async () => {
    await using on = await web({
      [A]: give(rss(teasers(2))),
      ...articles(2),
      'https://a.example.org/robots.txt': give('User-agent: *\nDisallow: /\n', { 'content-type': 'text/plain' }),
    });
    const run = await passOver(on, { feeds }, until(T0));
    expect([run.records.length, run.end?.outcome]).toEqual([2, 'ok']);
    expect(textsOf(run.records)).toEqual([undefined, undefined]);
    expect(on.urls().every((url) => url === A)).toBe(true);
  });

  test('a host that the options do not list is not asked', async () => {
    await using on = await web({
      [A]: give(rss(teasers(1, 'other.example.net'))),
      ...articles(1, 'other.example.net'),
    });
    const run = await passOver(on, { feeds }, until(T0));
    expect(textsOf(run.records)).toEqual([undefined]);
    expect(on.urls().every((url) => url === A)).toBe(true);
    const listed = await passOver(on, { feeds, hosts: ['other.example.net'] }, until(T0));
    expect(textsOf(listed.records)).not.toContain(undefined);
  });

  test('a host that refuses articles is told of, and left alone after that', async () => {
    await using on = await web({ [A]: give(rss(teasers(3))), 'https://a.example.org/0': status(403) });
    const state = memoryState();
    const first = await passOver(on, { feeds }, { ...until(T0), state });
    expect([first.end?.outcome, first.records]).toEqual(['blocked', []]);
    const before = on.urls().length;
    const second = await passOver(on, { feeds }, { ...until(T0 + HOUR), cursor: first.cursor, state });
    expect([second.end?.outcome, second.records.length]).toEqual(['ok', 3]);
    expect(on.urls().slice(before)).toEqual([A]);
  });

  const around = `<nav><p>${'Menu '.repeat(60)}</p></nav><div class="related-posts"><p>${'Buy this too. '.repeat(60)}</p></div>`;
  test.each([
    [
      'JSON-LD',
      `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","articleBody":"${'Told <once>. '.repeat(20)}"}]}</script>`,
      'Told &lt;once>',
    ],
    [
      'microdata',
      `<article><p>${'Frame. '.repeat(60)}</p><div itemprop="articleBody">${'Marked up. '.repeat(30)}</div></article>`,
      'Marked up.',
    ],
    ['article', `<article>${long(1)}<div class="share-bar">Share it</div><script>x()</script></article>`, 'Article 1'],
    ['the longest block', `<div><div id="x">${long(2)}${long(2)}</div><div><p>Short.</p></div></div>`, 'Article 2'],
    ['lines between breaks', `<div class="txt">${'一行又一行，水壶很好用。<br>'.repeat(20)}</div>`, '一行又一行'],
  ])('is found by %s, without what stands around it', async (_how, body, words) => {
    await using on = await web({
      [A]: give(rss(teasers(1))),
      'https://a.example.org/0': pageOf(
        `<!doctype html><html><body>${around}${body}<footer>Imprint</footer></body></html>`,
      ),
    });
    const [html] = textsOf((await passOver(on, { feeds }, until(T0))).records);
    expect(html).toContain(words.replace('>', '&gt;'));
    for (const other of ['Menu', 'Buy this', 'Imprint', 'Share it', 'x()', 'Short.', 'Frame.'])
      expect(html).not.toContain(other);
  });

  test('an item that the feed gives whole needs no article', async () => {
    const whole = { n: 0, at: T0 - DAY, text: 'All of it is here. '.repeat(80) };
    await using on = await web({ [A]: give(rss([whole])), ...articles(1) });
    await passOver(on, { feeds }, until(T0));
    expect(on.urls()).toEqual([A]);
  });
});
