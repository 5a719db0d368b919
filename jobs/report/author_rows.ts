/** Typed rows of marts about one printed author, and of the table for the review desk. As `rows.ts`: a column that is missing stops the report. */
import { z } from 'zod';
import { count, day, flag, ofAuthor, text, weekly } from './row_cells.ts';

/** Mentions of the brand by one printed author in one of the last 12 months that had any. */
export const authorMonthRow = z.object({
  ...ofAuthor,
  month: day,
  mentionsCount: z.int(),
  positiveMentionsCount: z.int(),
  negativeMentionsCount: z.int(),
});
export type AuthorMonthRow = z.infer<typeof authorMonthRow>;

/** What one printed author says of the brand: an aspect or a product, most spoken of first. */
export const authorInterestRow = z.object({
  ...ofAuthor,
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
  ...ofAuthor,
  term: z.string(),
  mentionsCount: z.int(),
});
export type AuthorTermRow = z.infer<typeof authorTermRow>;

/** One of at most 12 mentions of the brand by a printed author: its evidence first, then the newest. */
export const candidateMentionRow = z.object({
  ...ofAuthor,
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

/** One account left out of an own brand's lists, by name and suspects too. Review desk only: no file carries it. */
export const deskLeftOutRow = z.object({
  ...ofAuthor,
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
