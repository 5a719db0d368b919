/** A back-test as JSON (a public contract, ranking 19) and as a table for people, with a sentence on what it means. */
import type { Backtest } from '../pipeline/backtest.ts';
import { METHODS, type Method } from '../pipeline/backtest_methods.ts';
import { formatTable } from './table.ts';

/** Numbers to 6 places, as published figures are. */
export function backtestJson({ cuts, pooled, calibration, pitShare }: Backtest): object {
  const { groups, ...sums } = calibration;
  const document = {
    cuts: cuts.map(({ asOf, horizonWeeks, ...figures }) => ({ as_of: asOf, horizon_weeks: horizonWeeks, ...figures })),
    pooled,
    calibration: { ...sums, categories: groups },
    pit_share: pitShare,
  };
  return JSON.parse(JSON.stringify(document, (_key, value) => (typeof value === 'number' ? rounded(value) : value)));
}

export function backtestText(result: Backtest): string {
  const { cuts, pooled, calibration, pitShare } = result;
  const byNdcg = METHODS.toSorted((a, b) => (pooled.ndcg10[b] ?? -1) - (pooled.ndcg10[a] ?? -1));
  const methods = formatTable(
    ['method', 'NDCG@10', 'P@50', 'NDCG@10 gated', 'P@50 gated'],
    byNdcg.map((method) => [
      method,
      ...[
        pooled.ndcg10[method],
        pooled.p50[method],
        pooled.ndcg10[`${method}_gated`],
        pooled.p50[`${method}_gated`],
      ].map((figure) => shown(figure)),
    ]),
    new Set([1, 2, 3, 4]),
  );
  const perCut = formatTable(
    ['cut', 'weeks after', 'brands', 'pairs', 'KOC', 'mentions', 'recent'],
    cuts.map(({ asOf, horizonWeeks, brands, pairs, ndcg10 }) => [
      asOf,
      String(horizonWeeks),
      String(brands),
      String(pairs),
      ...(['koc', 'mentions', 'recent'] as const).map((method) => shown(ndcg10[method])),
    ]),
    new Set([1, 2, 3, 4, 5, 6]),
  );
  const notes = [meaning(result), expectation(calibration)];
  if (pitShare !== null) notes.push(`${(100 * pitShare).toFixed(0)} % of the counts were seen at a known moment.`);
  return `${methods}\n${perCut}\n${notes.join('\n')}\n`;
}

function meaning({ pooled, cuts }: Backtest): string {
  const { koc, mentions, recent, random } = pooled.ndcg10;
  if (koc === null)
    return 'No brand had 20 candidates, two of whom went on to praise it: too little to say which order is best.';
  const rivals = [mentions, recent].filter((figure) => figure !== null);
  const verdict = rivals.every((figure) => koc > figure)
    ? 'The KOC score foretold later praise better than counting mentions or recent praise.'
    : 'The KOC score did not foretell later praise better than counting mentions and recent praise: do not lean on its order here.';
  const best = bestOf(pooled.ndcg10);
  return `${verdict} NDCG@10 compares the first ten of each brand with the best order in hindsight (1); chance gives ${shown(random)}, the best method here is ${best}. P@50: share of the 50 highest of all brands that praised the brand more than they blamed it within ${cuts[0]?.horizonWeeks} weeks.`;
}

function bestOf(figures: Backtest['pooled']['ndcg10']): Method {
  return METHODS.reduce((best, method) => ((figures[method] ?? -1) > (figures[best] ?? -1) ? method : best));
}

function expectation({ expected, actual, ratio }: Backtest['calibration']): string {
  if (ratio === null) return 'Nothing was expected of anybody, so expectations cannot be judged.';
  return `Expected ${expected.toFixed(0)} positive mentions of all pairs together, seen ${actual.toFixed(0)} (${ratio.toFixed(2)} of the expected).`;
}

function shown(figure: number | null): string {
  return figure === null ? '–' : figure.toFixed(3);
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
