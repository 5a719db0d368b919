/**
 * The way of one post from a candidate to something a brand may show. Invariant: nothing is featured or fed without a grant whose terms
 * hold on the day that is asked about.
 */
import { z } from 'zod';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { effectiveDecisions } from './undo.ts';

export const UGC_STATES = [
  'candidate',
  'approved',
  'held',
  'hidden',
  'asked',
  'granted',
  'declined',
  'expired',
  'featured',
] as const;
export type UgcState = (typeof UGC_STATES)[number];

/** Which states may follow which. `candidate` takes everything back and may follow any of them. */
export const UGC_NEXT: Readonly<Record<UgcState, readonly UgcState[]>> = {
  candidate: ['approved', 'held', 'hidden'],
  approved: ['asked', 'held', 'hidden', 'candidate'],
  held: ['approved', 'hidden', 'candidate'],
  hidden: ['approved', 'held', 'candidate'],
  asked: ['granted', 'declined', 'expired', 'held', 'hidden', 'candidate'],
  granted: ['featured', 'granted', 'declined', 'expired', 'held', 'hidden', 'candidate'],
  declined: ['asked', 'hidden', 'candidate'],
  expired: ['asked', 'granted', 'hidden', 'candidate'],
  featured: ['granted', 'declined', 'expired', 'held', 'hidden', 'candidate'],
};

/** Why a post is held or hidden. */
export const UGC_REASONS = [
  'off_topic',
  'low_quality',
  'brand_safety',
  'personal_data',
  'third_party',
  'rights_unclear',
  'duplicate',
  'other',
] as const;

/** What a grant is for: own channels unpaid, advertising, shop pages and stores, or all of these. */
export const GRANT_SCOPES = ['organic', 'paid', 'retail', 'all'] as const;

const words = (most: number) => z.string().trim().min(1).max(most);
const said = z.union([z.boolean(), z.stringbool()]).default(false);
/** Empty fields of forms are as good as absent. */
const filled = (given: unknown): unknown =>
  typeof given === 'object' && given !== null
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '' && value !== null))
    : given;

/** Terms of a grant; days are `YYYY-MM-DD`, the last one included. */
export const grantTerms = z.preprocess(
  filled,
  z
    .strictObject({
      scope: z.enum(GRANT_SCOPES),
      /** Where it may be shown, as agreed. */
      channels: words(300),
      /** Null = not limited. */
      territory: words(100).nullable().default(null),
      from: z.iso.date(),
      /** Null only with `open_ended`. */
      until: z.iso.date().nullable().default(null),
      open_ended: said,
      edits_allowed: said,
      portrait_consent: said,
      /** Where the consent can be seen: a link, the place of a file, the number of a contract. */
      evidence: words(500),
    })
    .refine(({ until, open_ended }) => (until === null) === open_ended, {
      path: ['until'],
      message: 'expected the last day, or open_ended when there is none',
    })
    .refine(({ from, until }) => until === null || until >= from, {
      path: ['until'],
      message: 'expected a day that is not before `from`',
    }),
);
export type GrantTerms = z.infer<typeof grantTerms>;

/** What has to be said of a post that is held or hidden. */
export const holdTerms = z.preprocess(filled, z.strictObject({ reason_code: z.enum(UGC_REASONS) }));

/** A grant as it was recorded. */
export interface Grant {
  readonly decision: CanonicalDecision;
  readonly terms: GrantTerms;
}

/**
 * The grant on which the post's state rests; null when it rests on none. `history` holds the decisions about one post and one brand (or
 * all brands), oldest first; others pass by.
 */
export function grantOf(history: readonly CanonicalDecision[]): Grant | null {
  for (const decision of statesOf(history).toReversed()) {
    if (decision.value === 'featured') continue;
    if (decision.value !== 'granted') return null;
    const terms = grantTerms.safeParse(decision.details);
    return terms.success ? { decision, terms: terms.data } : null;
  }
  return null;
}

/** State of a post on a day (`YYYY-MM-DD`): as decided last, but a grant that has run out, or that says nothing, counts as expired. */
export function ugcState(history: readonly CanonicalDecision[], today: string): UgcState {
  const state = statesOf(history).at(-1)?.value ?? 'candidate';
  if (!isState(state)) return 'candidate';
  if (state !== 'granted' && state !== 'featured') return state;
  const grant = grantOf(history);
  return grant === null || hasEnded(grant.terms, today) ? 'expired' : state;
}

/** Whether others may be shown the post on that day: granted or featured, and the terms hold. */
export function isFeedable(history: readonly CanonicalDecision[], today: string): boolean {
  const state = ugcState(history, today);
  if (state !== 'granted' && state !== 'featured') return false;
  return grantOf(history)!.terms.from <= today;
}

/** Why the post may not go into `next` on that day; null = it may. */
export function refusal(history: readonly CanonicalDecision[], next: UgcState, today: string): string | null {
  const state = ugcState(history, today);
  if (!UGC_NEXT[state].includes(next) && state !== next)
    return `a post that is ${state} can become ${UGC_NEXT[state].join(', ')}`;
  if (next !== 'featured') return null;
  return isFeedable(history, today) ? null : 'a post is featured only while its grant holds';
}

function statesOf(history: readonly CanonicalDecision[]): readonly CanonicalDecision[] {
  return effectiveDecisions(history.filter(({ type }) => type === 'ugc_state'));
}

function hasEnded({ until }: GrantTerms, today: string): boolean {
  return until !== null && until < today;
}

function isState(value: string): value is UgcState {
  return (UGC_STATES as readonly string[]).includes(value);
}
