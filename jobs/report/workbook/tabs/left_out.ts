/** Accounts on no list, as counts and reasons. Names stand in the review desk only. */
import type { LeftOutCountRow } from '../../brand_rows.ts';
import { worded } from '../../words/languages.ts';
import type { Words } from '../../words/words.ts';
import { brandColumn, shown } from '../columns.ts';
import type { Grid } from '../grid.ts';
import type { Scope } from '../scope.ts';

/** Counts of the shown brands. */
export function leftOut(scope: Scope): Grid<LeftOutCountRow> {
  const { words, lists } = scope;
  return {
    name: words.workbook.tabs.leftOut,
    tone: 'totals',
    frozenColumns: 0,
    pagesWide: 1,
    rows: scope.of(lists.leftOut),
    columns: [
      ...brandColumn<LeftOutCountRow>(scope),
      {
        label: words.columns.class,
        kind: 'text',
        width: 18,
        value: ({ class: code }) => worded({ ...words.class, ...words.workbook.leftOutClass }, code),
      },
      {
        label: words.workbook.columns.reason,
        kind: 'text',
        width: 56,
        value: ({ classReason }) => leftOutReason(classReason, words),
      },
      shown(words, 'authorsCount', 'whole', { label: words.workbook.columns.accounts, width: 14, bar: 'open' }),
    ],
  };
}

/** By which rule, as a phrase; a rule without words is "other". */
export function leftOutReason(code: string, words: Words): string {
  const reasons: Readonly<Record<string, string>> = words.workbook.leftOutReason;
  return Object.hasOwn(reasons, code) ? reasons[code]! : words.workbook.leftOutReason.other;
}
