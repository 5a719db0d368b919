import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readData } from '../../transforms/data_files.ts';
import { linearModel, type ModelHeader, packModel, quantise } from '../../transforms/linear_model.ts';
import { BUCKETS, buckets, NGRAMS_VERSION, ngrams } from '../../transforms/ngrams.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { fit } from '../../transforms/train/fit.ts';
import { auc, macroF1, platt } from '../../transforms/train/measure.ts';
import { sideOf } from '../../transforms/train/split.ts';
import { cpuMs } from './cpu.ts';

const line = { slope: 1, offset: 0 };
const head = { largest: 2, bias: 0, zh: line, en: line };
const header: ModelHeader = { format: 2, ngrams: NGRAMS_VERSION, buckets: BUCKETS, polarity: head, opinion: head };

function grams(text: string): number[] {
  return [...buckets.slice(0, ngrams(text))];
}

describe('ngrams', () => {
  test('handles, web addresses and spaces give none', () => {
    expect(grams('@some_one https://example.com/good/bad   ')).toEqual([]);
    expect(grams('好 用')).toEqual(grams('好用'));
    expect(grams('hi @someone good')).toEqual(grams('hi good'));
  });

  test('words count whole, in pairs and by parts within their borders', () => {
    // good: itself, the pair with the start, and 4 + 3 + 2 parts of <good>.
    expect(grams('good')).toHaveLength(2 + 4 + 3 + 2);
    expect(grams('好用')).toHaveLength(4);
    expect(grams('12345')).toEqual(grams('9'));
  });

  test('a pair counts wherever it stands, in its order', () => {
    const pair = grams('好用')[3]!;
    expect(grams('很好用')).toContain(pair);
    expect(grams('用好')).not.toContain(pair);
    expect(grams('好不用')).not.toContain(pair);
  });

  test('any text stays within the buffer and the buckets', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 });
    fc.assert(fc.property(units, (codes) => grams(String.fromCharCode(...codes)).every((bucket) => bucket < BUCKETS)));
    for (const unit of ['a ', 'ab', '好', '👍', 'abc ', '1a'])
      expect(ngrams(unit.repeat(50_000))).toBeLessThan(buckets.length);
  });
});

describe('linearModel', () => {
  test('sums the weights of both heads over the root of their number', () => {
    const weights = new Int8Array(2 * BUCKETS);
    for (const bucket of new Set(grams('好用'))) weights.set([quantise(0.5, 2), quantise(-0.2, 2)], 2 * bucket);
    const model = linearModel(packModel(header, weights));
    expect(model.read('好用', 'zh')).toBe(4);
    expect(model.polarity).toBeCloseTo((4 * 0.5) / 2, 1);
    expect(model.opinion).toBeCloseTo((4 * -0.2) / 2, 1);
    expect(model.read('', 'zh')).toBe(0);
    expect(model.polarity).toBe(0);
  });

  test('bytes of another shape or version are refused', () => {
    const weights = new Int8Array(2 * BUCKETS);
    expect(() => linearModel(new Uint8Array(3))).toThrow('header');
    expect(() => linearModel(packModel({ ...header, ngrams: NGRAMS_VERSION + 1 }, weights))).toThrow('n-grams');
    expect(() => linearModel(packModel(header, weights).subarray(0, 1000))).toThrow('n-grams');
  });

  test('the file that comes with koc is at most 1.5 MB and ready within 10 ms of work', () => {
    expect(cpuMs(() => linearModel(readData('sentiment.bin')))).toBeLessThan(10);
    expect(readData('sentiment.bin').length).toBeLessThan(1.5e6);
  });
});

describe('defaultScorer', () => {
  const scorer = defaultScorer();

  test('terms of a workspace count, override ours and are part of the version', () => {
    const own = defaultScorer([{ term: '阿巴阿巴', weight: -3, sense: 'own' }]);
    expect(own.score('这个阿巴阿巴', 'zh-Hans').polarity!).toBeLessThan(
      scorer.score('这个阿巴阿巴', 'zh-Hans').polarity!,
    );
    expect(own.version).not.toBe(scorer.version);
    expect(own.version.startsWith(scorer.version)).toBe(true);
  });

  test('nothing to read is neutral, and what is not read is null', () => {
    expect(scorer.score('', 'none')).toMatchObject({ polarity: 0, positiveP: 0, negativeP: 0 });
    expect(scorer.score('gut', 'other')).toMatchObject({ polarity: null, positiveP: null, confidence: null });
  });

  test('polarity has the sign of the likelier side and probabilities leave room for neutral', () => {
    const texts = fc.string({
      unit: fc.constantFrom('好', '差', '不', '用', ' bad', ' good', '!', '👍', '失望', '但是'),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(texts, (text) => {
        const { polarity, positiveP, negativeP, confidence } = scorer.score(text, 'zh-Hans');
        expect(polarity! > 0).toBe(positiveP! > negativeP!);
        expect(positiveP! + negativeP!).toBeLessThanOrEqual(1);
        expect(Math.abs(polarity!)).toBeLessThanOrEqual(1);
        expect(confidence!).toBeGreaterThan(0);
      }),
    );
  });

  test.each([
    ['质量太差了，用两天就坏', -1],
    ['非常喜欢，下次还来', 1],
    ['The worst customer service I have ever had', -1],
    ['Absolutely love this, thank you so much', 1],
  ])('%s', (text, sign) => {
    expect(
      Math.sign(
        scorer.score(text.toLowerCase(), text.startsWith('T') || text.startsWith('A') ? 'en' : 'zh-Hans').polarity!,
      ),
    ).toBe(sign);
  });
});

describe('training', () => {
  test('learns a word that tells the classes apart, the same way every time', () => {
    const rows = {
      features: Uint32Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 7 : i % 4)),
      starts: Uint32Array.from({ length: 201 }, (_, i) => 2 * i),
      labels: Float32Array.from({ length: 200 }, (_, i) => i % 2),
      weights: new Float32Array(200).fill(1),
    };
    const options = { epochs: 3, step: 0.3, l2: 0, smoothing: 1, nbPower: 1, rare: 3, averaged: 1, seeds: [1] };
    const one = fit(rows, options);
    expect(one.weights[3]! - one.weights[1]!).toBeGreaterThan(1);
    expect(one.weights[100]).toBe(0);
    expect(fit(rows, options)).toEqual(one);
  });

  test('a text and its copies in other case, width or punctuation lie on one side', () => {
    for (const text of ['Love this!', '好用 好用', 'ok @someone https://a.b/c']) {
      expect(sideOf(`${text.toUpperCase()} !!!`)).toBe(sideOf(text));
      expect(sideOf(`@other ${text}`)).toBe(sideOf(text));
    }
  });

  test('figures: AUC counts ordered pairs, Platt finds the line, macro-F1 the mean of three', () => {
    expect(auc([3, 2], [1, 2])).toBe(0.875);
    const scores = Array.from({ length: 2000 }, (_, i) => i / 500 - 2);
    const { slope, offset } = platt(
      scores,
      scores.map((score) => 1 / (1 + Math.exp(-(3 * score - 1)))),
    );
    expect(slope).toBeCloseTo(3, 1);
    expect(offset).toBeCloseTo(-1, 1);
    expect(
      macroF1([
        [1, 1],
        [0, 0],
        [-1, 1],
      ]),
    ).toBeCloseTo((2 / 3 + 1 + 0) / 3);
  });
});
