import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandMatcher } from '../../transforms/mentions.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import type { BrandNames } from '../../warehouse/contracts/transform.ts';

const brand = (id: string, names: string[], extra: Partial<BrandNames> = {}): BrandNames => ({
  id,
  names,
  exclude: [],
  products: [],
  ...extra,
});

const matcher = brandMatcher([
  brand('aurora', ['欧若拉', 'Aurora'], {
    exclude: ['欧若拉号', '极光', 'aurora borealis'],
    products: [{ id: 'aurora_serum', names: ['欧若拉精华', 'Aurora Serum', '小极瓶'] }],
  }),
  brand('nova', ['諾瓦', 'Nova']),
  brand('nova_pro', ['Nova Pro']),
  brand('vela', ['Vela', '维拉']),
  brand('lyra', ['莱拉']),
  brand('orion', ['猎户']),
]);

const roles = (body: string, title = '', field: string | null = null): string[] =>
  matcher
    .match({ title, body, brand: field })
    .mentions.map(({ brandId, role, basis, productId }) => [brandId, role, basis, productId ?? '-'].join(' '));

describe('brandMatcher', () => {
  test.each([
    ['用aurora很好', ['aurora subject text -']],
    ['#aurora #ootd', ['aurora subject text -']],
    ['@aurora_official hi', ['aurora subject text -']],
    ["aurora's", ['aurora subject text -']],
    ['auroras', []],
    ['1aurora', []],
    ['欧若拉号今天出发', []],
    ['看到了极光', []],
    ['欧若拉号和欧若拉', ['aurora subject text -']],
    ['欧若拉精华', ['aurora subject text aurora_serum']],
    ['我的小极瓶', ['aurora subject text aurora_serum']],
    ['aurora serum and aurora', ['aurora subject text aurora_serum']],
    ['诺瓦不错', ['nova subject text -']],
    ['nova pro', ['nova_pro subject text -']],
    ['nova product', ['nova subject text -']],
  ])('%j names %j', (body, expected) => {
    expect(roles(body)).toEqual(expected);
  });

  test('several brands in the words are comparisons, in the order of their ids', () => {
    expect(roles('维拉比欧若拉好')).toEqual(['aurora comparison text -', 'vela comparison text -']);
  });

  test('the only brand of the title is the subject and the others are compared with it', () => {
    expect(roles('比维拉好', '欧若拉测评')).toEqual(['aurora subject title -', 'vela comparison text -']);
    expect(roles('', '欧若拉和维拉')).toEqual(['aurora comparison title -', 'vela comparison title -']);
  });

  test('five brands are a list and pass by', () => {
    expect(roles('欧若拉 诺瓦 维拉 莱拉 猎户', '欧若拉').every((line) => line.includes(' passing '))).toBe(true);
    expect(roles('诺瓦 维拉 莱拉 猎户', '', '欧若拉')[0]).toBe('aurora subject field -');
  });

  test('the brand field names the subject by id or by any name; others are compared', () => {
    expect(roles('比维拉好', '', 'aurora')).toEqual(['aurora subject field -', 'vela comparison text -']);
    expect(roles('', '', '欧若拉')).toEqual(['aurora subject field -']);
    expect(roles('aurora serum', '', 'nova_pro')).toEqual([
      'aurora comparison text aurora_serum',
      'nova_pro subject field -',
    ]);
  });

  test('a brand field that is not configured is told, and words beside it are comparisons', () => {
    expect(matcher.match({ title: '', body: '很好', brand: '别家' })).toEqual({
      mentions: [],
      isUnknownBrand: true,
      aspects: [],
    });
    expect(roles('比维拉好', '', '别家')).toEqual(['vela comparison text -']);
  });

  test('no brand, no field: the same frozen nothing', () => {
    const record = { title: '', body: '今天天气好', brand: null };
    expect(matcher.match(record)).toBe(matcher.match(record));
    expect(matcher.match(record)).toEqual({ mentions: [], isUnknownBrand: false, aspects: [] });
  });

  test('a name that two brands share counts for both', () => {
    const shared = brandMatcher([brand('b', ['同名']), brand('a', ['同名'])]);
    expect(shared.match({ title: '', body: '同名', brand: null }).mentions.map((mention) => mention.brandId)).toEqual([
      'a',
      'b',
    ]);
  });

  test('aspects are read where a brand is named, and elsewhere only when asked', () => {
    const reader = brandMatcher([brand('aurora', ['欧若拉'])], defaultScorer());
    const aspects = (body: string, readsNameless?: boolean) =>
      reader.match({ title: '', body, brand: null }, readsNameless === undefined ? {} : { readsNameless }).aspects;
    expect(aspects('欧若拉质地很水润')).toEqual([{ brandId: 'aurora', aspect: 'texture', term: '水润', sign: 1 }]);
    expect(aspects('质地很水润')).toEqual([]);
    expect(aspects('质地很水润', true)).toEqual([{ brandId: null, aspect: 'texture', term: '水润', sign: 1 }]);
    const { aspects: ofField } = reader.match({ title: '', body: '质地很水润', brand: 'aurora' });
    expect(ofField).toEqual([{ brandId: 'aurora', aspect: 'texture', term: '水润', sign: 1 }]);
  });

  test('with a scorer a comparison carries a feeling for each brand, across title and body', () => {
    const reader = brandMatcher([brand('aurora', ['欧若拉']), brand('nova', ['诺瓦'])], defaultScorer());
    const { mentions } = reader.match({ title: '欧若拉测评', body: '比诺瓦好用多了', brand: null });
    expect(mentions.map(({ brandId, role }) => [brandId, role])).toEqual([
      ['aurora', 'subject'],
      ['nova', 'comparison'],
    ]);
    expect(mentions[0]!.polarity).toBeGreaterThan(0);
    expect(mentions[1]!.polarity).toBeLessThan(0);
    expect(reader.match({ title: '', body: '欧若拉很好', brand: null }).mentions[0]!.polarity).toBeNull();
  });

  test('names what a naive search by indexOf names', () => {
    const word = fc
      .string({ unit: fc.constantFrom('a', 'b', '好', '用', ' '), minLength: 1, maxLength: 4 })
      .filter((name) => name.trim() === name && !name.includes('  '));
    const brands = fc.uniqueArray(fc.tuple(word, fc.array(word, { maxLength: 2 })), {
      minLength: 1,
      maxLength: 5,
      selector: ([name]) => name,
    });
    const text = fc
      .string({ unit: fc.constantFrom('a', 'b', '好', '用', ' ', 'x', '!'), maxLength: 30 })
      .map((body) => body.replace(/ +/g, ' ').trim());
    fc.assert(
      fc.property(brands, text, (named, body) => {
        const configured = named.map(([name, exclude], i) => brand(`b${i}`, [name], { exclude }));
        const found = brandMatcher(configured)
          .match({ title: '', body, brand: null })
          .mentions.map((mention) => mention.brandId);
        expect(found).toEqual(naive(configured, body));
      }),
      { numRuns: 3000 },
    );
  });
});

interface Span {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Every place of every name; friends and longer names removed by comparing all with all. */
function naive(brands: readonly BrandNames[], body: string): string[] {
  const places = (id: string, names: readonly string[]): Span[] =>
    names.flatMap((name) =>
      Array.from({ length: body.length }, (_, start) => ({ id, start, end: start + name.length })).filter(
        ({ start, end }) =>
          body.slice(start, end) === name &&
          !/[abx]{2}/.test((body[start - 1] ?? '') + body[start]) &&
          !/[abx]{2}/.test(body[end - 1] + (body[end] ?? '')),
      ),
    );
  const names = brands.flatMap(({ id, names, exclude }) => {
    const friends = places(id, exclude);
    return places(id, names).filter(
      (span) => !friends.some((friend) => friend.start <= span.start && span.end <= friend.end),
    );
  });
  const taken: Span[] = [];
  for (const span of names.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    const isFree = taken.every(
      (other) =>
        other.end <= span.start || span.end <= other.start || (other.start === span.start && other.end === span.end),
    );
    if (isFree) taken.push(span);
  }
  return [...new Set(taken.map(({ id }) => id))].sort();
}
