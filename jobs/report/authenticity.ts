/** Signals of authenticity of one account put together: which of the checks found an unusual pattern, and what shows it. Never a verdict. */
import type { AuthenticityEvidenceRow, AuthenticityRow } from './author_rows.ts';

/** The checks of ranking 5, each by its code in `authenticity_evidence` and its column. */
const CHECKS = {
  copied_text: 'isCopiedText',
  ring: 'isRing',
  co_engaged: 'isCoEngaged',
  burst: 'isBurst',
  one_brand_praise: 'isOneBrandPraise',
  new_account: 'isNewAccount',
  rating_deviant: 'isRatingDeviant',
  unverified: 'isUnverified',
  unmarked_commerce: 'isUnmarkedCommerce',
} as const satisfies Readonly<Record<string, keyof AuthenticityRow>>;

export type AuthenticityFlag = keyof typeof CHECKS;

/** All that is looked for, in the order in which it is told. */
export const AUTHENTICITY_FLAGS = Object.keys(CHECKS) as readonly AuthenticityFlag[];

export interface Authenticity {
  readonly row: AuthenticityRow;
  /** Checks that found something, in the order of `AUTHENTICITY_FLAGS`; empty = nothing is unusual. */
  readonly flags: readonly AuthenticityFlag[];
  /** At most three a flag, by flag and place. */
  readonly evidence: readonly AuthenticityEvidenceRow[];
}

/** By author key. */
export function authenticityOf(
  rows: readonly AuthenticityRow[],
  evidence: readonly AuthenticityEvidenceRow[],
): ReadonlyMap<string, Authenticity> {
  const shown = Map.groupBy(evidence, ({ authorKey }) => authorKey);
  return new Map(
    rows.map((row) => [
      row.authorKey,
      {
        row,
        flags: AUTHENTICITY_FLAGS.filter((flag) => row[CHECKS[flag]]),
        evidence: shown.get(row.authorKey) ?? [],
      },
    ]),
  );
}
