/** A made-up week of lists: as many candidates as asked for, with plain words or with words that try to do harm. */
import type { Brand } from '../../../jobs/config/types.ts';
import type { KnownAuthor, KnownPost } from '../../../jobs/report/known.ts';
import type { Lists } from '../../../jobs/report/lists.ts';
import type { CandidateRow, UgcRow, WorklistRow } from '../../../jobs/report/rows.ts';
import { NO_WORK, type Work, workPlace } from '../../../jobs/report/work.ts';
import { parseAsOf, zoneOffset } from '../../../warehouse/contracts/time.ts';

export const AS_OF = parseAsOf('2026-11-16', zoneOffset('Asia/Shanghai'));
const WEEKLY = { asOf: AS_OF.date, weekStart: AS_OF.weekStart, isoWeek: AS_OF.isoWeek };

export const authorKey = (n: number): string => String(n).padStart(32, '0');
const postKey = (n: number, place = 1): string => `f${String(place).padStart(3, '0')}${String(n).padStart(28, '0')}`;

export interface WeekInput {
  /** Listed candidates of each own brand. */
  readonly candidates: number;
  /** Words of names, titles and texts; default: harmless ones. */
  readonly says?: (n: number) => string;
  readonly url?: (n: number) => string;
  readonly brands?: readonly Brand[];
  readonly work?: ReadonlyMap<string, Work>;
}

export function brand(id: string, names: readonly string[], role: Brand['role'] = 'own'): Brand {
  return { id, role, names, category: 'skincare', exclude: [], competitors: [], products: [], handles: {} };
}

export const BRANDS = [brand('aurora', ['欧若拉', 'Aurora']), brand('nova', ['诺瓦', 'Nova'], 'tracked')];

/** Somebody has been in touch with author 2 and written a note. */
export const WORK: ReadonlyMap<string, Work> = new Map([
  [
    workPlace('aurora', authorKey(2)),
    { status: 'contacted', owner: '小王', note: '=1+1 聊过一次，很友好', lastContact: '2026-11-12' },
  ],
  [workPlace('aurora', authorKey(3)), { ...NO_WORK, status: 'done' }],
]);

export function week({ candidates, says, url, brands = BRANDS, work = WORK }: WeekInput): Lists {
  const own = brands.filter(({ role }) => role === 'own');
  const each = <Row>(make: (brandId: string, n: number) => Row, from: number, to: number): Row[] =>
    own.flatMap(({ id }) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => make(id, from + i)));
  const koc = each((id, n) => candidate(id, n, { rank: n }), 1, candidates);
  const earlyCount = Math.min(10, candidates);
  const early = each(
    (id, n) =>
      candidate(id, n, {
        status: 'early',
        positiveMentionsCount: 1,
        positiveWeeksCount: 1,
        rank: null,
        activity: n % 2 === 0 ? 'rising' : 'active',
      }),
    candidates + 1,
    candidates + earlyCount,
  );
  const left = each(
    (id, n) => candidate(id, n, { status: 'quiet', rank: null, previousRank: 3, activity: 'lapsed' }),
    9001,
    9000 + Math.min(1, candidates),
  );
  const everybody = candidates === 0 ? [] : [...Array.from({ length: candidates + earlyCount }, (_, i) => i + 1), 9001];
  const plain = (n: number) => `作者 ${n} 号`;
  const authors = everybody.map((n): [string, KnownAuthor] => [
    authorKey(n),
    { id: `id${n}`, name: (says ?? plain)(n), url: url?.(n) ?? `https://xhs.example/u/${n}` },
  ]);
  const posts = everybody.flatMap((n) =>
    [1, 2, 3].map((place): [string, KnownPost] => [
      postKey(n, place),
      {
        id: `note${n}-${place}`,
        title: says?.(n) ?? (place === 2 ? null : `第 ${place} 次回购，冬天也不干了`),
        text: says?.(n) ?? '早晚各用一次，上脸清爽，混油皮也不闷，已经是第三瓶，朋友也来问链接。',
        url: url?.(n) ?? `https://xhs.example/p/${n}-${place}`,
      },
    ]),
  );
  return {
    asOf: AS_OF,
    brands: new Map(brands.map((one) => [one.id, one])),
    koc,
    early,
    left,
    ugc: each(ugc, 1, Math.min(30, candidates)),
    kol: each(
      (brandId, n) => ({
        ...WEEKLY,
        brandId,
        authorKey: authorKey(n),
        platform: 'xiaohongshu',
        classReason: 'followers',
        rank: n,
        reactionsPerPost: 1843.2,
        respondersCount: 40,
        overlapCount: 9,
        overlapShare: 0.225,
        disclosedShare: 0.5,
        pos: 0.8,
        followersCount: 123_456,
        mentionsCount: 2,
        competitorMentionsCount: 5,
        brandsCount: 4,
      }),
      1,
      Math.min(1, candidates),
    ),
    brandWeeks: brands.map(({ id, role, category }) => ({
      ...WEEKLY,
      brandId: id,
      role,
      category,
      mentionsCount: 1200,
      namedMentionsCount: 1000,
      inheritedMentionsCount: 200,
      subjectMentionsCount: 700,
      authorsCount: 310,
      authorsNamedCount: 300,
      consumerAuthorsCount: 290,
      positiveMentionsCount: 500,
      negativeMentionsCount: 50,
      neutralMentionsCount: 650,
      sovMentions: 0.5,
      sovAuthors: 0.46,
      sovPositiveAuthors: 0.52,
      netSentimentAll: 0.375,
      netSentimentOpinions: 0.82,
      likesSum: 123_456,
      repliesSum: null,
      mentionsPrevWeekCount: 1000,
      authorsPrevWeekCount: 250,
      authors4wCount: 600,
    })),
    coverage: [
      {
        ...WEEKLY,
        sourceId: 'notes',
        platform: 'xiaohongshu',
        kind: 'post',
        outcome: 'partial',
        latestOutcome: 'partial',
        recordsCount: 900,
        recordsTotalCount: 12_000,
        authorsTotalCount: 800,
        undatedTotalCount: 7,
        withBrandTotalCount: 4000,
        assumedObservationShare: 1,
        keywordOnlyShare: 0.25,
        wordsCount: 5,
        wordsNotSearchedCount: 2,
        collectsReplies: false,
        isCalibrated: false,
        firstDate: '2026-05-01',
        lastDate: '2026-11-15',
      },
    ],
    segments: [],
    concentration: [],
    cohorts: [],
    profiles: [],
    evidence: new Map(
      everybody.flatMap((n) =>
        [1, 2, 3].map((place) => [
          postKey(n, place),
          {
            ...WEEKLY,
            postKey: postKey(n, place),
            platform: 'xiaohongshu',
            kind: 'post',
            publishedDate: place === 3 ? null : `2026-11-0${place}`,
            likesCount: 12_345,
            savesCount: place === 2 ? null : 678,
            repliesCount: 0,
            sharesCount: 2,
            imageCount: 3,
            hasVideo: false,
          },
        ]),
      ),
    ),
    known: { authors: new Map(authors), posts: new Map(posts) },
    work,
    history: [],
    keywords: [],
    authorMonths: [],
    interests: [],
    terms: [],
    mentions: [],
    accounts: [],
    authenticity: new Map(),
    months: each(
      (brandId, n) => ({
        ...WEEKLY,
        brandId,
        month: `2026-${String(n).padStart(2, '0')}-01`,
        mentionsCount: 100 * n,
        authorsCount: 80 * n,
        consumerAuthorsCount: 70 * n,
        newAuthorsCount: 9 * n,
        positiveMentionsCount: n === 1 ? 0 : 40 * n,
        negativeMentionsCount: n === 1 ? 0 : 10 * n,
        neutralMentionsCount: 50 * n,
        likesSum: 1000 * n,
        repliesSum: null,
      }),
      1,
      11,
    ),
    aspects: own.flatMap(({ id }) =>
      ['texture', 'price'].map((aspect, i) => ({
        ...WEEKLY,
        brandId: id,
        aspect,
        praisedCount: 42 - i * 30,
        blamedCount: 3 + i * 9,
        authorsCount: 40 - i * 20,
        praisedPostKey: postKey(1),
        blamedPostKey: i === 0 ? null : postKey(2),
      })),
    ),
    worklist: each(worklistItem, 1, Math.min(20, candidates)),
    leftOut: own.flatMap(({ id }) => [
      { ...WEEKLY, brandId: id, class: 'kol', classReason: 'followers', authorsCount: 12 },
      { ...WEEKLY, brandId: id, class: 'suspect', classReason: 'patterns', authorsCount: 5 },
      { ...WEEKLY, brandId: id, class: 'store', classReason: 'new_rule', authorsCount: 1 },
    ]),
  };
}

function worklistItem(brandId: string, n: number): WorklistRow {
  const action = (['new', 'risen', 'at_risk', 'ugc_ask'] as const)[(n - 1) % 4]!;
  return {
    ...WEEKLY,
    brandId,
    itemNo: n,
    action,
    authorKey: authorKey(action === 'at_risk' ? 9001 : n),
    postKey: postKey(n),
    rank: action === 'at_risk' ? null : n,
    rankChange: action === 'risen' ? 4 : null,
  };
}

function ugc(brandId: string, n: number): UgcRow {
  return {
    ...WEEKLY,
    brandId,
    postKey: postKey(n),
    authorKey: authorKey(n),
    platform: 'xiaohongshu',
    kind: 'post',
    rank: n,
    ugcScore: 90 - n,
    quality: 0.9,
    utility: 0.8,
    visual: null,
    resonance: 0.7,
    freshness: 0.8,
    rightsState: 'not_asked',
    recommendedUse: n % 2 === 0 ? 'ask' : null,
    utilityCue: 'how_to',
    appeal: 'both',
    declaredKind: n === 1 ? 'gift' : null,
    saveLift: 3.4,
    utilityCuesCount: 3,
    entertainmentCuesCount: 1,
    missingParts: 'visual',
    publishedDate: '2026-11-10',
    likesCount: 12_345,
    savesCount: 678,
    repliesCount: null,
    sharesCount: 2,
    imageCount: 6,
    hasVideo: false,
    isCopied: false,
    textLength: 230,
    ownLength: 230,
  };
}

function candidate(brandId: string, n: number, more: Partial<CandidateRow>): CandidateRow {
  return {
    ...WEEKLY,
    brandId,
    authorKey: authorKey(n),
    personKey: authorKey(n),
    platform: n % 3 === 0 ? 'bluesky' : 'xiaohongshu',
    sourceId: 'notes',
    status: 'listed',
    activity: n % 5 === 0 ? 'rising' : 'active',
    grade: n < 10 ? 'A' : 'B',
    diversity: null,
    authenticityLabel: 'trusted',
    reason1: 'share',
    reason2: 'rate',
    reason3: 'engagement',
    reasonWeakest: 'pos',
    raiseCode: 'mention',
    evidencePostKey1: postKey(n, 1),
    evidencePostKey2: postKey(n, 2),
    evidencePostKey3: n % 2 === 0 ? null : postKey(n, 3),
    kocScore: 1 / n,
    usualScore: 0.5,
    indexValue: 100 / (1 + n / 20),
    indexLow: 90 / (1 + n / 20),
    indexHigh: 100 / (1 + n / 25),
    raisedIndex: 100 / (0.7 + n / 20),
    contributionRate: 0.5,
    contributionShare: 0.8,
    contributionPos: 0,
    contributionRep: 0.1,
    contributionAuth: 0,
    contributionCircle: 0,
    contributionEngagement: 0.3,
    contributionFloor: 0,
    ratePerYear: 12.34,
    share: 0.41,
    shareLift: n === 4 ? null : 4.56,
    pos: 0.9,
    posLow: 0.74,
    posHigh: 0.97,
    usualPos: 0.71,
    affinityPercentile: 93,
    expectedMentions: 4.8,
    auth: 0.95,
    authenticityFlagsCount: 0,
    engagementValue: n === 5 ? null : 80 + n,
    engagedPostsCount: 7,
    influence: 1.1,
    circle: 9.4,
    respondersCount: 14,
    credibleRespondersCount: 9,
    innerCircleCount: 3,
    reachNewShare: 0.43,
    floorFactor: 1,
    nEff: 6.5,
    followersCount: n === 6 ? null : 400 * n,
    followersIsFloor: false,
    disclosedShare: n === 7 ? 0.04 : 0,
    brandsCount: 6,
    mentionsCount: 10,
    namedMentionsCount: 8,
    inheritedMentionsCount: 2,
    positiveMentionsCount: 9,
    negativeMentionsCount: 0,
    giftedMentionsCount: n === 8 ? 2 : 0,
    categoryMentionsCount: 14,
    weeksCount: 8,
    positiveWeeksCount: 7,
    mentions12wCount: 4,
    positiveMentions12wCount: 3,
    rank: null,
    computedRank: n,
    previousRank: n + 1,
    rankChange: n === 1 ? 0 : 2 - n,
    isNew: n === 4,
    isKeywordOnly: n % 2 === 0,
    isEnthusiast: false,
    isCustomer: false,
    isConfirmed: false,
    isPrinted: true,
    isClassByHand: false,
    isCalibrated: false,
    firstMentionDate: '2026-05-04',
    lastMentionDate: '2026-11-12',
    ...more,
  };
}
