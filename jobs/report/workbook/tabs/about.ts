/** How to read the workbook: what is on which tab, what the figures mean, what is missing. Printed on one page or two, upright. */
import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import { coverageNotes } from '../../coverage_notes.ts';
import { grouped } from '../../numbers.ts';
import { cellText, textHeight } from '../cells.ts';
import type { Masthead } from '../grid.ts';
import { printed } from '../print.ts';
import type { Scope } from '../scope.ts';
import { BODY, HEADING, TITLE, TONES } from '../styles.ts';

/** Another tab, for the list of what is where. */
export interface TabInfo {
  readonly name: string;
  readonly says: string;
  readonly count: number;
}

const LABEL_WIDTH = 26;
const TEXT_WIDTH = 104;
/** A text here is read, not scanned: it may take what Excel allows. */
const HIGHEST = 400;

/** The last tab. */
export function about(scope: Scope, masthead: Masthead, tabs: readonly TabInfo[]): WriteSheet {
  const { lists, words, isNamed } = scope;
  const { about: say } = words.workbook;
  const lines: { readonly style: CellStyle; readonly cells: readonly [string | null, string | null] }[] = [];
  const add = (style: CellStyle, label: string | null, text: string | null = null) =>
    lines.push({ style, cells: [label === null ? null : cellText(label), text === null ? null : cellText(text)] });
  const section = (heading: string, texts: readonly string[]) => {
    add(BODY, null);
    add(HEADING, heading);
    for (const text of texts) add(BODY, '•', text);
  };
  add(TITLE, words.workbook.title(masthead));
  add(BODY, say.brand, masthead.brand);
  add(BODY, say.week, `${lists.asOf.isoWeek} (${lists.asOf.weekStart})`);
  add(BODY, say.asOf, lists.asOf.date);
  add(BODY, null);
  add(HEADING, say.tabs);
  for (const { name, says, count } of tabs) add(BODY, say.tab({ name, count: grouped(count) }), says);
  if (isNamed) section(say.work, words.workbook.work);
  section(say.columns, words.workbook.figures);
  section(say.read, words.howToRead);
  section(say.missing, coverageNotes(lists.coverage, words));
  return {
    name: words.workbook.tabs.about,
    columns: [{ width: LABEL_WIDTH }, { width: TEXT_WIDTH }],
    rows: lines.map(({ cells }) => [...cells]),
    cells: new Map(
      lines.flatMap(({ style, cells }, i) =>
        cells.map((value, j) => [`${i},${j}`, { value, style: j === 0 && cells[0] === '•' ? BULLET : style }] as const),
      ),
    ),
    rowDefs: new Map(
      lines.map(({ style, cells }, i) => [
        i,
        { height: style === TITLE ? 28 : textHeight(cells[1] ?? undefined, TEXT_WIDTH, HIGHEST) },
      ]),
    ),
    ...printed({
      title: words.workbook.printed({ tab: words.workbook.tabs.about, brand: masthead.brand }),
      week: masthead.week,
      madeBy: words.workbook.madeBy,
      pagesWide: 1,
    }),
    view: { tabColor: { rgb: TONES.read }, showGridLines: false },
  };
}

const BULLET: CellStyle = { ...BODY, alignment: { vertical: 'top', horizontal: 'right' } };
