/** Figures of a scorer on labelled texts. Invariant: no figure depends on the order of the rows. */

/** Share of (positive, negative) pairs that the scores order rightly, ties half (Mann–Whitney); NaN when a side is empty. */
export function auc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ];
  all.sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let i = 0; i < all.length; ) {
    let end = i;
    while (end < all.length && all[end]!.score === all[i]!.score) end++;
    for (let k = i; k < end; k++) if (all[k]!.isPositive) rankSum += (i + end + 1) / 2;
    i = end;
  }
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length);
}

/** Slope and offset that turn scores into log-odds (Platt 1999), by Newton steps; labels may lie between 0 and 1. */
export function platt(scores: readonly number[], labels: readonly number[]): { slope: number; offset: number } {
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < 50; round++) {
    // A little ridge keeps the steps finite where the classes part cleanly.
    let [ss, so, oo, gs, go] = [1e-3, 0, 1e-3, 0, 0];
    scores.forEach((score, i) => {
      const p = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = p - labels[i]!;
      const spread = p * (1 - p);
      gs += error * score;
      go += error;
      ss += spread * score * score;
      so += spread * score;
      oo += spread;
    });
    const determinant = ss * oo - so * so;
    slope -= (oo * gs - so * go) / determinant;
    offset -= (ss * go - so * gs) / determinant;
  }
  return { slope, offset };
}

/** Mean F1 of the classes −1, 0 and 1. */
export function macroF1(pairs: readonly (readonly [guess: number, truth: number])[]): number {
  const f1 = [-1, 0, 1].map((label) => {
    const hit = pairs.filter(([guess, truth]) => guess === label && truth === label).length;
    const named = pairs.filter(([guess]) => guess === label).length;
    const there = pairs.filter(([, truth]) => truth === label).length;
    return named + there === 0 ? 1 : (2 * hit) / (named + there);
  });
  return f1.reduce((sum, value) => sum + value, 0) / f1.length;
}
