/** The lists as tables for programs. A table shows what its target's class may know and nothing else. */
import type { IdentityClass } from '../config/types.ts';
import type { Table } from './columns.ts';
import { knownAt } from './known.ts';
import { kolColumns } from './kol_columns.ts';
import type { Lists } from './lists.ts';
import {
  brandColumns,
  type Context,
  lacks,
  NUMBERS,
  profileColumns,
  RANK,
  reasons,
  ugcColumns,
  whoIs,
  worklistColumns,
} from './people_columns.ts';
import { BRAND_WEEK, COVERAGE } from './total_columns.ts';
import type { Words } from './words/words.ts';

/** The tables that a target of the class gets: totals only at aggregate. */
export function tables(lists: Lists, identityClass: IdentityClass, languages: readonly Words[]): Table<never>[] {
  const people = identityClass === 'aggregate' ? [] : peopleTables(lists, identityClass, languages);
  const brand = brandColumns<{ brandId: string }>(lists);
  return [
    ...people,
    table('brand_weeks', lists.brandWeeks, [...brand, ...BRAND_WEEK]),
    table('coverage', lists.coverage, COVERAGE),
  ];
}

function peopleTables(lists: Lists, identityClass: IdentityClass, languages: readonly Words[]): Table<never>[] {
  const known = knownAt(identityClass, lists.known);
  const context: Context = { lists, known, languages };
  const brand = brandColumns<{ brandId: string }>(lists);
  const authors = new Set([...lists.koc, ...lists.early, ...lists.ugc].map((row) => row.authorKey));
  return [
    table('koc_shortlist', lists.koc, [...brand, ...RANK, ...whoIs(context), ...reasons(context), ...NUMBERS]),
    table('koc_early', lists.early, [...brand, ...whoIs(context), ...lacks(context), ...NUMBERS]),
    table('worklist', lists.worklist, [...brand, ...worklistColumns(context)]),
    table('ugc_candidates', lists.ugc, [...brand, ...ugcColumns(context)]),
    table('kol_candidates', lists.kol, [...brand, ...kolColumns(known)]),
    table(
      'author_profiles',
      lists.profiles.filter((row) => authors.has(row.authorKey)),
      profileColumns(known),
    ),
  ];
}

/** Columns and rows fit each other here; beyond, a table is only written out. */
function table<Row>(id: string, rows: readonly Row[], columns: Table<Row>['columns']): Table<never> {
  return { id, rows, columns } as unknown as Table<never>;
}
