/** Which files for people a run holds. Names carry brand and week, never the run or the clock. */
import { join } from 'node:path';
import type { FileWriter, WrittenFile } from '../../warehouse/publish/types.ts';
import type { Config } from '../config/types.ts';
import { writeCsv } from './csv.ts';
import { dossierWriter } from './dossier/write.ts';
import type { Lists } from './lists.ts';
import { pagesWriter } from './pages/write.ts';
import type { SelfTest } from './self_test.ts';
import { tables } from './tables.ts';
import { catalogues } from './words/languages.ts';
import { workbookWriter } from './workbook/writer.ts';

/** What the files for people depend on besides the lists. */
export type ReportConfig = Pick<Config, 'keywords' | 'people' | 'publish' | 'workbook'>;

/** Writers of the CSV files, the workbooks, the pages and the dossiers, each at the class that the config gives its target. */
export function reportWriters(
  ws: { readonly config: ReportConfig },
  lists: Lists,
  selfTest: SelfTest | null,
): FileWriter[] {
  const { identity, languages } = ws.config.publish;
  const words = catalogues(languages);
  const pages = pagesWriter({
    lists,
    identityClass: identity.html,
    languages: words,
    selfTest,
    people: ws.config.people,
    hasKeywords: ws.config.keywords.isEnabled,
  });
  const dossiers = dossierWriter({
    lists,
    identityClass: identity.html,
    languages: words,
    people: ws.config.people,
  });
  return [csvWriter(ws.config, lists), workbookWriter(ws.config, lists), pages, dossiers];
}

function csvWriter({ publish }: ReportConfig, lists: Lists): FileWriter {
  return async (dir) => {
    const week = { as_of: lists.asOf.date, week_start: lists.asOf.weekStart, iso_week: lists.asOf.isoWeek };
    const files: WrittenFile[] = [];
    for (const table of tables(lists, publish.identity.csv, catalogues(publish.languages))) {
      const path = `${table.id}.csv`;
      files.push({ path, rows: await writeCsv(join(dir, path), table, week) });
    }
    return files;
  };
}
