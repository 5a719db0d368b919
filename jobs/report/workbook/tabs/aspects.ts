/** What customers praise and criticise, with the newest example of each where the workbook may carry words. */
import type { BrandAspectRow } from '../../brand_rows.ts';
import { firstWords } from '../../text.ts';
import { worded } from '../../words/languages.ts';
import { brandColumn, postLinkColumn } from '../columns.ts';
import type { Grid, GridColumn } from '../grid.ts';
import type { Scope } from '../scope.ts';

/** Graphemes of an example. */
const QUOTED = 160;

/** Aspects of the shown brands, most spoken of first. */
export function aspects(scope: Scope): Grid<BrandAspectRow> {
  const { words, lists, isNamed } = scope;
  const { columns } = words.workbook;
  return {
    name: words.workbook.tabs.aspects,
    tone: 'totals',
    frozenColumns: scope.brands.length > 1 ? 2 : 1,
    pagesWide: 1,
    rows: scope.of(lists.aspects),
    columns: [
      ...brandColumn<BrandAspectRow>(scope),
      {
        label: columns.aspect,
        kind: 'text',
        width: 16,
        value: ({ aspect }) => worded(words.brandPage.aspects, aspect),
      },
      { label: columns.people, kind: 'whole', width: 10, value: (row) => row.authorsCount },
      { label: columns.praised, kind: 'whole', width: 10, value: (row) => row.praisedCount },
      { label: columns.blamed, kind: 'whole', width: 10, value: (row) => row.blamedCount },
      { label: columns.praisedShare, kind: 'percent', width: 14, bar: 'share', value: praisedShare },
      ...(isNamed
        ? [
            ...quote(scope, columns.praise, (row) => row.praisedPostKey),
            ...quote(scope, columns.blame, (row) => row.blamedPostKey),
          ]
        : []),
    ],
  };
}

function quote(
  scope: Scope,
  label: string,
  keyOf: (row: BrandAspectRow) => string | null,
): GridColumn<BrandAspectRow>[] {
  const post = (row: BrandAspectRow) => scope.known.posts.get(keyOf(row) ?? '');
  return [
    {
      label,
      kind: 'text',
      width: 44,
      isWrapped: true,
      value: (row) => firstWords(post(row)?.text ?? post(row)?.title ?? null, QUOTED),
    },
    postLinkColumn(scope, keyOf),
  ];
}

function praisedShare({ praisedCount, blamedCount }: BrandAspectRow): number | null {
  const both = praisedCount + blamedCount;
  return both === 0 ? null : praisedCount / both;
}
