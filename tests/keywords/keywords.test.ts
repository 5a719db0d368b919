import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keywordExtractor } from '../../transforms/keywords.ts';
import { ownKeywordTerms, parseKeywordTerms } from '../../transforms/keywords_dictionary.ts';
import { fold } from '../../transforms/text.ts';
import type { Lang } from '../../warehouse/contracts/transform.ts';

const extract = keywordExtractor();
const terms = (text: string, lang: Lang, kind: string): string[] =>
  extract(fold(text), lang).flatMap((one) => (one.kind === kind ? [one.term] : []));

describe('keywords', () => {
  test('keep the words of consumers whole and leave out words that say nothing', () => {
    const found = terms('姐妹们，這瓶烟酰胺精華真的閉眼入，已经空瓶了，也是我的早C晚A', 'zh-Hant', 'unigram');
    expect(found).toEqual(expect.arrayContaining(['烟酰胺', '精华', '闭眼入', '空瓶', '早c晚a']));
    for (const idle of ['真的', '已经', '姐妹们', '我', '的']) expect(found).not.toContain(idle);
  });

  test('stem English, so that forms of one word count together', () => {
    expect(terms('It moisturizes. Moisturizing all day!', 'en', 'unigram')).toEqual(['moistur']);
  });

  test('pair neighbours, but not across punctuation or a stop word', () => {
    expect(terms('Sticky texture, nice smell and bottle', 'en', 'bigram')).toEqual(['sticki textur', 'nice smell']);
    expect(terms('质地清爽，毛孔隐形', 'zh-Hans', 'bigram')).toEqual(['质地清爽', '毛孔隐形']);
  });

  test('pair Latin and Chinese words of a mixed text with a space', () => {
    expect(terms('serum 质地清爽', 'mixed', 'bigram')).toContain('serum 质地');
  });

  test('never hold accounts, links, addresses or numbers', () => {
    const text = '@小鹿Lumi 看 https://shop.example/item?id=998 写信 lumi.lu@mail.example 电话 13800001111 精华';
    const found = [...terms(text, 'mixed', 'unigram'), ...terms(text, 'mixed', 'bigram')].join(' ');
    expect(found).toContain('精华');
    expect(found).not.toMatch(/小鹿|lumi|shop|example|item|138/u);
  });

  test('name each word once, whatever its number', () => {
    expect(terms('精华精华,精华,精华', 'zh-Hans', 'unigram')).toEqual(['精华']);
  });

  test.each(['other', 'none'] as const)('of a text in language %s are none', (lang) => {
    expect(extract(fold('素敵なクリームです'), lang)).toEqual([]);
  });

  test('are bounded and defined for any text', () => {
    expect(extract(fold('精华面霜眼霜'.repeat(50_000)), 'zh-Hans').length).toBeLessThanOrEqual(300);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const lang of ['zh-Hans', 'en', 'mixed'] as const)
          for (const { term } of extract(fold(text), lang)) expect(term.trim()).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the dictionary', () => {
  test('is extended by words of the workspace', () => {
    const text = fold('这个星河水乳绒雾感不错');
    const plain = extract(text, 'zh-Hans').map(({ term }) => term);
    const extended = keywordExtractor(parseKeywordTerms('term\tnote\n星河水\t品名\n絨霧感\t\n# 完\n', 'mine.tsv'));
    expect(plain).not.toContain('绒雾感');
    expect(extended(text, 'zh-Hans').map(({ term }) => term)).toEqual(expect.arrayContaining(['星河水', '绒雾感']));
  });

  test('refuses a line that cannot be used, with file and line', () => {
    expect(() => parseKeywordTerms('星河水\n星河 水\n', 'mine.tsv')).toThrow('mine.tsv:2');
    expect(() => parseKeywordTerms('# words\r\nserum\r\n', 'mine.tsv')).toThrow('mine.tsv:2');
  });

  test.each(['keywords_zh.tsv', 'keyword_stops.tsv'])(
    '%s says its source, licence, date and rows, none twice',
    (file) => {
      const tsv = readFileSync(new URL(`../../transforms/data/${file}`, import.meta.url), 'utf8');
      for (const field of ['source: ', 'licence: ', 'date: ', 'how made: ', 'columns: ']) expect(tsv).toContain(field);
      const words = tsv
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => line.split('\t')[0]!);
      expect(tsv).toContain(`# rows: ${words.length}\n`);
      expect(new Set(words).size).toBe(words.length);
      for (const word of words) expect(fold(word)).toBe(word);
    },
  );

  test('of our own is read whole', () => {
    expect(ownKeywordTerms().length).toBeGreaterThan(150);
  });
});
