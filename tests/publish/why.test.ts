/** Sentences say the models' numbers and their unknowns, in both languages, about authors and never as a verdict. */
import { describe, expect, test } from 'vitest';
import type { CoverageRow } from '../../jobs/report/brand_rows.ts';
import { coverageNotes } from '../../jobs/report/coverage_notes.ts';
import type { CandidateRow, LeftOutRow } from '../../jobs/report/rows.ts';
import {
  againstUsual,
  changeLabel,
  consumerSentence,
  leftOutSentence,
  missingPhrases,
  raiseSentence,
  weakestSentence,
  whySentences,
} from '../../jobs/report/why.ts';
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
    platform: 'xiaohongshu',
    usualPos: 0.71,
    expectedMentions: 4.8,
    authenticityFlagsCount: 0,
    engagementValue: 212.3,
    engagedPostsCount: 7,
    circle: 9.4,
    respondersCount: 14,
    reachNewShare: 6 / 14,
    innerCircleCount: 3,
    floorFactor: 1,
    followersCount: 420,
    disclosedShare: 0,
    brandsCount: 6,
    positiveWeeksCount: 7,
    giftedMentionsCount: 0,
    raiseCode: 'mention',
    indexValue: 43.2,
    raisedIndex: 46.9,
    kocScore: 1.2,
    usualScore: 0.5,
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
      "Praises skincare products about 12 times a year at today's pace; about 5 more for you within half a year.",
    ]);
    expect(whySentences(row(), brand, zh)).toEqual([
      '该作者给本品类的好评中有 41 % 给了本品牌（市场平均 9 %，是其 4.6 倍），分布在 8 个不同的周。',
      '按目前的节奏，每年约 12 次称赞本品类的产品，预计半年内还会称赞本品牌约 5 次。',
    ]);
  });

  test('says that the preference is unknown instead of a share of one brand', () => {
    const unknown = row({ share: null, shareLift: null });
    expect(whySentences(unknown, brand, en)).toEqual([
      'Came back to the brand in 8 different weeks since 2026-05-04.',
      "Praises skincare products about 12 times a year at today's pace; about 5 more for you within half a year.",
      'Preference unknown: too few brands of the category are watched.',
    ]);
    expect(whySentences(unknown, brand, zh).at(-1)).toBe('偏好未知：该品类中关注的品牌太少。');
  });

  test('gives the interval and no point where the evidence is thin', () => {
    expect(weakestSentence(row({ nEff: 1.9 }), brand, en)).toBe(
      'Weakest part: Feeling is still uncertain: likely between 74 % and 97 % positive. One more praise in another week would lift the index from 43 to 47.',
    );
    expect(weakestSentence(row(), brand, en)).toContain(
      '9 of 10 mentions positive (likely between 74 % and 97 %; brand average 71 %).',
    );
    expect(weakestSentence(row({ reasonWeakest: null, raiseCode: null }), brand, en)).toBeNull();
  });

  test('a reason code it does not know is printed, not lost', () => {
    expect(whySentences(row({ reason1: 'breadth', reason2: null, reason3: null }), brand, en)).toEqual([
      'Stands out by “breadth”.',
    ]);
  });

  const only = (code: string, more: Partial<CandidateRow> = {}) =>
    whySentences(row({ reason1: code, reason2: null, reason3: null, ...more }), brand, en)[0];

  test('expects no more for the brand than the author praises at all', () => {
    const alone = "Praises skincare products about 12 times a year at today's pace.";
    expect([0.4, 7, 7.6].map((expectedMentions) => only('rate', { expectedMentions }))).toEqual([
      alone,
      expect.stringContaining('; about 7 more for you within half a year.'),
      alone,
    ]);
  });

  test('tells who answers, how posts do, what was checked, and where that is unknown', () => {
    expect(only('circle')).toBe(
      '14 different people answered; 6 of them had not spoken of you before; 3 came back on another day.',
    );
    expect(only('circle', { respondersCount: 0, circle: 0, reachNewShare: null, innerCircleCount: 0 })).toBe(
      'Nobody has answered what this author says of you yet.',
    );
    expect(only('circle', { circle: null, respondersCount: null })).toContain('unknown');
    expect(only('engagement')).toBe(
      'Posts draw 2.1× the response usual for accounts of that size on Xiaohongshu (7 posts).',
    );
    expect(only('engagement', { engagedPostsCount: 1 })).toContain('(1 post, so it is early to tell)');
    expect(only('engagement', { engagementValue: null })).toContain('unknown');
    expect(only('auth')).toBe('No unusual pattern in 9 checks.');
    expect(only('auth', { authenticityFlagsCount: 2 })).toContain('there may be a harmless reason');
    expect(only('floor')).toContain('People outside the own circle answer');
    expect(only('floor', { floorFactor: 0.3 })).toContain('no credible stranger');
  });

  test('what is no different from the usual is not told as a multiple', () => {
    const usual = { engagementValue: 101, shareLift: 0.97 };
    expect(only('engagement', usual)).toContain('Posts draw about the response usual for');
    expect(only('share', usual)).toContain('(market: 42 %), in 8');
    const [told] = whySentences(row({ ...usual, reason1: 'engagement', reason2: null, reason3: null }), brand, zh);
    expect(told).toBe('在小红书上，TA 的帖子得到的互动与同等规模账号相当（7 篇）。');
    const latin = row({ ...usual, reason1: 'engagement', reason2: null, reason3: null, platform: 'bluesky' });
    expect(whySentences(latin, brand, zh)[0]).toMatch(/^在 Bluesky 上，TA/u);
  });

  test('a part below the usual is no reason, and a weakest part above it is no weakness', () => {
    const parts = {
      contributionRate: -0.2,
      contributionShare: 0.3,
      contributionPos: 0.1,
      contributionRep: -0.1,
      contributionAuth: 0,
      contributionCircle: -0.05,
      contributionEngagement: 0,
      contributionFloor: 0,
    };
    const told = row({ ...parts, reason2: 'circle', reason3: 'rep' });
    expect(whySentences(told, brand, en)).toEqual([expect.stringContaining('41 % of this author')]);
    // Of somebody who is ahead in nothing the strongest part is told all the same.
    const behind = row({ ...parts, contributionShare: -0.01, reason2: 'circle', reason3: 'rep' });
    expect(whySentences(behind, brand, en)).toHaveLength(1);
    expect(weakestSentence(row({ ...parts, reasonWeakest: 'pos' }), brand, en)).toMatch(/^Least ahead in: 9 of 10/u);
    expect(weakestSentence(row({ ...parts, reasonWeakest: 'rate' }), brand, en)).toMatch(/^Weakest part: /u);
  });

  test('says who counts as a consumer and by what', () => {
    expect(consumerSentence(row(), en)).toBe('Consumer: 420 followers, no paid marks, 6 brands mentioned.');
    expect(consumerSentence(row({ followersCount: null, brandsCount: 1, isClassByHand: true }), en)).toBe(
      'Consumer by your decision: followers not shown, no paid marks, 1 brand mentioned.',
    );
  });

  test('says what would raise the index only where it moves it', () => {
    expect(raiseSentence(row({ raiseCode: 'answer' }), en)).toContain('A first answer');
    const complaint = { raiseCode: 'complaint', negativeMentionsCount: 6 };
    expect(raiseSentence(row(complaint), en)).toContain('Without the 6 complaints the index would be 47 instead of 43');
    expect(raiseSentence(row({ ...complaint, negativeMentionsCount: 1 }), en)).toContain('Without the one complaint');
    expect(raiseSentence(row({ raisedIndex: 43.4 }), en)).toBeNull();
    expect(raiseSentence(row({ indexValue: null, raisedIndex: null }), en)).toBeNull();
  });

  test('tells the product against the typical candidate, strongest factor first, and nothing where nobody is eligible', () => {
    const parts = {
      contributionRate: Math.log(1.5),
      contributionShare: Math.log(2),
      contributionPos: 0,
      contributionRep: 0,
      contributionAuth: 0,
      contributionCircle: 0,
      contributionEngagement: 0,
      contributionFloor: Math.log(0.8),
    };
    expect(againstUsual(row(parts), en)).toBe(
      '2.4× the typical eligible candidate of the brand: preference ×2, pace ×1.5, positivity ×1, returning ×1, authenticity ×1, circle ×1, response ×1, strangers ×0.8.',
    );
    expect(againstUsual(row({ ...parts, contributionRate: null }), en)).toBeNull();
  });

  test.each(Object.keys(en.leftOut))('somebody left out (%s) is told the rule, in both languages', (classReason) => {
    const out = {
      class: 'kol',
      classReason,
      followersCount: 40_000,
      disclosedShare: 0.2,
      brandsCount: 12,
      shareLift: 1.1,
      pos: 0.2,
      usualPos: 0.7,
      decidedDate: '2026-05-01',
    } as LeftOutRow;
    for (const words of [en, zh]) {
      const told = leftOutSentence(out, words);
      expect(told.length).toBeGreaterThan(7);
      expect(told).not.toMatch(/undefined|null|NaN/u);
    }
  });

  test('names what an early candidate lacks', () => {
    expect(missingPhrases(row({ positiveMentionsCount: 1, positiveWeeksCount: 1 }), en)).toEqual([
      'needs at least 2 positive mentions (has 1)',
      'needs positive mentions in at least 2 weeks (has 1)',
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
