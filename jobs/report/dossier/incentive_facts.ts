/** What the decision table of incentives needs of everybody on the lists, gathered once a week of lists. */
import type { WatchedPerson } from '../../config/types.ts';
import type { CandidateMentionRow } from '../author_rows.ts';
import type { Known } from '../known.ts';
import type { CandidateRow, UgcRow } from '../rows.ts';
import { type Work, workPlace } from '../work.ts';
import type { IncentiveFacts } from './incentive.ts';
import { type Pair, pairKey } from './paths.ts';

export interface FactSources {
  readonly lists: {
    readonly ugc: readonly UgcRow[];
    readonly mentions: readonly CandidateMentionRow[];
    readonly known: Known;
    readonly work: ReadonlyMap<string, Work>;
  };
  /** People of the config; consent is known only where identity is read. */
  readonly people: readonly WatchedPerson[];
}

/** Rights states in which asking to show a post is no news any more, or not wanted. */
const SETTLED = new Set(['hidden', 'declined', 'expired', 'featured']);

/** Four weeks, in which a complaint should have had its answer. */
const FRESH_MS = 28 * 86_400_000;

/** @returns the facts of a row; costs one look-up each. */
export function incentiveFacts({ lists, people }: FactSources): (row: CandidateRow) => IncentiveFacts {
  const posts = new Map<string, UgcRow>();
  for (const row of lists.ugc) {
    if (row.authorKey === null || SETTLED.has(row.rightsState)) continue;
    const key = pairKey({ brandId: row.brandId, authorKey: row.authorKey });
    const best = posts.get(key);
    if (best === undefined || row.ugcScore > best.ugcScore) posts.set(key, row);
  }
  const complaints = newComplaints(lists.mentions);
  const hasConsent = consents(people, lists.known);
  return (row) => ({
    post: posts.get(pairKey(row)) ?? null,
    complaintDate: complaints.get(pairKey(row)) ?? null,
    hasConsent: hasConsent(row),
    workStatus: lists.work.get(workPlace(row.brandId, row.authorKey))?.status ?? null,
  });
}

/** Dates of the newest negative mentions that are fresh enough to want an answer before anything else. */
function newComplaints(mentions: readonly CandidateMentionRow[]): Map<string, string> {
  const dates = new Map<string, string>();
  for (const row of mentions) {
    if (row.feeling !== 'negative' || row.publishedDate === null) continue;
    if (Date.parse(row.asOf) - Date.parse(row.publishedDate) > FRESH_MS) continue;
    const key = pairKey(row);
    if ((dates.get(key) ?? '') < row.publishedDate) dates.set(key, row.publishedDate);
  }
  return dates;
}

/** Whether the people file has the account, by id or by handle, with basis `consent`. */
function consents(people: readonly WatchedPerson[], known: Known): (row: Pair & { platform: string }) => boolean {
  const accounts = new Set(
    people
      .filter(({ basis }) => basis === 'consent')
      .flatMap(({ platform, id, handle }) =>
        [
          id === null ? null : `${platform} id ${id}`,
          handle === null ? null : `${platform} name ${folded(handle)}`,
        ].filter((account) => account !== null),
      ),
  );
  return ({ authorKey, platform }) => {
    if (accounts.size === 0) return false;
    const { id = null, name = null } = known.authors.get(authorKey) ?? {};
    return (
      (id !== null && accounts.has(`${platform} id ${id}`)) ||
      (name !== null && accounts.has(`${platform} name ${folded(name)}`))
    );
  };
}

function folded(handle: string): string {
  return handle.normalize('NFKC').toLowerCase().replace(/^@/u, '');
}
