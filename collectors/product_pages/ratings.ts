/** A rating in the ways in which pages write it, turned so that more is better and nothing is the worst. */
import type { CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import { ratingSign } from '../reading/rating.ts';
import { isThing, type Thing, valuesOf, wordsOf } from './thing.ts';

type Rated = Pick<CanonicalRecord, 'rating' | 'ratingScale' | 'ratingSign'>;

const NONE: Rated = { rating: null, ratingScale: null, ratingSign: null };
/** schema.org: "If bestRating is omitted, 5 is assumed." */
const ASSUMED_BEST = 5;
const NUMBER = String.raw`[+-]?\d+(?:[.,]\d+)?`;
const SHOWN = new RegExp(
  String.raw`^(${NUMBER})\s*(?:(?:/|out\s+of|of|von|sur|su|de)\s*(${NUMBER})|(%)|stars?|星|分)?$`,
  'iu',
);

/** Nulls when there is none, or it lies outside of its own scale. */
export function ratingOf(review: Thing): Rated {
  const said = valuesOf(review, 'reviewRating')[0] ?? valuesOf(review, 'rating')[0] ?? review['ratingValue'];
  const rating: Thing = isThing(said) ? said : { ratingValue: said };
  const shown = readShown(wordsOf(rating, 'ratingValue'));
  if (shown === null) return NONE;
  const { value } = shown;
  const best = numberOf(wordsOf(rating, 'bestRating')) ?? shown.best ?? (value <= ASSUMED_BEST ? ASSUMED_BEST : null);
  const worst = numberOf(wordsOf(rating, 'worstRating'));
  if (best === null) return value < 0 ? NONE : { rating: value, ratingScale: null, ratingSign: null };
  const [low, high] = worst === null ? [Math.min(0, best), best] : [Math.min(worst, best), Math.max(worst, best)];
  // "If worstRating is omitted, 1 is assumed": shops write 0 where no star was given, which is no complaint. Some count half stars.
  if (value === 0 && (worst ?? 1) > 0) return NONE;
  if (value > high || value < Math.min(low, 0) || (worst !== null && worst > best && value < low)) return NONE;
  // School marks: 1 is the best and 6 the worst.
  const upward = worst !== null && worst > best ? best + worst - value : value;
  const shift = Math.min(low, 0);
  const [turned, scale] = [upward - shift, high - shift];
  return scale <= 0 ? NONE : { rating: turned, ratingScale: scale, ratingSign: ratingSign(turned, scale) };
}

function readShown(text: string | null): { readonly value: number; readonly best: number | null } | null {
  if (text === null) return null;
  const words = text.normalize('NFKC').trim();
  if (/^★+☆*$/u.test(words)) {
    const stars = words.lastIndexOf('★') + 1;
    return { value: stars, best: words.length > stars ? words.length : null };
  }
  const match = SHOWN.exec(words);
  if (match === null) return null;
  return { value: numberOf(match[1]!)!, best: match[3] === undefined ? numberOf(match[2] ?? null) : 100 };
}

function numberOf(text: string | null): number | null {
  const words = text?.trim().replace(',', '.') ?? '';
  return /^[+-]?\d+(?:\.\d+)?$/u.test(words) ? Number(words) : null;
}
