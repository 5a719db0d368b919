/**
 * Head-room: how far words alone would go if a model were trained for one yes-or-no question about reviews.
 * Invariant: a review is scored by a model that saw no review of its group.
 */
import { slotOf } from '../../../transforms/linear_model.ts';
import { type FitOptions, fit, type Head } from '../../../transforms/train/fit.ts';
import {
  hashedRows,
  type ReadText,
  readText,
  type Vocabulary,
  vocabulary,
} from '../../../transforms/train/vocabulary.ts';

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
  averaged: 3,
  seeds: [1],
};
const FEWEST = 3;
const FOLDS = 5;

/** Scores in the order of the rows, > 0 leans yes; groups take turns in being left out, a fifth at a time. */
export function learnedScores(rows: readonly GroupedText[]): number[] {
  const groups = [...new Set(rows.map((row) => row.group))];
  const hashed = rows.map(({ folded, group, isTrue }) => ({
    ...readText(folded, 'en'),
    fold: groups.indexOf(group) % FOLDS,
    label: isTrue ? 1 : 0,
  }));
  const models = Array.from({ length: Math.min(FOLDS, groups.length) }, (_, left) => {
    const seen = hashed.filter((row) => row.fold !== left);
    const words = vocabulary(seen, FEWEST);
    const head = fit(
      hashedRows(
        seen,
        words,
        (row) => row.label,
        () => 1,
      ),
      OPTIONS,
    );
    return { head, words };
  });
  return models.length === 0 ? [] : hashed.map((row) => sumOf(row, models[row.fold]!));
}

function sumOf(text: ReadText, { head, words }: { readonly head: Head; readonly words: Vocabulary }): number {
  let sum = 0;
  for (const key of text.keys) sum += head.weights[words.numbers[slotOf(key)]!] ?? 0;
  return sum / Math.max(1, text.length) + head.bias;
}
