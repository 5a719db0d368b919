import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AhoCorasick } from '../../transforms/aho_corasick.ts';
import { cpuMs } from './cpu.ts';

function naive(words: readonly string[], text: string): string[] {
  const found: string[] = [];
  words.forEach((word, index) => {
    if (word === '') return;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      found.push(`${index}:${at}-${at + word.length}`);
    }
  });
  return found.sort();
}

function scan(words: readonly string[], text: string): string[] {
  const found: string[] = [];
  new AhoCorasick(words).scan(text, (word, start, end) => found.push(`${word}:${start}-${end}`));
  return found.sort();
}

describe('AhoCorasick', () => {
  test('finds what indexOf finds, overlapping, repeated and empty words included', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', '好', '用'), maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '好', '用', 'x'), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(small, { maxLength: 12 }), text, (words, haystack) => {
        expect(scan(words, haystack)).toEqual(naive(words, haystack));
      }),
      { numRuns: 2000 },
    );
  });

  test('with word borders, finds exactly the occurrences that cut no Latin word', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', '好', ' '), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '好', ' '), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(small, { maxLength: 8 }), text, (words, haystack) => {
        const whole = naive(words, haystack).filter((found) => {
          const [start, end] = found.split(':')[1]!.split('-').map(Number) as [number, number];
          const cuts = (at: number) => /^[ab]{2}$/.test(haystack.slice(Math.max(0, at - 1), at + 1));
          return !cuts(start) && !cuts(end);
        });
        const found: string[] = [];
        new AhoCorasick(words, 'word').scan(haystack, (word, start, end) => found.push(`${word}:${start}-${end}`));
        expect(found.sort()).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  test('many words that share beginnings and ends are found in texts made of them, with and without borders', () => {
    const part = fc.constantFrom(
      'brand',
      'new',
      'news',
      'n',
      '好',
      '好用',
      '不好',
      '用',
      ' ',
      '-',
      'é',
      '9',
      '\ud83d',
      '\udc4d',
    );
    const phrase = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
    const joins = /[a-zé9]/;
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 60 }), text, (words, haystack) => {
        expect(scan(words, haystack)).toEqual(naive(words, haystack));
        const cuts = (at: number) => joins.test(haystack[at - 1] ?? '') && joins.test(haystack[at] ?? '');
        const whole = naive(words, haystack).filter((found) => {
          const [start, end] = found.split(':')[1]!.split('-').map(Number) as [number, number];
          return !cuts(start) && !cuts(end);
        });
        const found: string[] = [];
        new AhoCorasick(words, 'word').scan(haystack, (word, start, end) => found.push(`${word}:${start}-${end}`));
        expect(found.sort()).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  test('is built in linear time from names that branch everywhere', () => {
    const names = (count: number): string[] =>
      Array.from({ length: count }, (_, i) =>
        String.fromCharCode(...[1, 2, 3, 4].map((k) => 0x4e00 + ((Math.imul(i * 4 + k, 0x9e3779b1) >>> 7) % 8000))),
      );
    expect(cpuMs(() => new AhoCorasick(names(40_000)))).toBeLessThan(1500);
  });

  test('tells of longer words first where several end at one place', () => {
    const lengths: number[] = [];
    new AhoCorasick(['c', 'abc', 'bc']).scan('abc', (_, start, end) => lengths.push(end - start));
    expect(lengths).toEqual([3, 2, 1]);
  });

  test('lone surrogates and NUL are units like any other', () => {
    expect(scan(['\ud800', '\u0000'], 'a\ud800\u0000')).toEqual(['0:1-2', '1:2-3']);
  });

  test('takes linear time where failures are longest', () => {
    const words = new AhoCorasick([`${'a'.repeat(500)}b`, 'c']);
    expect(cpuMs(() => words.scan('a'.repeat(2_000_000), () => undefined))).toBeLessThan(2000);
  });
});
