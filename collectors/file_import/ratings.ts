/** Reads a rating and says which way it points; thresholds are inclusive and in the rating's own units. */
import type { CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import { type Row, readerOf } from './columns.ts';
import type { Mapping } from './mapping.ts';
import { RowProblem } from './row_problem.ts';
import { readNumber, readRating } from './values.ts';

type Rated = Pick<CanonicalRecord, 'rating' | 'ratingScale' | 'ratingSign'>;

const NONE: Rated = { rating: null, ratingScale: null, ratingSign: null };
/** ranking.md 0: 4 and 5 of 5 stars praise, 1 and 2 complain. Shares of the scale. */
const POSITIVE_SHARE = 0.8;
const NEGATIVE_SHARE = 0.4;

/** Throws RowProblem for a rating below 0 or above its scale. */
export function ratingSigner(mapping: Mapping): (row: Row) => Rated {
  if (mapping.fields.rating === undefined) return () => NONE;
  const read = readerOf(mapping.fields.rating);
  const readScale = readerOf(mapping.fields.rating_scale);
  return (row) => {
    const rated = readRating(read(row), 'rating');
    if (rated === null) return NONE;
    const scale = rated.scale ?? readNumber(readScale(row), 'rating_scale');
    if (scale !== null && scale <= 0) throw new RowProblem('rating_scale', 'expected a scale above 0');
    if (rated.value < 0 || (scale !== null && rated.value > scale)) {
      throw new RowProblem('rating', `the rating lies outside 0 to ${scale ?? 'its scale'}`);
    }
    const positiveFrom = mapping.positive_from ?? (scale === null ? null : scale * POSITIVE_SHARE);
    const negativeTo = mapping.negative_to ?? (scale === null ? null : scale * NEGATIVE_SHARE);
    return { rating: rated.value, ratingScale: scale, ratingSign: signOf(rated.value, positiveFrom, negativeTo) };
  };
}

/** The rounding of `5 × 0.8` must not decide whether 4 of 5 stars is praise. */
const TOLERANCE = 1e-9;

function signOf(value: number, positiveFrom: number | null, negativeTo: number | null): Rated['ratingSign'] {
  if (positiveFrom !== null && value >= positiveFrom - TOLERANCE) return 1;
  if (negativeTo !== null && value <= negativeTo + TOLERANCE) return -1;
  return positiveFrom === null || negativeTo === null ? null : 0;
}
