/**
 * Accounts of one person. Invariant: every account points to the one that stands for all of them and never further, so that a model needs
 * one step; the one that stands for them points nowhere.
 */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { standingOf } from '../../warehouse/raw/decisions.ts';
import type { DecisionDraft } from './decisions.ts';

/** Account → the one that stands for its person, for accounts that were said to be another's. */
export function confirmedPersons(history: readonly CanonicalDecision[]): ReadonlyMap<string, string> {
  const persons = new Map<string, string>();
  for (const { type, subjectKey, value } of standingOf(history).values())
    if (type === 'same_person' && value !== null) persons.set(subjectKey, value);
  return persons;
}

/** Decisions that make one person of two accounts and of whoever belongs to either; none when they are one already. */
export function joinPersons(
  history: readonly CanonicalDecision[],
  author: string,
  other: string,
  said: Pick<DecisionDraft, 'by' | 'reason'>,
): DecisionDraft[] {
  const persons = confirmedPersons(history);
  const [from, to] = [standsFor(persons, author), standsFor(persons, other)];
  if (from === to) return [];
  const followers = [...persons].filter(([, person]) => person === from).map(([account]) => account);
  return [from, ...followers].map((account) => link(account, to, said));
}

/** Decisions that take an account out of its person. When it stands for others, they are on their own as well. */
export function partPerson(
  history: readonly CanonicalDecision[],
  author: string,
  said: Pick<DecisionDraft, 'by' | 'reason'>,
): DecisionDraft[] {
  const persons = confirmedPersons(history);
  const followers = [...persons].filter(([, person]) => person === author).map(([account]) => account);
  const own = persons.has(author) ? [author] : [];
  return [...own, ...followers].map((account) => link(account, null, said));
}

/** Undoing single links may leave one that leads on; a circle cannot come about, but raw may say anything. */
function standsFor(persons: ReadonlyMap<string, string>, author: string): string {
  const seen = new Set<string>();
  let account = author;
  for (let next = persons.get(account); next !== undefined && !seen.has(next); next = persons.get(account)) {
    seen.add(next);
    account = next;
  }
  return account;
}

function link(subjectKey: string, value: string | null, { by, reason }: Pick<DecisionDraft, 'by' | 'reason'>) {
  return { type: 'same_person', subjectKey, brandId: null, value, reason, by } satisfies DecisionDraft;
}
