/** Tabs that hold totals only: months, the reported week by brand, what sources gave. */
import type { BrandMonthRow, BrandWeekRow, CoverageRow } from '../../brand_rows.ts';
import { worded } from '../../words/languages.ts';
import { brandColumn, platformColumn, shown } from '../columns.ts';
import type { Grid } from '../grid.ts';
import type { Scope } from '../scope.ts';

/** Own brands by month, newest first; the month that is not over says so. */
export function months(scope: Scope): Grid<BrandMonthRow> {
  const { words, lists } = scope;
  const { columns, monthSoFar } = words.workbook;
  const rows = scope.of(lists.months).toSorted((a, b) => order(a.brandId, b.brandId) || order(b.month, a.month));
  return {
    name: words.workbook.tabs.months,
    tone: 'totals',
    frozenColumns: scope.brands.length > 1 ? 2 : 1,
    pagesWide: 1,
    rows,
    columns: [
      ...brandColumn<BrandMonthRow>(scope),
      {
        label: columns.month,
        kind: 'text',
        width: 18,
        value: ({ month }) => (isOver(month, lists.asOf.date) ? month.slice(0, 7) : monthSoFar(month.slice(0, 7))),
      },
      shown(words, 'mentionsCount', 'whole', { width: 12, bar: 'open' }),
      shown(words, 'authorsCount', 'whole', { width: 12 }),
      shown(words, 'consumerAuthorsCount', 'whole', { width: 12 }),
      { label: columns.newAuthors, kind: 'whole', width: 12, value: (row) => row.newAuthorsCount },
      shown(words, 'positiveMentionsCount', 'whole'),
      shown(words, 'neutralMentionsCount', 'whole'),
      shown(words, 'negativeMentionsCount', 'whole'),
      { label: columns.positiveShare, kind: 'percent', width: 14, bar: 'share', value: positiveShare },
      shown(words, 'likesSum', 'whole', { width: 12 }),
      shown(words, 'repliesSum', 'whole', { width: 12 }),
    ],
  };
}

/** The reported week of the categories of the shown brands, tracked ones included; of all where no brand is the workspace's own. */
export function voice(scope: Scope): Grid<BrandWeekRow> {
  const { words, lists, brands } = scope;
  const categories = new Set(brands.map(({ category }) => category));
  return {
    name: words.workbook.tabs.voice,
    tone: 'totals',
    frozenColumns: 1,
    pagesWide: 1,
    rows: lists.brandWeeks.filter(({ category }) => brands.length === 0 || categories.has(category)),
    columns: [
      ...brandColumn<BrandWeekRow>(scope, true),
      shown(words, 'role', 'text', { width: 10, value: ({ role }) => worded(words.workbook.roles, role) }),
      shown(words, 'category', 'text', { value: ({ category }) => category.replaceAll('_', ' ') }),
      shown(words, 'mentionsCount', 'whole'),
      shown(words, 'mentionsPrevWeekCount', 'whole', { width: 12 }),
      shown(words, 'authorsCount', 'whole'),
      shown(words, 'authorsPrevWeekCount', 'whole', { width: 12 }),
      shown(words, 'consumerAuthorsCount', 'whole', { width: 12 }),
      shown(words, 'sovAuthors', 'percent', { bar: 'share', width: 12 }),
      shown(words, 'sovPositiveAuthors', 'percent', { bar: 'share', width: 12 }),
      shown(words, 'positiveMentionsCount', 'whole'),
      shown(words, 'neutralMentionsCount', 'whole'),
      shown(words, 'negativeMentionsCount', 'whole'),
      shown(words, 'netSentimentOpinions', 'decimal', { width: 12 }),
    ],
  };
}

/** What was collected and how it ended. */
export function coverage({ words, lists }: Scope): Grid<CoverageRow> {
  return {
    name: words.workbook.tabs.coverage,
    tone: 'totals',
    frozenColumns: 1,
    pagesWide: 1,
    rows: lists.coverage,
    columns: [
      shown(words, 'sourceId', 'text', { width: 22 }),
      platformColumn<CoverageRow>(words, ({ platform }) => platform),
      shown(words, 'kind', 'text', { value: ({ kind }) => worded(words.brandPage.card.kinds, kind) }),
      shown(words, 'latestOutcome', 'text', {
        isWrapped: true,
        value: ({ latestOutcome }) => worded(words.outcome, latestOutcome ?? 'none'),
      }),
      shown(words, 'recordsCount', 'whole', { bar: 'open', width: 12 }),
      shown(words, 'recordsTotalCount', 'whole', { width: 12 }),
      shown(words, 'withBrandTotalCount', 'whole', { width: 12 }),
      shown(words, 'authorsTotalCount', 'whole', { width: 12 }),
      shown(words, 'undatedTotalCount', 'whole'),
      shown(words, 'assumedObservationShare', 'percent', { width: 12 }),
      shown(words, 'keywordOnlyShare', 'percent'),
      shown(words, 'collectsReplies', 'text', {
        width: 10,
        value: ({ collectsReplies }) =>
          collectsReplies === null ? null : words.workbook.answer[collectsReplies ? 'yes' : 'no'],
      }),
      shown(words, 'firstDate', 'date'),
      shown(words, 'lastDate', 'date'),
    ],
  };
}

/** Of the opinions; null without one. */
function positiveShare({ positiveMentionsCount, negativeMentionsCount }: BrandMonthRow): number | null {
  const opinions = positiveMentionsCount + negativeMentionsCount;
  return opinions === 0 ? null : positiveMentionsCount / opinions;
}

/** @param month its first day; @param asOf exclusive. */
function isOver(month: string, asOf: string): boolean {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10) <= asOf;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
