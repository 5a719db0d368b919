/** What shops get wrong in schema.org, and what must not come of it. */
import { describe, expect, test } from 'vitest';
import { findReviews } from '../../collectors/product_pages/find_reviews.ts';
import { collector } from '../../collectors/product_pages/index.ts';
import { jsonLdOf, readLoosely } from '../../collectors/product_pages/json_ld.ts';
import { markedUpThings } from '../../collectors/product_pages/marked_up.ts';
import { ratingOf } from '../../collectors/product_pages/ratings.ts';
import { sealed } from '../../collectors/product_pages/seal.ts';
import { tellApart } from '../../collectors/product_pages/tell_apart.ts';
import { wordsOf } from '../../collectors/product_pages/thing.ts';
import { loadMarkup } from '../../collectors/reading/html.ts';
import { ask, exchange } from './live/fixture.ts';
import { runLive } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const URL_ = 'https://shop.kettles.example/k2';
const script = (json: string) => `<script type="application/ld+json">${json}</script>`;

function read(html: string, url = URL_) {
  const $ = loadMarkup(html, url);
  const found = findReviews([...jsonLdOf($, url).things, ...markedUpThings($, url)]);
  return { ...found, named: tellApart(found.reviews, { listing: URL_, url, base: url }) };
}
const texts = (html: string) => read(html).named.map(({ review }) => wordsOf(review, 'reviewBody', 'description'));
const review = (more: object) => ({ '@type': 'Review', reviewBody: 'Pours like a dream.', ...more });
const productWith = (...reviews: object[]) =>
  script(JSON.stringify({ '@type': 'Product', name: 'K2', review: reviews }));

describe('JSON-LD that is no JSON', () => {
  test.each([
    ['trailing commas', '{"a":[1,2,],}'],
    ['comments', '/* by hand */{"a":[1,//one\n2]}'],
    ['line ends in strings', '{"a":[1,2],"b":"x\ny"}'],
    ['CDATA', '//<![CDATA[\n{"a":[1,2]}\n//]]>'],
    ['an HTML comment', '<!--{"a":[1,2]}-->'],
    ['escaped like HTML', '{&quot;a&quot;:[1,2]}'],
    ['a semicolon', '{"a":[1,2]};'],
  ])('%s: read', (_what, text) => {
    expect(readLoosely(text, URL_)).toMatchObject({ a: [1, 2] });
  });

  test('what looks like a comment or a comma in a string stays', () => {
    expect(readLoosely('{"a":"https://x.example/*,]*/ ,}",}', URL_)).toEqual({ a: 'https://x.example/*,]*/ ,}' });
  });

  test.each(['{"a":', 'reviews = 3', '"'.repeat(100_001), '/*'.repeat(500_000)])('%.20s…: not read', (text) => {
    expect(readLoosely(text, URL_)).toBeUndefined();
  });
});

describe('where reviews stand', () => {
  const body = 'Pours like a dream.';
  test.each<[string, string]>([
    ['in a graph', script(JSON.stringify({ '@graph': [{ '@type': 'Product', review: review({}) }] }))],
    [
      'beside the product',
      script(JSON.stringify([{ '@type': 'Product', '@id': '#p' }, review({ itemReviewed: { '@id': '#p' } })])),
    ],
    [
      'behind a reference',
      script(JSON.stringify({ '@type': 'Product', review: [{ '@id': '#r' }] })) +
        script(JSON.stringify(review({ '@id': '#r' }))),
    ],
    ['without a type', script(JSON.stringify({ '@type': 'Product', reviews: [{ reviewBody: body }] }))],
    [
      'under a full name',
      script(
        JSON.stringify({
          '@type': 'http://schema.org/Product',
          'schema:review': review({ '@type': ['schema:Review'] }),
        }),
      ),
    ],
    [
      'in a list',
      script(JSON.stringify({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: review({}) }] })),
    ],
    ['in value objects', script(JSON.stringify(review({ reviewBody: { '@value': body, '@language': 'en' } })))],
    [
      'in microdata',
      `<div itemscope itemtype="http://schema.org/Product"><p itemprop="review" itemscope itemtype="http://schema.org/Review"><span itemprop="description">${body}</span></p></div>`,
    ],
    [
      'in microdata without a property',
      `<div itemscope itemtype="http://schema.org/Product"><div itemscope itemtype="http://schema.org/Review"><span itemprop="reviewBody">${body}</span></div></div>`,
    ],
    [
      'in microdata, partly elsewhere',
      `<div itemscope itemtype="http://schema.org/Review" itemref="t"></div><i id="t"><b itemprop="reviewBody">${body}</b></i>`,
    ],
    [
      'in RDFa',
      `<div vocab="http://schema.org/" typeof="Product"><div property="review" typeof="schema:Review"><span property="schema:reviewBody">${body}</span></div></div>`,
    ],
  ])('%s', (_what, html) => {
    expect(texts(html)).toEqual([body]);
  });

  test.each<[string, object]>([
    [
      'an overall rating',
      { '@type': 'Product', aggregateRating: { '@type': 'AggregateRating', ratingValue: 4, reviewCount: 3 } },
    ],
    ['an overall rating under review', { '@type': 'Product', review: { '@type': 'AggregateRating', ratingValue: 4 } }],
    ['a claim review', { '@type': 'ClaimReview', reviewBody: 'No.' }],
    [
      'a review of a related product',
      { '@type': 'Product', isSimilarTo: [{ '@type': 'Product', review: review({}) }] },
    ],
    [
      'reviews of a list of products',
      { '@type': 'ItemList', itemListElement: [{ '@type': 'Product', review: review({}) }] },
    ],
    ['a review that says nothing', { '@type': 'Review', author: { name: 'Ana' } }],
  ])('%s is no review of this page', (_what, json) => {
    expect(texts(script(JSON.stringify(json)))).toEqual([]);
  });

  test('references in a circle end', () => {
    const html = script(
      JSON.stringify([
        { '@id': '#a', b: { '@id': '#b' } },
        { '@id': '#b', a: { '@id': '#a' } },
        review({ author: { '@id': '#a' } }),
      ]),
    );
    expect(texts(html)).toHaveLength(1);
  });

  test('promises of other products are none of this page', () => {
    const other = { '@type': 'Product', name: 'K1', aggregateRating: { '@type': 'AggregateRating', reviewCount: 900 } };
    const html = script(
      JSON.stringify([
        { '@type': 'ItemList', itemListElement: [other] },
        { '@type': 'Product', isRelatedTo: other },
      ]),
    );
    expect(read(html)).toMatchObject({ promised: null, isMarked: true });
  });
});

describe('names', () => {
  const idOf = (html: string, url?: string) => read(html, url).named[0]!.id;

  test.each<[string, object, string]>([
    ['an identifier', { identifier: 'r-99' }, 'shop.kettles.example/r-99'],
    ['an identifier with a name', { identifier: { '@type': 'PropertyValue', value: '77' } }, 'shop.kettles.example/77'],
    ['an address of its own', { '@id': '/reviews/184467' }, 'shop.kettles.example/reviews/184467'],
    ['a link of its own', { url: 'https://shop.kettles.example/reviews/5' }, 'shop.kettles.example/reviews/5'],
    ['a place with a number of its own', { '@id': '#review-184467' }, 'shop.kettles.example/k2#review-184467'],
  ])('by %s', (_what, more, id) => {
    expect(idOf(productWith(review(more)))).toBe(id);
  });

  test.each<[string, object]>([
    ['a position on the page', { '@id': '#review-1' }],
    ['a blank node', { '@id': '_:b0' }],
    ['the address of the page', { url: URL_ }],
    ['the address of the site', { url: 'https://shop.kettles.example/' }],
    ['a place on the page', { url: `${URL_}#reviews` }],
  ])('never by %s: the same on another page of the listing', (_what, more) => {
    const fingerprint = idOf(productWith(review({})));
    expect(fingerprint).toMatch(/#[0-9a-f]{32}$/u);
    expect(idOf(productWith(review(more)))).toBe(fingerprint);
    expect(idOf(productWith(review({ ...more, '@id': '#review-7' })), `${URL_}?page=2`)).toBe(fingerprint);
  });

  test('what several reviews share names none of them', () => {
    const { named } = read(
      productWith(review({ url: '/shop/all' }), review({ url: '/shop/all', reviewBody: 'Leaks.' })),
    );
    expect(new Set(named.map(({ id }) => id)).size).toBe(2);
    expect(named.map(({ link }) => link)).toEqual([null, null]);
  });
});

describe('authors', () => {
  const accountOf = (author: unknown, more: object[] = []) =>
    read(productWith(review({ author }), ...more)).named[0]!.account;

  test.each<[string, unknown]>([
    ['a name', 'Ana'],
    ['a person with a name', { '@type': 'Person', name: 'Ana' }],
    ['a link to another site', { name: 'Ana', url: 'https://social.example/ana' }],
    ['a link to the site', { name: 'Ana', url: '/' }],
    ['a link to the page', { name: 'Ana', url: URL_ }],
    ['a masked account', { name: 'A**', url: '/u/a**9' }],
    ['a masked identifier', { name: 'A**', identifier: 'a***b' }],
    ['a position', { '@id': '#author-1', name: 'Ana' }],
    ['an address of e-mail', { name: 'Ana', identifier: 'ana@mail.example' }],
  ])('%s is nobody', (_what, author) => {
    expect(accountOf(author)).toBeNull();
  });

  test.each<[string, unknown, string]>([
    [
      'a profile on the site',
      { name: 'Ana', url: 'https://www.shop.kettles.example/u/ana' },
      'shop.kettles.example/u/ana',
    ],
    ['a profile with a slash at its end', { name: 'Ana', url: '/author/ana/' }, 'shop.kettles.example/author/ana'],
    ['an identifier', { name: 'Ana', identifier: '4711' }, 'shop.kettles.example#4711'],
  ])('%s is somebody', (_what, author, id) => {
    expect(accountOf(author)).toMatchObject({ id, name: 'Ana' });
  });

  test('of a person without an account no name is sealed, of a shop it is', () => {
    const listing = { url: URL_, max_pages: 1 };
    const authors = [
      { '@type': 'Person', name: 'Ana Lovelace' },
      'Ana Lovelace',
      { name: 'Ana Lovelace', email: 'a@b.example' },
    ];
    for (const author of authors) {
      const [one] = read(productWith(review({ author, comment: { author: 'Ana Lovelace' } }))).named;
      expect(JSON.stringify(sealed(one!, listing, 'UTC'))).not.toContain('Lovelace');
    }
    const [shop] = read(productWith(review({ author: { '@type': 'Organization', name: 'Kettlewise' } }))).named;
    expect(sealed(shop!, listing, 'UTC').review['author']).toEqual({ '@type': ['Organization'], name: 'Kettlewise' });
  });

  test('an address of e-mail in place of a name is not sealed', () => {
    const [one] = read(productWith(review({ author: { name: 'ana@mail.example', url: '/u/7' } }))).named;
    expect(one!.account).toMatchObject({ id: 'shop.kettles.example/u/7', name: null });
    expect(JSON.stringify(sealed(one!, { url: URL_, max_pages: 1 }, 'UTC'))).not.toContain('mail.example');
  });

  test('one profile under two names is nobody', () => {
    const other = review({ reviewBody: 'Leaks.', author: { name: 'Bo', url: '/u/guest' } });
    expect(accountOf({ name: 'Ana', url: '/u/guest' }, [other])).toBeNull();
  });
});

describe('two notations of the same review', () => {
  const inElements = (text: string, author: string, rating: string) =>
    `<div itemprop="review" itemscope itemtype="https://schema.org/Review"><b itemprop="author">${author}</b><i itemprop="ratingValue">${rating}</i><p itemprop="reviewBody">${text}</p></div>`;
  const long = 'Pours like a dream and never drips on the table.';

  test('are one, with the longer text', () => {
    const cut = review({ author: 'Ana', ratingValue: 5, reviewBody: `${long.slice(0, 40)}…` });
    expect(texts(productWith(cut) + inElements(`${long} <b>Really.</b>`, 'ana', '5.0'))).toEqual([
      `${long} <b>Really.</b>`,
    ]);
  });

  test.each([
    ['another author', 'Bo', '5'],
    ['another rating', 'Ana', '4'],
  ])('but the same words by %s are two', (_what, author, rating) => {
    const html =
      productWith(review({ author: 'Ana', ratingValue: 5 })) + inElements('Pours like a dream.', author, rating);
    expect(texts(html)).toHaveLength(2);
  });

  test('short words at the beginning of longer ones are another review', () => {
    expect(
      texts(productWith(review({ reviewBody: 'Good' }), review({ reviewBody: 'Good kettle, bad lid' }))),
    ).toHaveLength(2);
  });
});

describe('ratings', () => {
  test.each<[unknown, number | null, number | null, -1 | 0 | 1 | null]>([
    [{ ratingValue: 4 }, 4, 5, 1],
    [{ ratingValue: '3,5', bestRating: '5' }, 3.5, 5, 0],
    [{ ratingValue: '2 out of 5' }, 2, 5, -1],
    [{ ratingValue: 8, bestRating: 10, worstRating: 1 }, 8, 10, 1],
    [{ ratingValue: '85%' }, 85, 100, 1],
    [{ ratingValue: 2, bestRating: 1, worstRating: 6 }, 5, 6, 1],
    [{ ratingValue: -1, bestRating: 1, worstRating: -1 }, 0, 2, -1],
    [{ ratingValue: 0 }, null, null, null],
    [{ ratingValue: '0', bestRating: '5', worstRating: '1' }, null, null, null],
    [{ ratingValue: 0, bestRating: 5, worstRating: 0 }, 0, 5, -1],
    [{ ratingValue: 0.5 }, 0.5, 5, -1],
    [{ ratingValue: 8 }, 8, null, null],
    [{ ratingValue: '★★★☆☆' }, 3, 5, 0],
    [{ ratingValue: 7, bestRating: 5 }, null, null, null],
    [{ ratingValue: 'excellent' }, null, null, null],
    [5, 5, 5, 1],
    [null, null, null, null],
  ])('%j', (reviewRating, rating, ratingScale, ratingSign) => {
    expect(ratingOf({ reviewRating })).toEqual({ rating, ratingScale, ratingSign });
  });
});

describe('pages that hide their reviews', () => {
  const good = `<html>${productWith(review({}))}</html>`;

  /** Outcome of a pass over pages with these bodies; a number is a status. */
  async function pass(bodies: Readonly<Record<string, string | number>>) {
    const exchanges = Object.entries(bodies).map(([url, body]) =>
      exchange.parse(typeof body === 'number' ? { url, status: body, text: '' } : { url, text: body }),
    );
    const queries = Object.keys(bodies).map((feed) => ({ kind: 'mention_feed', brandId: null, feed }));
    const fixture = {
      options: { pages: Object.keys(bodies).map((url) => ({ url })) },
      ask: ask.parse({
        queries,
        window: { since: '2026-11-16T00:00:00Z', until: '2026-11-23T00:00:00Z' },
        now: '2026-11-23T00:00:05Z',
      }),
      exchanges,
    };
    await using platform = await startPlatform(exchanges, []);
    const run = await runLive(collector, fixture, platform);
    return { outcome: run.end?.outcome, records: run.records.length, asked: platform.asked.length };
  }
  const promise = script(
    JSON.stringify({ '@type': 'Product', aggregateRating: { '@type': 'AggregateRating', reviewCount: 57 } }),
  );

  test.each<[string, string | number, string]>([
    ['57 reviews are promised and none is shown', `<html>${promise}</html>`, 'blocked'],
    ['nothing is marked', '<html><p>Welcome!</p></html>', 'blocked'],
    ['what speaks of reviews cannot be read', `<html>${script('{"review": [oops')}</html>`, 'failed'],
    ['it is not there', 404, 'gone'],
    ['access is denied', 403, 'blocked'],
    ['it has no review yet', `<html>${script('{"@type":"Product","name":"K2"}')}</html>`, 'empty'],
    ['it shows one of 57', `<html>${promise}${productWith(review({}))}</html>`, 'capped'],
  ])('%s', async (_what, body, outcome) => {
    expect((await pass({ [URL_]: body })).outcome).toBe(outcome);
  });

  test('one page that is gone does not keep the others from being read', async () => {
    expect(await pass({ [URL_]: 404, [`${URL_}/b`]: good })).toEqual({ outcome: 'partial', records: 1, asked: 2 });
  });

  test('a site that denies access is left alone, another site is read', async () => {
    expect(await pass({ [URL_]: 403, [`${URL_}/b`]: good })).toMatchObject({ outcome: 'blocked', asked: 1 });
    expect(await pass({ [URL_]: 403, 'https://b.example/k2': good })).toMatchObject({ outcome: 'partial', records: 1 });
  });

  test('each page is a listing of its own', () => {
    const options = collector.options.parse({ pages: [{ url: URL_ }, { url: `${URL_}/b` }] });
    const asked = collector.queries!(options, [{ kind: 'mention_feed', brandId: 'kettlewise' }]);
    expect(asked.map((query) => ('feed' in query ? query.feed : null))).toEqual([URL_, `${URL_}/b`]);
  });
});
