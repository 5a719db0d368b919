/**
 * Head-room: how far words alone would go if a model were trained for one yes-or-no question about reviews.
 * Invariant: a review is scored by a model that saw no review of its group.
 */
import { buckets, ngrams } from '../../../transforms/ngrams.ts';
import { type FitOptions, fit } from '../../../transforms/train/fit.ts';

export interface GroupedText {
  readonly folded: string;
  readonly group: string;
  readonly isTrue: boolean;
}

const OPTIONS: FitOptions = {
  epochs: 5,
  step: 0.3,
  l2: 1e-5,
  smoothing: 1,
  nbPower: 1,
  rare: 3,
  averaged: 3,
  seeds: [1],
};
const FOLDS = 5;

/** Scores in the order of the rows, > 0 leans yes; groups take turns in being left out, a fifth at a time. */
export function learnedScores(rows: readonly GroupedText[]): number[] {
  const groups = [...new Set(rows.map((row) => row.group))];
  const hashed = rows.map(({ folded, group, isTrue }) => ({
    features: buckets.slice(0, ngrams(folded)),
    fold: groups.indexOf(group) % FOLDS,
    label: isTrue ? 1 : 0,
  }));
  const heads = Array.from({ length: Math.min(FOLDS, groups.length) }, (_, left) => {
    const seen = hashed.filter((row) => row.fold !== left);
    const starts = new Uint32Array(seen.length + 1);
    seen.forEach((row, i) => {
      starts[i + 1] = starts[i]! + row.features.length;
    });
    const features = new Uint32Array(starts.at(-1)!);
    seen.forEach((row, i) => {
      features.set(row.features, starts[i]);
    });
    const labels = Float32Array.from(seen, (row) => row.label);
    return fit({ features, starts, labels, weights: new Float32Array(seen.length).fill(1) }, OPTIONS);
  });
  return hashed.map(({ features, fold: left }) => {
    const { weights, bias } = heads[left]!;
    const sum = features.reduce((total, bucket) => total + weights[bucket]!, 0);
    return sum / Math.sqrt(Math.max(1, features.length)) + bias;
  });
}
