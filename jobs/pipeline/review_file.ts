/**
 * Reads a workbook that people have worked in. Invariant: a row is known by its `row_key` and a column by its header alone, so that
 * sorting, filtering, added columns and deleted rows do no harm; what cannot be read is told by its cell and the rest counts.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { colToLetter, readXlsx, type Sheet } from 'hucre/xlsx';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { parseWorkKey, ROW_KEY, WORK_FIELDS, WORK_WORDS, type WorkField, type WorkRow } from '../report/work.ts';
import { type CellReading, readWorkCell } from './review_cells.ts';

/** Where something stands: `Worklist!K3`. */
export interface CellPlace {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly cell: string;
}

/** One value of one row. */
export interface GivenValue extends CellPlace {
  readonly row: WorkRow;
  readonly field: WorkField;
  readonly value: string | null;
}

export interface Problem extends CellPlace {
  readonly problem: string;
}

export interface WorkFile {
  readonly values: readonly GivenValue[];
  readonly problems: readonly Problem[];
  /** Rows with a key, over all tabs. */
  readonly rows: number;
}

/** `today`: `YYYY-MM-DD`. @throws UsageError when it is no workbook, or none of koc's. */
export async function readWorkFile(path: string, today: string): Promise<WorkFile> {
  const file = basename(path);
  const sheets = await sheetsOf(path);
  const values: GivenValue[] = [];
  const problems: Problem[] = [];
  let rows = 0;
  let known = 0;
  for (const sheet of sheets) {
    const head = headOf(sheet);
    if (head === null) continue;
    known += 1;
    for (const problem of head.problems) problems.push({ file, ...problem });
    for (let at = head.row + 1; at < sheet.rows.length; at++) {
      const place = (column: number): CellPlace => ({ file, cell: cellName(sheet, at, column) });
      const typed = String(sheet.rows[at]?.[head.key] ?? '').trim();
      const row = parseWorkKey(typed);
      if (row === null) {
        const filled = [...head.fields.values()].find((column) => isFilled(sheet, at, column));
        if (typed !== '') problems.push({ ...place(head.key), problem: 'is no row key of koc; the row is left out' });
        else if (filled !== undefined)
          problems.push({ ...place(filled), problem: `stands in a row without ${ROW_KEY}; nobody knows whose it is` });
        continue;
      }
      rows += 1;
      for (const [field, column] of head.fields) {
        const read = readAt(sheet, at, column, field, today);
        if ('problem' in read) problems.push({ ...place(column), problem: read.problem });
        else values.push({ row, field, value: read.value, ...place(column) });
      }
    }
  }
  if (known === 0) {
    throw new UsageError(`${file}: no tab has the column ${ROW_KEY}`, {
      hint: 'Give a workbook that koc has written, with its hidden last column as it was.',
    });
  }
  return { values, problems, rows };
}

interface Head {
  readonly row: number;
  readonly key: number;
  readonly fields: ReadonlyMap<WorkField, number>;
  readonly problems: readonly { readonly cell: string; readonly problem: string }[];
}

/** People may put rows above the header. */
const HEAD_ROWS = 20;

/** Null for a tab that nobody works in. */
function headOf(sheet: Sheet): Head | null {
  for (let row = 0; row < Math.min(HEAD_ROWS, sheet.rows.length); row++) {
    const names = sheet.rows[row]!.map((cell) =>
      String(cell ?? '')
        .normalize('NFKC')
        .trim()
        .toLowerCase(),
    );
    const key = names.indexOf(ROW_KEY);
    if (key < 0) continue;
    const fields = new Map<WorkField, number>();
    const problems: { cell: string; problem: string }[] = [];
    for (const field of WORK_FIELDS) {
      const headers = Object.values(WORK_WORDS).map((words) => words.headers[field]);
      const isNamed = (name: string) =>
        headers.some((header) => name.split(/\s*[\n/|·]\s*/u).includes(header.toLowerCase()));
      const columns = names.flatMap((name, column) => (isNamed(name) ? [column] : []));
      if (columns.length === 1) fields.set(field, columns[0]!);
      else {
        const problem = columns.length === 0 ? 'is not here' : `is here ${columns.length} times`;
        problems.push({
          cell: cellName(sheet, row, columns[1] ?? key),
          problem: `the column ${headers.join(' / ')} ${problem}; nothing of it is read`,
        });
      }
    }
    return { row, key, fields, problems };
  }
  return null;
}

function readAt(sheet: Sheet, row: number, column: number, field: WorkField, today: string): CellReading {
  const value = sheet.rows[row]?.[column] ?? null;
  return readWorkCell(field, value, sheet.cells?.get(`${row},${column}`), today);
}

function isFilled(sheet: Sheet, row: number, column: number): boolean {
  return String(sheet.rows[row]?.[column] ?? '').trim() !== '';
}

/** `'Early & rising'!K3`, as spreadsheets write it. */
function cellName(sheet: Sheet, row: number, column: number): string {
  const name = /^[\p{L}\p{N}_]+$/u.test(sheet.name) ? sheet.name : `'${sheet.name.replaceAll("'", "''")}'`;
  return `${name}!${colToLetter(column)}${row + 1}`;
}

async function sheetsOf(path: string): Promise<readonly Sheet[]> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new UsageError(`cannot read ${path}`, { cause });
  }
  try {
    return (await readXlsx(bytes)).sheets;
  } catch (cause) {
    throw new UsageError(
      `${basename(path)} is not a readable workbook: ${String((cause as Error).message).split('\n')[0]}`,
      { cause, hint: 'Save it as .xlsx without a password.' },
    );
  }
}
