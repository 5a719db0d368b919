/** Reads a rating and says which way it points; thresholds are inclusive and in the rating's own units. */
import type { CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import { ratingSign } from '../reading/rating.ts';
import { type Row, readerOf } from './columns.ts';
import type { Mapping } from './mapping.ts';
import { RowProblem } from './row_problem.ts';
import { readNumber, readRating } from './values.ts';

type Rated = Pick<CanonicalRecord, 'rating' | 'ratingScale' | 'ratingSign'>;

const NONE: Rated = { rating: null, ratingScale: null, ratingSign: null };

/** Throws RowProblem for a rating below 0 or above its scale. */
export function ratingSigner(mapping: Mapping): (row: Row) => Rated {
  if (mapping.fields.rating === undefined) return () => NONE;
  const read = readerOf(mapping.fields.rating);
  const readScale = readerOf(mapping.fields.rating_scale);
  const thresholds = { positiveFrom: mapping.positive_from ?? null, negativeTo: mapping.negative_to ?? null };
  return (row) => {
    const rated = readRating(read(row), 'rating');
    if (rated === null) return NONE;
    const scale = rated.scale ?? readNumber(readScale(row), 'rating_scale');
    if (scale !== null && scale <= 0) throw new RowProblem('rating_scale', 'expected a scale above 0');
    if (rated.value < 0 || (scale !== null && rated.value > scale)) {
      throw new RowProblem('rating', `the rating lies outside 0 to ${scale ?? 'its scale'}`);
    }
    return { rating: rated.value, ratingScale: scale, ratingSign: ratingSign(rated.value, scale, thresholds) };
  };
}
