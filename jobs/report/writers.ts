/** Which files for people a run holds. Names carry brand and week, never the run or the clock. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileWriter, WrittenFile } from '../../warehouse/publish/types.ts';
import type { Config } from '../config/types.ts';
import type { Table } from './columns.ts';
import { writeCsv } from './csv.ts';
import type { Lists } from './lists.ts';
import { page } from './pages/page.ts';
import type { SelfTest } from './self_test.ts';
import { tables } from './tables.ts';
import { catalogues } from './words/languages.ts';
import { writeWorkbook } from './workbook/workbook.ts';

/** Writers of the CSV files, the workbooks and the page, each at the class that the config gives its target. */
export function reportWriters(
  ws: { readonly config: Pick<Config, 'publish'> },
  lists: Lists,
  selfTest: SelfTest | null,
): FileWriter[] {
  const { identity, languages } = ws.config.publish;
  const words = catalogues(languages);
  const csv: FileWriter = async (dir) => {
    const shown = tables(lists, identity.csv, words);
    const people = identity.csv === 'aggregate' ? [] : [shown.koc, shown.early, shown.ugc, shown.kol, shown.profiles];
    const week = { as_of: lists.asOf.date, week_start: lists.asOf.weekStart, iso_week: lists.asOf.isoWeek };
    const files: WrittenFile[] = [];
    for (const table of [...people, shown.brandWeeks, shown.coverage] as Table<unknown>[]) {
      const path = `${table.id}.csv`;
      files.push({ path, rows: await writeCsv(join(dir, path), table, week) });
    }
    return files;
  };
  const workbook: FileWriter = async (dir) => {
    const write = async (path: string, brandId?: string): Promise<WrittenFile> => {
      await writeWorkbook(join(dir, path), lists, tables(lists, identity.workbook, words, brandId), words);
      return { path, rows: null };
    };
    const files = [await write('koc_shortlist.xlsx')];
    if (identity.workbook === 'aggregate') return files;
    for (const brand of lists.brands.values())
      if (brand.role === 'own')
        files.push(await write(`koc_shortlist_${brand.id}_${lists.asOf.isoWeek}.xlsx`, brand.id));
    return files;
  };
  const html: FileWriter = async (dir) => {
    await writeFile(join(dir, 'index.html'), page(lists, identity.html, words, selfTest), { flag: 'wx' });
    return [{ path: 'index.html', rows: null }];
  };
  return [csv, workbook, html];
}
