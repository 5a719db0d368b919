/** Looks at the first rows of a file without a mapping: what its columns are called and what stands in them. */

import type { Row } from '../columns.ts';
import { detect, type Format } from '../detect.ts';
import { readBytes } from '../formats/bytes.ts';
import { CsvRecords } from '../formats/csv_records.ts';
import { headerOf } from '../formats/header.ts';
import { jsonArray } from '../formats/json_array.ts';
import { MAX_DOCUMENT } from '../formats/json_document.ts';
import { parseExactly } from '../formats/json_rows.ts';
import { jsonLines } from '../formats/jsonl.ts';
import { parquetRows } from '../formats/parquet.ts';
import type { Rows } from '../formats/rows.ts';
import { HEAD_ROWS, headsOf } from '../formats/sheet_head.ts';
import { decode, type Texts } from '../formats/texts.ts';
import { plain, type SheetRow, sheetRows } from '../formats/xlsx.ts';

/** One way to read the start of a file. */
export interface View {
  /** Names of a table's columns in their order; null where each row is an object of its own. */
  readonly names: readonly string[] | null;
  readonly rows: readonly Row[];
  /** Sheet of a workbook, from 1; 1 of every other file. */
  readonly sheet: number;
}

export interface Peek {
  readonly format: Format;
  /** In the order in which they are tried; a sheet has one for every row that may be its header. */
  readonly views: readonly View[];
  /** The whole file, where it is one JSON object; else undefined. */
  readonly document: unknown;
}

/** Rows that are looked at. */
export const PEEK_ROWS = 200;
/** Sheets of a workbook that are looked at. */
const PEEK_SHEETS = 6;

/** Throws UsageError for what is no table. */
export async function peek(path: string): Promise<Peek> {
  const { format, text } = await detect(path, { encoding: undefined, delimiter: undefined });
  if (format === 'xlsx') return { format, views: await sheetViews(path), document: undefined };
  if (text === null) {
    const rows = await firstOf(parquetRows(path, [], () => {}));
    const names = rows[0] === undefined ? [] : Object.keys(rows[0]);
    return { format, views: [{ names, rows, sheet: 1 }], document: undefined };
  }
  const { start, isWhole, encoding, delimiter } = text;
  const isObject = start.trimStart().startsWith('{');
  const hasOneLine = isObject && !/^\s*\{.*\n\s*\{/u.test(start);
  if (isObject && hasOneLine) {
    const document = wholeObject(isWhole ? start : await wholeText(path, encoding));
    if (document !== undefined)
      return { format: 'json', views: [{ names: null, rows: [document], sheet: 1 }], document };
  }
  if (format === 'csv') return { format, views: [csvView(start, isWhole, delimiter)], document: undefined };
  const once = onePiece(start, isWhole);
  const rows = await firstOf(format === 'json' ? jsonArray(once) : jsonLines(once));
  return { format, views: [{ names: null, rows, sheet: 1 }], document: undefined };
}

async function sheetViews(path: string): Promise<View[]> {
  const views: View[] = [];
  for (let sheet = 1; sheet <= PEEK_SHEETS; sheet += 1) {
    const rows = await firstCells(path, sheet);
    if (rows === null) break;
    for (const head of headsOf(rows.slice(0, HEAD_ROWS))) {
      const { names, rowOf } = headerOf(head.names, [], 'the sheet');
      const below = rows.slice(head.rows, head.rows + PEEK_ROWS);
      views.push({ names, rows: below.map((row) => rowOf(row.map(plain))), sheet });
    }
  }
  return views;
}

/** Null where there is no such sheet; a workbook that cannot be read has not even the first. */
async function firstCells(path: string, sheet: number): Promise<SheetRow['cells'][] | null> {
  const rows: SheetRow['cells'][] = [];
  try {
    for await (const { cells } of sheetRows(path, sheet)) if (rows.push(cells) >= HEAD_ROWS + PEEK_ROWS) break;
  } catch (error) {
    if (sheet === 1) throw error;
    return null;
  }
  return rows;
}

function csvView(start: string, isWhole: boolean, delimiter: string): View {
  const records = new CsvRecords(delimiter).push(start, isWhole);
  const isDeclared = /^sep=.$/iu.test(records[0]?.cells.join(delimiter).trim() ?? '');
  const [head, ...rest] = isDeclared ? records.slice(1) : records;
  if (head === undefined) return { names: [], rows: [], sheet: 1 };
  const { names, rowOf } = headerOf(head.cells, [], 'the header line');
  const good = rest.filter(({ fault }) => fault === null).slice(0, PEEK_ROWS);
  return { names, rows: good.map(({ cells }) => rowOf(cells)), sheet: 1 };
}

async function firstOf(rows: Rows): Promise<Row[]> {
  const found: Row[] = [];
  for (let next = await rows.next(); !next.done && found.length < PEEK_ROWS; next = await rows.next()) {
    found.push(...next.value.rows.map(({ value }) => value));
  }
  await rows.return({ cut: null });
  return found.slice(0, PEEK_ROWS);
}

async function* onePiece(text: string, isWhole: boolean): Texts {
  yield text;
  return { cut: isWhole ? null : 'only the start was read' };
}

async function wholeText(path: string, encoding: string): Promise<string> {
  let text = '';
  for await (const piece of decode(readBytes(path), encoding)) {
    text += piece;
    if (text.length > MAX_DOCUMENT) return '';
  }
  return text;
}

function wholeObject(text: string): Row | undefined {
  try {
    const value = parseExactly(text.trim());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined;
  } catch {
    return undefined;
  }
}
