/** Typed rows of the marts as the report reads them. A mart that lacks a column it promised stops the report; extra columns pass by. */
import { z } from 'zod';

const count = z.int().nullable();
const number = z.number().nullable();
const day = z.iso.date();
const flag = z.boolean().nullable();
const text = z.string().nullable();

/** Columns that every weekly mart carries. */
const weekly = { asOf: day, weekStart: day, isoWeek: z.string() };

/** One own brand × account. Shares and probabilities in [0, 1], rates in mentions a year. */
export const candidateRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  /** The same for all accounts of one person, once somebody confirmed it; else as authorKey. */
  personKey: z.string(),
  platform: z.string(),
  sourceId: text,
  status: z.enum(['listed', 'eligible', 'early', 'quiet', 'thin']),
  activity: z.enum(['lapsed', 'at_risk', 'rising', 'active']),
  /** A, B or C; null as indexValue. */
  grade: text,
  /** Whether the balance of platforms moved the place: moved_up or held_back; null = no. */
  diversity: text,
  authenticityLabel: text,
  reason1: text,
  reason2: text,
  reason3: text,
  reasonWeakest: text,
  raiseCode: text,
  evidencePostKey1: text,
  evidencePostKey2: text,
  evidencePostKey3: text,
  kocScore: z.number(),
  /** Geometric mean score of the brand's eligible candidates; null = nobody is eligible. */
  usualScore: number,
  indexValue: number,
  indexLow: number,
  indexHigh: number,
  /** Index if what raiseCode names came true. */
  raisedIndex: number,
  /** ln of each factor less its mean over the eligible; null = nobody is eligible, or the author is silent by now. */
  contributionRate: number,
  contributionShare: number,
  contributionPos: number,
  contributionRep: number,
  contributionAuth: number,
  contributionCircle: number,
  contributionEngagement: number,
  contributionFloor: number,
  ratePerYear: z.number(),
  /** Null: fewer than 3 brands of the category are watched. */
  share: number,
  shareLift: number,
  pos: z.number(),
  posLow: number,
  posHigh: number,
  usualPos: number,
  affinityPercentile: number,
  expectedMentions: z.number(),
  auth: z.number(),
  authenticityFlagsCount: z.int(),
  /** 100 = typical for accounts of that size; null = no counts shown. */
  engagementValue: number,
  engagedPostsCount: count,
  influence: z.number(),
  /** Null, with the counts below: answers are not collected and none were seen. */
  circle: number,
  respondersCount: count,
  credibleRespondersCount: count,
  innerCircleCount: count,
  reachNewShare: number,
  floorFactor: z.number(),
  nEff: z.number(),
  followersCount: count,
  followersIsFloor: flag,
  disclosedShare: number,
  brandsCount: z.int(),
  mentionsCount: z.int(),
  namedMentionsCount: z.int(),
  inheritedMentionsCount: z.int(),
  positiveMentionsCount: z.int(),
  negativeMentionsCount: z.int(),
  giftedMentionsCount: z.int(),
  categoryMentionsCount: z.int(),
  weeksCount: z.int(),
  positiveWeeksCount: z.int(),
  mentions12wCount: z.int(),
  positiveMentions12wCount: z.int(),
  rank: count,
  /** Among the eligible, by score alone; null = not eligible. */
  computedRank: count,
  previousRank: count,
  rankChange: count,
  isNew: flag,
  isKeywordOnly: flag,
  isEnthusiast: flag,
  isCustomer: flag,
  /** Somebody confirmed the account as a KOC of the brand. */
  isConfirmed: flag,
  /** Files for people may print it. */
  isPrinted: flag,
  isClassByHand: flag,
  isCalibrated: flag,
  firstMentionDate: day.nullable(),
  lastMentionDate: day.nullable(),
});
export type CandidateRow = z.infer<typeof candidateRow>;

/** One own brand × account that is no candidate by class, with the numbers of the rule that decided. */
export const leftOutRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  class: z.string(),
  classReason: z.string(),
  pos: number,
  usualPos: number,
  shareLift: number,
  disclosedShare: number,
  followersCount: count,
  brandsCount: count,
  mentionsCount: z.int(),
  decidedDate: day.nullable(),
});
export type LeftOutRow = z.infer<typeof leftOutRow>;

/** One own brand × post that could be featured; score 0 to 100. */
export const ugcRow = z.object({
  ...weekly,
  brandId: z.string(),
  postKey: z.string(),
  authorKey: text,
  platform: z.string(),
  kind: z.string(),
  rank: z.int(),
  ugcScore: z.number(),
  quality: number,
  utility: number,
  visual: number,
  resonance: number,
  freshness: number,
  rightsState: z.string(),
  /** feature, repost or ask; null = on hold. */
  recommendedUse: text,
  utilityCue: text,
  /** useful, entertaining, both or plain; null = the language is not read. */
  appeal: text,
  /** What the post declares to have been received for it; null = nothing. */
  declaredKind: text,
  /** Saves for each like, times the platform's median; null = not both shown. */
  saveLift: number,
  utilityCuesCount: count,
  entertainmentCuesCount: count,
  /** Codes joined by commas; null = every part is there. */
  missingParts: text,
  publishedDate: day.nullable(),
  likesCount: count,
  savesCount: count,
  repliesCount: count,
  sharesCount: count,
  imageCount: count,
  hasVideo: flag,
  isCopied: flag,
  textLength: count,
  ownLength: count,
});
export type UgcRow = z.infer<typeof ugcRow>;

/** Date, counts and pictures of a post that a candidate's row cites. */
export const evidenceRow = z.object({
  ...weekly,
  postKey: z.string(),
  platform: z.string(),
  kind: z.string(),
  publishedDate: day.nullable(),
  likesCount: count,
  savesCount: count,
  repliesCount: count,
  sharesCount: count,
  imageCount: count,
  hasVideo: flag,
});
export type EvidenceRow = z.infer<typeof evidenceRow>;

/** One account that stands in a list. */
export const profileRow = z.object({
  ...weekly,
  authorKey: z.string(),
  platform: z.string(),
  class: z.string(),
  followersCount: count,
  followersIsFloor: flag,
  firstSeenDate: day.nullable(),
  lastSeenDate: day.nullable(),
  postsCount: z.int(),
  commentsCount: z.int(),
  reviewsCount: z.int(),
  mentionsCount: z.int(),
  brandsCount: z.int(),
  categoriesCount: z.int(),
  positiveShare: number,
  activeWeeksCount: z.int(),
  topBrandId: text,
});
export type ProfileRow = z.infer<typeof profileRow>;

/** One brand in the reported week, own or tracked. */
export const brandWeekRow = z.object({
  ...weekly,
  brandId: z.string(),
  role: z.string(),
  category: z.string(),
  mentionsCount: z.int(),
  namedMentionsCount: z.int(),
  inheritedMentionsCount: z.int(),
  subjectMentionsCount: z.int(),
  authorsCount: z.int(),
  authorsNamedCount: z.int(),
  consumerAuthorsCount: z.int(),
  positiveMentionsCount: z.int(),
  negativeMentionsCount: z.int(),
  neutralMentionsCount: z.int(),
  sovMentions: number,
  sovAuthors: number,
  sovPositiveAuthors: number,
  netSentimentAll: number,
  netSentimentOpinions: number,
  likesSum: count,
  repliesSum: count,
  mentionsPrevWeekCount: count,
  authorsPrevWeekCount: count,
  authors4wCount: count,
});
export type BrandWeekRow = z.infer<typeof brandWeekRow>;

/** Accounts in one segment of an own brand. */
export const segmentRow = z.object({
  ...weekly,
  brandId: z.string(),
  segment: z.string(),
  quadrant: z.string(),
  authorsCount: z.int(),
});
export type SegmentRow = z.infer<typeof segmentRow>;

/** How praise of a brand is spread; null = under 10 authors. */
export const concentrationRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorsCount: z.int(),
  top1Share: number,
  top5Share: number,
  top10Share: number,
  top20Share: number,
  top50Share: number,
  gini: number,
});
export type ConcentrationRow = z.infer<typeof concentrationRow>;

/** One KOL of an own brand, apart from its list. */
export const kolRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  platform: text,
  /** Rule that made it a KOL. */
  classReason: z.string(),
  rank: z.int(),
  /** Null = no counts shown. */
  reactionsPerPost: number,
  respondersCount: z.int(),
  overlapCount: z.int(),
  /** Part of those who answer that praise the brand already; null = nobody answered, or answers are not collected. */
  overlapShare: number,
  disclosedShare: number,
  pos: number,
  followersCount: count,
  mentionsCount: z.int(),
  competitorMentionsCount: z.int(),
  brandsCount: z.int(),
});
export type KolRow = z.infer<typeof kolRow>;

/** A candidate that is much like a listed author; parts in [0, 1]. */
export const lookalikeRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  similarKey: z.string(),
  similarStatus: z.enum(['listed', 'eligible', 'early']),
  rank: z.int(),
  likeness: z.number(),
  taste: z.number(),
  pace: z.number(),
  isSamePlatform: z.boolean(),
  isSameLanguage: z.boolean(),
});
export type LookalikeRow = z.infer<typeof lookalikeRow>;

/** Consumers of an own brand by the month of their first mention, in one month since; months by their first day. */
export const cohortRow = z.object({
  ...weekly,
  brandId: z.string(),
  cohortMonth: day,
  month: day,
  monthsSinceCount: z.int(),
  authorsCount: z.int(),
  activeCount: z.int(),
});
export type CohortRow = z.infer<typeof cohortRow>;

/** One configured brand in one of the last 26 weeks, the reported one included; weeks without a mention stand as zeros. */
export const brandHistoryRow = z.object({
  ...weekly,
  brandId: z.string(),
  /** Monday of the week that the numbers are of. */
  periodStart: day,
  mentionsCount: z.int(),
  authorsCount: z.int(),
  consumerAuthorsCount: z.int(),
  positiveMentionsCount: z.int(),
  negativeMentionsCount: z.int(),
  neutralMentionsCount: z.int(),
  /** Null = the category has no consumer authors. */
  sovAuthors: number,
  /** Null = no opinion. */
  netSentimentOpinions: number,
});
export type BrandHistoryRow = z.infer<typeof brandHistoryRow>;

/** One configured brand in one of the last 12 calendar months, the current one as far as it goes. */
export const brandMonthRow = z.object({
  ...weekly,
  brandId: z.string(),
  /** First day of the month. */
  month: day,
  mentionsCount: z.int(),
  authorsCount: z.int(),
  consumerAuthorsCount: z.int(),
  newAuthorsCount: z.int(),
  positiveMentionsCount: z.int(),
  negativeMentionsCount: z.int(),
  neutralMentionsCount: z.int(),
  likesSum: count,
  repliesSum: count,
});
export type BrandMonthRow = z.infer<typeof brandMonthRow>;

/** What mentions of an own brand in the last 12 weeks praise and criticise. */
export const brandAspectRow = z.object({
  ...weekly,
  brandId: z.string(),
  aspect: z.string(),
  /** Mentions, by consumers who are not suspect. */
  praisedCount: z.int(),
  blamedCount: z.int(),
  authorsCount: z.int(),
  /** Newest posts that say so; null = none. */
  praisedPostKey: text,
  blamedPostKey: text,
});
export type BrandAspectRow = z.infer<typeof brandAspectRow>;

/** A word of mentions of an own brand in the last 12 weeks, used by at least 3 people; none where keywords are off. */
export const brandKeywordRow = z.object({
  ...weekly,
  brandId: z.string(),
  term: z.string(),
  authorsCount: z.int(),
  mentionsCount: z.int(),
  positiveMentionsCount: z.int(),
  /** How much more often than with other brands of the category; 1 = as often; null = no other brand is watched. */
  lift: number,
});
export type BrandKeywordRow = z.infer<typeof brandKeywordRow>;

/** Mentions of the brand by one printed author in one of the last 12 months that had any. */
export const authorMonthRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  month: day,
  mentionsCount: z.int(),
  positiveMentionsCount: z.int(),
  negativeMentionsCount: z.int(),
});
export type AuthorMonthRow = z.infer<typeof authorMonthRow>;

/** What one printed author says of the brand: an aspect or a product, most spoken of first. */
export const authorInterestRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  kind: z.enum(['aspect', 'product']),
  /** Aspect, or id of a configured product. */
  code: z.string(),
  mentionsCount: z.int(),
  praisedCount: z.int(),
  blamedCount: z.int(),
});
export type AuthorInterestRow = z.infer<typeof authorInterestRow>;

/** A word that one printed author uses of the brand more than others do; none where keywords are off. Personal: direct. */
export const authorTermRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  term: z.string(),
  mentionsCount: z.int(),
});
export type AuthorTermRow = z.infer<typeof authorTermRow>;

/** One of at most 12 mentions of the brand by a printed author: its evidence first, then the newest. */
export const candidateMentionRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  postKey: z.string(),
  mentionNo: z.int(),
  platform: z.string(),
  kind: z.string(),
  feeling: z.enum(['positive', 'neutral', 'negative']),
  isInherited: z.boolean(),
  disclosureKind: text,
  disclosureState: text,
  likesCount: count,
  savesCount: count,
  repliesCount: count,
  sharesCount: count,
  imageCount: count,
  hasVideo: flag,
  publishedDate: day.nullable(),
});
export type CandidateMentionRow = z.infer<typeof candidateMentionRow>;

/** One thing to do this week for an own brand, at most 20, most urgent first. */
export const worklistRow = z.object({
  ...weekly,
  brandId: z.string(),
  itemNo: z.int(),
  /** Why now: first time on the list (in the first week: on it), risen, falling silent, or a post worth asking for. */
  action: z.enum(['new', 'risen', 'at_risk', 'ugc_ask']),
  authorKey: z.string(),
  /** The post to answer under or to ask for; null = none is known. */
  postKey: text,
  /** Place on the shortlist; null = not on it. */
  rank: count,
  rankChange: count,
});
export type WorklistRow = z.infer<typeof worklistRow>;

/** Accounts left out of an own brand's lists, as counts; suspects too, with the reason `patterns`. */
export const leftOutCountRow = z.object({
  ...weekly,
  brandId: z.string(),
  class: z.string(),
  classReason: z.string(),
  authorsCount: z.int(),
});
export type LeftOutCountRow = z.infer<typeof leftOutCountRow>;

/** Signals of authenticity of one printed account; never a verdict. */
export const authenticityRow = z.object({
  ...weekly,
  authorKey: z.string(),
  authenticityLabel: z.enum(['trusted', 'normal', 'suspect']),
  /** As somebody decided by hand; null = nobody did. */
  override: text,
  /** 0 to 1; 0.953 where nothing is unusual. */
  auth: z.number(),
  flagsCount: z.int(),
  isCopiedText: z.boolean(),
  isRing: z.boolean(),
  isCoEngaged: z.boolean(),
  isBurst: z.boolean(),
  isOneBrandPraise: z.boolean(),
  isNewAccount: z.boolean(),
  isRatingDeviant: z.boolean(),
  isUnverified: z.boolean(),
  isUnmarkedCommerce: z.boolean(),
  hasPeopleMatch: z.boolean(),
  isConfirmed: z.boolean(),
  isMostlyVerified: z.boolean(),
});
export type AuthenticityRow = z.infer<typeof authenticityRow>;

/** What speaks for one flag of one printed account: a record or another account, at most three a flag. */
export const authenticityEvidenceRow = z.object({
  ...weekly,
  authorKey: z.string(),
  flag: z.string(),
  evidenceNo: z.int(),
  /** Null = it shows between accounts. */
  postKey: text,
  /** Null = none, or an account that is not published itself. */
  partnerAuthorKey: text,
  value: z.number(),
});
export type AuthenticityEvidenceRow = z.infer<typeof authenticityEvidenceRow>;

/** Another account of a printed author, as somebody confirmed it. No file of data carries it. */
export const personAccountRow = z.object({
  ...weekly,
  authorKey: z.string(),
  accountKey: z.string(),
  platform: z.string(),
});
export type PersonAccountRow = z.infer<typeof personAccountRow>;

/** One account left out of an own brand's lists, by name and suspects too. Review desk only: no file carries it. */
export const deskLeftOutRow = z.object({
  ...weekly,
  brandId: z.string(),
  authorKey: z.string(),
  class: z.string(),
  classReason: z.string(),
  /** Codes as in authenticityEvidenceRow, joined by commas; null = none. */
  flags: text,
  evidencePostKey1: text,
  evidencePostKey2: text,
  evidencePostKey3: text,
  flagsCount: z.int(),
  mentionsCount: z.int(),
  /** Null = its words enter no sum. */
  positiveMentionsCount: count,
  followersCount: count,
});
export type DeskLeftOutRow = z.infer<typeof deskLeftOutRow>;

/** What one source gave on one platform, and how its last passes ended. */
export const coverageRow = z.object({
  ...weekly,
  sourceId: z.string(),
  platform: z.string(),
  kind: z.string(),
  recordsCount: z.int(),
  recordsTotalCount: z.int(),
  authorsTotalCount: z.int(),
  undatedTotalCount: z.int(),
  withBrandTotalCount: z.int(),
  assumedObservationShare: number,
  keywordOnlyShare: number,
  firstDate: day.nullable(),
  lastDate: day.nullable(),
  collectsReplies: flag,
  isCalibrated: flag,
  /** Worst of all passes and worst of the newest day's; null = no pass known. */
  outcome: text,
  latestOutcome: text,
});
export type CoverageRow = z.infer<typeof coverageRow>;

/** A row as DuckDB gives it, in the names and kinds of value of the schemas above. */
export function martRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [camelCase(column), plain(value)]));
}

const camelNames = new Map<string, string>();

function camelCase(column: string): string {
  let name = camelNames.get(column);
  if (name === undefined) {
    name = column.replaceAll(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
    camelNames.set(column, name);
  }
  return name;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
