import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASPECTS, aspectHits } from '../../transforms/aspect_words.ts';
import { aspectsOf } from '../../transforms/aspects.ts';
import { rowsOf } from '../../transforms/data_files.ts';
import { brandMatcher } from '../../transforms/mentions.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { SpokenOf } from '../../transforms/spoken_of.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

const brand = (id: string, ...names: string[]) => ({ id, names, exclude: [], products: [] });
const scorer = defaultScorer();
const matcher = brandMatcher([brand('aurora', '欧若拉', 'Aurora'), brand('nova', '诺瓦', 'Nova')], scorer);

function opinions(text: string): Record<string, number> {
  const folded = fold(text);
  const found = aspectsOf(new SpokenOf(folded, matcher.find(folded)), scorer);
  return Object.fromEntries(
    found.map(({ brandId, aspect, sign }) => [brandId === null ? aspect : `${brandId}.${aspect}`, sign]),
  );
}

const cases = rowsOf(readFileSync(new URL('cases/aspects.tsv', import.meta.url), 'utf8'))
  .slice(1)
  .map(({ cells }) => cells as unknown as [string, string]);

describe('aspectsOf', () => {
  test('at least 90 % of the opinions in hand-written sentences are read as a reader reads them', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [text, expected] of cases) {
      const found = opinions(text);
      for (const pair of expected.split(' ')) {
        const [key, sign] = pair.split('=');
        count++;
        if (found[key!] !== Number(sign)) wrong.push(`${text}: ${pair}, read ${JSON.stringify(found)}`);
      }
    }
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(wrong.length / count, wrong.join('\n')).toBeLessThanOrEqual(0.1);
  });

  test('a word that judges by itself needs no other, and a denied one turns', () => {
    expect(opinions('油腻')).toEqual({ texture: -1 });
    expect(opinions('不油腻')).toEqual({ texture: 1 });
    expect(opinions('特别好吃')).toEqual({ taste: 1 });
    expect(opinions('not only affordable')).toEqual({ price: 1 });
    expect(opinions('没有漏液')).toEqual({ packaging: 1 });
    expect(opinions('not at all overpriced')).toEqual({ price: 1 });
    expect(opinions('缓解刺痛')).toEqual({ safety: 1 });
  });

  test('a word that only names is judged by the words of its own part of the clause', () => {
    expect(opinions('包装一流价格一般')).toEqual({ packaging: 1, price: 0 });
    expect(opinions('great smell and terrible packaging')).toEqual({ smell: 1, packaging: -1 });
  });

  test('where clauses disagree the later of two equally strong ones counts', () => {
    expect(opinions('以前很便宜，现在太贵了')).toEqual({ price: -1 });
    expect(opinions('以前太贵了，现在很便宜')).toEqual({ price: 1 });
  });

  test('a listed false friend names no aspect', () => {
    expect(opinions('买了一箱方便面')).toEqual({});
    expect(opinions('有效期到明年')).toEqual({});
  });

  test('the words of a text that names one brand are about it, and a name is no aspect', () => {
    expect(opinions('质地很水润。欧若拉')).toEqual({ 'aurora.texture': 1 });
    const named = brandMatcher([brand('price', '价格')]);
    const text = '价格已经回购';
    expect(aspectsOf(new SpokenOf(text, named.find(text)), scorer)).toEqual([]);
  });

  test('a language that is not read gives nothing', () => {
    expect(opinions('Das ist wirklich sehr gut, aber die texture ist nicht gut und ich liebe es')).toEqual({});
  });

  test('one opinion a brand and aspect, with a listed term, whatever the text', () => {
    const words = [
      '欧若拉',
      '诺瓦',
      '质地',
      '不',
      '油腻',
      '，',
      '。',
      '比',
      '价格',
      '好',
      ' nova ',
      ' smell ',
      ' bad ',
      ' and ',
      '\ue001',
      '?',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (parts) => {
        const folded = fold(parts.join(''));
        const found = aspectsOf(new SpokenOf(folded, matcher.find(folded)), scorer);
        const keys = found.map(({ brandId, aspect }) => `${brandId}.${aspect}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { aspect, sign } of found) {
          expect(ASPECTS).toContain(aspect);
          expect([1, 0, -1]).toContain(sign);
        }
      }),
    );
  });

  test('takes linear time', () => {
    for (const unit of ['质地', '质地和', '欧若拉质地好，', 'smell and ', '不油腻', 'not ', '价格?', 'a']) {
      const text = unit.repeat(100_000 / unit.length);
      expect(cpuMs(() => opinions(text))).toBeLessThan(1500);
    }
  });
});

describe('the list of aspects', () => {
  const tsv = readFileSync(new URL('../../transforms/data/aspects.tsv', import.meta.url), 'utf8');

  test('says where it comes from and how many rows it has, each term once', () => {
    for (const field of ['source: ', 'licence: ', 'date: ', 'how made: ', 'columns: ']) expect(tsv).toContain(field);
    const terms = rowsOf(tsv).map(({ cells }) => fold(cells[0]!));
    expect(tsv).toContain(`# rows: ${terms.length}\n`);
    expect(new Set(terms).size).toBe(terms.length);
  });

  test('every aspect has words that name it, praise it and blame it, in both languages', () => {
    const kinds = new Set(rowsOf(tsv).map(({ cells }) => cells.slice(1, 4).join(' ')));
    const wanted = ASPECTS.flatMap((aspect) =>
      ['zh', 'en'].flatMap((lang) => ['0', '1', '-1'].map((sign) => `${aspect} ${lang} ${sign}`)),
    );
    expect(wanted.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test('of overlapping words the longest counts', () => {
    expect(aspectHits('性价比低').map(({ term, sign }) => [term, sign])).toEqual([['性价比低', -1]]);
  });
});
