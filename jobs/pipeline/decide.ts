/** `koc decide`: what a person decides about an author or a post, kept in raw with who, when and why. The newest one counts. */
import { BusyError, UsageError } from '../../warehouse/contracts/errors.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { dayNo, isoDate } from '../../warehouse/contracts/time.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';
import type { Workspace } from '../config/types.ts';
import { authorIn, keyInAdvance } from './authors.ts';
import type { RunContext } from './context.ts';
import { DECISION_KINDS, type DecidedType, isDecided, WITHDRAWN, withdrawnValue } from './decision_kinds.ts';
import { checkedDraft, type DecisionDraft, decisionHistory, standing, updateDecisions } from './decisions.ts';
import { identityFiles } from './identity_files.ts';
import { syncLake } from './lake.ts';
import { postIn } from './posts.ts';
import { openWorkspaceRaw } from './raw.ts';
import { joinPersons, partPerson } from './same_person.ts';

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
  /** Terms of a grant, reason code of a hidden post. Absent: none. */
  readonly details?: Readonly<Record<string, string | boolean>>;
}

export interface DecideResult {
  readonly decision: CanonicalDecision;
  /** False: it stood already, and nothing was written. */
  readonly isNew: boolean;
}

/**
 * Checks and seals one decision, and what follows from it: of accounts of one person, several. Works while a run holds the workspace.
 *
 * @throws UsageError for a wrong word, brand or subject, and where a reason is missing.
 */
export async function decide(ws: Workspace, ctx: RunContext, given: Decided): Promise<DecideResult[]> {
  const type = typeOf(given.type);
  const value = decidedValue(type, given.value);
  const said = { reason: given.reason?.trim() || null, by: given.by };
  const details = given.details === undefined ? {} : { details: given.details };
  const about = (subjectKey: string): DecisionDraft => {
    return { type, subjectKey, brandId: given.brandId ?? null, value, ...said, ...details };
  };
  // Looking people up takes longer than telling that a word is wrong.
  if (type !== 'same_person') checkedDraft(ws, about(''), isoDate(dayNo(ctx.now(), ws.offset)));
  const subjectKey = await subjectOf(ws, ctx, type, given.subject.trim());
  const other = type === 'same_person' && value !== null ? await authorKeyOf(ws, ctx, value) : null;
  let stood: readonly CanonicalDecision[] = [];
  const decisions = await updateDecisions(ws, ctx, (history) => {
    stood = history;
    if (type !== 'same_person') return [about(subjectKey)];
    return other === null ? partPerson(history, subjectKey, said) : joinPersons(history, subjectKey, other, said);
  });
  const known = new Set(stood.map(({ id }) => id));
  if (decisions.length > 0) return decisions.map((decision) => ({ decision, isNew: !known.has(decision.id) }));
  return linksOf(stood, subjectKey, other).map((decision) => ({ decision, isNew: false }));
}

/** Decisions that stand today, oldest first; what was withdrawn and tombstones are not among them. */
export async function standingDecisions(ws: Workspace, ctx: RunContext): Promise<CanonicalDecision[]> {
  return standing(await decisionHistory(ws, ctx)).filter(({ type }) => isDecided(type));
}

function typeOf(typed: string): DecidedType {
  if (isDecided(typed)) return typed;
  const types = Object.keys(DECISION_KINDS);
  const meant = nearest(typed, types);
  throw new UsageError(`there is no decision ${JSON.stringify(typed)}`, {
    hint: meant === null ? `There are: ${types.join(', ')}.` : `Did you mean ${meant}?`,
  });
}

/** The value as it will stand; whether it is one of the type's own is for the sealing to say. */
function decidedValue(type: DecidedType, typed: string | undefined): string | null {
  if (typed === WITHDRAWN) return withdrawnValue(type);
  if (type === 'opt_out' && typed === undefined) return null;
  const { choices, takes } = DECISION_KINDS[type];
  if (typed !== undefined && type !== 'opt_out' && (choices === null || choices.includes(typed))) return typed;
  if (type === 'opt_out') {
    throw new UsageError(`${type} takes no value`, { hint: `${WITHDRAWN} takes an earlier one back.` });
  }
  throw new UsageError(typed === undefined ? `${type} needs a value` : `${type} cannot be ${JSON.stringify(typed)}`, {
    hint: `${takes[0]!.toUpperCase()}${takes.slice(1)}; ${WITHDRAWN} withdraws.`,
  });
}

/** Looks where identity lies now, since that takes no time; only what is not found there may be in raw alone. */
async function lookUp<Found>(
  ws: Workspace,
  ctx: RunContext,
  find: (identity: IdentityFiles) => Promise<Found | null>,
): Promise<Found | null> {
  return (await find(await identityFiles(ws.dir))) ?? find(await identityOf(ws, ctx));
}

/** Brought up to date when nobody else writes; while a run goes on, as it lies there: whoever is published is in it. */
export async function identityOf(ws: Workspace, ctx: RunContext): Promise<IdentityFiles> {
  try {
    await using _ = await acquireLock(ws.dir);
    return (await syncLake(ws, ctx)).identity;
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    return identityFiles(ws.dir);
  }
}

/** Only a refusal may be noted of an account that is not here yet: any other decision about nobody is a typo. */
async function subjectOf(ws: Workspace, ctx: RunContext, type: DecidedType, typed: string): Promise<string> {
  const { about } = DECISION_KINDS[type];
  if (about !== 'author') {
    const post = await lookUp(ws, ctx, ({ identity_posts }) => postIn(ws, identity_posts, typed));
    if (post !== null) return post;
  }
  if (about === 'post') {
    throw new UsageError(`no post here is ${JSON.stringify(typed)}`, {
      hint: 'Give its link, platform:kind:id (weibo:post:123), or the post_key of a published table.',
    });
  }
  if (type !== 'opt_out') return authorKeyOf(ws, ctx, typed);
  const author = await lookUp(ws, ctx, ({ identity_authors }) => authorIn(ws, identity_authors, typed));
  return author?.authorKey ?? keyInAdvance(ws, await openWorkspaceRaw(ws, ctx), typed);
}

async function authorKeyOf(ws: Workspace, ctx: RunContext, typed: string): Promise<string> {
  const author = await lookUp(ws, ctx, ({ identity_authors }) => authorIn(ws, identity_authors, typed));
  if (author !== null) return author.authorKey;
  throw new UsageError(`nobody here is called ${JSON.stringify(typed)}`, {
    hint: 'Give a handle, platform:id (weibo:1234567), or the author_key of a published table.',
  });
}

/** What stands already when two accounts are one person's. @throws UsageError when an account is to be parted from nobody. */
function linksOf(history: readonly CanonicalDecision[], subjectKey: string, other: string | null): CanonicalDecision[] {
  if (other === null) throw new UsageError('this account was not said to be the same person as another');
  const links = standing(history).filter(({ type }) => type === 'same_person');
  if (subjectKey === other) throw new UsageError('an account is the same person as itself');
  return links.filter((link) => link.subjectKey === subjectKey || link.subjectKey === other);
}
