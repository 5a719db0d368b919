/** A made-up week of as many candidates and brands as a test wants, for pages and charts. Deterministic; every word is made here. */
import type { Brand } from '../../../jobs/config/types.ts';
import type { CoverageRow } from '../../../jobs/report/brand_rows.ts';
import type { Known, KnownAuthor, KnownPost } from '../../../jobs/report/known.ts';
import type { Lists } from '../../../jobs/report/lists.ts';
import type { PagesInput } from '../../../jobs/report/pages/brand_scope.ts';
import type { CandidateRow, EvidenceRow, KolRow } from '../../../jobs/report/rows.ts';
import { catalogues } from '../../../jobs/report/words/languages.ts';
import { parseAsOf, zoneOffset } from '../../../warehouse/contracts/time.ts';
import { BRAND, bareRow, fullRow, keyOf, postKeyOf, ugcPost, WEEK } from '../dossier/subjects.ts';

export interface WeekSize {
  readonly candidates: number;
  readonly rivals?: number;
  /** Texts of authors and posts; kind ones unless a test has worse. */
  readonly texts?: (n: number) => { readonly name: string; readonly title: string; readonly text: string };
}

const PLATFORMS = ['xiaohongshu', 'weibo', 'bilibili', 'reddit'];
const ACTIVITIES = ['rising', 'active', 'at_risk', 'lapsed'] as const;
const REASONS = ['share', 'rate', 'circle', 'pos', 'rep', 'engagement'];
const MONDAY = Date.UTC(2026, 10, 9);
const WEEK_MS = 7 * 86_400_000;
const KIND = (n: number) => ({
  name: n % 3 === 0 ? `小满的护肤日记 ${n}` : `lin_and_tea_${n}`,
  title: n % 2 === 0 ? `换季精华空瓶记 ${n}` : `Third bottle, still the one for dry winters (${n})`,
  text: '用到第三瓶了，冬天不起皮，妈妈也跟着用。 Texture is light and it sits well under sunscreen. '.repeat(3),
});

/** What the pages are made of. */
export function pagesInput(size: WeekSize, more: Partial<PagesInput> = {}): PagesInput {
  return {
    lists: week(size),
    identityClass: 'handle',
    languages: catalogues(['zh', 'en']),
    selfTest: null,
    people: [],
    hasKeywords: true,
    ...more,
  };
}

export function week({ candidates, rivals = 5, texts = KIND }: WeekSize): Lists {
  const brands: Brand[] = [
    BRAND,
    ...count(rivals).map((n): Brand => ({ ...BRAND, id: `rival_${n}`, role: 'tracked', names: [rivalName(n)] })),
  ];
  const isFull = candidates > 0;
  const koc = count(candidates).map(listed);
  const early = count(Math.min(50, Math.ceil(candidates / 4))).map((n) => earlyRow(candidates + n));
  const left = count(Math.min(9, candidates)).map((n) =>
    fullRow({ authorKey: keyOf(900 + n), rank: null, previousRank: n, rankChange: null, status: 'eligible' }),
  );
  const people = [...koc, ...early, ...left];
  const ugc = count(isFull ? 20 : 0).map((n) =>
    ugcPost({ postKey: postKeyOf(n * 3), authorKey: keyOf(n), rank: n, ugcScore: 90 - n }),
  );
  return {
    asOf: parseAsOf(WEEK.asOf, zoneOffset('Asia/Shanghai')),
    brands: new Map(brands.map((brand) => [brand.id, brand])),
    koc,
    early,
    left,
    ugc,
    kol: count(isFull ? 6 : 0).map(kol),
    brandWeeks: brands.map((brand, i) => brandWeek(brand, isFull ? i : null)),
    coverage: isFull
      ? [coverage('notes', 'xiaohongshu', 'ok', 4210), coverage('weibo_search', 'weibo', 'blocked', 0)]
      : [],
    segments: (isFull ? ['champion', 'loyal_quiet', 'rising', 'other'] : []).map((segment, i) => ({
      ...WEEK,
      brandId: 'aurora',
      segment,
      quadrant: 'champions',
      authorsCount: 400 - i * 90,
    })),
    concentration: [
      {
        ...WEEK,
        brandId: 'aurora',
        authorsCount: isFull ? 812 : 3,
        top1Share: isFull ? 0.08 : null,
        top5Share: isFull ? 0.24 : null,
        top10Share: isFull ? 0.37 : null,
        top20Share: isFull ? 0.52 : null,
        top50Share: isFull ? 0.8 : null,
        gini: isFull ? 0.48 : null,
      },
    ],
    cohorts: isFull ? cohorts() : [],
    profiles: [],
    evidence: new Map(people.flatMap(evidenceOf).map((row) => [row.postKey, row])),
    history: brands.flatMap((brand, b) => count(26).map((n) => historyRow(brand, b, n, isFull))),
    months: isFull ? count(12).map((n) => monthRow(n)) : [],
    aspects: (isFull ? ['texture', 'effect', 'price', 'smell', 'packaging'] : []).map((aspect, i) => ({
      ...WEEK,
      brandId: 'aurora',
      aspect,
      praisedCount: 90 - i * 17,
      blamedCount: i * 9,
      authorsCount: 70 - i * 8,
      praisedPostKey: postKeyOf(i + 1),
      blamedPostKey: i === 0 ? null : postKeyOf(i + 2),
    })),
    keywords: (isFull ? ['补水', '不起皮', '空瓶', '回购', 'serum', '搓泥', '敏感肌', 'dupe', '换季', '瓶口'] : []).map(
      (term, i) => ({
        ...WEEK,
        brandId: 'aurora',
        term,
        authorsCount: 90 - i * 9,
        mentionsCount: 120 - i * 9,
        positiveMentionsCount: i === 5 ? 4 : i === 9 ? 16 : 100 - i * 9,
        lift: i === 3 ? null : 4.2 - i / 3,
      }),
    ),
    authorMonths: [],
    interests: [],
    terms: [],
    mentions: [],
    worklist: koc.slice(0, 20).map((row, i) => ({
      ...WEEK,
      brandId: 'aurora',
      itemNo: i + 1,
      action: (['at_risk', 'new', 'risen', 'ugc_ask'] as const)[Math.floor(i / 5)] ?? 'new',
      authorKey: row.authorKey,
      postKey: postKeyOf((i + 1) * 3),
      rank: row.rank,
      rankChange: row.rankChange,
    })),
    leftOut: isFull
      ? [
          { ...WEEK, brandId: 'aurora', class: 'kol', classReason: 'followers', authorsCount: 12 },
          { ...WEEK, brandId: 'aurora', class: 'suspect', classReason: 'suspect', authorsCount: 4 },
        ]
      : [],
    accounts: [],
    authenticity: new Map(),
    known: known(people, texts),
    work: new Map(),
  };
}

function listed(n: number): CandidateRow {
  const change = n % 5;
  const isSilent = n % 17 === 0;
  return fullRow({
    authorKey: keyOf(n),
    platform: PLATFORMS[n % 4] ?? 'weibo',
    activity: ACTIVITIES[n % 4] ?? 'active',
    rank: n,
    computedRank: n,
    isNew: change === 0,
    previousRank: change === 0 ? null : n,
    rankChange: change === 0 ? null : change - 2,
    isCustomer: n % 7 === 0,
    giftedMentionsCount: n % 9 === 0 ? 1 : 0,
    indexValue: 92 - n * 0.4,
    indexLow: 80 - n * 0.4,
    indexHigh: 97 - n * 0.4,
    grade: n < 60 ? 'A' : n < 120 ? 'B' : 'C',
    engagementValue: isSilent ? null : 30 + ((n * 37) % 420),
    respondersCount: isSilent ? null : (n * 7) % 40,
    followersCount: isSilent ? null : (n * 997) % 40_000,
    mentions12wCount: 2 + ((n * 5) % 23),
    ratePerYear: 1 + ((n * 13) % 90) / 2,
    affinityPercentile: n === 1 ? null : 100 - n / 2.2,
    reason1: REASONS[n % 6] ?? null,
    reason2: REASONS[(n + 2) % 6] ?? null,
    reason3: REASONS[(n + 3) % 6] ?? null,
    evidencePostKey1: postKeyOf(n * 3),
    evidencePostKey2: postKeyOf(n * 3 + 1),
    evidencePostKey3: postKeyOf(n * 3 + 2),
  });
}

function earlyRow(n: number): CandidateRow {
  return bareRow({
    authorKey: keyOf(n),
    status: 'early',
    activity: n % 3 === 0 ? 'rising' : 'active',
    evidencePostKey1: postKeyOf(n * 3),
    followersCount: n * 31,
  });
}

function kol(n: number): KolRow {
  return {
    ...WEEK,
    brandId: 'aurora',
    authorKey: keyOf(800 + n),
    platform: 'weibo',
    classReason: 'followers',
    rank: n,
    reactionsPerPost: n === 2 ? null : 9000 - n * 800,
    respondersCount: 90,
    overlapCount: 9,
    overlapShare: n === 3 ? null : 0.1,
    disclosedShare: 0.4,
    pos: 0.8,
    followersCount: 480_000 + n,
    mentionsCount: 7,
    competitorMentionsCount: 4,
    brandsCount: 14,
  };
}

function evidenceOf(row: CandidateRow): EvidenceRow[] {
  return [row.evidencePostKey1, row.evidencePostKey2, row.evidencePostKey3].flatMap((postKey, i) =>
    postKey === null
      ? []
      : {
          ...WEEK,
          postKey,
          platform: row.platform,
          kind: 'post',
          publishedDate: i === 2 ? null : `2026-10-${10 + i}`,
          likesCount: 1204 + i,
          savesCount: i === 1 ? null : 320,
          repliesCount: 45,
          sharesCount: null,
          imageCount: null,
          hasVideo: null,
        },
  );
}

function known(people: readonly CandidateRow[], texts: NonNullable<WeekSize['texts']>): Known {
  const authors = new Map<string, KnownAuthor>();
  const posts = new Map<string, KnownPost>();
  people.forEach((row, i) => {
    const said = texts(i + 1);
    authors.set(row.authorKey, { id: `id-${i}`, name: said.name, url: `https://social.example/u/${i}` });
    for (const key of [row.evidencePostKey1, row.evidencePostKey2, row.evidencePostKey3])
      if (key !== null)
        posts.set(key, { id: `p-${i}`, title: said.title, text: said.text, url: `https://social.example/p/${key}` });
  });
  return { authors, posts };
}

function brandWeek(brand: Brand, place: number | null): Lists['brandWeeks'][number] {
  const isEmpty = place === null;
  const size = isEmpty ? 0 : Math.round(400 / (place + 1));
  return {
    ...WEEK,
    brandId: brand.id,
    role: brand.role,
    category: brand.category,
    mentionsCount: size,
    namedMentionsCount: size,
    inheritedMentionsCount: 0,
    subjectMentionsCount: size,
    authorsCount: size,
    authorsNamedCount: size,
    consumerAuthorsCount: size,
    positiveMentionsCount: Math.round(size * 0.6),
    negativeMentionsCount: Math.round(size * 0.1),
    neutralMentionsCount: Math.round(size * 0.3),
    sovMentions: isEmpty ? null : 0.3,
    sovAuthors: isEmpty ? null : 0.42 / (place + 1),
    sovPositiveAuthors: isEmpty ? null : 0.3,
    netSentimentAll: isEmpty ? null : 0.4,
    netSentimentOpinions: isEmpty ? null : 0.7,
    likesSum: null,
    repliesSum: null,
    mentionsPrevWeekCount: isEmpty ? null : size - 9,
    authorsPrevWeekCount: isEmpty ? null : size - 7,
    authors4wCount: null,
  };
}

function historyRow(brand: Brand, place: number, n: number, isFull: boolean): Lists['history'][number] {
  const size = isFull && n !== 9 ? Math.round((60 + 20 * Math.sin(n / 3 + place)) / (place + 1)) : 0;
  return {
    ...WEEK,
    brandId: brand.id,
    periodStart: new Date(MONDAY - (26 - n) * WEEK_MS).toISOString().slice(0, 10),
    mentionsCount: size,
    authorsCount: size,
    consumerAuthorsCount: size,
    positiveMentionsCount: Math.round(size * 0.5),
    negativeMentionsCount: Math.round(size * (0.1 + 0.1 * Math.cos(n))),
    neutralMentionsCount: Math.round(size * 0.3),
    sovAuthors: size === 0 ? null : size / 260,
    netSentimentOpinions: null,
  };
}

function monthRow(n: number): Lists['months'][number] {
  const size = 100 + ((n * 37) % 90);
  return {
    ...WEEK,
    brandId: 'aurora',
    month: new Date(Date.UTC(2025, 10 + n, 1)).toISOString().slice(0, 10),
    mentionsCount: size,
    authorsCount: size - 20,
    consumerAuthorsCount: size - 30,
    newAuthorsCount: 12,
    positiveMentionsCount: Math.round(size * 0.55),
    negativeMentionsCount: Math.round(size * 0.12),
    neutralMentionsCount: size - Math.round(size * 0.55) - Math.round(size * 0.12),
    likesSum: null,
    repliesSum: null,
  };
}

function cohorts(): Lists['cohorts'] {
  return count(6).flatMap((n) =>
    count(6 - n + 1).map((since) => ({
      ...WEEK,
      brandId: 'aurora',
      cohortMonth: `2026-0${n + 3}-01`,
      month: '2026-11-01',
      monthsSinceCount: since,
      authorsCount: 90 + n,
      activeCount: 40 - since * 4,
    })),
  );
}

function coverage(sourceId: string, platform: string, outcome: string, records: number): CoverageRow {
  return {
    ...WEEK,
    sourceId,
    platform,
    kind: 'post',
    recordsCount: records,
    recordsTotalCount: records * 20,
    authorsTotalCount: records * 4,
    undatedTotalCount: 3,
    withBrandTotalCount: records * 9,
    assumedObservationShare: 0.2,
    keywordOnlyShare: 0.5,
    firstDate: '2026-01-02',
    lastDate: '2026-11-15',
    collectsReplies: true,
    isCalibrated: false,
    outcome,
    latestOutcome: outcome,
    wordsCount: null,
    wordsNotSearchedCount: null,
  };
}

function rivalName(n: number): string {
  return n === 2 ? 'A very long name of a brand that does not end where one would expect it to' : `蔻曼 ${n} 号`;
}

/** 1 to n. */
function count(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}
