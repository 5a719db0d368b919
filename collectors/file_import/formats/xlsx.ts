/**
 * The rows of one sheet of a workbook. The header is the first row that holds the mapping's columns, since exports of listening
 * tools often start with a title. Moments come as wall time without a zone, which is how a workbook holds them.
 */
import { readFile } from 'node:fs/promises';
import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { type Header, hasColumn, headerOf } from './header.ts';
import { BatchBuilder, type ReadEnd, type Rows } from './rows.ts';

/** Rows in which a header is looked for. */
const HEADER_ROWS = 20;

/** `sheet`: name or number from 1. Throws UsageError for a damaged workbook, a missing sheet or a header without the columns. */
export async function* xlsxRows(path: string, sheet: string | number | undefined, wanted: readonly string[]): Rows {
  const batch = new BatchBuilder();
  const bytes = await readFile(path);
  const before: CellValue[][] = [];
  let header: Header | null = null;
  const index = typeof sheet === 'number' ? sheet - 1 : sheet;
  try {
    for await (const row of streamXlsxRows(bytes, index === undefined ? {} : { sheet: index })) {
      if (header !== null) {
        const value = header.rowOf(row.values.map(plain));
        if (row.values.some((cell) => cell !== null && cell !== ''))
          batch.add({ line: row.index + 1, value, json: null });
        if (batch.isFull) yield batch.take();
      } else if (wanted.every((column) => hasColumn(row.values.map(String), column)) && row.values.length > 0) {
        header = headerOf(row.values, wanted, 'the sheet');
      } else if (before.push(row.values) >= HEADER_ROWS) break;
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`not a readable workbook: ${String((cause as Error).message).split('\n')[0]}`, { cause });
  }
  if (header === null) {
    const widest = before.toSorted((a, b) => b.length - a.length)[0];
    if (widest === undefined) throw new UsageError('the sheet is empty: not even a header row');
    headerOf(widest, wanted, `none of the first ${before.length} rows of the sheet is a header: the fullest`);
  }
  if (!batch.isEmpty) yield batch.take();
  return { cut: null } satisfies ReadEnd;
}

function plain(cell: CellValue): string | number | boolean | null {
  return cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : cell;
}
