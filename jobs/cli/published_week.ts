/** What a person and what a program is told after a week was published: the shortlist and where the files lie. */
import { join, relative } from 'node:path';
import type { Workspace } from '../config/types.ts';
import type { Published } from '../pipeline/publish.ts';
import { shortlistTable } from '../report/terminal.ts';
import { catalogues } from '../report/words/languages.ts';
import type { App } from './app.ts';

/** Rows a brand that fit a screen. */
const SHOWN = 15;

/** For `--json`. */
export function publishedFacts(published: Published) {
  const { exportDir, lists, result, steps } = published;
  return {
    as_of: lists.asOf.date,
    week: lists.asOf.isoWeek,
    export_dir: exportDir,
    listed: lists.koc.length,
    early: lists.early.length,
    ugc: lists.ugc.length,
    files: result.files.map(({ path, bytes, rows }) => ({ path, bytes, rows })),
    steps,
  };
}

/** The shortlist goes to stdout, where the files lie to stderr. */
export async function tellPublished(app: App, ws: Workspace, published: Published): Promise<void> {
  const { lists, result } = published;
  const [words] = catalogues(ws.config.publish.languages);
  const identityClass = ws.config.publish.identity.html;
  await app.out.data(shortlistTable(lists, words, { width: app.columns, limit: SHOWN, identityClass }));
  const current = join(relative(app.cwd, ws.dir), 'exports', 'current');
  const has = (path: string): boolean => {
    const [start = '', end] = path.split('*');
    return result.files.some((file) =>
      end === undefined ? file.path === path : file.path.startsWith(start) && file.path.endsWith(end),
    );
  };
  app.out.tell(
    `${lists.koc.length} listed, ${lists.early.length} early, ${lists.ugc.length} posts worth showing (${lists.asOf.isoWeek})`,
  );
  for (const [path, says] of FILES) {
    if (has(path)) app.out.tell(`  ${join(current, path).padEnd(48)} ${says}`);
  }
}

const FILES = [
  ['index.html', 'the report, opens in any browser'],
  ['koc_shortlist.xlsx', 'what to do this week, and the lists, as a workbook'],
  ['brands/*/one_page.pdf', 'the week of a brand on one page, to pass on'],
  ['koc_shortlist.csv', 'the shortlist alone'],
  ['koc.duckdb', 'all tables with comments, for SQL'],
  ['manifest.json', 'what is in it, coverage, hashes'],
] as const;
