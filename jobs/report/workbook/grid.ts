/** A list as a tab: one header row that stays in sight and filters, one row a line, whatever the list. */
import type { Cell, WriteSheet } from 'hucre/xlsx';
import type { CellValue } from '../columns.ts';
import { safeUrl } from '../text.ts';
import type { Words } from '../words/words.ts';
import type { WorkField } from '../work.ts';
import { cellValue, letters, textHeight } from './cells.ts';
import { picturesOf } from './pictures.ts';
import { printed } from './print.ts';
import { type Bar, bar, settledRows, validation } from './rules.ts';
import { type CellKind, HEADER, LINE, type Look, NOTHING, styleOf, TONES, type Tone, WORK_HEADER } from './styles.ts';

export interface GridColumn<Row> {
  readonly label: string;
  readonly kind: CellKind;
  /** Characters. */
  readonly width: number;
  readonly value: (row: Row) => CellValue;
  /** Untrusted; printed only where `safeUrl` takes it. */
  readonly link?: (row: Row) => string | null;
  /** Breaks its text into lines, and the row grows with them. */
  readonly isWrapped?: boolean;
  readonly bar?: Bar;
  /** People fill it. */
  readonly work?: WorkField;
  readonly isHidden?: boolean;
  /** JPEG that lies in the cell; null = none. */
  readonly picture?: (row: Row) => Uint8Array | null;
}

export interface Grid<Row> {
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  /** Columns that stay in sight, from the left. */
  readonly frozenColumns: number;
  readonly pagesWide: 1 | 2;
  readonly tone: Tone;
}

/** What stands on every printed page. */
export interface Masthead {
  readonly brand: string;
  readonly week: string;
}

/** The tab. The first row is the header, whoever reads it; a list without rows says so below. */
export function gridSheet<Row>(grid: Grid<Row>, masthead: Masthead, words: Words): WriteSheet {
  const { name, columns, rows, frozenColumns } = grid;
  const values = rows.map((row) => columns.map((column) => cellValue(column.value(row), column.kind)));
  const { images, heights } = picturesOf(grid, words.workbook.columns.picture);
  const last = rows.length + 1;
  const range = (column: number) => `${letters(column)}2:${letters(column)}${Math.max(2, last)}`;
  return {
    name,
    columns: columns.map((column) => ({
      width: column.width,
      style: styleOf(look(column)),
      ...(column.isHidden === true ? { hidden: true } : {}),
    })),
    rows: [columns.map((column) => column.label), ...(rows.length === 0 ? [[words.says.none]] : values)],
    cells: new Map<string, Partial<Cell>>([
      ...columns.map(({ label, work }, j) => [`0,${j}`, { value: label, style: work ? WORK_HEADER : HEADER }] as const),
      ...(rows.length === 0 ? [['1,0', { value: words.says.none, style: NOTHING }] as const] : links(grid, values)),
    ]),
    rowDefs: new Map([
      [0, { height: Math.max(LINE * 2.2, ...columns.map(({ label, width }) => textHeight(label, width - 2))) }],
      ...values.map((row, i) => [i + 1, { height: Math.max(rowHeight(columns, row), heights.get(i) ?? 0) }] as const),
    ]),
    ...(images.length === 0 ? {} : { images: [...images] }),
    freezePane: { rows: 1, columns: frozenColumns },
    autoFilter: { range: `A1:${letters(columns.length - 1)}${last}` },
    conditionalRules: rows.length === 0 ? [] : rules(columns, range, words),
    dataValidations: columns.flatMap(({ work }, j) =>
      work && rows.length > 0 ? [validation(work, range(j), words)] : [],
    ),
    ...printed({
      title: words.workbook.printed({ tab: name, brand: masthead.brand }),
      week: masthead.week,
      madeBy: words.workbook.madeBy,
      pagesWide: grid.pagesWide,
    }),
    view: { tabColor: { rgb: TONES[grid.tone] }, showGridLines: false },
    a11y: { headerRow: 0 },
  };
}

function* links<Row>(
  { columns, rows }: Grid<Row>,
  values: readonly (readonly (CellValue | Date)[])[],
): Generator<[string, Partial<Cell>]> {
  for (const [j, column] of columns.entries()) {
    if (column.link === undefined) continue;
    const style = styleOf({ ...look(column), isLink: true });
    for (const [i, row] of rows.entries()) {
      const value = values[i]?.[j] ?? null;
      const target = value === null ? null : safeUrl(column.link(row));
      if (target !== null) yield [`${i + 1},${j}`, { value, style, hyperlink: { target } }];
    }
  }
}

function rules<Row>(
  columns: readonly GridColumn<Row>[],
  range: (column: number) => string,
  words: Words,
): NonNullable<WriteSheet['conditionalRules']> {
  const bars = columns.flatMap((column, j) =>
    column.bar === undefined ? [] : [{ kind: column.bar, range: range(j) }],
  );
  const status = columns.findIndex((column) => column.work === 'status');
  const all = `A2:${range(columns.length - 1).split(':')[1]}`;
  return [
    ...bars.map((each, i) => bar(each.kind, each.range, i + 1)),
    ...(status < 0 ? [] : [settledRows(letters(status), all, words, bars.length + 1)]),
  ];
}

function look<Row>({ kind, isWrapped = false, work }: GridColumn<Row>): Look {
  return { kind, isWrapped, isLink: false, isWork: work !== undefined };
}

function rowHeight<Row>(columns: readonly GridColumn<Row>[], values: readonly (CellValue | Date)[]): number {
  let height = LINE;
  for (const [j, { isWrapped, width }] of columns.entries())
    if (isWrapped === true) height = Math.max(height, textHeight(values[j], width));
  return height;
}
