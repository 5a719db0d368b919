/** One workbook: first what to do, then the lists, the totals, and how to read them. The same lists give the same bytes. */
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { type Grid, gridSheet, type Masthead } from './grid.ts';
import { tabNames } from './names.ts';
import type { Scope } from './scope.ts';
import { FONT } from './styles.ts';
import { about, type TabInfo } from './tabs/about.ts';
import { aspects } from './tabs/aspects.ts';
import { leftOut } from './tabs/left_out.ts';
import { early, gifted, kol, rising } from './tabs/people.ts';
import { shortlist } from './tabs/shortlist.ts';
import { coverage, months, voice } from './tabs/totals.ts';
import { ugc } from './tabs/ugc.ts';
import { worklist } from './tabs/worklist.ts';

type TabId = keyof Scope['words']['workbook']['says'];

const PEOPLE = { worklist, shortlist, rising, early, ugc, kol, gifted } as const;
const TOTALS = { leftOut, months, aspects, voice, coverage } as const;

/** Bytes of the workbook of a scope. */
export async function workbookBytes(scope: Scope): Promise<Uint8Array> {
  const { words, lists, brands, hasPeople } = scope;
  const brand = brands.length === 1 ? (brands[0]?.names[0] ?? brands[0]?.id ?? '') : words.workbook.allBrands;
  const masthead: Masthead = { brand, week: lists.asOf.isoWeek };
  const tabs: TabInfo[] = [];
  const sheets: WriteSheet[] = [];
  const names: ReturnType<typeof tabNames> = [];
  const shown = { ...(hasPeople ? PEOPLE : {}), ...TOTALS } as Readonly<Record<TabId, (scope: Scope) => Grid<unknown>>>;
  for (const [id, make] of Object.entries(shown)) {
    const grid = make(scope);
    tabs.push({ name: grid.name, says: words.workbook.says[id as TabId], count: grid.rows.length });
    sheets.push(gridSheet(grid, masthead, words));
    names.push(...tabNames(grid));
  }
  const moment = new Date(`${lists.asOf.date}T00:00:00Z`);
  return writeXlsx({
    properties: { title: words.workbook.title(masthead), creator: 'koc-radar', created: moment, modified: moment },
    defaultFont: FONT,
    namedRanges: names,
    sheets: [...sheets, about(scope, masthead, tabs)],
  });
}
