/** Which way a rating points, the same for every source. */
import type { CanonicalRecord } from '../../warehouse/contracts/rows.ts';

/** ranking.md 0: 4 and 5 of 5 stars praise, 1 and 2 complain. Shares of the scale. */
const POSITIVE_SHARE = 0.8;
const NEGATIVE_SHARE = 0.4;
/** The rounding of `5 × 0.8` must not decide whether 4 of 5 stars is praise. */
const TOLERANCE = 1e-9;

/** Inclusive, in the rating's own units; null = the source has none of its own. */
export interface RatingThresholds {
  readonly positiveFrom: number | null;
  readonly negativeTo: number | null;
}

/** `scale`: the best rating there is; null = not known, and then only the source's own thresholds tell. */
export function ratingSign(
  value: number,
  scale: number | null,
  thresholds: RatingThresholds = { positiveFrom: null, negativeTo: null },
): CanonicalRecord['ratingSign'] {
  const positiveFrom = thresholds.positiveFrom ?? (scale === null ? null : scale * POSITIVE_SHARE);
  const negativeTo = thresholds.negativeTo ?? (scale === null ? null : scale * NEGATIVE_SHARE);
  if (positiveFrom !== null && value >= positiveFrom - TOLERANCE) return 1;
  if (negativeTo !== null && value <= negativeTo + TOLERANCE) return -1;
  return positiveFrom === null || negativeTo === null ? null : 0;
}
