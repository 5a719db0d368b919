/** Authors to make dossiers of: one that everything is known of, and one of whom only what has to be there is. */
import { Buffer } from 'node:buffer';
import type { Brand } from '../../../jobs/config/types.ts';
import type { Authenticity, AuthenticityFlag } from '../../../jobs/report/authenticity.ts';
import type { CandidateMentionRow } from '../../../jobs/report/author_rows.ts';
import { authenticityRow } from '../../../jobs/report/author_rows.ts';
import type { DossierContext } from '../../../jobs/report/dossier/context.ts';
import type { Subject } from '../../../jobs/report/dossier/subject.ts';
import type { Known } from '../../../jobs/report/known.ts';
import type { CandidateRow } from '../../../jobs/report/rows.ts';
import { candidateRow, profileRow, ugcRow } from '../../../jobs/report/rows.ts';
import { catalogues } from '../../../jobs/report/words/languages.ts';
import { NO_WORK } from '../../../jobs/report/work.ts';

export const WEEK = { asOf: '2026-11-16', weekStart: '2026-11-09', isoWeek: '2026-W46' } as const;
export const keyOf = (n: number): string => Buffer.from(`author ${n}`).toString('hex').padEnd(32, '0');
export const postKeyOf = (n: number): string => Buffer.from(`post ${n}`).toString('hex').padEnd(32, '0');

export const BRAND: Brand = {
  id: 'aurora',
  names: ['欧若拉', 'Aurora'],
  exclude: [],
  role: 'own',
  category: 'skincare',
  competitors: [],
  products: [{ id: 'aurora_serum', names: ['欧若拉精华', 'Aurora serum'] }],
  handles: {},
};

const NULLS = Object.fromEntries(Object.keys(candidateRow.shape).map((key) => [key, null]));

/** A candidate of whom only what may not be null is there. */
export function bareRow(more: Partial<CandidateRow> = {}): CandidateRow {
  return candidateRow.parse({
    ...NULLS,
    ...WEEK,
    brandId: 'aurora',
    authorKey: keyOf(1),
    personKey: keyOf(1),
    platform: 'xiaohongshu',
    status: 'listed',
    activity: 'active',
    kocScore: 0,
    ratePerYear: 0,
    pos: 0.5,
    expectedMentions: 0,
    auth: 0.95,
    authenticityFlagsCount: 0,
    influence: 1,
    floorFactor: 1,
    nEff: 0,
    brandsCount: 1,
    mentionsCount: 1,
    namedMentionsCount: 1,
    inheritedMentionsCount: 0,
    positiveMentionsCount: 1,
    negativeMentionsCount: 0,
    giftedMentionsCount: 0,
    categoryMentionsCount: 1,
    weeksCount: 1,
    positiveWeeksCount: 1,
    mentions12wCount: 1,
    positiveMentions12wCount: 1,
    ...more,
  });
}

/** A candidate of whom everything is known. */
export function fullRow(more: Partial<CandidateRow> = {}): CandidateRow {
  return bareRow({
    sourceId: 'notes',
    grade: 'A',
    authenticityLabel: 'trusted',
    reason1: 'share',
    reason2: 'rate',
    reason3: 'circle',
    reasonWeakest: 'pos',
    raiseCode: 'mention',
    evidencePostKey1: postKeyOf(1),
    evidencePostKey2: postKeyOf(2),
    kocScore: 2.1,
    usualScore: 0.7,
    indexValue: 64.2,
    indexLow: 55,
    indexHigh: 71,
    raisedIndex: 66,
    contributionRate: 0.4,
    contributionShare: 0.6,
    contributionPos: -0.05,
    contributionRep: 0.1,
    contributionAuth: 0.01,
    contributionCircle: 0.08,
    contributionEngagement: -0.0486,
    contributionFloor: 0.007,
    ratePerYear: 12.3,
    share: 0.41,
    shareLift: 4.6,
    pos: 0.9,
    posLow: 0.74,
    posHigh: 0.97,
    usualPos: 0.71,
    affinityPercentile: 97,
    expectedMentions: 4.8,
    engagementValue: 212,
    engagedPostsCount: 7,
    circle: 9.4,
    respondersCount: 14,
    credibleRespondersCount: 9,
    innerCircleCount: 3,
    reachNewShare: 0.43,
    nEff: 8,
    followersCount: 420,
    followersIsFloor: false,
    disclosedShare: 0.02,
    brandsCount: 6,
    mentionsCount: 19,
    namedMentionsCount: 18,
    inheritedMentionsCount: 1,
    positiveMentionsCount: 17,
    negativeMentionsCount: 1,
    giftedMentionsCount: 0,
    categoryMentionsCount: 30,
    weeksCount: 11,
    positiveWeeksCount: 10,
    mentions12wCount: 6,
    positiveMentions12wCount: 5,
    rank: 3,
    computedRank: 3,
    previousRank: 5,
    rankChange: 2,
    isNew: false,
    isKeywordOnly: false,
    isEnthusiast: false,
    isCustomer: true,
    isClassByHand: false,
    isCalibrated: true,
    firstMentionDate: '2026-01-05',
    lastMentionDate: '2026-11-12',
    ...more,
  });
}

export function mention(n: number, more: Partial<CandidateMentionRow> = {}): CandidateMentionRow {
  return {
    ...WEEK,
    brandId: 'aurora',
    authorKey: keyOf(1),
    postKey: postKeyOf(n),
    mentionNo: n,
    platform: 'xiaohongshu',
    kind: 'post',
    feeling: 'positive',
    isInherited: false,
    disclosureKind: null,
    disclosureState: null,
    likesCount: 12,
    savesCount: 30 + n,
    repliesCount: 4,
    sharesCount: null,
    imageCount: 4,
    hasVideo: false,
    publishedDate: `2026-11-${String(13 - n).padStart(2, '0')}`,
    ...more,
  };
}

/** Everything is known of this author. */
export function fullSubject(row: CandidateRow = fullRow(), more: Partial<Subject> = {}): Subject {
  const pair = { ...WEEK, brandId: row.brandId, authorKey: row.authorKey };
  return {
    row,
    brand: BRAND,
    profile: profileRow.parse({
      ...WEEK,
      authorKey: row.authorKey,
      platform: row.platform,
      class: 'consumer',
      followersCount: 420,
      followersIsFloor: false,
      firstSeenDate: '2026-01-05',
      lastSeenDate: '2026-11-12',
      postsCount: 20,
      commentsCount: 9,
      reviewsCount: 6,
      mentionsCount: 30,
      brandsCount: 6,
      categoriesCount: 1,
      positiveShare: 0.8,
      activeWeeksCount: 20,
      topBrandId: 'aurora',
    }),
    facts: { post: null, hasConsent: true, complaintDate: null, workStatus: 'contacted' },
    work: { status: 'contacted', owner: '小林', note: '等回复', lastContact: '2026-11-10' },
    interests: [
      { ...pair, kind: 'aspect', code: 'texture', mentionsCount: 5, praisedCount: 4, blamedCount: 0 },
      { ...pair, kind: 'product', code: 'aurora_serum', mentionsCount: 4, praisedCount: 3, blamedCount: 0 },
      { ...pair, kind: 'aspect', code: 'price', mentionsCount: 2, praisedCount: 0, blamedCount: 2 },
    ],
    terms: ['通勤', '换季', 'barrier'].map((term) => ({ ...pair, term, mentionsCount: 3 })),
    months: [
      { ...pair, month: '2026-08-01', mentionsCount: 2, positiveMentionsCount: 1, negativeMentionsCount: 1 },
      { ...pair, month: '2026-10-01', mentionsCount: 6, positiveMentionsCount: 5, negativeMentionsCount: 0 },
      { ...pair, month: '2026-11-01', mentionsCount: 3, positiveMentionsCount: 3, negativeMentionsCount: 0 },
    ],
    mentions: Array.from({ length: 8 }, (_, i) => mention(i + 1, { authorKey: row.authorKey })),
    ugc: [],
    checks: checksOf(row.authorKey, ['copied_text']),
    accounts: [{ ...WEEK, authorKey: row.authorKey, accountKey: keyOf(2), platform: 'weibo' }],
    ...more,
  };
}

/** Conduct of an account with the given patterns. */
export function checksOf(authorKey: string, flags: readonly AuthenticityFlag[]): Authenticity {
  const evidence = flags.map((flag, i) => ({
    ...WEEK,
    authorKey,
    flag,
    evidenceNo: 1,
    postKey: postKeyOf(i + 1),
    partnerAuthorKey: keyOf(99),
    value: 0.25,
  }));
  const row = authenticityRow.parse({
    ...Object.fromEntries(Object.keys(authenticityRow.shape).map((key) => [key, false])),
    ...WEEK,
    authorKey,
    authenticityLabel: 'normal',
    override: null,
    auth: 0.9,
    flagsCount: flags.length,
  });
  return { row, flags, evidence };
}

/** Nothing but the row is known. */
export function bareSubject(row: CandidateRow = bareRow()): Subject {
  return {
    row,
    brand: undefined,
    profile: null,
    facts: { post: null, hasConsent: false, complaintDate: null, workStatus: null },
    work: NO_WORK,
    interests: [],
    terms: [],
    months: [],
    mentions: [],
    ugc: [],
    checks: null,
    accounts: [],
  };
}

/** Post of the author that may be asked for. */
export function ugcPost(more: Record<string, unknown> = {}) {
  const nulls = Object.fromEntries(Object.keys(ugcRow.shape).map((key) => [key, null]));
  return ugcRow.parse({
    ...nulls,
    ...WEEK,
    brandId: 'aurora',
    postKey: postKeyOf(1),
    authorKey: keyOf(1),
    platform: 'xiaohongshu',
    kind: 'post',
    rank: 1,
    ugcScore: 80,
    utility: 0.7,
    utilityCue: 'how_to',
    rightsState: 'candidate',
    recommendedUse: 'ask',
    ...more,
  });
}

/** Names and words of the authors and posts above. */
export function knownOf(texts: { readonly name: string; readonly title: string; readonly text: string }): Known {
  return {
    authors: new Map(
      [1, 2].map((n) => [keyOf(n), { id: `id-${n}`, name: texts.name, url: `https://x.example/u/${n}` }]),
    ),
    posts: new Map(
      Array.from({ length: 12 }, (_, i) => [
        postKeyOf(i + 1),
        { id: `note-${i + 1}`, title: texts.title, text: texts.text, url: `https://x.example/p/${i + 1}` },
      ]),
    ),
  };
}

export const KIND_TEXTS = {
  name: '小禾的护肤日记',
  title: '换季精华空瓶记',
  text: '这瓶精华已经是第三瓶，换季泛红压得住，质地清爽。',
};

export function context(known: Known, more: Partial<DossierContext> = {}): DossierContext {
  return { known, languages: catalogues(['zh', 'en']), identityClass: 'handle', ...more };
}
