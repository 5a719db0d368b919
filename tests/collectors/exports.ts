/** The invented exports under `tests/fixtures/exports`, one folder a known shape; a `*.sheet.json` is made into a workbook. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import type { TestWorkspace } from './workspace.ts';

export const EXPORTS = new URL('../fixtures/exports/', import.meta.url).pathname;

export interface ExportFixture {
  readonly shape: string;
  readonly file: string;
}

export const EXPORT_FIXTURES: readonly ExportFixture[] = readdirSync(EXPORTS)
  .sort()
  .flatMap((shape) =>
    readdirSync(join(EXPORTS, shape))
      .sort()
      .filter((file) => !file.endsWith('.rows.json'))
      .map((file) => ({ shape, file })),
  );

/** Where the rows of a fixture stand. */
export const rowsFile = ({ shape, file }: ExportFixture): string =>
  join(EXPORTS, shape, `${file.replace(/(?:\.sheet)?\.\w+$/u, '')}.rows.json`);

/** The bytes of the file as its tool writes it. */
export async function bytesOf({ shape, file }: ExportFixture): Promise<Uint8Array> {
  const bytes = await readFile(join(EXPORTS, shape, file));
  return file.endsWith('.sheet.json') ? workbook(JSON.parse(bytes.toString('utf8'))) : bytes;
}

export function workbook(rows: CellValue[][]): Promise<Uint8Array> {
  return workbookOf(rows);
}

/** A workbook of several sheets, each given by its rows. */
export function workbookOf(...sheets: CellValue[][][]): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map((rows, index) => ({ name: `Sheet${index + 1}`, rows })) });
}

/** Writes bytes under a name that says nothing, imports them without a mapping, and gives the rows and what was recognised. */
export async function importUnnamed(ws: TestWorkspace, bytes: Uint8Array | string) {
  const entry = await ws.import(await ws.file('export.dat', bytes));
  if ('unchanged' in entry) throw new Error('imported twice');
  return { entry, rows: await ws.rows() };
}

export const SHARED = process.env['KOC_SHARED_DIR'] ?? new URL('../../../shared', import.meta.url).pathname;
export const hasShared = (path: string): boolean => existsSync(join(SHARED, path));
