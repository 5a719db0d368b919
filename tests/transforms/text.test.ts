import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

describe('fold', () => {
  test.each([
    ['Hello   World \n', 'hello world'],
    ['這個麵霜 好用！！', '这个面霜 好用!!'],
    ['裡面說爲什麼', '里面说为什么'],
    ['Ａｕｒｏｒａ　１２３', 'aurora 123'],
    ['a\u200bb\u0000c\u00ad\ufeff', 'abc'],
    ['don’t “stop”', 'don\'t "stop"'],
    ['e\u0301 が', 'é が'],
    ['𝐀urora ㎏', 'aurora kg'],
    ['\ud800x\udc00', 'x'],
    ['👍🏽 ok 🇨🇳', '👍🏽 ok 🇨🇳'],
    ['❤️', '❤'],
  ])('%j reads %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test.each([
    ['<p>good <b>stuff</b></p><br/>end', 'good stuff end'],
    ['<span class="url-icon"><img alt="[赞]" src="x.png"></span>好', '[赞]好'],
    ['Tom &amp; Jerry&#39;s &lt;b&gt; &#x4f60;', "tom & jerry's <b> 你"],
    ['<script>alert(1)</script>after<!-- note -->', 'after'],
    ['I <3 you, a < b and c > d, <Aurora> AT&T; R&D', 'i <3 you, a < b and c > d, <aurora> at&t; r&d'],
    ['&#xd800;&#99999999;', '&#99999999;'],
  ])('markup goes and what only looks like it stays: %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('a text that needs nothing is returned as it is', () => {
    const text = '已经很好了 nothing to do 👍';
    expect(fold(text)).toBe(text);
  });

  test('folding twice gives what folding once gives, for any text without markup', () => {
    const texts = fc
      .string({ unit: 'binary', maxLength: 60 })
      .filter((text) => !/[<&＜＆]/u.test(text.normalize('NFKC')));
    fc.assert(
      fc.property(texts, (text) => fold(fold(text)) === fold(text)),
      { numRuns: 2000 },
    );
  });

  test('any sequence of UTF-16 units folds to a well-formed text without control characters', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 });
    fc.assert(
      fc.property(units, (codes) => {
        const folded = fold(String.fromCharCode(...codes));
        return folded.isWellFormed() && !/\p{Cc}|[\u200b-\u200f]/u.test(folded) && folded.trim() === folded;
      }),
      { numRuns: 3000 },
    );
  });

  test('what the quick way and the general way fold is the same', () => {
    // A combining mark anywhere sends the whole text the general way.
    const texts = fc.string({ unit: fc.constantFrom(...'aAé好這１％ ｶ・“’…🙂🇨Ⅷ㎡ﬁ\u3000\u200b\n'), maxLength: 20 });
    fc.assert(fc.property(texts, (text) => fold(`${text}|q\u0323`) === `${fold(`${text}|`)}q\u0323`.normalize('NFC')));
  });

  test.each([
    ['open tags', '<a'],
    ['scripts', '<script>'],
    ['ampersands', '&#'],
    ['marks', 'e\u0301'],
    ['spaces', ' \u3000'],
    ['brackets', '<>'],
    ['images', '<img alt='],
  ])('takes linear time: %s', (_, unit) => {
    const time = (length: number): number => {
      const text = unit.repeat(length / unit.length);
      return cpuMs(() => fold(text));
    };
    time(20_000);
    // Quadratic would be 100 times.
    expect(time(400_000)).toBeLessThan(Math.max(60, 50 * time(40_000)));
  });
});
