import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DINGTALK, MARKDOWN, SLACK, written } from '../../../jobs/report/one_page/markdown.ts';
import { type Message, plainWords } from '../../../jobs/report/one_page/message.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

const LINK = { text: 'Open', url: 'https://a.example/koc/?week=46&brand=x' };
const brands = (count: number, lines = 7): Message => ({
  title: 'KOC',
  parts: Array.from({ length: count }, (_, i) => ({
    heading: `Brand ${i}`,
    lines: Array.from({ length: lines }, (_, line) => `${line + 1} 名字${i}-${line}`),
  })),
  link: LINK,
  more: 'More in the report.',
});

describe('words of strangers in a chat', () => {
  test.each([
    '[prize](http://evil.example)',
    '<@all> <at id=all></at> <!channel> @所有人 @channel',
    'http://evil.example/a',
    'www.evil.example',
    'evil。example evil．example',
    '<font color="warning">x</font> **x** `x` # x > x ~x~ _x_ |x| ![x](data:x) &lt;',
    '*_~`>#[]()<>@!',
  ])('%j are no mark-up, no mention and no address', (text) => {
    const words = plainWords(text, 200)!;
    expect(words).not.toMatch(/[<>[\](){}*_`~#|\\@!&:/]/u);
    expect(words).not.toMatch(/[\p{L}\p{N}][.。．｡][\p{L}\p{N}]/u);
  });

  test('keep what a name is made of', () => {
    expect(plainWords('小鹿 Lulu-88 ✨', 20)).toBe('小鹿 Lulu-88 ✨');
    expect(plainWords(' \u202e\n ', 20)).toBeNull();
  });

  test('are harmless whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const words = plainWords(text, 20) ?? '';
        return !/[<>[\]()@*`&|\n\u202e]/u.test(words) && !/https?:|www\./u.test(words);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a message', () => {
  test('that fits is told whole, in the mark-up of its platform', () => {
    expect(written(brands(1, 2), MARKDOWN, 4096, bytes)).toBe(
      `**Brand 0**\n1 名字0-0\n2 名字0-1\n\n[Open](${LINK.url})`,
    );
    expect(written(brands(1, 1), DINGTALK, 4096, bytes)).toBe(`#### Brand 0\n\n1 名字0-0\n\n[Open](${LINK.url})`);
    const slack = { ...brands(1, 1), parts: [{ heading: 'A & <B>', lines: ['1 <!channel> x'] }] };
    expect(written(slack, SLACK, 4096, bytes)).toBe(
      '*A &amp; &lt;B&gt;*\n1 &lt;!channel&gt; x\n\n<https://a.example/koc/?week=46&amp;brand=x|Open>',
    );
  });

  test('that is too long loses lines of every brand alike, then brands from the end, and says so', () => {
    const some = written(brands(20), MARKDOWN, 1200, bytes);
    expect(bytes(some)).toBeLessThanOrEqual(1200);
    const parts = some.split('\n\n');
    expect(parts).toHaveLength(21);
    expect(new Set(parts.slice(0, 20).map((part) => part.split('\n').length)).size).toBe(1);
    expect(parts.at(-1)).toBe(`More in the report.\n[Open](${LINK.url})`);

    const few = written(brands(300), MARKDOWN, 600, bytes);
    expect(few).toMatch(/^\*\*Brand 0\*\*\n\n\*\*Brand 1\*\*/u);
    expect(few).toContain('More in the report.');
  });

  test('is never over the limit and never cut within a line', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 100, max: 5000 }),
        (count, lines, limit) => {
          const whole = new Set([
            ...written(brands(count, lines), MARKDOWN, 1e9, bytes).split('\n'),
            'More in the report.',
          ]);
          const text = written(brands(count, lines), MARKDOWN, limit, bytes);
          return bytes(text) <= limit && text.split('\n').every((line) => whole.has(line));
        },
      ),
      { numRuns: 100 },
    );
  });
});
