/** The lists as a workbook: a cover that says what this is and what is missing, then a tab a list. Cells of strangers are inert text. */
import { writeFile } from 'node:fs/promises';
import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { CellValue, Column, ColumnKind, Table } from '../columns.ts';
import { coverageNotes } from '../coverage_notes.ts';
import type { Lists } from '../lists.ts';
import type { Tables } from '../tables.ts';
import { cleanText, neutralise, safeUrl } from '../text.ts';
import { displayWidth } from '../width.ts';
import type { Words } from '../words/words.ts';

type ListName = 'koc' | 'early' | 'ugc' | 'kol' | 'evidence' | 'brandWeeks' | 'coverage';

const FORMATS: Readonly<Record<ColumnKind, string | undefined>> = {
  text: undefined,
  whole: '#,##0',
  decimal: '#,##0.00',
  percent: '0.0%',
  date: 'yyyy-mm-dd',
  flag: undefined,
};
/** Excel takes no longer text in one cell. */
const CELL_LIMIT = 32_767;
const WRAPPED = 45;
const COVER_WIDTH = 110;
/** Points of one line; programs differ in whether they fit rows to wrapped text, so heights are given. */
const LINE = 15;
const PRINTED: NonNullable<WriteSheet['pageSetup']> = {
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};
const FONT = { name: 'Calibri', size: 11 };
const HEADER: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '2F4B5C' } },
  alignment: { vertical: 'center', wrapText: true },
};
const LINK: NonNullable<CellStyle['font']> = { ...FONT, color: { rgb: '0B5CAD' }, underline: true };
const HEADING: CellStyle = { font: { ...FONT, bold: true, size: 12 } };
const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 18 } };
const BODY: CellStyle = { alignment: { vertical: 'top', wrapText: true } };

/** Writes one workbook; the same lists give the same bytes. */
export async function writeWorkbook(
  path: string,
  lists: Lists,
  shown: Tables,
  languages: readonly [Words, ...Words[]],
): Promise<void> {
  const people = ['koc', 'early', 'ugc', 'kol', 'evidence'] as const;
  const isAboutPeople = people.some((name) => shown[name].rows.length > 0);
  const names: ListName[] = [...(isAboutPeople ? people : []), 'brandWeeks', 'coverage'];
  const moment = new Date(`${lists.asOf.date}T00:00:00Z`);
  const bytes = await writeXlsx({
    properties: { title: languages[0].title, creator: 'koc-radar', created: moment, modified: moment },
    defaultFont: FONT,
    sheets: [
      cover(lists, shown, names, languages),
      ...names.map((name) => sheet(name, shown[name] as Table<unknown>, languages)),
    ],
  });
  await writeFile(path, bytes, { flag: 'wx' });
}

function sheet<Row>(name: ListName, table: Table<Row>, languages: readonly Words[]): WriteSheet {
  const columns = table.columns.filter((column) => column.only !== 'csv');
  const header = columns.map((column) => bilingual(languages, column.label));
  return {
    name: bilingual(languages, (words) => words.lists[name], ' '),
    columns: columns.map((column) => ({ width: column.width, style: styleOf(column) })),
    rows: [header, ...table.rows.map((row) => columns.map((column) => cellValue(column, row)))],
    cells: new Map<string, Partial<Cell>>([
      ...header.map((value, i) => [`0,${i}`, { value, style: HEADER }] as const),
      ...links(columns, table.rows),
    ]),
    rowDefs: new Map([
      [0, { height: LINE * 2.2 }],
      ...table.rows.map((row, i) => [i + 1, { height: rowHeight(columns, row) }] as const),
    ]),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${letters(columns.length)}${table.rows.length + 1}` },
    pageSetup: { ...PRINTED, paperSize: 'a3', printTitlesRow: '$1:$1' },
    a11y: { headerRow: 0 },
  };
}

function* links<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Generator<[string, Partial<Cell>]> {
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      const target = safeUrl(column.link?.(row) ?? null);
      const value = cellValue(column, row);
      if (target === null || value === null) continue;
      yield [`${i + 1},${j}`, { value, style: { ...styleOf(column), font: LINK }, hyperlink: { target } }];
    }
  }
}

function cellValue<Row>(column: Column<Row>, row: Row): CellValue | Date {
  const value = column.value(row);
  if (typeof value !== 'string') return value;
  return column.kind === 'date' ? new Date(`${value}T00:00:00Z`) : cellText(value);
}

/** Inert and within Excel's limits; `_x0041_` in a text would otherwise be read as an escape for a character. */
export function cellText(text: string): string {
  const inert = neutralise(cleanText(text)).replaceAll(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_');
  return inert.length <= CELL_LIMIT ? inert : `${inert.slice(0, CELL_LIMIT - 1).toWellFormed()}…`;
}

/** Excel shows at most 409 points a row. */
function rowHeight<Row>(columns: readonly Column<Row>[], row: Row): number {
  const heights = columns
    .filter((column) => column.kind === 'text' && column.width >= WRAPPED)
    .map((column) => textHeight(column.value(row), column.width));
  return Math.min(405, Math.max(LINE, ...heights));
}

function textHeight(value: CellValue | undefined, width: number): number {
  return typeof value === 'string' ? LINE * Math.max(1, Math.ceil(displayWidth(value) / width)) : LINE;
}

function styleOf<Row>(column: Column<Row>): CellStyle {
  const format = FORMATS[column.kind];
  return {
    alignment: { vertical: 'top', ...(column.kind === 'text' && column.width >= WRAPPED ? { wrapText: true } : {}) },
    ...(format === undefined ? {} : { numFmt: format }),
  };
}

function cover(lists: Lists, shown: Tables, names: readonly ListName[], languages: readonly Words[]): WriteSheet {
  const rows: CellValue[][] = [];
  const styles = new Map<number, CellStyle>();
  const add = (style: CellStyle, ...row: CellValue[]) => {
    styles.set(rows.length, style);
    rows.push(row.map((value) => (typeof value === 'string' ? cellText(value) : value)));
  };
  const printed = [...new Set(shown.brandWeeks.rows.map((row) => row.brandId))];
  const brandNames = (role: 'own' | 'tracked') =>
    printed
      .flatMap((id) => lists.brands.get(id) ?? [])
      .filter((brand) => brand.role === role)
      .map((brand) => brand.names[0] ?? brand.id)
      .join(' · ');
  for (const words of languages) {
    if (rows.length > 0) add(BODY);
    add(TITLE, words.title);
    add(BODY, words.cover.week, `${lists.asOf.isoWeek} (${lists.asOf.weekStart})`);
    add(BODY, words.cover.asOf, lists.asOf.date);
    add(BODY, words.cover.brands, brandNames('own'));
    add(BODY, words.cover.tracked, brandNames('tracked'));
    add(HEADING, words.cover.what);
    for (const name of names.filter((each) => each !== 'evidence'))
      add(
        BODY,
        words.lists[name],
        `${words.says[name as Exclude<ListName, 'evidence'>]} (${words.cover.rows(shown[name].rows.length)})`,
      );
    add(HEADING, words.lists.howToRead);
    for (const line of words.howToRead) add(BODY, null, line);
    add(HEADING, words.cover.missing);
    for (const line of coverageNotes(lists.coverage, words)) add(BODY, null, line);
  }
  return {
    name: bilingual(languages, (words) => words.lists.cover, ' '),
    columns: [{ width: 28 }, { width: COVER_WIDTH }],
    rows,
    cells: new Map(
      rows.flatMap((row, i) => row.map((value, j) => [`${i},${j}`, { value, style: styles.get(i) ?? BODY }] as const)),
    ),
    rowDefs: new Map(
      rows.map((row, i) => [i, { height: styles.get(i) === TITLE ? 28 : textHeight(row[1], COVER_WIDTH) }]),
    ),
    pageSetup: PRINTED,
    view: { showGridLines: false },
  };
}

function bilingual(languages: readonly Words[], label: (words: Words) => string, between = '\n'): string {
  return [...new Set(languages.map(label))].join(between);
}

/** `A` of 1, `AA` of 27. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
