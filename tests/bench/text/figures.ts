/** Figures of the text scorers on labelled rows. Invariant: none depends on the order of the rows. */
import { auc } from '../../../transforms/train/measure.ts';

/** Positive against negative; both in [0, 1], NaN when a class is missing. */
export interface Polarity {
  /** A score of exactly 0 takes no side and counts half. */
  readonly accuracy: number;
  readonly auc: number;
}

/** @param labels 1, −1 or 0; rows with 0 do not count. @param scores > 0 leans positive. */
export function polarityFigures(scores: readonly number[], labels: readonly number[]): Polarity {
  const side = (label: number): number[] => scores.filter((_, i) => labels[i] === label);
  const positives = side(1);
  const negatives = side(-1);
  const right = (score: number): number => (score > 0 ? 1 : score === 0 ? 0.5 : 0);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + right(value), 0);
  return {
    accuracy: (sum(positives) + sum(negatives.map((score) => -score))) / (positives.length + negatives.length),
    auc: auc(positives, negatives),
  };
}

/** How well a detector finds what is there. Precision is NaN when it found nothing, recall when nothing is there. */
export interface Detection {
  readonly found: number;
  readonly there: number;
  readonly precision: number;
  readonly recall: number;
}

/** @param pairs what the detector said, and what is true. */
export function detection(pairs: readonly (readonly [said: boolean, truth: boolean])[]): Detection {
  const found = pairs.filter(([said]) => said).length;
  const there = pairs.filter(([, truth]) => truth).length;
  const hit = pairs.filter(([said, truth]) => said && truth).length;
  return { found, there, precision: hit / found, recall: hit / there };
}

/**
 * Share of the positives above the lowest bar that at most `share` of the negatives pass; scores tied at the bar do not
 * pass, so a coarse score is never flattered. NaN when a class is missing.
 */
export function recallAt(share: number, positives: readonly number[], negatives: readonly number[]): number {
  if (negatives.length === 0) return Number.NaN;
  const sorted = negatives.toSorted((a, b) => b - a);
  const bar = sorted[Math.floor(share * negatives.length)] ?? Number.NEGATIVE_INFINITY;
  return positives.filter((score) => score > bar).length / positives.length;
}

/** `0.9312` → `93.1`; `–` when there is no figure. */
export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(1);
}
