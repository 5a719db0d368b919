/** Where dossiers lie in an export and who has one. A path names a brand and a pseudonym, never a handle. */
import type { CandidateRow, WorklistRow } from '../rows.ts';

/** The people of a week among whom some have a dossier. */
export interface DossierPeople {
  readonly koc: readonly CandidateRow[];
  readonly early: readonly CandidateRow[];
  readonly left: readonly CandidateRow[];
  readonly worklist: readonly Pick<WorklistRow, 'brandId' | 'authorKey'>[];
}

/** One author × brand. */
export type Pair = Pick<CandidateRow, 'brandId' | 'authorKey'>;

export interface Dossiers {
  /** By brand, then as the lists have them: listed, left, early. */
  readonly rows: readonly CandidateRow[];
  /** Whether the pair has a page. */
  readonly has: (pair: Pair) => boolean;
}

/** From the root of the export: `brands/<brand>/people/<first 16 of the key>.html`. */
export function dossierPath(brandId: string, authorKey: string): string {
  return `brands/${brandId}/${dossierLink(authorKey)}`;
}

/** From the page of the brand: `people/<first 16 of the key>.html`. */
export function dossierLink(authorKey: string): string {
  return `people/${authorKey.slice(0, 16)}.html`;
}

/** Dossiers of everybody listed, everybody who just left, and those of the early who stand on the worklist. Call once a week of lists. */
export function dossiersOf({ koc, early, left, worklist }: DossierPeople): Dossiers {
  const asked = new Set(worklist.map(pairKey));
  const rows = [...koc, ...left, ...early.filter((row) => asked.has(pairKey(row)))];
  const pairs = new Set(rows.map(pairKey));
  return {
    rows: rows.toSorted((a, b) => (a.brandId < b.brandId ? -1 : a.brandId > b.brandId ? 1 : 0)),
    has: (pair) => pairs.has(pairKey(pair)),
  };
}

/** Text that tells one author × brand from another. */
export function pairKey({ brandId, authorKey }: Pair): string {
  return `${brandId} ${authorKey}`;
}
