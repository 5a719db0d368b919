/**
 * Back-test (ranking 19): the scores of a past day, made from what was known then, against what authors did afterwards. Scores
 * and outcomes come from two builds, of which the first is not given anything later than the cut.
 */
import { join } from 'node:path';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type AsOf, asOfDay, dayNo, isoDate } from '../../warehouse/contracts/time.ts';
import { loadModels, type Model } from '../../warehouse/runner/load.ts';
import type { Workspace } from '../config/types.ts';
import { type Calibration, CalibrationMeter } from './backtest_calibration.ts';
import { defaultCuts, lakeSpan, requireHistory } from './backtest_cuts.ts';
import { type Figures, METHOD_NAMES, meanFigures } from './backtest_methods.ts';
import { type CutMeasures, CutMeter } from './backtest_metrics.ts';
import { visitPairs } from './backtest_pairs.ts';
import { type BuiltWeek, buildTables } from './build.ts';
import type { RunContext } from './context.ts';
import { type LakeState, syncLake } from './lake.ts';
import { MODELS_DIR } from './model_version.ts';

export interface BacktestCut {
  readonly asOf: string;
  readonly horizonWeeks: number;
  /** Brands with enough candidates and outcomes to count in `ndcg10`. */
  readonly brands: number;
  /** Candidates: authors and brands seen together before the cut. */
  readonly pairs: number;
  readonly ndcg10: Figures;
  readonly p50: Figures;
}

export interface Backtest {
  readonly cuts: readonly BacktestCut[];
  /** `ndcg10`: mean over the brands of all cuts; `p50`: mean over cuts. */
  readonly pooled: { readonly ndcg10: Figures; readonly p50: Figures };
  readonly calibration: Calibration;
  /** Share of the candidates' posts with counts whose counts were seen at a known moment; null = no counts. */
  readonly pitShare: number | null;
}

/** One cut as measured, with the builds it stands on. */
export interface MeasuredCut {
  readonly cut: AsOf;
  readonly measures: CutMeasures;
  readonly builds: readonly BuiltWeek[];
}

/** What sums up over cuts. */
export interface CutSums {
  /** Group of a brand's calibration. */
  readonly groupOf: (brandId: string) => string;
  readonly calibration: CalibrationMeter;
  counts: number;
  observedCounts: number;
}

/** `cuts`: null = chosen from what the lake holds. Throws UsageError where there is not enough history. */
export async function backtest(
  ws: Workspace,
  ctx: RunContext,
  options: { readonly cuts: readonly AsOf[] | null; readonly horizonWeeks: number },
): Promise<Backtest> {
  const { horizonWeeks } = options;
  const lake = await syncLake(ws, ctx);
  const span = await lakeSpan(lake.tables.posts, ctx.threads);
  if (span === null)
    throw new UsageError('there is nothing to back-test: no dated record is in this workspace', {
      hint: '`koc import` or `koc collect` brings records in.',
    });
  const today = dayNo(ctx.now(), ws.offset);
  const cuts = options.cuts ?? defaultCuts(span, horizonWeeks, today, ws.offset);
  requireHistory(cuts, span);
  const models = await loadModels(MODELS_DIR);
  const categories = new Map(ws.config.brands.map(({ id, category }) => [id, category]));
  const sums = emptySums((brandId) => categories.get(brandId)!);
  const measured: MeasuredCut[] = [];
  for (const cut of cuts) {
    ctx.signal.throwIfAborted();
    if (cut.day + 7 * horizonWeeks > span.lastDay + 7)
      ctx.log.warn({ cut: cut.date, known: isoDate(span.lastDay) }, 'the records end before the horizon of this cut');
    measured.push(await measureCut(ws, ctx, lake, models, cut, horizonWeeks, sums));
  }
  return {
    cuts: measured.map(({ cut, measures }) => ({ asOf: cut.date, horizonWeeks, ...cutFigures(measures) })),
    pooled: {
      ndcg10: meanFigures(measured.flatMap(({ measures }) => cells(measures))),
      p50: meanFigures(measured.map(({ measures }) => measures.p50)),
    },
    calibration: sums.calibration.calibration(),
    pitShare: sums.counts === 0 ? null : sums.observedCounts / sums.counts,
  };
}

export function emptySums(groupOf: CutSums['groupOf']): CutSums {
  return { groupOf, calibration: new CalibrationMeter(), counts: 0, observedCounts: 0 };
}

/** Measures one cut and adds to `sums`. Both builds are memoised as those of weeks are. */
export async function measureCut(
  ws: Workspace,
  ctx: RunContext,
  lake: LakeState,
  models: readonly Model[],
  cut: AsOf,
  horizonWeeks: number,
  sums: CutSums,
): Promise<MeasuredCut> {
  const params = { outcomeFromDay: cut.day, horizonWeeks };
  const end = asOfDay(cut.day + 7 * horizonWeeks, ws.offset);
  const scores = await buildTables(ws, ctx, lake, models, cut, { params, outputs: ['int_backtest_scores'] });
  const outcomes = await buildTables(ws, ctx, lake, models, end, { params, outputs: ['int_backtest_outcomes'] });
  const meter = new CutMeter();
  const expected = METHOD_NAMES.indexOf('expected');
  const files = {
    scores: join(scores.dir, 'int_backtest_scores.parquet'),
    outcomes: join(outcomes.dir, 'int_backtest_outcomes.parquet'),
  };
  await visitPairs(files, ctx.threads, (pair) => {
    meter.add(pair.brandId, pair.net, pair.scores);
    sums.calibration.add(sums.groupOf(pair.brandId), pair.scores[expected]!, pair.praise);
    sums.counts += pair.counts;
    sums.observedCounts += pair.observedCounts;
  });
  return { cut, measures: meter.measures(), builds: [scores, outcomes] };
}

function cutFigures(measures: CutMeasures): Pick<BacktestCut, 'brands' | 'pairs' | 'ndcg10' | 'p50'> {
  const { pairs, p50 } = measures;
  const ndcg10 = cells(measures);
  return { brands: ndcg10.length, pairs, ndcg10: meanFigures(ndcg10), p50 };
}

function cells({ brands }: CutMeasures): Figures[] {
  return brands.filter(({ isCell }) => isCell).map(({ ndcg10 }) => ndcg10);
}
