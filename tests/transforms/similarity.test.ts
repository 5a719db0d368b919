import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptySimilarity, similarity } from '../../transforms/similarity.ts';

/** Exact Jaccard similarity over 5-character shingles of letters and digits. */
function jaccard(a: string, b: string): number {
  const shingles = (text: string): Set<string> => {
    const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
    return new Set(Array.from({ length: Math.max(0, letters.length - 4) }, (_, i) => letters.slice(i, i + 5)));
  };
  const left = shingles(a);
  const right = shingles(b);
  const common = [...left].filter((shingle) => right.has(shingle)).length;
  return common / (left.size + right.size - common);
}

function estimate(a: string, b: string): number {
  const left = similarity(a)!.hashes;
  const right = similarity(b)!.hashes;
  return left.filter((hash, i) => hash === right[i]).length / 32;
}

const letters = fc.string({
  unit: fc.constantFrom(...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏abcdefgh123'),
  minLength: 60,
  maxLength: 300,
});

describe('similarity', () => {
  test('is null under 20 letters and digits, whatever else stands there', () => {
    expect(similarity('一二三四五六七八九十一二三四五六七八九')).toBeNull();
    expect(similarity(`${'!?。 👍'.repeat(50)}abc`)).toBeNull();
    expect(similarity('一二三四五六七八九十一二三四五六七八九十')).not.toBeNull();
  });

  test('equal texts have equal sketches; spaces, punctuation and emoji do not count', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const spaced = [...text].join(' ,👍');
        expect(similarity(spaced)).toEqual(similarity(text));
      }),
    );
  });

  test('estimates the exact Jaccard similarity within 0.2 in 19 of 20 pairs, without bias', () => {
    const errors: number[] = [];
    fc.assert(
      fc.property(letters, letters, fc.double({ min: 0, max: 1, noNaN: true }), (text, other, share) => {
        const cut = Math.floor(text.length * share);
        const mixed = text.slice(0, cut) + other.slice(0, Math.max(20, other.length - cut));
        errors.push(estimate(text, mixed) - jaccard(text, mixed));
      }),
      { numRuns: 1000, seed: 7 },
    );
    expect(errors.filter((error) => Math.abs(error) <= 0.2).length / errors.length).toBeGreaterThan(0.95);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.02);
  });

  test('where the common part stands does not matter: a common tail counts as much as a common head', () => {
    const errors: number[] = [];
    fc.assert(
      fc.property(letters, letters, letters, (head, other, tail) => {
        errors.push(
          estimate(head.slice(0, 20) + tail, other.slice(0, 31) + tail) -
            jaccard(head.slice(0, 20) + tail, other.slice(0, 31) + tail),
        );
      }),
      { numRuns: 500, seed: 11 },
    );
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.02);
  });

  test('unrelated texts of 100,000 characters do not look alike', () => {
    const text = (seed: number): string =>
      Array.from({ length: 100_000 }, (_, i) =>
        String.fromCharCode(0x4e00 + ((i * 7919 + seed * 104729 + ((i * i) >> 3)) % 5000)),
      ).join('');
    expect(estimate(text(1), text(2))).toBeLessThan(0.2);
  });

  test('bands are equal exactly where their four hashes are', () => {
    fc.assert(
      fc.property(letters, letters, (text, other) => {
        const left = similarity(text)!;
        const right = similarity(text.slice(0, 50) + other)!;
        left.bands.forEach((band, i) => {
          const isSame = [0, 1, 2, 3].every((k) => left.hashes[4 * i + k] === right.hashes[4 * i + k]);
          expect(band === right.bands[i]).toBe(isSame);
        });
      }),
    );
  });

  test('memory that is handed in is filled and returned', () => {
    const into = emptySimilarity();
    const text = '这一段话有二十个以上的字所以会有一个指纹对吧';
    expect(similarity(text, into)).toBe(into);
    expect(into).toEqual(similarity(text));
  });
});
