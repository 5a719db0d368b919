/** Columns of the lists that hold totals only. */
import { type Column, field } from './columns.ts';
import type { BrandWeekRow, CoverageRow } from './rows.ts';

/** Totals of a brand's week. */
export const BRAND_WEEK: readonly Column<BrandWeekRow>[] = [
  field('role', 'text', 10),
  field('category', 'text', 14),
  field('mentionsCount', 'whole'),
  field('mentionsPrevWeekCount', 'whole'),
  field('namedMentionsCount', 'whole'),
  field('inheritedMentionsCount', 'whole'),
  field('subjectMentionsCount', 'whole'),
  field('authorsCount', 'whole'),
  field('authorsPrevWeekCount', 'whole'),
  field('authorsNamedCount', 'whole'),
  field('authors4wCount', 'whole'),
  field('consumerAuthorsCount', 'whole'),
  field('positiveMentionsCount', 'whole'),
  field('negativeMentionsCount', 'whole'),
  field('neutralMentionsCount', 'whole'),
  field('sovMentions', 'percent'),
  field('sovAuthors', 'percent'),
  field('sovPositiveAuthors', 'percent'),
  field('netSentimentAll', 'decimal'),
  field('netSentimentOpinions', 'decimal'),
  field('likesSum', 'whole'),
  field('repliesSum', 'whole'),
];

/** What a source gave and lacks. */
export const COVERAGE: readonly Column<CoverageRow>[] = [
  field('sourceId', 'text', 20),
  field('platform', 'text'),
  field('kind', 'text', 10),
  field('outcome', 'text'),
  field('latestOutcome', 'text'),
  field('recordsCount', 'whole'),
  field('recordsTotalCount', 'whole'),
  field('withBrandTotalCount', 'whole'),
  field('authorsTotalCount', 'whole'),
  field('undatedTotalCount', 'whole'),
  field('assumedObservationShare', 'percent'),
  field('keywordOnlyShare', 'percent'),
  field('collectsReplies', 'flag'),
  field('isCalibrated', 'flag'),
  field('firstDate', 'date'),
  field('lastDate', 'date'),
];
