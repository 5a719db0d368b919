import { describe, expect, test } from 'vitest';
import { brandMatcher } from '../../transforms/mentions.ts';
import { type ScoreOptions, scoreLines } from '../../transforms/score.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';

const options: ScoreOptions = { scorer: defaultScorer(), matcher: null };

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

async function score(text: string, size = 7, with_ = options): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  for await (const line of scoreLines(chunksOf(text, size), with_)) lines.push(JSON.parse(line));
  return lines;
}

describe('scoreLines', () => {
  test('writes the keys of the contract in their order, and not the text', async () => {
    const [line] = await score('{"id":"a","text":"太好用了，必须回购"}\n');
    expect(Object.keys(line!)).toEqual([
      'id',
      'lang',
      'sentiment',
      'polarity',
      'confidence',
      'calibrated',
      'intents',
      'disclosure',
      'cues',
      'aspects',
    ]);
    expect(line).toMatchObject({
      id: 'a',
      lang: 'zh-Hans',
      sentiment: 'positive',
      calibrated: false,
      intents: ['repurchase'],
    });
    expect(JSON.stringify(line)).not.toContain('好用');
  });

  test('says what a text holds besides feeling', async () => {
    const [line] = await score('{"text":"第一步洁面，治好了我的湿疹！！！ 优惠码 MINA15 立减 #好物"}\n');
    expect(line!['cues']).toEqual({
      utility: ['steps'],
      entertainment: ['exclamations'],
      safety: ['medical_claim'],
      commerce: ['discount_code'],
      own_length: 30,
    });
  });

  test('JSON lines, plain lines and bad lines keep their order and number', async () => {
    const lines = await score(
      '{"id":1,"text":"waste of money"}\nplain love it\n{"id":3}\n{oops\n\n{"text":"x","id":"last"}',
    );
    expect(lines.map((line) => ('error' in line ? 'error' : line['id']))).toEqual([
      1,
      null,
      'error',
      'error',
      null,
      'last',
    ]);
    expect(lines[2]).toMatchObject({ id: 3, error: expect.stringContaining('line 3: text') });
  });

  test('however the stream is cut, the answers are the same', async () => {
    const text = '{"id":1,"text":"好\u2028用\u0085 👍"}\r\n太差了\n{"id":2,"text":"求链接"}\n';
    const whole = await score(text, 1e6);
    expect(whole).toHaveLength(3);
    for (const size of [1, 2, 3, 11]) expect(await score(text, size)).toEqual(whole);
  });

  test('a language that is not read gets nulls, not a guess', async () => {
    const [line] = await score('Das ist wirklich sehr gut und ich liebe es\n');
    expect(line).toMatchObject({ lang: 'other', sentiment: null, polarity: null, confidence: null });
  });

  test.each(['', '😀', '\\u0000', '\\ud800', '‮abc', '\\u200b', '<b></b>', '!!!'])(
    '%j has a defined score',
    async (text) => {
      const [line] = await score(`{"text":"${text}"}\n`);
      expect(line).not.toHaveProperty('error');
      expect(line!['lang']).toBeTypeOf('string');
    },
  );

  test('brands give targets, by id', async () => {
    const matcher = brandMatcher([
      { id: 'nova', names: ['诺瓦'], exclude: [], products: [] },
      { id: 'aurora', names: ['欧若拉'], exclude: [], products: [] },
    ]);
    const [line] = await score('诺瓦和欧若拉都很好用\n', 9, { ...options, matcher });
    const targets = line!['targets'] as { brand: string; polarity: number }[];
    expect(targets.map((target) => target.brand)).toEqual(['aurora', 'nova']);
    for (const target of targets) expect(target.polarity).toBeGreaterThan(0);
    expect((await score('今天天气好\n', 9, { ...options, matcher }))[0]!['targets']).toEqual([]);
  });

  test('a target that is compared is felt about by itself, three ways', async () => {
    const matcher = brandMatcher([{ id: 'nova', names: ['诺瓦'], exclude: [], products: [] }]);
    const [line] = await score('比诺瓦好用太多，真的很喜欢\n', 9, { ...options, matcher });
    expect(line).toMatchObject({ sentiment: 'positive', targets: [{ brand: 'nova', sentiment: 'negative' }] });
  });

  test('aspects stand last, with their brand where brands are known', async () => {
    const matcher = brandMatcher([{ id: 'nova', names: ['诺瓦'], exclude: [], products: [] }]);
    const text = '诺瓦的质地很水润\n';
    const [known] = await score(text, 9, { ...options, matcher });
    expect(known!['aspects']).toEqual([{ brand: 'nova', aspect: 'texture', sign: 1 }]);
    expect(Object.keys(known!).at(-1)).toBe('aspects');
    expect((await score(text))[0]!['aspects']).toEqual([{ aspect: 'texture', sign: 1 }]);
  });

  test('texts that nobody should send are scored in linear time', async () => {
    for (const unit of ['<a', '不', 'how ', '@', '&#', '好用但是', '👍', '\u0301', 'a']) {
      const line = JSON.stringify({ text: unit.repeat(100_000 / unit.length) });
      const start = performance.now();
      await score(`${line}\n`, 65_536);
      expect(performance.now() - start).toBeLessThan(1500);
    }
  });
});
