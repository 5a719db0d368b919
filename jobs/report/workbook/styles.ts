/** How cells look, and how they write their numbers. One object a look: the writer tells styles apart by content, and few are fast. */
import type { CellStyle } from 'hucre/xlsx';

/** What a column holds, and so how it is written. */
export type CellKind = 'text' | 'whole' | 'decimal' | 'percent' | 'times' | 'change' | 'date' | 'place' | 'link';

/** On every system, or replaced by a font of the same widths; Chinese comes from what the system has. */
export const FONT = { name: 'Arial', size: 10 };
/** Points of one line of Chinese; programs differ in whether they fit rows to wrapped text, so heights are given. */
export const LINE = 15.5;

const FORMATS: Readonly<Record<CellKind, string | undefined>> = {
  text: undefined,
  whole: '#,##0',
  decimal: '#,##0.0',
  percent: '0%',
  times: '0.0"×"',
  change: '"▲"0;"▼"0;"＝"',
  date: 'yyyy-mm-dd',
  place: '0',
  link: undefined,
};
const CENTRED = new Set<CellKind>(['change', 'place', 'link']);
const INK = '1F2933';
const RULE = { style: 'thin', color: { rgb: 'D5DCE2' } } as const;
const LINES: NonNullable<CellStyle['border']> = { bottom: RULE, right: RULE };
const WRITTEN_IN: NonNullable<CellStyle['fill']> = solid('FFF8DC');

/** Header of a column that the program fills. */
export const HEADER: CellStyle = header('FFFFFF', '2F4B5C');
/** Header of a column that people fill. */
export const WORK_HEADER: CellStyle = header(INK, 'F2C14E');
export const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 18, color: { rgb: INK } } };
export const HEADING: CellStyle = {
  font: { ...FONT, bold: true, size: 12, color: { rgb: '2F4B5C' } },
  border: { bottom: { style: 'medium', color: { rgb: '2F4B5C' } } },
};
export const BODY: CellStyle = { font: FONT, alignment: { vertical: 'top', wrapText: true } };
/** The one line of a tab without rows. */
export const NOTHING: CellStyle = { font: { ...FONT, italic: true, color: { rgb: '6B7780' } } };
/** A row of which nothing is left to do. */
export const SETTLED: CellStyle = { font: { color: { rgb: '8A949C' }, italic: true } };

/** Colours of tabs: what to do, people, totals, explanations. */
export const TONES = { act: 'F2C14E', people: '3C7A89', totals: '8A949C', read: '2F4B5C' } as const;
export type Tone = keyof typeof TONES;

export interface Look {
  readonly kind: CellKind;
  readonly isWrapped: boolean;
  readonly isLink: boolean;
  /** Whether people write in it. */
  readonly isWork: boolean;
}

const looks = new Map<string, CellStyle>();

/** The style of a cell; the same object for the same look. */
export function styleOf(look: Look): CellStyle {
  const key = `${look.kind} ${look.isWrapped} ${look.isLink} ${look.isWork}`;
  let style = looks.get(key);
  if (style === undefined) {
    style = made(look);
    looks.set(key, style);
  }
  return style;
}

function made({ kind, isWrapped, isLink, isWork }: Look): CellStyle {
  const format = FORMATS[kind];
  return {
    font: isLink ? { ...FONT, color: { rgb: '0B5CAD' }, underline: true } : FONT,
    border: LINES,
    alignment: {
      vertical: 'top',
      ...placed(kind),
      ...(isWrapped ? { wrapText: true } : {}),
    },
    ...(isWork ? { fill: WRITTEN_IN } : {}),
    ...(format === undefined ? {} : { numFmt: format }),
  };
}

/** Numbers keep away from the words in the next column. */
function placed(kind: CellKind): CellStyle['alignment'] {
  if (CENTRED.has(kind)) return { horizontal: 'center' };
  return kind === 'text' ? {} : { horizontal: 'right', indent: 1 };
}

function header(ink: string, ground: string): CellStyle {
  return {
    font: { ...FONT, bold: true, color: { rgb: ink } },
    fill: solid(ground),
    border: LINES,
    alignment: { vertical: 'center', wrapText: true },
  };
}

function solid(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } };
}
