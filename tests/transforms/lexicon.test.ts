import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lexicon, parseLexicon } from '../../transforms/lexicon.ts';
import { LEXICON_FILES, ownEntries } from '../../transforms/lexicon_files.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

const words = lexicon(ownEntries());
const margin = (text: string): number => words.margin(fold(text));

describe('lexicon', () => {
  test.each(LEXICON_FILES)('%s says its source, licence, date and rows, and lists no term twice', (file) => {
    const tsv = readFileSync(new URL(`../../transforms/data/${file}`, import.meta.url), 'utf8');
    for (const field of ['source: ', 'licence: ', 'date: ', 'how made: ', 'columns: ']) expect(tsv).toContain(field);
    const entries = parseLexicon(tsv, file);
    expect(tsv).toContain(`# rows: ${entries.length}\n`);
    expect(new Set(entries.map((entry) => entry.term)).size).toBe(entries.length);
  });

  test('a line of another form is refused with file and line', () => {
    expect(() => parseLexicon('# head\n好用\t1\tpraise\t\n难用\tbad\tblame\t', 'mine.tsv')).toThrow('mine.tsv:3');
    expect(() => parseLexicon('好用\t9\tpraise', 'mine.tsv')).toThrow('mine.tsv:1');
    expect(() => parseLexicon('好用', 'mine.tsv')).toThrow('mine.tsv:1');
  });

  test('a negator turns a term within its reach and no further', () => {
    expect(margin('惊艳')).toBeGreaterThan(0);
    expect(margin('没有惊艳')).toBeLessThan(0);
    expect(margin('没有，惊艳')).toBeGreaterThan(0);
    expect(margin('没有人说过这个很惊艳')).toBeGreaterThan(0);
    expect(margin('并没有失望')).toBeGreaterThan(0);
  });

  test('a negated pair that is a term of its own hides its parts', () => {
    expect(margin('不油腻')).toBeGreaterThan(0);
    expect(words.fired('不油腻').map((term) => term.term)).toEqual(['不油腻']);
  });

  test('degree raises and lowers', () => {
    expect(margin('超级惊艳')).toBeGreaterThan(margin('惊艳'));
    expect(margin('有点失望')).toBeGreaterThan(margin('失望'));
    expect(margin('有点失望')).toBeLessThan(0);
  });

  test('what follows but weighs more than what stands before it', () => {
    expect(margin('包装漂亮，但是味道难闻')).toBeLessThan(0);
    expect(margin('味道难闻，但是包装漂亮')).toBeGreaterThan(0);
  });

  test('Latin terms are whole words', () => {
    expect(margin('meh')).toBeLessThan(0);
    expect(margin('mehran')).toBe(0);
  });

  test('later entries override earlier ones', () => {
    const own = lexicon([...ownEntries(), { term: '绝绝子', weight: -1, sense: 'slang_blame' }]);
    expect(own.margin('绝绝子')).toBe(-1);
  });

  test('takes linear time where everything fires', () => {
    for (const unit of ['不', '但是好用', '很', '绝绝子', '没有', '呜']) {
      const text = unit.repeat(200_000 / unit.length);
      expect(cpuMs(() => words.margin(text))).toBeLessThan(1000);
    }
  });
});
