/** What stands once undone decisions are left out. Nothing is ever taken from raw: an undoing is a decision that restates what stood before. */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';

/**
 * The decisions about one place that count, oldest first: the last one stands. An undoing goes back to what stood before the decision
 * it names; undoing the undoing brings that back.
 *
 * @param history of one place (type, subject, brand), oldest first.
 */
export function effectiveDecisions(history: readonly CanonicalDecision[]): readonly CanonicalDecision[] {
  const before = new Map<string, readonly CanonicalDecision[]>();
  let counting: readonly CanonicalDecision[] = [];
  for (const decision of history) {
    const earlier = decision.undoes === undefined ? undefined : before.get(decision.undoes);
    before.set(decision.id, counting);
    // What an erased decision had replaced cannot be told any more: then the undoing counts by what it says itself.
    counting = earlier ?? [...counting, decision];
  }
  return counting;
}

/** Whether `id` can be undone: it is the newest decision of its place, or the one that counts. */
export function isUndoable(history: readonly CanonicalDecision[], id: string): boolean {
  return history.at(-1)?.id === id || effectiveDecisions(history).at(-1)?.id === id;
}

/** The decisions that count when `id` is undone; the last one is restated. */
export function withoutDecision(history: readonly CanonicalDecision[], id: string): readonly CanonicalDecision[] {
  return effectiveDecisions([...history, { ...history.at(-1)!, id: '', undoes: id }]);
}
