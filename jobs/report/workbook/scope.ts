/** What one workbook shows: whose rows, in which words, at which class. Tabs read lists through it only, so none shows too much. */
import type { Brand, IdentityClass, WatchedPerson } from '../../config/types.ts';
import type { IncentiveFacts } from '../dossier/incentive.ts';
import { incentiveFacts } from '../dossier/incentive_facts.ts';
import { pairKey } from '../dossier/paths.ts';
import { type Known, knownAt } from '../known.ts';
import type { Lists } from '../lists.ts';
import type { CandidateRow } from '../rows.ts';
import { firstWords } from '../text.ts';
import type { Words } from '../words/words.ts';

export interface Scope {
  readonly lists: Lists;
  readonly words: Words;
  /** Own brands shown, by id; at least one. */
  readonly brands: readonly Brand[];
  /** Nobody, under class handle. */
  readonly known: Known;
  /** Whether rows about people are shown at all. */
  readonly hasPeople: boolean;
  /** Whether people are named; only then can somebody follow links to them, and write about them. */
  readonly isNamed: boolean;
  /** The rows of the shown brands, in the order of the list. */
  readonly of: <Row extends { readonly brandId: string }>(rows: readonly Row[]) => readonly Row[];
  /** Likewise, and none where people are not shown. */
  readonly peopleOf: <Row extends { readonly brandId: string }>(rows: readonly Row[]) => readonly Row[];
  readonly facts: (row: CandidateRow) => IncentiveFacts;
  /** Title or first words of a post; null = no words, or they may not be known. */
  readonly titleOf: (postKey: string) => string | null;
  /** JPEG of a post; null = none. Absent: this workbook shows no pictures. */
  readonly pictureOf?: (postKey: string) => Uint8Array | null;
  /** The candidate of a brand by author, if the report prints it. */
  readonly candidate: (pair: { readonly brandId: string; readonly authorKey: string }) => CandidateRow | undefined;
}

export interface ScopeInput {
  readonly lists: Lists;
  readonly words: Words;
  readonly identityClass: IdentityClass;
  readonly people: readonly WatchedPerson[];
}

/** Scopes of one brand or of all own brands; what is looked up is gathered once for all of them. */
export function scopes({ lists, words, identityClass, people }: ScopeInput): (brands: readonly Brand[]) => Scope {
  const known = knownAt(identityClass, lists.known);
  const facts = incentiveFacts({ lists, people });
  const candidates = new Map([...lists.early, ...lists.left, ...lists.koc].map((row) => [pairKey(row), row]));
  const titleOf = titles(known);
  const hasPeople = identityClass !== 'aggregate';
  return (brands) => {
    const ids = new Set(brands.map(({ id }) => id));
    const of: Scope['of'] = (rows) => rows.filter(({ brandId }) => ids.has(brandId));
    return {
      lists,
      words,
      brands,
      known,
      hasPeople,
      isNamed: identityClass === 'handle',
      of,
      peopleOf: (rows) => (hasPeople ? of(rows) : []),
      facts,
      titleOf,
      candidate: (pair) => candidates.get(pairKey(pair)),
    };
  };
}

/** Longest words of a post, in graphemes. */
const TITLE = 44;

/** A post stands on several tabs and in two workbooks; its words are measured once. */
function titles({ posts }: Known): Scope['titleOf'] {
  const told = new Map<string, string | null>();
  return (key) => {
    const post = posts.get(key);
    if (post === undefined) return null;
    let title = told.get(key);
    if (title === undefined) {
      title = firstWords(post.title, TITLE) ?? firstWords(post.text, TITLE);
      told.set(key, title);
    }
    return title;
  };
}
