/** The lists as tables, for CSV and workbook alike. A table shows what its target's class may know and nothing else. */
import type { IdentityClass } from '../config/types.ts';
import type { Table } from './columns.ts';
import { knownAt } from './known.ts';
import { kolColumns } from './kol_columns.ts';
import { evidenceKeys, type Lists } from './lists.ts';
import {
  brandColumns,
  type CitedPost,
  type Context,
  evidenceColumns,
  lacks,
  NUMBERS,
  profileColumns,
  RANK,
  reasons,
  ugcColumns,
  whoIs,
} from './people_columns.ts';
import type { BrandWeekRow, CandidateRow, CoverageRow, KolRow, ProfileRow, UgcRow } from './rows.ts';
import { BRAND_WEEK, COVERAGE } from './total_columns.ts';
import type { Words } from './words/words.ts';

export interface Tables {
  /** Empty lists of people at class aggregate. */
  readonly koc: Table<CandidateRow>;
  readonly early: Table<CandidateRow>;
  readonly ugc: Table<UgcRow>;
  readonly kol: Table<KolRow>;
  readonly evidence: Table<CitedPost>;
  readonly profiles: Table<ProfileRow>;
  readonly brandWeeks: Table<BrandWeekRow>;
  readonly coverage: Table<CoverageRow>;
}

/** @param brandId only this brand's rows; brand weeks then keep the brand's category. */
export function tables(
  lists: Lists,
  identityClass: IdentityClass,
  languages: readonly Words[],
  brandId?: string,
): Tables {
  const known = knownAt(identityClass, lists.known);
  const people = identityClass !== 'aggregate';
  const isWanted = (row: { brandId: string }) => people && (brandId === undefined || row.brandId === brandId);
  const koc = lists.koc.filter(isWanted);
  const early = lists.early.filter(isWanted);
  const ugc = lists.ugc.filter(isWanted);
  const authors = new Set([...koc, ...early, ...ugc].map((row) => row.authorKey));
  const category = brandId === undefined ? undefined : lists.brands.get(brandId)?.category;
  const brand = brandColumns<{ brandId: string }>(lists);
  const context: Context = { lists, known, languages };
  return {
    koc: {
      id: 'koc_shortlist',
      rows: koc,
      columns: [...brand, ...RANK, ...whoIs(context), ...reasons(context), ...NUMBERS],
    },
    early: { id: 'koc_early', rows: early, columns: [...brand, ...whoIs(context), ...lacks(context), ...NUMBERS] },
    ugc: { id: 'ugc_candidates', rows: ugc, columns: [...brand, ...ugcColumns(context)] },
    kol: { id: 'kol_candidates', rows: lists.kol.filter(isWanted), columns: [...brand, ...kolColumns(known)] },
    evidence: {
      id: 'evidence',
      rows: [...koc, ...early].flatMap((row) =>
        evidenceKeys(row).flatMap((key) => {
          const post = lists.evidence.get(key);
          return post === undefined ? [] : [{ row, post }];
        }),
      ),
      columns: evidenceColumns(context),
    },
    profiles: {
      id: 'author_profiles',
      rows: lists.profiles.filter((row) => people && authors.has(row.authorKey)),
      columns: profileColumns(known),
    },
    brandWeeks: {
      id: 'brand_weeks',
      rows: lists.brandWeeks.filter((row) => category === undefined || row.category === category),
      columns: [...brand, ...BRAND_WEEK],
    },
    coverage: { id: 'coverage', rows: lists.coverage, columns: COVERAGE },
  };
}
