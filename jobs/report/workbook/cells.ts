/** Values as cells: inert whatever a stranger wrote, within Excel's limits, and as high as their words need. */
import type { CellValue } from '../columns.ts';
import { cleanText, neutralise } from '../text.ts';
import { LINE } from './styles.ts';

/** Excel takes no longer text in one cell. */
const CELL_LIMIT = 32_767;
/** Points; Excel shows at most 409 a row, and a row that fills the screen cannot be read beside others. */
const HIGHEST = LINE * 9;

/** Inert and within Excel's limits; `_x0041_` in a text would otherwise be read as an escape for a character. */
export function cellText(text: string): string {
  const inert = neutralise(cleanText(text)).replaceAll(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_');
  return inert.length <= CELL_LIMIT ? inert : `${inert.slice(0, CELL_LIMIT - 1).toWellFormed()}…`;
}

/** What the file holds: texts made inert, days as dates. */
export function cellValue(value: CellValue, kind: string): CellValue | Date {
  if (typeof value !== 'string') return value;
  return kind === 'date' ? new Date(`${value}T00:00:00Z`) : cellText(value);
}

/** Points that a wrapped text needs in a column so many characters wide. */
export function textHeight(value: CellValue | Date | undefined, width: number, highest = HIGHEST): number {
  if (typeof value !== 'string') return LINE;
  let lines = 0;
  for (const line of value.split('\n')) lines += Math.max(1, Math.ceil(roughWidth(line) / (width - 1)));
  return Math.min(highest, LINE * lines);
}

/** Characters of a column that a line takes: near enough for a height, and ten times faster than by graphemes. */
function roughWidth(line: string): number {
  let width = 0;
  for (let i = 0; i < line.length; i++) width += line.charCodeAt(i) < 0x1100 ? 0.9 : 2;
  return width;
}

/** `A` of 0, `AA` of 26. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
