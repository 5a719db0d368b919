/** Sentences say the models' numbers and their unknowns, in both languages, about authors and never as a verdict. */
import { describe, expect, test } from 'vitest';
import { coverageNotes } from '../../jobs/report/coverage_notes.ts';
import type { CandidateRow, CoverageRow } from '../../jobs/report/rows.ts';
import { changeLabel, missingPhrases, weakestSentence, whySentences } from '../../jobs/report/why.ts';
import { catalogues } from '../../jobs/report/words/languages.ts';
import { BRANDS } from './market.ts';

const [en] = catalogues(['en']);
const [zh] = catalogues(['zh']);
const [brand] = BRANDS;

function row(more: Partial<CandidateRow> = {}): CandidateRow {
  return {
    reason1: 'share',
    reason2: 'rep',
    reason3: 'rate',
    reasonWeakest: 'pos',
    share: 0.41,
    shareLift: 4.56,
    weeksCount: 8,
    mentionsCount: 10,
    positiveMentionsCount: 9,
    pos: 0.9,
    posLow: 0.74,
    posHigh: 0.97,
    nEff: 6,
    ratePerYear: 12.3,
    firstMentionDate: '2026-05-04',
    rank: 1,
    rankChange: null,
    isNew: false,
    ...more,
  } as CandidateRow;
}

describe('why', () => {
  test('tells the share against the market with the weeks, once', () => {
    expect(whySentences(row(), brand, en)).toEqual([
      "41 % of this author's skincare praise goes to you (market: 9 %; 4.6×), in 8 different weeks.",
      "Praises skincare products about 12 times a year at today's pace.",
    ]);
    expect(whySentences(row(), brand, zh)).toEqual([
      '该作者的「skincare」好评中有 41 % 给了本品牌（市场平均 9 %，是其 4.6 倍），分布在 8 个不同的周。',
      '按目前的节奏，每年约 12 次称赞「skincare」。',
    ]);
  });

  test('says that the preference is unknown instead of a share of one brand', () => {
    const unknown = row({ share: null, shareLift: null });
    expect(whySentences(unknown, brand, en)).toEqual([
      'Came back to the brand in 8 different weeks since 2026-05-04.',
      "Praises skincare products about 12 times a year at today's pace.",
      'Preference unknown: too few brands of the category are watched.',
    ]);
    expect(whySentences(unknown, brand, zh).at(-1)).toBe('偏好未知：该品类中关注的品牌太少。');
  });

  test('gives the interval and no point where the evidence is thin', () => {
    expect(weakestSentence(row({ nEff: 1.9 }), brand, en)).toBe(
      'Weakest part: Feeling is still uncertain: likely between 74 % and 97 % positive. Would rise with clearer positive mentions.',
    );
    expect(weakestSentence(row(), brand, en)).toContain('9 of 10 mentions positive (likely between 74 % and 97 %).');
    expect(weakestSentence(row({ reasonWeakest: null }), brand, en)).toBeNull();
  });

  test('a reason code it does not know is printed, not lost', () => {
    expect(whySentences(row({ reason1: 'breadth', reason2: null, reason3: null }), brand, en)).toEqual([
      'Stands out by “breadth”.',
    ]);
  });

  test('names what an early candidate lacks', () => {
    expect(missingPhrases(row({ positiveMentionsCount: 1, weeksCount: 1 }), en)).toEqual([
      'needs at least 2 positive mentions (has 1)',
      'needs mentions in at least 2 weeks (has 1)',
      'collect this author’s recent posts to know more',
    ]);
    expect(missingPhrases(row(), en)[0]).toBe('older mentions weigh too little');
  });

  test('shows a change only where there is a printed list to compare with', () => {
    const label = (more: Partial<CandidateRow>) => changeLabel(row(more), en);
    expect([
      label({ isNew: true }),
      label({ rankChange: 3 }),
      label({ rankChange: -2 }),
      label({ rankChange: 0 }),
      label({}),
    ]).toEqual(['new', '▲3', '▼2', '＝', '–']);
  });
});

test('every label and sentence exists in both languages, in the same shape', () => {
  const shape = (words: object): unknown =>
    Object.fromEntries(
      Object.entries(words).map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null ? shape(value) : typeof value,
      ]),
    );
  expect(shape(zh)).toEqual(shape(en));
});

describe('coverage', () => {
  const source = (more: Partial<CoverageRow>): CoverageRow =>
    ({
      sourceId: 's',
      platform: 'weibo',
      recordsCount: 5,
      recordsTotalCount: 100,
      undatedTotalCount: 0,
      assumedObservationShare: 0,
      keywordOnlyShare: 0,
      collectsReplies: true,
      isCalibrated: true,
      outcome: 'ok',
      latestOutcome: 'ok',
      ...more,
    }) as CoverageRow;

  test('tells every gap and is silent about none', () => {
    expect(coverageNotes([source({})], en)).toEqual(['No gaps are known.']);
    const notes = coverageNotes(
      [
        source({
          latestOutcome: 'blocked',
          recordsCount: 0,
          undatedTotalCount: 7,
          keywordOnlyShare: 0.25,
          assumedObservationShare: 1,
          collectsReplies: false,
          isCalibrated: false,
        }),
      ],
      en,
    ).join(' ');
    for (const gap of [
      'blocked by the site',
      'no records in the reported week',
      '7 records without a date',
      '25 %',
      '100 %',
      'replies are not collected',
      'not calibrated to labels of this source',
    ])
      expect(notes).toContain(gap);
  });
});
