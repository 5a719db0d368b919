import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AhoCorasick } from '../../transforms/aho_corasick.ts';
import { sharedList, type WordList } from '../../transforms/shared_lists.ts';

const part = fc.constantFrom('good', 'go', 'od', '好', '好用', '不', ' ', ',');
const words = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));

function found(list: WordList, text: string): string[] {
  const hits: string[] = [];
  list.scan(text, (word, start, end) => hits.push(`${word}:${start}-${end}`));
  return hits;
}

describe('sharedList', () => {
  test('finds what an automaton of its own finds, in any order of asking, also after another list has joined', () => {
    const joined: { list: WordList; alone: WordList }[] = [];
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 8 }),
        fc.array(words, { maxLength: 10 }),
        fc.nat(),
        (own, parts, seed) => {
          if (joined.length < 12) joined.push({ list: sharedList(own), alone: new AhoCorasick(own, 'word') });
          const texts = [parts.join(''), parts.toReversed().join('')];
          for (let i = 0; i < 4; i++) {
            const { list, alone } = joined[(seed + i * 5) % joined.length]!;
            const text = texts[i % 2]!;
            expect(found(list, text)).toEqual(found(alone, text));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
