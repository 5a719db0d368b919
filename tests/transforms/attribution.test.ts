import { describe, expect, test } from 'vitest';
import { attribute } from '../../transforms/attribution.ts';
import { BRAND_BASE, clausesOf } from '../../transforms/clauses.ts';
import { namedByTheWay } from '../../transforms/passing.ts';

/** Shares of each clause of a text in which A, B and C are brands: `A+` better, `A-` worse, `A!` against, `A` as the clause. */
function shares(text: string): string[] {
  const masked = text.replace(/[ABC]/gu, (brand) => String.fromCharCode(BRAND_BASE + 'ABC'.indexOf(brand)));
  const ways = namedByTheWay(masked);
  const sign = { as: '', better: '+', worse: '-', against: '!' } as const;
  return attribute(clausesOf(masked), (brand) => ways.has(brand)).map((each) =>
    each.map(({ brand, verdict }) => 'ABC'[brand]! + sign[verdict]).join(' '),
  );
}

describe('attribute', () => {
  test.each([
    ['a clause without a brand is about the one spoken of', 'A很润,不油', ['A', 'A']],
    ['words before the first brand lead up to it', '昨天到的,A真好', ['A', 'A']],
    ['what was spoken of is held against a standard', 'A很润,不如B', ['A', 'B+ A-']],
    ['after a standard the writer goes on about the other', 'A不如B,很油', ['A- B+', 'A']],
    ['after a standard alone the writer goes on about what has no name', '不如B,很油', ['B+', '']],
    ['what has no name is praised, not the standard', '真好用,比B强', ['', 'B!']],
    ['whoever goes over to a brand goes on about it', '换成B了,很稳', ['B+', 'B']],
    ['and what was spoken of before is what is left', 'A过敏,换成B了,很稳', ['A', 'B+ A-', 'B']],
    ['what stands in the way is not what is spoken of', 'B很好,在A门口吃了饭,很香', ['B', 'A', 'B']],
    ['an opening comparison belongs to its sentence', 'unlike A, B works', ['A! B']],
  ])('%s', (_, text, expected) => {
    expect(shares(text)).toEqual(expected);
  });
});
