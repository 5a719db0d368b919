/**
 * The rows of one sheet of a workbook. The header is the first row, or pair of rows, that holds the mapping's columns, since
 * exports of listening tools start with a title and group their columns. Moments come as wall time without a zone, which is how a
 * workbook holds them.
 */
import { readFile } from 'node:fs/promises';
import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { type Header, headerOf, type Wanted } from './header.ts';
import { BatchBuilder, type ReadEnd, type Rows } from './rows.ts';
import { findHead, HEAD_ROWS } from './sheet_head.ts';

/** A row of cells with its place in the sheet, from 0. */
export interface SheetRow {
  readonly index: number;
  readonly cells: readonly CellValue[];
}

/** `sheet`: name or number from 1. Throws UsageError for a damaged workbook, a missing sheet or a header without the columns. */
export async function* xlsxRows(path: string, sheet: string | number | undefined, wanted: Wanted): Rows {
  const batch = new BatchBuilder();
  const rows = sheetRows(path, sheet);
  const before: SheetRow[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    if (before.push(next.value) >= HEAD_ROWS) break;
  }
  const head = findHead(
    before.map(({ cells }) => cells),
    wanted,
  );
  if (head === null) {
    const widest = before.toSorted((a, b) => b.cells.length - a.cells.length)[0];
    if (widest === undefined) throw new UsageError('the sheet is empty: not even a header row');
    headerOf(widest.cells, wanted, `none of the first ${before.length} rows of the sheet is a header: the fullest`);
    throw new UsageError(`none of the first ${before.length} rows of the sheet is a header`);
  }
  const header = headerOf(head.names, wanted, 'the sheet');
  for (const row of before.slice(head.rows)) add(batch, header, row);
  for await (const row of rows) {
    if (batch.isFull) yield batch.take();
    add(batch, header, row);
  }
  if (!batch.isEmpty) yield batch.take();
  return { cut: null } satisfies ReadEnd;
}

/** All rows of a sheet as they stand. Throws UsageError for a damaged workbook or a missing sheet. */
export async function* sheetRows(path: string, sheet: string | number | undefined): AsyncGenerator<SheetRow, void> {
  const bytes = await readFile(path);
  const index = typeof sheet === 'number' ? sheet - 1 : sheet;
  try {
    for await (const { index: at, values } of streamXlsxRows(bytes, index === undefined ? {} : { sheet: index })) {
      yield { index: at, cells: values };
    }
  } catch (cause) {
    throw new UsageError(`not a readable workbook: ${String((cause as Error).message).split('\n')[0]}`, { cause });
  }
}

function add(batch: BatchBuilder, header: Header, { index, cells }: SheetRow): void {
  if (!cells.some((cell) => cell !== null && cell !== '')) return;
  batch.add({ line: index + 1, value: header.rowOf(cells.map(plain)), json: null });
}

/** A cell as it is read and sealed. */
export function plain(cell: CellValue): string | number | boolean | null {
  return cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : cell;
}
