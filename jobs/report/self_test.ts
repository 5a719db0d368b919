/** How well last half-year's order foretold what authors did since (ranking 19): what publications record and the page prints, aggregates only. */

/** A figure by method, and by method with `_gated`; null = no data for it. */
export type SelfTestFigures = Readonly<Record<string, number | null>>;

export interface BrandSelfTest {
  /** Authors seen with the brand before the cut. */
  readonly pairs: number;
  /** Null throughout where fewer than 20 candidates or fewer than 2 of them praised the brand since. */
  readonly ndcg10: SelfTestFigures;
  readonly p50: SelfTestFigures;
  /** Mentions that came over mentions expected; null = none were expected. */
  readonly calibration: number | null;
}

export interface SelfTest {
  /** `YYYY-MM-DD`; what was known before this day made the scores. */
  readonly cut: string;
  readonly horizonWeeks: number;
  /** Own brands by id. */
  readonly brands: ReadonlyMap<string, BrandSelfTest>;
  /** Brands whose KOC score has not beaten `recent` and `mentions` for four weeks running. */
  readonly behind: ReadonlySet<string>;
}

/** Weeks in a row after which a score that does not beat both is said to be behind. */
export const WEEKS_BEHIND = 4;

/** The figures as a publication record keeps them: `ndcg10_koc`, `p50_mentions_gated`, …, `calibration`, `pairs`; to 6 places. */
export function recordedFigures({ pairs, ndcg10, p50, calibration }: BrandSelfTest): SelfTestFigures {
  const named = (metric: string, figures: SelfTestFigures) =>
    Object.entries(figures).map(([method, figure]) => [`${metric}_${method}`, rounded(figure)]);
  return {
    ...Object.fromEntries([...named('ndcg10', ndcg10), ...named('p50', p50)]),
    calibration: rounded(calibration),
    pairs,
  };
}

/** Whether the KOC score failed to beat both by NDCG@10; false where nothing could be measured. */
export function isBehind(recorded: SelfTestFigures): boolean {
  const koc = recorded['ndcg10_koc'] ?? null;
  if (koc === null) return false;
  return ['ndcg10_recent', 'ndcg10_mentions'].some((rival) => koc <= (recorded[rival] ?? -1));
}

function rounded(figure: number | null): number | null {
  return figure === null ? null : Math.round(figure * 1e6) / 1e6;
}
