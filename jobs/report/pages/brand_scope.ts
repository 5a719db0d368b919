/** What the page of one brand shows: its rows, who may be named, where dossiers lie. Parts read lists through it only, so none shows another brand's people. */
import type { Brand, IdentityClass, WatchedPerson } from '../../config/types.ts';
import { incentiveFacts } from '../dossier/incentive_facts.ts';
import { dossierLink, dossiersOf, type Pair, pairKey } from '../dossier/paths.ts';
import { type Known, knownAt } from '../known.ts';
import type { Lists } from '../lists.ts';
import type { CandidateRow } from '../rows.ts';
import type { SelfTest } from '../self_test.ts';
import type { FactsOf } from '../worklist.ts';
import type { NameContext } from './names.ts';
import type { Languages } from './told.ts';

/** What all pages of a run are made of. */
export interface PagesInput {
  readonly lists: Lists;
  readonly identityClass: IdentityClass;
  /** The first leads. */
  readonly languages: Languages;
  /** Null = not enough history. */
  readonly selfTest: SelfTest | null;
  readonly people: readonly WatchedPerson[];
  /** Whether words of posts are counted in this workspace. */
  readonly hasKeywords: boolean;
}

export interface BrandScope extends NameContext, Omit<PagesInput, 'people'> {
  readonly brand: Brand;
  readonly known: Known;
  /** Whether rows about people are shown at all. */
  readonly hasPeople: boolean;
  /** The rows of the brand, in the order of the list. */
  readonly of: <Row extends { readonly brandId: string }>(rows: readonly Row[]) => readonly Row[];
  /** Likewise, and none where people are not shown. */
  readonly peopleOf: <Row extends { readonly brandId: string }>(rows: readonly Row[]) => readonly Row[];
  /** From the brand's page; null = the author has no dossier. */
  readonly dossierOf: (authorKey: string) => string | null;
  readonly candidate: (pair: Pair) => CandidateRow | undefined;
  readonly facts: FactsOf;
}

/** Scopes by brand; what is looked up is gathered once for all of them. */
export function brandScopes(input: PagesInput): (brand: Brand) => BrandScope {
  const { lists, identityClass, people } = input;
  const known = knownAt(identityClass, lists.known);
  const hasPeople = identityClass !== 'aggregate';
  const dossiers = dossiersOf(lists);
  const facts = incentiveFacts({ lists, people });
  const candidates = new Map([...lists.early, ...lists.left, ...lists.koc].map((row) => [pairKey(row), row]));
  return (brand) => {
    const of: BrandScope['of'] = (rows) => rows.filter(({ brandId }) => brandId === brand.id);
    return {
      ...input,
      brand,
      known,
      hasPeople,
      of,
      peopleOf: (rows) => (hasPeople ? of(rows) : []),
      dossierOf: (authorKey) => (dossiers.has({ brandId: brand.id, authorKey }) ? dossierLink(authorKey) : null),
      candidate: (pair) => candidates.get(pairKey(pair)),
      facts,
    };
  };
}
