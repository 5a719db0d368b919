/** `koc decide`: what a person decides about an author or a post, kept in raw with who, when and why. The newest one counts. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import { type CanonicalDecision, canonicalDecision } from '../../warehouse/contracts/rows.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { appendRecords, DECISIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { newestDecisions } from '../../warehouse/raw/decisions.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';
import { findAuthor, keyInAdvance } from './authors.ts';
import type { RunContext } from './context.ts';
import { DECISION_KINDS, type DecidedType, type DecisionKind, WITHDRAWN } from './decision_kinds.ts';
import { findPost } from './posts.ts';
import { openWorkspaceRaw } from './raw.ts';

export interface Decided {
  /** A handle, `platform:id` or author_key; for posts a link, `platform:kind:id`, id or post_key. */
  readonly subject: string;
  readonly type: string;
  /** Undefined where the type says it all; `none` withdraws. */
  readonly value: string | undefined;
  /** Undefined = all brands. */
  readonly brandId: string | undefined;
  readonly reason: string | undefined;
  /** Null = not said. */
  readonly by: string | null;
}

export interface DecideResult {
  readonly decision: CanonicalDecision;
  /** False: it stood already, and nothing was written. */
  readonly isNew: boolean;
}

/** Checks and seals one decision. @throws UsageError for a wrong word, brand or subject, and where a reason is missing. */
export async function decide(ws: Workspace, ctx: RunContext, given: Decided): Promise<DecideResult> {
  const [type, kind] = kindOf(given.type);
  const value = decidedValue(type, kind, given.value);
  const brandId = brandOf(ws, type, kind, given.brandId);
  const reason = given.reason?.trim() || null;
  if (kind.needsReason && value !== null && reason === null) {
    throw new UsageError(`${type} overrules what was measured about a person, so it needs a reason`, {
      hint: 'Say why: --reason "works for our agency".',
    });
  }
  const raw = await openWorkspaceRaw(ws, ctx);
  const subjectKey = await subjectOf(ws, ctx, raw, type, given.subject.trim());
  const standing = await newestDecisions(raw);
  if (standing.some((one) => one.type === 'forget' && one.subjectKey === subjectKey))
    throw new UsageError('this account was forgotten, so there is nothing to decide about it');
  const same = standing.find(
    (one) => one.type === type && one.subjectKey === subjectKey && one.brandId === brandId && one.value === value,
  );
  if (same !== undefined) return { decision: same, isNew: false };
  const at = ctx.now();
  const decision = canonicalDecision.parse({
    id: fingerprint(type, subjectKey, brandId ?? '', value ?? '', at).slice(0, 32),
    type,
    subjectKey,
    brandId,
    value,
    reason,
    by: given.by,
    at,
  } satisfies CanonicalDecision);
  await raw.sweep();
  await appendRecords(raw, { run: ctx.run, sourceId: DECISIONS_SOURCE, kind: 'decision', records: [decision] });
  return { decision, isNew: true };
}

/** Decisions that stand today, oldest first; what was withdrawn and tombstones are not among them. */
export async function standingDecisions(ws: Workspace, ctx: RunContext): Promise<CanonicalDecision[]> {
  const newest = await newestDecisions(await openWorkspaceRaw(ws, ctx));
  return newest.filter(
    ({ type, value }) => isDecided(type) && (value !== null || DECISION_KINDS[type].values.length === 0),
  );
}

function kindOf(typed: string): [DecidedType, DecisionKind] {
  if (isDecided(typed)) return [typed, DECISION_KINDS[typed]];
  const types = Object.keys(DECISION_KINDS);
  const meant = nearest(typed, types);
  throw new UsageError(`there is no decision ${JSON.stringify(typed)}`, {
    hint: meant === null ? `There are: ${types.join(', ')}.` : `Did you mean ${meant}?`,
  });
}

function isDecided(type: string): type is DecidedType {
  return Object.hasOwn(DECISION_KINDS, type);
}

/** Null withdraws, or says that the type has no values. */
function decidedValue(type: DecidedType, { values }: DecisionKind, typed: string | undefined): string | null {
  if (values.length === 0) {
    if (typed === undefined) return null;
    throw new UsageError(`${type} takes no value, and is not taken back`);
  }
  if (typed === WITHDRAWN) return null;
  if (typed !== undefined && values.includes(typed)) return typed;
  throw new UsageError(typed === undefined ? `${type} needs a value` : `${type} cannot be ${JSON.stringify(typed)}`, {
    hint: `One of: ${values.join(', ')}; ${WITHDRAWN} withdraws.`,
  });
}

function brandOf(ws: Workspace, type: DecidedType, kind: DecisionKind, typed: string | undefined): string | null {
  if (typed === undefined) return null;
  if (!kind.isPerBrand) throw new UsageError(`${type} holds for all brands; leave --brand out`);
  const ids = ws.config.brands.map(({ id }) => id);
  if (ids.includes(typed)) return typed;
  const meant = nearest(typed, ids);
  throw new UsageError(`unknown brand ${JSON.stringify(typed)}`, {
    hint: meant === null ? `Brands: ${ids.join(', ')}.` : `Did you mean ${meant}?`,
  });
}

/** Only a refusal may be noted of an account that is not here yet: any other decision about nobody is a typo. */
async function subjectOf(
  ws: Workspace,
  ctx: RunContext,
  raw: RawStore,
  type: DecidedType,
  typed: string,
): Promise<string> {
  if (DECISION_KINDS[type].about === 'post') {
    const post = await findPost(ws, ctx, typed);
    if (post !== null) return post;
    throw new UsageError(`no post here is ${JSON.stringify(typed)}`, {
      hint: 'Give its link, platform:kind:id (weibo:post:123), or the post_key of a published table.',
    });
  }
  const author = await findAuthor(ws, ctx, typed);
  if (author !== null) return author.authorKey;
  if (type === 'opt_out') return keyInAdvance(ws, raw, typed);
  throw new UsageError(`nobody here is called ${JSON.stringify(typed)}`, {
    hint: 'Give a handle, platform:id (weibo:1234567), or the author_key of a published table.',
  });
}
