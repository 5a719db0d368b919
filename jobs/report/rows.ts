/** Typed rows of the lists as the report reads them. A mart that lacks a column it promised stops the report; extra columns pass by. */
import { z } from 'zod';
import { count, day, flag, number, ofAuthor, ofBrand, text, weekly } from './row_cells.ts';

/** One own brand × account. Shares and probabilities in [0, 1], rates in mentions a year. */
export const candidateRow = z.object({
  ...ofAuthor,
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
  ...ofAuthor,
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
  ...ofBrand,
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

/** One KOL of an own brand, apart from its list. */
export const kolRow = z.object({
  ...ofAuthor,
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
  ...ofAuthor,
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

/** One thing to do this week for an own brand, at most 20, most urgent first. */
export const worklistRow = z.object({
  ...ofBrand,
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

/** Another account of a printed author, as somebody confirmed it. No file of data carries it. */
export const personAccountRow = z.object({
  ...weekly,
  authorKey: z.string(),
  accountKey: z.string(),
  platform: z.string(),
});
export type PersonAccountRow = z.infer<typeof personAccountRow>;
