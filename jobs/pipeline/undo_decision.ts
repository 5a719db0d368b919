/** Takes one decision back by a newer one that restates what stood before it; that one can be undone as well. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { decisionPlace } from '../../warehouse/raw/decisions.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { isDecided, withdrawnValue } from './decision_kinds.ts';
import { type DecisionDraft, updateDecisions } from './decisions.ts';
import { isUndoable, withoutDecision } from './undo.ts';

/**
 * @param id of a decision, or its first 8 digits or more.
 * @param by who undoes it; null = not said.
 * @param reason why; has to be said when somebody's refusal is taken back by it.
 * @throws UsageError when there is no such decision, a newer one about the same stands, or it is a tombstone.
 */
export async function undoDecision(
  ws: Workspace,
  ctx: RunContext,
  id: string,
  by: string | null,
  reason: string | null = null,
): Promise<CanonicalDecision> {
  const [decision] = await updateDecisions(ws, ctx, (history) => [undoing(history, id, by, reason?.trim() || null)]);
  return decision!;
}

function undoing(
  history: readonly CanonicalDecision[],
  id: string,
  by: string | null,
  reason: string | null,
): DecisionDraft {
  const decision = decisionOf(history, id);
  const { type, subjectKey, brandId } = decision;
  if (!isDecided(type)) throw new UsageError('forgetting somebody cannot be undone');
  const place = decisionPlace(decision);
  const ofPlace = history.filter((one) => decisionPlace(one) === place);
  if (!isUndoable(ofPlace, decision.id)) {
    throw new UsageError(`decision ${decision.id.slice(0, 8)} does not stand any more`, {
      hint: `What stands is ${ofPlace.at(-1)!.id.slice(0, 8)}: undo that, or decide anew.`,
    });
  }
  const stood = withoutDecision(ofPlace, decision.id).at(-1);
  const value = stood === undefined ? withdrawnValue(type) : stood.value;
  if (type === 'opt_out' && value !== null && reason === null)
    throw new UsageError('taking a refusal back needs a reason', { hint: 'Say why: --reason "asked us to go on".' });
  const details = stood?.details;
  return {
    type,
    subjectKey,
    brandId,
    value,
    reason: reason ?? stood?.reason ?? null,
    by,
    ...(details === undefined ? {} : { details }),
    undoes: decision.id,
  };
}

function decisionOf(history: readonly CanonicalDecision[], id: string): CanonicalDecision {
  const found = history.filter((one) => one.id === id || (id.length >= SHORT_ID && one.id.startsWith(id)));
  if (found.length === 1) return found[0]!;
  throw new UsageError(found.length === 0 ? `there is no decision ${id}` : `${id} begins ${found.length} decisions`, {
    hint: '`koc decide --log` lists all of them with their ids.',
  });
}

/** Digits of an id that are enough. */
const SHORT_ID = 8;
