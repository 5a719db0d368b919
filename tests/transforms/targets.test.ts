import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { brandMatcher } from '../../transforms/mentions.ts';
import { feelingOf } from '../../transforms/score.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { SpokenOf } from '../../transforms/spoken_of.ts';
import { targetFeelings } from '../../transforms/targets.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

const brand = (id: string, ...names: string[]) => ({ id, names, exclude: [], products: [] });
const matcher = brandMatcher([
  brand('aurora', '欧若拉', 'Aurora'),
  brand('nova', '诺瓦', 'Nova'),
  brand('vela', '维拉', 'Vela'),
]);
const scorer = defaultScorer();
const feelings = (text: string) => targetFeelings(new SpokenOf(fold(text), matcher.find(fold(text))), scorer);

const cases = readFileSync(new URL('cases/targets.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, string]);

describe('targetFeelings', () => {
  test('at least 80 % of the brands in hand-written sentences get the feeling a reader has', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [text, expected] of cases) {
      const found = feelings(text);
      for (const pair of expected.split(' ')) {
        const [id, feeling] = pair.split('=');
        const target = found.get(id!);
        const read = target === undefined ? 'none' : feelingOf({ ...target, confidence: 0, isCalibrated: false });
        count++;
        if (read !== feeling) wrong.push(`${text}: ${pair}, read ${read}`);
      }
    }
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(wrong.length / count, wrong.join('\n')).toBeLessThanOrEqual(0.2);
  });

  test.each([
    ['比欧若拉好用太多', { aurora: -1 }],
    ['欧若拉比诺瓦好用多了', { aurora: 1, nova: -1 }],
    ['诺瓦不如欧若拉', { aurora: 1, nova: -1 }],
    ['way better than Nova', { nova: -1 }],
    ['I switched from Nova to Aurora', { aurora: 1, nova: -1 }],
    ['欧若拉很滋润很喜欢，诺瓦用了烂脸', { aurora: 1, nova: -1 }],
  ])('%s', (text, expected) => {
    const signs = [...feelings(text)].map(([id, { polarity }]) => [id, Math.sign(polarity)]);
    expect(Object.fromEntries(signs)).toEqual(expected);
  });

  test('one brand that is compared with nothing feels as the text does', () => {
    expect(feelings('欧若拉真好用，下次还买').size).toBe(0);
    expect(feelings('今天天气好').size).toBe(0);
  });

  test.each([
    ['a place', 'Such an awful fight on Aurora today', 'Aurora is such an awful fight'],
    ['a person of the brand', "Aurora's ceo had an awful day", 'Aurora had an awful day'],
    ['one of many tags', 'Had an awful day #monday #aurora #mood', 'Had an awful day with #aurora #mood'],
  ])('a brand that is named by the way, as %s, is felt about less than the text feels', (_, byTheWay, spokenOf) => {
    const found = feelings(byTheWay).get('aurora')!;
    const whole = scorer.score(fold(byTheWay), 'en');
    expect(found.positiveP + found.negativeP).toBeLessThan(whole.positiveP! + whole.negativeP! - 0.05);
    expect(feelings(spokenOf).size).toBe(0);
  });

  test('named once as what is spoken of, a brand is not named by the way', () => {
    expect(feelings('Bought it on Aurora. Aurora is awful').size).toBe(0);
  });

  test('the one brand among Chinese tags is what the post is about', () => {
    expect(feelings('真的太好用了 #欧若拉 #护肤 #好物').size).toBe(0);
  });

  test.each([
    ['Unlike Nova, Aurora works great on my skin', { nova: -1, aurora: 1 }],
    ['Going back to Nova, this one is terrible', { nova: 1 }],
    ['诺瓦用了一个月。不如欧若拉', { nova: -1, aurora: 1 }],
    ['这款真好用，比诺瓦强多了', { nova: -1 }],
  ])('what is held against a standard is not the standard: %s', (text, expected) => {
    const signs = [...feelings(text)].map(([id, { polarity }]) => [id, Math.sign(polarity)]);
    expect(Object.fromEntries(signs)).toEqual(expected);
  });

  test.each([
    ['欧若拉和诺瓦哪个好用？', 'two brands'],
    ['欧若拉比诺瓦好用吗', 'a comparison without a mark'],
    ['Is Aurora better than Nova?', 'a comparison in English'],
  ])('who asks has not judged: %s', (text) => {
    for (const { positiveP, negativeP } of feelings(text).values()) expect(positiveP + negativeP).toBeLessThan(0.5);
    expect(feelings(text).size).toBe(2);
  });

  test.each([
    ['诺瓦搓泥，欧若拉就很温和', { nova: -1, aurora: 1 }],
    ['Nova made me itch but Aurora calmed everything down', { nova: -1, aurora: 1 }],
    ['用过诺瓦，还是觉得欧若拉更适合我', { aurora: 1 }],
    ['Aurora over Nova any day', { aurora: 1, nova: -1 }],
    ['诺瓦太油，欧若拉清爽多了', { nova: -1, aurora: 1 }],
    ['用了诺瓦长闭口，换欧若拉之后好多了', { nova: -1, aurora: 1 }],
    ['Nova used to be my favorite but Aurora won me over', { nova: -1, aurora: 1 }],
  ])('what is said of one brand does not spill over to the other it is set against: %s', (text, expected) => {
    const signs = [...feelings(text)].map(([id, { polarity }]) => [id, Math.sign(polarity)]);
    expect(Object.fromEntries(signs)).toMatchObject(expected);
  });

  test.each([
    ['先涂诺瓦的水再涂欧若拉，欧若拉太好用了，爱了爱了', 'nova'],
    ['Layered over Nova, Aurora is amazing and I love it', 'nova'],
  ])('a brand that is used beside the one spoken of is felt about less: %s', (text, beside) => {
    const { positiveP, negativeP } = feelings(text).get(beside)!;
    expect(positiveP + negativeP).toBeLessThan(0.5);
    expect(feelings(text).get('aurora')!.polarity).toBeGreaterThan(0.5);
  });

  test('brands that are all used beside each other are all spoken of', () => {
    expect(feelings('搭配欧若拉，叠加诺瓦，皮肤好多了，太喜欢了').get('nova')!.positiveP).toBeGreaterThan(0.5);
  });

  test('a text that brings stand-ins of its own is read all the same', () => {
    for (const text of ['\ue005', '欧若拉\ue005和诺瓦都好用', '\ue000\ue001比欧若拉'])
      expect(() => feelings(text)).not.toThrow();
  });

  test('a language that is not read gives nothing', () => {
    expect(feelings('Aurora ist viel besser als Nova und das ist gut').size).toBe(0);
  });

  test('names of brands feel like nothing', () => {
    const twins = brandMatcher([brand('aurora', '垃圾'), brand('nova', '完美')]);
    const text = '垃圾和完美都在用';
    const found = targetFeelings(new SpokenOf(text, twins.find(text)), scorer);
    expect(found.get('aurora')).toEqual(found.get('nova'));
  });

  test('takes linear time', () => {
    for (const unit of [
      '欧若拉比诺瓦',
      '#aurora ',
      'on aurora ',
      'aurora than nova ',
      '欧若拉,',
      '比',
      'nova and aurora ',
      '从诺瓦',
    ]) {
      const text = unit.repeat(100_000 / unit.length);
      expect(cpuMs(() => feelings(text))).toBeLessThan(1500);
    }
  });
});
