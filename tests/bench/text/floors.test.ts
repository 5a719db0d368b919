import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FLOORS } from './floors.ts';
import { withoutTag } from './incentives.ts';
import { modelAlone, wholeScorer } from './ours.ts';
import { scorerFigures } from './polarity.ts';
import { questionFigures, questionLabels } from './questions.ts';
import { readSplit } from './sets.ts';
import { HAS_DATA, rowsOf } from './shared_data.ts';
import { aspectFigures, targetFigures } from './targets.ts';

/** The sets that are read in a moment; `npm run bench:text` has them all. */
const QUICK = ['hotel', 'weibo2018', 'smp_virus', 'airline', 'weibo_senti'];

describe.skipIf(!HAS_DATA)('on the shared data', () => {
  test('the model alone and the whole scorer reach the floor of every quick set', () => {
    const { tests } = readSplit(QUICK);
    for (const scorer of [modelAlone(), wholeScorer()]) {
      const { bySet } = scorerFigures(scorer, tests);
      for (const name of QUICK) expect(bySet.get(name)!.auc, `${scorer.name}, ${name}`).toBeGreaterThan(FLOORS[name]!);
    }
  });

  test('no text of a set stands on both sides of the split', () => {
    const { tests, train } = readSplit(['hotel']);
    const trained = new Set(train.map((row) => row.text));
    expect(tests[0]!.rows.filter((row) => trained.has(row.text))).toEqual([]);
    expect(train.length / tests[0]!.rows.length).toBeCloseTo(3.5, 0);
  });

  test('brands in a tweet, and aspects of a review, are read better one by one than as a whole', () => {
    // Tweets that name several entities are too few (92) to tell.
    const sets = ['sxsw', 'entity', 'asap'].flatMap((set) => targetFigures(set, set)).filter(({ rows }) => rows > 100);
    const gains = [...sets, aspectFigures()].map(({ name, target, text }) => [name, target - text] as const);
    expect(gains.filter(([, gain]) => gain <= 0)).toEqual([]);
  });

  test('labelled questions are found', () => {
    const found = new Map(questionFigures().map((figures) => [figures.name, figures]));
    expect(found.get('both')).toMatchObject({ rows: 200 });
    for (const name of ['both', 'fresh rows of both']) {
      expect(found.get(name)!.precision, name).toBeGreaterThan(0.65);
      expect(found.get(name)!.recall, name).toBeGreaterThan(0.85);
    }
  });

  test('the labelled rows are those that the heads of the files say', () => {
    const turn = z.object({ id: z.string() });
    const key = (id: string): string => createHash('sha1').update(`questions|${id}`).digest('hex');
    const first = (ids: readonly string[]): string[] =>
      [...new Set(ids)]
        .map((id) => [key(id), id] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, 160)
        .map(([, id]) => id);
    const tweets = rowsOf('en_twcs_conversations', turn.extend({ is_brand: z.boolean() }));
    const threads = rowsOf('en_ibm_customer_care', z.object({ turns: z.array(turn) }));
    const labelled = (set: string): string[] =>
      [...questionLabels('labels'), ...questionLabels('labels_fresh')].filter(([of]) => of === set).map(([, id]) => id);
    expect(labelled('en_twcs_conversations')).toEqual(
      first(tweets.filter((row) => !row.is_brand).map((row) => row.id)),
    );
    expect(labelled('en_ibm_customer_care')).toEqual(first(threads.flatMap((row) => row.turns).map((one) => one.id)));
  });

  test("no shop's tag is left in any review", () => {
    const reviews = rowsOf('en_sephora_2026', z.object({ text: z.string(), tagged_incentivised: z.boolean() }));
    const tagged = reviews.filter((row) => row.tagged_incentivised);
    expect(tagged.filter(({ text }) => !/^\[[^\]]*(?:product|incentivized)/u.test(text))).toEqual([]);
    expect(tagged.filter(({ text }) => /\[|honest review\]/u.test(withoutTag(text)))).toEqual([]);
  });
});
