import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownLength } from '../../transforms/own_words.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

const own = (text: string) => ownLength(fold(text));

describe('ownLength', () => {
  test.each([
    ['', 0],
    ['好用', 2],
    ['好用 真的', 5],
    ['👍👍', 2],
    ['#好物分享 #护肤', 0],
    ['#好物分享# 好用', 2],
    ['#护肤[话题]# 好用', 2],
    ['@小王 @li_lei-2 好用', 2],
    ['谢谢@小王', 2],
    ['mail a@b.example', 16],
    ['see https://example.com/a?b=c now', 7],
    ['www.example.com', 0],
    ['how wonderful', 13],
    ['好用//@小李:我也觉得//@小张:是的', 2],
    ['她说“这个面霜真的非常好用我已经买了第三瓶”，我同意', 6],
    ['“高级感”很足', 7],
    ['5" screen, 6" screen', 20],
    ['1 # 2', 5],
  ])('%j has %i code points of its own', (text, length) => {
    expect(own(text)).toBe(length);
  });

  test('is never more than the code points of the text, nor less than none', () => {
    const pieces = fc.constantFrom(
      '#',
      '@',
      '"',
      '「',
      '」',
      ' ',
      'http://a',
      'www.',
      '//@',
      '好',
      'a',
      '👍',
      '\n',
      '[话题]',
      '_',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = fold(parts.join(''));
        const length = ownLength(text);
        expect(length).toBeGreaterThanOrEqual(0);
        expect(length).toBeLessThanOrEqual([...text].length);
      }),
    );
  });

  test('takes linear time', () => {
    for (const unit of ['"', '「', '#', '@', 'h', '//@', '"a', 'www.']) {
      expect(cpuMs(() => ownLength(unit.repeat(200_000 / unit.length)))).toBeLessThan(1000);
    }
  });
});
