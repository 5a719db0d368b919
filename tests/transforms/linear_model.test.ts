import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readData } from '../../transforms/data_files.ts';
import {
  bucketOf,
  emptyTable,
  enter,
  linearModel,
  type ModelHeader,
  packModel,
  quantise,
  SLOTS,
  slotOf,
} from '../../transforms/linear_model.ts';
import { isPart, keys, lengthOf, NGRAMS_VERSION, ngrams, type Script } from '../../transforms/ngrams.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { fit } from '../../transforms/train/fit.ts';
import { auc, macroF1, platt } from '../../transforms/train/measure.ts';
import { classBalance } from '../../transforms/train/rows.ts';
import { sideOf } from '../../transforms/train/split.ts';
import { hashedRows, oneABucket, readText, vocabulary } from '../../transforms/train/vocabulary.ts';
import { cpuMs } from './cpu.ts';

const line = { slope: 1, offset: 0 };
const head = { largest: 2, bias: 0, zh: line, en: line };
const header: ModelHeader = { format: 3, ngrams: NGRAMS_VERSION, polarity: head, opinion: head };

function grams(text: string, script: Script = 'zh'): number[] {
  return [...keys.slice(0, ngrams(text, script))];
}

describe('ngrams', () => {
  test('handles, web addresses and spaces give none', () => {
    expect(grams('@some_one https://example.com/good/bad   ')).toEqual([]);
    expect(grams('好 用')).toEqual(grams('好用'));
    expect(grams('hi @someone good')).toEqual(grams('hi good'));
  });

  test('what stands for a web address says as little as the address', () => {
    for (const text of ['so good {link}', 'so good [url]', '{url} so good', 'so good https://a.b', 'so good \ufffd'])
      expect(grams(text, 'en')).toEqual(grams('so good', 'en'));
    expect(grams('so good [urgh]', 'en')).not.toEqual(grams('so good', 'en'));
  });

  test('words count whole, in pairs and by parts within their borders', () => {
    // good: itself, the pairs with the start and the end, and 3 + 2 parts of <good>.
    expect(grams('good')).toHaveLength(3 + 3 + 2);
    expect(grams('good').filter(isPart)).toHaveLength(3 + 2);
    expect(grams('好用')).toHaveLength(5);
    expect(grams('12345')).toEqual(grams('9'));
  });

  test('signs are told apart by language, words and characters are shared', () => {
    const shared = (text: string): number => grams(text, 'en').filter((key) => grams(text, 'zh').includes(key)).length;
    expect(shared('!')).toBe(0);
    expect(shared('👍')).toBe(0);
    // Itself, the pair with the end, and all its parts; not the pair with the start.
    expect(shared('good')).toBe(2 + 5);
    expect(shared('好')).toBe(2);
  });

  test('a long run of one token says no more than two of it', () => {
    expect(grams('哈哈哈哈哈哈')).toEqual(grams('哈哈'));
    expect(grams('好!!!!!')).toEqual(grams('好!!'));
  });

  test('the length of a text is that of its counts', () => {
    const texts = fc.string({ unit: fc.constantFrom('好', '用', '不', ' ok', '!'), maxLength: 40 });
    fc.assert(
      fc.property(texts, (text) => {
        const counts = new Map<number, number>();
        for (const key of grams(text)) counts.set(key, (counts.get(key) ?? 0) + 1);
        const squares = [...counts.values()].reduce((sum, count) => sum + count * count, 0);
        // Two n-grams may fall together in the counting table, which a few words seldom show.
        expect(lengthOf(ngrams(text, 'zh'))).toBeGreaterThanOrEqual(Math.sqrt(squares));
        expect(lengthOf(ngrams(text, 'zh'))).toBeLessThan(1.1 * Math.sqrt(squares) + 1e-9);
      }),
    );
  });

  test('a pair counts wherever it stands, in its order', () => {
    const pair = grams('好用')[3]!;
    expect(grams('很好用')).toContain(pair);
    expect(grams('用好')).not.toContain(pair);
    expect(grams('好不用')).not.toContain(pair);
  });

  test('any text stays within the buffer and the slots', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 });
    fc.assert(fc.property(units, (codes) => grams(String.fromCharCode(...codes)).every((key) => slotOf(key) < SLOTS)));
    for (const unit of ['a ', 'a好', 'ab ', 'ab', '好', '👍', 'abc ', '1a', 'abcdefghijklmnopqrstuvw '])
      expect(ngrams(unit.repeat(50_000), 'en')).toBeLessThan(keys.length);
  });
});

describe('linearModel', () => {
  test('sums the weights of both heads over the length of the counts', () => {
    const table = emptyTable();
    for (const key of new Set(grams('好用'))) enter(table, slotOf(key), quantise(0.5, 2), quantise(-0.2, 2));
    const model = linearModel(packModel(header, table));
    expect(model.read('好用', 'zh')).toBe(5);
    expect(model.polarity).toBeCloseTo((5 * 0.5) / Math.sqrt(5), 1);
    expect(model.opinion).toBeCloseTo((5 * -0.2) / Math.sqrt(5), 1);
    expect(model.read('', 'zh')).toBe(0);
    expect(model.polarity).toBe(0);
  });

  test('an n-gram that falls into the bucket of another counts nothing', () => {
    const slot = slotOf(grams('好')[0]!);
    const polarityWith = (entered: number): number => {
      const table = emptyTable();
      enter(table, entered, quantise(2, 2), 0);
      const model = linearModel(packModel(header, table));
      model.read('好', 'zh');
      return model.polarity;
    };
    expect(polarityWith(slot)).toBeGreaterThan(0.5);
    for (let other = 1; other < 16; other++) {
      expect(bucketOf(slot ^ other)).toBe(bucketOf(slot));
      expect(polarityWith(slot ^ other)).toBe(0);
    }
  });

  test('neighbouring buckets keep marks of their own', () => {
    const table = emptyTable();
    enter(table, 0x2a, 1, 2);
    enter(table, 0x35, 3, 4);
    enter(table, 0x2b, 5, 6);
    expect(table.marks[1]).toBe(0x5b);
    expect([...table.weights.slice(4, 8)]).toEqual([5, 6, 3, 4]);
  });

  test('bytes of another shape or version are refused', () => {
    const table = emptyTable();
    expect(() => linearModel(new Uint8Array(3))).toThrow('header');
    expect(() => linearModel(packModel({ ...header, ngrams: NGRAMS_VERSION + 1 }, table))).toThrow('n-grams');
    expect(() => linearModel(packModel(header, table).subarray(0, 1000))).toThrow('n-grams');
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
      features: Uint32Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 4 : i % 4)),
      starts: Uint32Array.from({ length: 201 }, (_, i) => 2 * i),
      size: 6,
      strengths: new Float32Array(6).fill(1),
      lengths: new Float32Array(200).fill(Math.SQRT2),
      labels: Float32Array.from({ length: 200 }, (_, i) => i % 2),
      weights: new Float32Array(200).fill(1),
    };
    const options = { epochs: 3, step: 0.3, l2: 0, smoothing: 1, nbPower: 1, averaged: 1, seeds: [1] };
    const one = fit(rows, options);
    expect(one.weights[3]! - one.weights[1]!).toBeGreaterThan(1);
    expect(one.weights[5]).toBe(0);
    expect(fit(rows, options)).toEqual(one);
  });

  test('only n-grams that are seen often enough are known', () => {
    const known = vocabulary([readText('好用', 'zh'), readText('好吃', 'zh')], 2);
    const [alone] = grams('好');
    expect(known.numbers[slotOf(alone!)]).toBeGreaterThanOrEqual(0);
    // The character, and its pair with the start.
    expect(known.slots).toHaveLength(2);
    const rows = hashedRows(
      [readText('好用', 'zh')],
      known,
      () => 1,
      () => 1,
    );
    expect([...rows.features].toSorted()).toEqual([0, 1]);
    expect(rows.lengths[0]).toBeCloseTo(Math.sqrt(5), 5);
  });

  test('of the n-grams that fall into one bucket the most important one stays', () => {
    const texts = Array.from({ length: 3000 }, (_, i) =>
      readText([...String(i * 7919)].map((digit) => 'abcdefghij'[Number(digit)]).join(''), 'en'),
    );
    const all = vocabulary(texts, 1);
    const importance = (number: number): number => (number * 7919) % 1000;
    const best = new Map<number, number>();
    for (const [number, slot] of all.slots.entries())
      best.set(bucketOf(slot), Math.max(best.get(bucketOf(slot)) ?? 0, importance(number)));
    const kept = oneABucket(all, importance);
    expect(kept.slots).toHaveLength(best.size);
    expect(best.size).toBeLessThan(all.slots.length);
    for (const slot of kept.slots) expect(importance(all.numbers[slot]!)).toBe(best.get(bucketOf(slot)));
  });

  test('both feelings count nearly the same within each source, however rare one is there', () => {
    const row = (set: string, label: 1 | 0 | -1) =>
      ({ set, label, side: 'train', folded: '', script: 'zh', weight: 1, ...readText('', 'zh') }) as const;
    const rows = [row('a', 1), row('a', 1), row('a', 1), row('a', -1), row('b', 1)];
    const balance = classBalance(rows);
    const [praise, , , blame, alone] = rows.map(balance);
    expect(blame! / (3 * praise!)).toBeGreaterThan(0.7);
    expect(blame! / (3 * praise!)).toBeLessThanOrEqual(1);
    expect(alone).toBe(1);
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
