/** Typed rows of marts about brands and sources: counts, and nobody by name. As `rows.ts`: a column that is missing stops the report. */
import { z } from 'zod';
import { count, day, flag, number, ofBrand, text, weekly } from './row_cells.ts';

/** One brand in the reported week, own or tracked. */
export const brandWeekRow = z.object({
  ...ofBrand,
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
  ...ofBrand,
  segment: z.string(),
  quadrant: z.string(),
  authorsCount: z.int(),
});
export type SegmentRow = z.infer<typeof segmentRow>;

/** How praise of a brand is spread; null = under 10 authors. */
export const concentrationRow = z.object({
  ...ofBrand,
  authorsCount: z.int(),
  top1Share: number,
  top5Share: number,
  top10Share: number,
  top20Share: number,
  top50Share: number,
  gini: number,
});
export type ConcentrationRow = z.infer<typeof concentrationRow>;

/** Consumers of an own brand by the month of their first mention, in one month since; months by their first day. */
export const cohortRow = z.object({
  ...ofBrand,
  cohortMonth: day,
  month: day,
  monthsSinceCount: z.int(),
  authorsCount: z.int(),
  activeCount: z.int(),
});
export type CohortRow = z.infer<typeof cohortRow>;

/** One configured brand in one of the last 26 weeks, the reported one included; weeks without a mention stand as zeros. */
export const brandHistoryRow = z.object({
  ...ofBrand,
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
  ...ofBrand,
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
  ...ofBrand,
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
  ...ofBrand,
  term: z.string(),
  authorsCount: z.int(),
  mentionsCount: z.int(),
  positiveMentionsCount: z.int(),
  /** How much more often than with other brands of the category; 1 = as often; null = no other brand is watched. */
  lift: number,
});
export type BrandKeywordRow = z.infer<typeof brandKeywordRow>;

/** Accounts left out of an own brand's lists, as counts; suspects too, with the reason `patterns`. */
export const leftOutCountRow = z.object({
  ...ofBrand,
  class: z.string(),
  classReason: z.string(),
  authorsCount: z.int(),
});
export type LeftOutCountRow = z.infer<typeof leftOutCountRow>;

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
  /** Words that people search for by hand, and those that nobody searched for in the week; null = it is not looked at by hand. */
  wordsCount: number,
  wordsNotSearchedCount: number,
});
export type CoverageRow = z.infer<typeof coverageRow>;
