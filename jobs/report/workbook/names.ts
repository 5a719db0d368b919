/**
 * Names by which programs know a tab's filter and what its pages repeat. Given here with the tab's name in quotes: the writer leaves them
 * out, and Excel takes a file for damaged whose name with a space in it is bare.
 */
import type { WriteOptions } from 'hucre/xlsx';
import { letters } from './cells.ts';

type NamedRange = NonNullable<WriteOptions['namedRanges']>[number];

export interface Named {
  readonly name: string;
  readonly columns: readonly unknown[];
  readonly rows: readonly unknown[];
  readonly frozenColumns: number;
  readonly pagesWide: 1 | 2;
}

/** The header and, where a tab is printed two pages wide, its left columns on every page; the range of its filter, without which LibreOffice shows none. */
export function tabNames({ name, columns, rows, frozenColumns, pagesWide }: Named): NamedRange[] {
  const tab = `'${name.replaceAll("'", "''")}'`;
  const left = pagesWide === 1 || frozenColumns === 0 ? [] : [`${tab}!$A:$${letters(frozenColumns - 1)}`];
  return [
    { name: '_xlnm.Print_Titles', scope: name, range: [...left, `${tab}!$1:$1`].join(',') },
    {
      name: '_xlnm._FilterDatabase',
      scope: name,
      range: `${tab}!$A$1:$${letters(columns.length - 1)}$${rows.length + 1}`,
    },
  ];
}
