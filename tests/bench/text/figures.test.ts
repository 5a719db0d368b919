import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SETS } from '../../../transforms/train/datasets.ts';
import { detection, percent, polarityFigures, recallAt } from './figures.ts';
import { FLOORS, LEFT_OUT_FLOORS } from './floors.ts';
import { withoutTag } from './incentives.ts';
import { learnedScores } from './learned_words.ts';
import { modelAlone, wholeScorer } from './ours.ts';
import { npmPeers } from './peers_js.ts';
import { ask } from './peers_python.ts';
import { scorerFigures } from './polarity.ts';
import { questionLabels } from './questions.ts';
import type { Scorer } from './scorers.ts';
import { sample } from './sets.ts';
import { table } from './table.ts';

describe('figures', () => {
  test('a score of exactly 0 takes no side, and rows without feeling do not count', () => {
    expect(polarityFigures([2, 0, -1, 0, 5], [1, 1, -1, -1, 0])).toEqual({ accuracy: 0.75, auc: 0.875 });
    expect(polarityFigures([1, 1], [1, 1]).auc).toBeNaN();
  });

  test('order of the rows changes nothing, and turning every score around turns the figures around', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-1, 0, 1)), { minLength: 2 });
    fc.assert(
      fc.property(rows, (all) => {
        fc.pre(all.some(([, label]) => label === 1) && all.some(([, label]) => label === -1));
        const figures = (some: typeof all, sign = 1) =>
          polarityFigures(
            some.map(([score]) => sign * score),
            some.map(([, label]) => label),
          );
        expect(figures(all.toReversed())).toEqual(figures(all));
        expect(figures(all, -1).accuracy).toBeCloseTo(1 - figures(all).accuracy);
        expect(figures(all, -1).auc).toBeCloseTo(1 - figures(all).auc);
      }),
    );
  });

  test('precision is over what was found, recall over what is there', () => {
    const said = detection([
      [true, true],
      [true, false],
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(said).toEqual({ found: 3, there: 2, precision: 1 / 3, recall: 1 / 2 });
    expect(percent(detection([[false, false]]).precision)).toBe('–');
  });

  test('recall at a share of false positives never lets tied scores through the bar', () => {
    const negatives = Array.from({ length: 100 }, (_, i) => i);
    expect(recallAt(0.05, [93, 94, 95, 200], negatives)).toBe(0.5);
    expect(recallAt(0.05, [1, 1, 2], new Array(100).fill(1))).toBeCloseTo(1 / 3);
    expect(recallAt(0.05, [0, 1], new Array(10).fill(0))).toBe(0.5);
  });

  test('a sample is the same whatever the order of the rows', () => {
    const rows = Array.from({ length: 50 }, (_, i) => ({ text: `row ${i}` }));
    expect(sample(rows.toReversed(), 10)).toEqual(sample(rows, 10));
    expect(sample(rows, 60)).toBe(rows);
  });

  test('tables have as many cells in every row and line up Han characters', () => {
    const lines = table([
      ['set', 'rows'],
      ['微博', '12'],
      ['hotel', '3,000'],
    ]).split('\n');
    expect(lines).toEqual(['| set   |  rows |', '| ----- | ----: |', '| 微博  |    12 |', '| hotel | 3,000 |']);
  });
});

describe('scorers', () => {
  const texts = [
    ['这个面霜太好用了，皮肤很舒服，会一直买', 1],
    ['客服态度差，发货慢，东西还是坏的，再也不来了', -1],
    ['味道清新，包装精致，朋友都说好看', 1],
    ['用了三天就过敏，浪费钱，千万别买', -1],
    ['Absolutely love this serum, my skin has never looked better', 1],
    ['Terrible service, waited two hours and nobody apologised', -1],
    ['Great value and it arrived early, very happy', 1],
    ['Broke after a week, what a waste of money', -1],
  ] as const;
  const sets = (['zh', 'en'] as const).map((script) => ({
    name: script,
    script,
    use: 'never' as const,
    rows: texts
      .filter(([text]) => /[a-z]/u.test(text) === (script === 'en'))
      .map(([text, label]) => ({ set: script, text, label })),
  }));

  test('ours tell plain praise from plain blame in both languages', () => {
    for (const scorer of [modelAlone(), wholeScorer()]) {
      const { bySet, perSecond } = scorerFigures(scorer, sets);
      expect(bySet.get('zh')).toEqual({ accuracy: 1, auc: 1 });
      expect(bySet.get('en')).toEqual({ accuracy: 1, auc: 1 });
      expect(perSecond).toBeGreaterThan(0);
    }
  });

  test('peers from npm run, and only on the language that they read', () => {
    for (const peer of npmPeers()) {
      const { bySet, missing } = scorerFigures(peer, sets);
      expect(missing).toBeNull();
      expect([...bySet.keys()]).toEqual(['en']);
      expect(bySet.get('en')!.auc).toBeGreaterThan(0.7);
    }
  });

  test('each set gets the scores of its own texts, in order', () => {
    const byLength: Scorer = {
      name: 'length',
      isOurs: false,
      reads: ['zh', 'en'],
      mostRows: null,
      score: (all) => ({ scores: all.map((text) => (/[a-z]/u.test(text) ? 1 : -1)), cpuSeconds: 2 }),
    };
    const { bySet, perSecond } = scorerFigures(byLength, sets);
    expect(bySet.get('zh')!.accuracy).toBe(0.5);
    expect(perSecond).toBe(4);
  });
});

describe('words learned for one question', () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    folded: i % 2 === 0 ? `gifted lipstick number ${i}` : `bought lipstick number ${i}`,
    group: `product ${i % 3}`,
    isTrue: i % 2 === 0,
  }));

  test('tell new groups apart by what the others taught', () => {
    const scores = learnedScores(rows);
    expect(scores.every((score, i) => score > 0 === rows[i]!.isTrue)).toBe(true);
  });

  test('never see the group that they score', () => {
    // Only one group says yes at all: without it nothing can be learned of it.
    const lone = rows.map((row) => ({ ...row, isTrue: row.group === 'product 2' }));
    const scores = learnedScores(lone.map((row) => (row.isTrue ? { ...row, folded: 'gifted' } : row)));
    expect(scores.filter((score, i) => lone[i]!.isTrue && score > 0)).toEqual([]);
  });
});

describe('peers on Python', () => {
  test('without an interpreter, or without the package, a peer is not installed', () => {
    expect(ask(null, 'snownlp', { texts: [] })).toEqual({ missing: 'not installed' });
    expect(ask(join(tmpdir(), 'no-such-python'), 'snownlp', { texts: [] })).toEqual({ missing: 'not installed' });
    const dir = mkdtempSync(join(tmpdir(), 'koc-peers-'));
    try {
      const python = join(dir, 'python');
      const says = (line: string): string =>
        `#!/bin/sh\ncat >/dev/null\necho 'warning: old' >&2\necho "${line}" >&2\nexit 1\n`;
      writeFileSync(python, says("ModuleNotFoundError: No module named 'snownlp'"));
      chmodSync(python, 0o755);
      expect(ask(python, 'snownlp', { texts: [] })).toEqual({ missing: 'not installed' });
      writeFileSync(python, says('MemoryError'));
      expect(ask(python, 'snownlp', { texts: [] })).toEqual({ missing: 'failed: MemoryError' });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('what is kept here', () => {
  test('question labels: so many rows of each set, each once, and no text', () => {
    const files = [
      ['labels', 100],
      ['labels_fresh', 60],
    ] as const;
    for (const [file, rows] of files) {
      for (const set of ['en_twcs_conversations', 'en_ibm_customer_care'])
        expect(questionLabels(file).filter(([of]) => of === set)).toHaveLength(rows);
    }
    const ids = files.flatMap(([file]) => questionLabels(file)).map(([, id]) => id);
    expect(new Set(ids).size).toBe(320);
  });

  test('names of targets: as many as the head says, each name for one target of a set', () => {
    const tsv = readFileSync(new URL('targets.tsv', import.meta.url), 'utf8');
    const rows = tsv.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(tsv).toContain(`# rows: ${rows.length}\n`);
    const names = rows.flatMap((row) => {
      const [set, , all = ''] = row.split('\t');
      return all.split('|').map((name) => `${set} ${name}`);
    });
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('floors are of sets that are measured', () => {
    const known = SETS.map((set) => set.name);
    expect([...Object.keys(FLOORS), ...Object.keys(LEFT_OUT_FLOORS)].filter((name) => !known.includes(name))).toEqual(
      [],
    );
  });

  test("a shop's tag never reaches a scorer", () => {
    expect(withoutTag('[I received this for my honest review] Smells nice')).toBe('Smells nice');
    expect(withoutTag('Nice [but] small')).toBe('Nice   small');
  });
});
