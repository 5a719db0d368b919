/** Lists as CSV that a spreadsheet opens rightly: UTF-8 with BOM, RFC 4180, and no cell that a spreadsheet would run. */
import { open } from 'node:fs/promises';
import type { CellValue, Column, Table } from './columns.ts';
import { cleanText, neutralise, safeUrl } from './text.ts';

const BOM = '\uFEFF';
const LINE_END = '\r\n';

/** Writes the table row by row; returns how many rows it wrote. */
export async function writeCsv<Row>(
  path: string,
  table: Table<Row>,
  fixed: Readonly<Record<string, string>>,
): Promise<number> {
  const { columns } = table;
  await using file = await open(path, 'wx');
  const before = Object.values(fixed).map(csvCell);
  let pending = BOM + [...Object.keys(fixed), ...columns.map((column) => column.id)].map(csvCell).join(',') + LINE_END;
  for (const row of table.rows) {
    pending += [...before, ...columns.map((column) => csvCell(csvValue(column, row)))].join(',') + LINE_END;
    if (pending.length > 65_536) {
      await file.write(pending);
      pending = '';
    }
  }
  await file.write(pending);
  return table.rows.length;
}

/** One cell: numbers bare, flags as true and false, null empty, texts neutralised and quoted where they must be. */
export function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = neutralise(cleanText(value));
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvValue<Row>({ value, isLink = false }: Column<Row>, row: Row): CellValue {
  const raw = value(row);
  return isLink ? safeUrl(typeof raw === 'string' ? raw : null) : raw;
}
