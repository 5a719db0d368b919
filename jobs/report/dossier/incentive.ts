/**
 * Which of eight incentives fits an author of a brand: one decision table, read from top to bottom, first match wins. What somebody
 * said or will say is no condition: a complaint, a refusal or an unusual pattern makes it offer nothing, and nothing else looks at feeling.
 */
import type { CandidateRow, UgcRow } from '../rows.ts';
import type { Words } from '../words/words.ts';

/** What the table looks at besides the author's row; see `incentiveFacts`. */
export interface IncentiveFacts {
  /** The author's best post that may still be asked for; null = none. */
  readonly post: Pick<UgcRow, 'postKey' | 'ugcScore' | 'utility' | 'rightsState' | 'declaredKind'> | null;
  /** On the operator's list of people with basis `consent`. */
  readonly hasConsent: boolean;
  /** Newest complaint of the last four weeks, `YYYY-MM-DD`; null = none. */
  readonly complaintDate: string | null;
  /** Standing `work_status`; null = nobody noted one. */
  readonly workStatus: string | null;
}

export type IncentiveCode = keyof Words['dossier']['incentive'];
export type IncentiveReason = keyof Words['dossier']['incentiveReason'];

export interface Suggestion {
  /** Null: offer nothing now; the reason says why. */
  readonly code: IncentiveCode | null;
  readonly reasonCode: IncentiveReason;
  /** Whether the author has to be able to say openly that something was received, and the words for it must go along. */
  readonly needsDisclosure: boolean;
}

/** Different weeks with a mention from which somebody counts as long loyal: a quarter of a year of them. */
const LOYAL_WEEKS = 13;
/** Unusual patterns, of nine looked for, from which the evidence is to be read before anything is offered. */
const PATTERNS = 2;
/** People who answer and are answered in turn, or who come back another day: a circle worth an introduction. */
const CREDIBLE_CIRCLE = 5;
const INNER_CIRCLE = 3;
/** Score and use of a post from which showing it comes before anything else. */
const GOOD_POST = 60;
const USEFUL_POST = 0.5;

interface Case extends IncentiveFacts {
  readonly row: CandidateRow;
  /** Has received something before: no second parcel. */
  readonly isGifted: boolean;
  readonly isLoyal: boolean;
}

interface Rule {
  readonly when: (it: Case) => boolean;
  readonly code: IncentiveCode | null;
  readonly reasonCode: IncentiveReason;
}

const TABLE: readonly Rule[] = [
  // Not now.
  rule(null, 'declined', ({ workStatus }) => workStatus === 'declined'),
  rule(null, 'complaint', ({ complaintDate }) => complaintDate !== null),
  rule(null, 'patterns', ({ row }) => row.authenticityFlagsCount >= PATTERNS),
  // Too little is known, or it is about to end.
  rule('lucky_draw', 'early_gifted', ({ row, isGifted }) => isEarly(row) && isGifted),
  rule('seeding', 'early', ({ row }) => isEarly(row)),
  rule('event', 'fading_loyal', ({ row, isLoyal }) => isFading(row) && isLoyal),
  rule('lucky_draw', 'fading', ({ row }) => isFading(row)),
  // A post grows old faster than a relation.
  rule(
    'feature',
    'useful_post',
    ({ post }) => post !== null && post.ugcScore >= GOOD_POST && (post.utility ?? 0) >= USEFUL_POST,
  ),
  // A role for those who stayed.
  rule('ambassador', 'loyal_consent', ({ isLoyal, hasConsent }) => isLoyal && hasConsent),
  rule('referral', 'circle', ({ row }) => hasCircle(row)),
  rule('official_koc', 'loyal', ({ row, isLoyal }) => isLoyal && row.rank !== null && row.grade !== 'C'),
  // What is new goes to whom it interests.
  rule('early_access', 'new_champion', ({ row }) => row.isNew === true && row.rank !== null),
  rule('early_access', 'rising', ({ row }) => row.activity === 'rising'),
  rule('early_access', 'enthusiast', ({ row }) => row.isEnthusiast === true),
  rule('feature', 'good_post', ({ post }) => post !== null && post.ugcScore >= GOOD_POST),
  rule('event', 'gifted', ({ isGifted }) => isGifted),
  rule('event', 'loyal_quiet', ({ isLoyal }) => isLoyal),
];
const OTHERWISE = { code: 'seeding', reasonCode: 'steady' } as const;

/** The first rule that holds. A function of the row and the facts alone. */
export function suggestIncentive(row: CandidateRow, facts: IncentiveFacts): Suggestion {
  const it: Case = {
    ...facts,
    row,
    isGifted: row.giftedMentionsCount > 0 || facts.workStatus === 'gifted',
    isLoyal: row.weeksCount >= LOYAL_WEEKS,
  };
  const { code, reasonCode } = TABLE.find(({ when }) => when(it)) ?? OTHERWISE;
  return { code, reasonCode, needsDisclosure: needsDisclosure(code, it) };
}

/** Whoever gets something of value has to be able to say so. Being shown is no benefit; but a mark that the post carries goes along. */
function needsDisclosure(code: IncentiveCode | null, { isGifted, post }: Case): boolean {
  if (code === 'feature') return isGifted || (post?.declaredKind ?? null) !== null;
  return code !== null;
}

/** Never listed so far; whoever left the list is known. */
function isEarly({ status, previousRank }: CandidateRow): boolean {
  return status === 'early' && previousRank === null;
}

function isFading({ activity, rank, previousRank }: CandidateRow): boolean {
  return activity === 'at_risk' || activity === 'lapsed' || (rank === null && previousRank !== null);
}

function hasCircle({ credibleRespondersCount, innerCircleCount }: CandidateRow): boolean {
  return (credibleRespondersCount ?? 0) >= CREDIBLE_CIRCLE && (innerCircleCount ?? 0) >= INNER_CIRCLE;
}

function rule(code: Rule['code'], reasonCode: IncentiveReason, when: Rule['when']): Rule {
  return { when, code, reasonCode };
}
