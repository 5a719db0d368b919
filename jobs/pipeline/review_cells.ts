/** Values of a team's four columns as people leave them in a workbook: in either language, as dates, numbers, texts or formulas. */
import type { Cell, CellValue } from 'hucre/xlsx';
import { z } from 'zod';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { WORK_STATUSES, WORK_WORDS, type WorkField, type WorkStatus, workText } from '../report/work.ts';
import { DECISION_KINDS } from './decision_kinds.ts';
import { WORK_TYPES } from './work.ts';

/** A value in its normal form, or what is wrong with the cell. */
export type CellReading = { readonly value: string | null } | { readonly problem: string };

/** `cell` is given where it is more than its value. `today`: `YYYY-MM-DD`. Empty cells: nothing to do, nobody, nothing, never. */
export function readWorkCell(
  field: WorkField,
  value: CellValue,
  cell: Pick<Cell, 'type' | 'formula'> | undefined,
  today: string,
): CellReading {
  if (cell?.type === 'error') return { problem: `holds an error (${String(value)})` };
  if (cell?.formula !== undefined && (value === null || value === ''))
    return { problem: 'is a formula whose result is not in the file; type the value itself' };
  const read = field === 'lastContact' ? dayOf(value) : field === 'status' ? statusOf(value) : wordsOf(field, value);
  if ('problem' in read || read.value === null) return read;
  if (field === 'lastContact' && read.value > today) return { problem: `${read.value} lies in the future` };
  const checked = DECISION_KINDS[WORK_TYPES[field]].value.safeParse(read.value);
  return checked.success ? read : { problem: checked.error.issues[0]?.message ?? 'wrong value' };
}

const STATUSES: ReadonlyMap<string, WorkStatus> = new Map(
  WORK_STATUSES.flatMap((status) => [
    [folded(status), status],
    ...Object.values(WORK_WORDS).map(({ statuses }) => [folded(statuses[status]), status] as const),
  ]),
);

function statusOf(value: CellValue): CellReading {
  const text = folded(plainText(value) ?? '');
  const status = text === '' ? 'todo' : STATUSES.get(text);
  if (status !== undefined) return { value: status };
  const known = Object.values(WORK_WORDS).map(({ statuses }) => Object.values(statuses).join(', '));
  return { problem: `${quoted(value)} is no status: expected ${known.join(' / ')}` };
}

function wordsOf(field: WorkField, value: CellValue): CellReading {
  const text = workText(plainText(value));
  return { value: field === 'owner' ? (text?.replaceAll(/\s+/gu, ' ') ?? null) : text };
}

/** Year, month, day, with whatever people put between them; nothing that could be read the other way round. */
const DAY = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))(?:[T\s]+\d{1,2}:\d{2}.*)?$/u;
/** Day 0 of spreadsheets, and the numbers that are days of this century. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const SERIALS = [36_526, 73_050] as const;

function dayOf(value: CellValue): CellReading {
  if (value instanceof Date) return { value: value.toISOString().slice(0, 10) };
  if (typeof value === 'number' && value >= SERIALS[0] && value <= SERIALS[1])
    return { value: new Date(SERIAL_EPOCH + Math.floor(value) * DAY_MS).toISOString().slice(0, 10) };
  const text = workText(plainText(value))?.normalize('NFKC') ?? null;
  if (text === null) return { value: null };
  const [, year, month, day, month2, day2] = DAY.exec(text) ?? [];
  const date = z.iso
    .date()
    .safeParse(`${year}-${(month ?? month2)?.padStart(2, '0')}-${(day ?? day2)?.padStart(2, '0')}`);
  if (date.success) return { value: date.data };
  return { problem: `${quoted(value)} is no day: expected one such as 2026-11-09` };
}

/** Numbers and ticks that were typed where words belong are words. */
function plainText(value: CellValue): string | null {
  if (value === null) return null;
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

function folded(text: string): string {
  return (workText(text) ?? '').normalize('NFKC').replaceAll(/\s+/gu, ' ').toLowerCase();
}

function quoted(value: CellValue): string {
  return JSON.stringify((plainText(value) ?? '').slice(0, 40).toWellFormed());
}
