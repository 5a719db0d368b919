import { describe, expect, test } from 'vitest';
import { quotedLines } from '../../jobs/cli/quoted_lines.ts';
import { quotedWords } from '../../jobs/cli/quoted_words.ts';
import { scoringLexicon } from '../../transforms/sentiment.ts';

const words = scoringLexicon();
const lines = (text: string, language: 'zh' | 'en' = 'en', title: string | null = null) =>
  quotedLines(quotedWords({ title, text }, words), language);

describe('what explain quotes of a post', () => {
  test('the terms that fired, with what each added after negation', () => {
    const { terms } = quotedWords({ title: null, text: '被种草了，没有刺痛，但是智商税' }, words);
    const weightOf = new Map(terms.map(({ term, weight }) => [term, weight]));
    expect(weightOf.get('被种草')).toBeGreaterThan(0);
    expect(weightOf.get('没有刺痛')).toBeGreaterThan(0);
    expect(weightOf.get('智商税')).toBeLessThan(0);
    expect(lines('被种草了')[0]).toMatch(/^words that counted: 被种草 \+\d\.\d$/u);
    expect(lines('智商税', 'zh')[0]).toMatch(/^起作用的词: 智商税 −\d\.\d$/u);
  });

  test('disclosure, trade and danger with the phrase that says so', () => {
    expect(lines('#ad 治好了我的湿疹，链接在评论区')).toEqual([
      'on payment: declared paid ("#ad")',
      'trade: shop link ("链接在评论区")',
      'caution: claims to heal ("治好了")',
    ]);
    expect(lines('非广，my 12yo uses it every night', 'zh')).toEqual([
      '利益关系: 称未收任何好处 ("非广")',
      '注意: 未成年人使用',
    ]);
    expect(lines('use my code')).toContain('on payment: possibly sells ("use my code")');
  });

  test('the mark of a platform counts beside the words and is named as such', () => {
    const disclosure = { state: 'declared', kind: 'gift', evidence: 'platform flag' } as const;
    const quoted = quotedWords({ title: null, text: '今天收到了', disclosure }, words);
    expect(quotedLines(quoted, 'en')).toEqual(['on payment: declared gift (marked by the platform)']);
    expect(quotedLines(quoted, 'zh')).toEqual(['利益关系: 已声明 赠送 (平台标注)']);
  });

  test('nothing where nothing counted, and words of the title once', () => {
    expect(lines('今天收到了')).toEqual([]);
    expect(quotedWords({ title: null, text: null }, words)).toEqual({
      terms: [],
      disclosure: null,
      commerce: null,
      safety: null,
    });
    expect(quotedWords({ title: '种草', text: '种草了' }, words).terms).toHaveLength(1);
    expect(quotedWords({ title: '种草', text: '真的' }, words).terms).toHaveLength(1);
  });

  test('a term of the workspace counts, and overrides ours', () => {
    const own = scoringLexicon([
      { term: '封神', weight: 2.4, sense: 'slang' },
      { term: '种草', weight: -1, sense: 'slang' },
    ]);
    expect(quotedWords({ title: null, text: '封神，种草' }, own).terms).toEqual([
      { term: '封神', weight: 2.4 },
      { term: '种草', weight: -1 },
    ]);
  });
});
