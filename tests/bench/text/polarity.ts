/** Every scorer over every test set of its language. Invariant: all scorers of a cell's row saw the same rows, or a fixed sample of them. */
import { type Polarity, polarityFigures } from './figures.ts';
import type { Scorer } from './scorers.ts';
import { sample, type TestSet } from './sets.ts';

export interface ScorerFigures {
  readonly name: string;
  readonly isOurs: boolean;
  readonly mostRows: number | null;
  /** By set; sets of a language that the scorer does not read are absent. */
  readonly bySet: ReadonlyMap<string, Polarity>;
  /** Texts a second of one core; null when missing. */
  readonly perSecond: number | null;
  /** Why there are no figures; null when there are. */
  readonly missing: string | null;
}

/** One pass of the scorer over all its texts: peers start once. */
export function scorerFigures(scorer: Scorer, sets: readonly TestSet[]): ScorerFigures {
  const { name, isOurs, mostRows, reads } = scorer;
  const parts = sets
    .filter((set) => reads.includes(set.script))
    .map((set) => {
      const felt = set.rows.filter((row) => row.label !== 0);
      return { name: set.name, rows: mostRows === null ? felt : sample(felt, mostRows) };
    });
  const found = scorer.score(parts.flatMap(({ rows }) => rows.map((row) => row.text)));
  if ('missing' in found) return { name, isOurs, mostRows, bySet: new Map(), perSecond: null, missing: found.missing };
  const bySet = new Map<string, Polarity>();
  let from = 0;
  for (const { name: set, rows } of parts) {
    const scores = found.scores.slice(from, from + rows.length);
    from += rows.length;
    bySet.set(
      set,
      polarityFigures(
        scores,
        rows.map((row) => row.label),
      ),
    );
  }
  return { name, isOurs, mostRows, bySet, perSecond: from / found.cpuSeconds, missing: null };
}
