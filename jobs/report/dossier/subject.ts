/** Everything that is known of one author × brand, put together from the lists once a week, so that no page looks through whole lists. */
import type { Brand, WatchedPerson } from '../../config/types.ts';
import type { Authenticity } from '../authenticity.ts';
import type { AuthorInterestRow, AuthorMonthRow, AuthorTermRow, CandidateMentionRow } from '../author_rows.ts';
import type { Lists } from '../lists.ts';
import type { CandidateRow, PersonAccountRow, ProfileRow, UgcRow } from '../rows.ts';
import { NO_WORK, type Work, workPlace } from '../work.ts';
import type { IncentiveFacts } from './incentive.ts';
import { incentiveFacts } from './incentive_facts.ts';
import { type Pair, pairKey } from './paths.ts';

export interface Subject {
  readonly row: CandidateRow;
  /** Undefined: the brand has left the config since the build. */
  readonly brand: Brand | undefined;
  /** Null: not in the lists' profiles. */
  readonly profile: ProfileRow | null;
  readonly facts: IncentiveFacts;
  readonly work: Work;
  /** Most spoken of first. */
  readonly interests: readonly AuthorInterestRow[];
  readonly terms: readonly AuthorTermRow[];
  /** Oldest first. */
  readonly months: readonly AuthorMonthRow[];
  /** Cited evidence first. */
  readonly mentions: readonly CandidateMentionRow[];
  /** Best first. */
  readonly ugc: readonly UgcRow[];
  /** Null: nothing was computed. */
  readonly checks: Authenticity | null;
  /** The person's other confirmed accounts. */
  readonly accounts: readonly PersonAccountRow[];
}

/** The lists that dossiers are made of. */
export type DossierLists = Pick<
  Lists,
  | 'accounts'
  | 'authenticity'
  | 'authorMonths'
  | 'brands'
  | 'early'
  | 'interests'
  | 'koc'
  | 'known'
  | 'left'
  | 'mentions'
  | 'profiles'
  | 'terms'
  | 'ugc'
  | 'work'
  | 'worklist'
>;

/** @param people of the config, for consent. */
export function subjectsOf(lists: DossierLists, people: readonly WatchedPerson[]): (row: CandidateRow) => Subject {
  const factsOf = incentiveFacts({ lists, people });
  const profiles = new Map(lists.profiles.map((row) => [row.authorKey, row]));
  const interests = byPair(lists.interests);
  const terms = byPair(lists.terms);
  const months = byPair(lists.authorMonths);
  const mentions = byPair(lists.mentions);
  const ugc = byPair(lists.ugc.filter((row): row is UgcRow & Pair => row.authorKey !== null));
  const accountsOf = confirmedAccounts(lists.accounts);
  return (row) => {
    const key = pairKey(row);
    return {
      row,
      brand: lists.brands.get(row.brandId),
      profile: profiles.get(row.authorKey) ?? null,
      facts: factsOf(row),
      work: lists.work.get(workPlace(row.brandId, row.authorKey)) ?? NO_WORK,
      interests: interests.get(key) ?? [],
      terms: terms.get(key) ?? [],
      months: months.get(key) ?? [],
      mentions: mentions.get(key) ?? [],
      ugc: ugc.get(key) ?? [],
      checks: lists.authenticity.get(row.authorKey) ?? null,
      accounts: accountsOf(row),
    };
  };
}

/** Platforms whose terms forbid matching their accounts with any elsewhere. */
const UNMATCHED = new Set(['reddit']);

/** The other accounts of an author, none where either platform's terms forbid to join them. */
function confirmedAccounts(rows: readonly PersonAccountRow[]): (row: CandidateRow) => PersonAccountRow[] {
  const accounts = Map.groupBy(
    rows.filter(({ platform }) => !UNMATCHED.has(platform)),
    ({ authorKey }) => authorKey,
  );
  return ({ authorKey, platform }) => (UNMATCHED.has(platform) ? [] : (accounts.get(authorKey) ?? []));
}

function byPair<Row extends Pair>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, pairKey);
}
