/**
 * Seals decisions of people, also while a run holds the workspace. Invariant: what is to be decided is checked against what stands at that
 * very moment, and once the call returns it is on the disk.
 */
import { KocError, UsageError } from '../../warehouse/contracts/errors.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import { type CanonicalDecision, canonicalDecision } from '../../warehouse/contracts/rows.ts';
import { dayNo, isoDate } from '../../warehouse/contracts/time.ts';
import { canonicalJson, fingerprint } from '../../warehouse/fingerprint.ts';
import { pendingForgets } from '../../warehouse/forget.ts';
import { appendRecords, DECISIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { decisionPlace, decisionHistory as historyOf, standingOf } from '../../warehouse/raw/decisions.ts';
import { holdDecisions } from '../../warehouse/raw/hold.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { DECISION_KINDS, isDecided, isInForce, termsOf } from './decision_kinds.ts';
import { openWorkspaceRaw } from './raw.ts';
import { grantOf, refusal, type UgcState } from './ugc_state.ts';

/** What is to be decided; id and moment are given when it is sealed. Null value: withdraws, or the type says it all (opt_out). */
export interface DecisionDraft extends Omit<CanonicalDecision, 'id' | 'at' | 'type'> {
  readonly type: CanonicalDecision['type'];
  /** Id of the decision that the person saw standing, null = none; when another one stands by now, nothing is sealed. Absent: whatever stands. */
  readonly basedOn?: string | null;
}

/** Somebody else has decided about the same meanwhile. */
export class DecisionConflict extends KocError {
  readonly draft: DecisionDraft;
  /** What stands now; null = nothing. */
  readonly standing: CanonicalDecision | null;

  constructor(draft: DecisionDraft, standing: CanonicalDecision | null) {
    super(`${draft.type} was decided by ${standing?.by ?? 'somebody else'} meanwhile`, {
      hint: 'Look at what stands now, and decide again if it is still wrong.',
    });
    this.draft = draft;
    this.standing = standing;
  }
}

/** Everything decided so far, oldest first, replaced and withdrawn decisions and tombstones included. Needs no lock. */
export async function decisionHistory(
  ws: Pick<Workspace, 'dir'>,
  ctx: Pick<RunContext, 'now' | 'log'>,
): Promise<CanonicalDecision[]> {
  return historyOf(await openWorkspaceRaw(ws, ctx));
}

/** What is in force: the newest decision of each type, subject and brand, oldest first, without those that were taken back. */
export function standing(history: readonly CanonicalDecision[]): CanonicalDecision[] {
  const newest = new Set(standingOf(history).values());
  return history.filter((decision) => newest.has(decision) && isInForce(decision));
}

/**
 * Checks and seals decisions in one commit: all or none. Gives those that stand now, in the order asked for: of what stood already the
 * earlier decision is given and nothing is written.
 *
 * @throws UsageError for a draft that is not a decision, or about somebody forgotten; DecisionConflict by `basedOn`; BusyError.
 */
export async function appendDecisions(
  ws: Workspace,
  ctx: RunContext,
  drafts: readonly DecisionDraft[],
): Promise<CanonicalDecision[]> {
  return updateDecisions(ws, ctx, () => drafts);
}

/** Like `appendDecisions`, for what depends on the history: nobody else decides between `make` and the sealing. */
export async function updateDecisions(
  ws: Workspace,
  ctx: RunContext,
  make: (history: readonly CanonicalDecision[]) => readonly DecisionDraft[],
): Promise<CanonicalDecision[]> {
  const raw = await openWorkspaceRaw(ws, ctx);
  await using _ = await holdDecisions(raw.dir);
  await raw.refresh();
  const history = await historyOf(raw);
  const gone = new Set(await pendingForgets(raw));
  for (const { type, subjectKey } of history) if (type === 'forget') gone.add(subjectKey);
  const newest = standingOf(history);
  const now = ctx.now();
  const today = isoDate(dayNo(now, ws.offset));
  const known = [...history];
  const sealed: CanonicalDecision[] = [];
  const results = make(history).map((draft) => {
    if (gone.has(draft.subjectKey))
      throw new UsageError('this account was forgotten, so there is nothing to decide about it');
    const checked = withGrant(known, checkedDraft(ws, draft, today));
    const place = decisionPlace(checked);
    const stands = newest.get(place);
    if (stands !== undefined && isSame(stands, checked)) return stands;
    if (draft.basedOn !== undefined && (stands?.id ?? null) !== draft.basedOn)
      throw new DecisionConflict(draft, stands ?? null);
    if (draft.undoes === undefined) refuseWrongStep(known, checked, today);
    const decision = stamped(checked, Math.max(now, (stands?.at ?? now - 1) + 1));
    newest.set(place, decision);
    sealed.push(decision);
    known.push(decision);
    return decision;
  });
  // One run a day, so that a week of single decisions can be joined into few segments.
  const run = `${today.replaceAll('-', '')}-decisions`;
  await appendRecords(raw, { run, sourceId: DECISIONS_SOURCE, kind: 'decision', records: sealed });
  return results;
}

type Checked = Omit<DecisionDraft, 'basedOn'>;

/** The draft in its normal form; `today` is `YYYY-MM-DD`. @throws UsageError that says what is wrong with it. */
export function checkedDraft(
  ws: Pick<Workspace, 'config'>,
  { basedOn: _, ...draft }: DecisionDraft,
  today: string,
): Checked {
  const { type } = draft;
  if (!isDecided(type)) throw new UsageError(`${type} is not decided here`);
  const kind = DECISION_KINDS[type];
  if (kind.brand === 'all' && draft.brandId !== null)
    throw new UsageError(`${type} holds for all brands; leave the brand out`);
  if (kind.brand === 'one' && draft.brandId === null) throw new UsageError(`${type} is about one brand: name it`);
  if (draft.brandId !== null) checkBrand(ws, draft.brandId);
  if (draft.undoes !== undefined) return draft;
  const reason = draft.reason?.trim() || null;
  const isTakenBack = !isInForce(draft);
  if (reason === null && (type === 'opt_out' ? isTakenBack : kind.needsReason && !isTakenBack)) {
    throw new UsageError(
      type === 'opt_out'
        ? 'taking a refusal back needs a reason'
        : `${type} overrules what was measured about a person, so it needs a reason`,
      { hint: 'Say why: --reason "works for our agency".' },
    );
  }
  if (type === 'last_contact' && draft.value !== null && draft.value > today)
    throw new UsageError(`last_contact ${draft.value} lies in the future`, { hint: `Today is ${today}.` });
  if (type === 'same_person' && draft.value === draft.subjectKey)
    throw new UsageError('an account is the same person as itself');
  const value = draft.value === null ? null : parsed(type, 'value', kind.value, draft.value, kind.takes);
  return withDetails({ ...draft, value, reason });
}

function withDetails(draft: Checked): Checked {
  const { details, ...rest } = draft;
  if (!isDecided(draft.type)) return rest;
  const terms = termsOf(draft.type, draft.value);
  if (terms === undefined) {
    if (details === undefined || Object.keys(details).length === 0) return rest;
    throw new UsageError(`${draft.type} ${draft.value ?? ''} takes no further terms`);
  }
  const given = parsed(draft.type, draft.value ?? '', terms, details ?? {}, 'what docs/decisions.md lists');
  return { ...rest, details: given as NonNullable<CanonicalDecision['details']> };
}

interface Schema<Value> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Value }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

function parsed<Value>(type: string, what: string, schema: Schema<Value>, given: unknown, takes: string): Value {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = [what, ...(issue?.path.map(String) ?? [])].filter((part) => part !== '').join('.');
  throw new UsageError(`${type} ${where}: ${issue?.message ?? 'wrong shape'}`, { hint: `It takes ${takes}.` });
}

function checkBrand(ws: Pick<Workspace, 'config'>, brandId: string): void {
  const ids = ws.config.brands.map(({ id }) => id);
  if (ids.includes(brandId)) return;
  const meant = nearest(brandId, ids);
  throw new UsageError(`unknown brand ${JSON.stringify(brandId)}`, {
    hint: meant === null ? `Brands: ${ids.join(', ')}.` : `Did you mean ${meant}?`,
  });
}

function isSame(stands: CanonicalDecision, draft: Checked): boolean {
  return (
    draft.undoes === undefined &&
    stands.value === draft.value &&
    canonicalJson(stands.details ?? {}) === canonicalJson(draft.details ?? {})
  );
}

/** `at` is later than that of whatever it replaces, though clocks may stand still or differ between machines. */
function stamped(draft: Checked, at: number): CanonicalDecision {
  const { type, subjectKey, brandId, value } = draft;
  const id = fingerprint(type, subjectKey, brandId ?? '', value ?? '', at).slice(0, 32);
  return canonicalDecision.parse({ ...draft, id, at });
}

/** What is featured carries the terms that it rests on, so that its last day is known wherever the decision goes. */
function withGrant(history: readonly CanonicalDecision[], draft: Checked): Checked {
  if (draft.type !== 'ugc_state' || draft.value !== 'featured' || draft.undoes !== undefined) return draft;
  const grant = grantOf(ofSamePlace(history, draft));
  return grant === null ? draft : { ...draft, details: grant.terms };
}

/** The state of a post goes its way step by step; two people at once cannot jump it. */
function refuseWrongStep(history: readonly CanonicalDecision[], draft: Checked, today: string): void {
  if (draft.type !== 'ugc_state' || draft.value === null) return;
  const why = refusal(ofSamePlace(history, draft), draft.value as UgcState, today);
  if (why !== null) throw new UsageError(`ugc_state ${draft.value}: ${why}`);
}

function ofSamePlace(history: readonly CanonicalDecision[], draft: Checked): CanonicalDecision[] {
  const place = decisionPlace(draft);
  return history.filter((one) => decisionPlace(one) === place);
}
