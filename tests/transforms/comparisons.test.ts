import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRAND_BASE } from '../../transforms/clauses.ts';
import { ALL_RULES, compare, rulesFor } from '../../transforms/comparisons.ts';

const A = String.fromCharCode(BRAND_BASE);
const B = String.fromCharCode(BRAND_BASE + 1);
const CHINESE =
  '被 吊打 不如 比不上 没有 没 好用 从 换到 换了 转投 抛弃 弃 告别 代替 了 宁愿 更喜欢 还是 用 也不 完胜 甩 平替 不输 比 比起 的 输给 改用 之后';
const ENGLISH =
  "not as good so than beats prefer over love to instead of rather unlike ditched switched from moved went back left dropped for gave up on done with can't touch compare compared dupe no match worse closer the my > puts used be any";

describe('compare', () => {
  it('overlooks no rule for want of its words', () => {
    const words = fc.constantFrom(A, B, A, B, ...CHINESE.split(' '), ...ENGLISH.split(' '));
    const joint = fc.constantFrom('', ' ', ' ');
    fc.assert(
      fc.property(fc.array(fc.tuple(words, joint), { minLength: 2, maxLength: 9 }), (parts) => {
        const text = parts.map((part) => part.join('')).join('');
        expect(compare(text)).toEqual(compare(text, ALL_RULES));
      }),
      { numRuns: 20_000 },
    );
  });

  it('asks no rule about a clause that weighs nothing', () => {
    expect(rulesFor(`${A}很好用,味道也香`)).toBe(0);
    expect(rulesFor(`${A} smells great and lasts all day`)).toBe(0);
  });
});
