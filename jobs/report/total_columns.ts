/** Columns of the lists that hold totals only. */

import type { BrandWeekRow, CoverageRow } from './brand_rows.ts';
import { type Column, fields } from './columns.ts';

/** Totals of a brand's week. */
export const BRAND_WEEK: readonly Column<BrandWeekRow>[] = fields<BrandWeekRow>(
  'role',
  'category',
  'mentionsCount',
  'mentionsPrevWeekCount',
  'namedMentionsCount',
  'inheritedMentionsCount',
  'subjectMentionsCount',
  'authorsCount',
  'authorsPrevWeekCount',
  'authorsNamedCount',
  'authors4wCount',
  'consumerAuthorsCount',
  'positiveMentionsCount',
  'negativeMentionsCount',
  'neutralMentionsCount',
  'sovMentions',
  'sovAuthors',
  'sovPositiveAuthors',
  'netSentimentAll',
  'netSentimentOpinions',
  'likesSum',
  'repliesSum',
);

/** What a source gave and lacks. */
export const COVERAGE: readonly Column<CoverageRow>[] = fields<CoverageRow>(
  'sourceId',
  'platform',
  'kind',
  'outcome',
  'latestOutcome',
  'recordsCount',
  'recordsTotalCount',
  'withBrandTotalCount',
  'authorsTotalCount',
  'undatedTotalCount',
  'assumedObservationShare',
  'keywordOnlyShare',
  'collectsReplies',
  'isCalibrated',
  'firstDate',
  'lastDate',
);
