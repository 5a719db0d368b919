/**
 * The weekly self-test (ranking 19): the order of 26 weeks ago against what authors did since. It must never cost a week its
 * lists; its figures stand in the publication, so that weeks already published are not tested again.
 */
import { CheckError } from '../../warehouse/contracts/errors.ts';
import { type AsOf, asOfDay, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Model } from '../../warehouse/runner/load.ts';
import { HORIZON_WEEKS } from '../config/ref_tables.ts';
import type { Workspace } from '../config/types.ts';
import { type BrandSelfTest, isBehind, recordedFigures, type SelfTest, WEEKS_BEHIND } from '../report/self_test.ts';
import { emptySums, type MeasuredCut, measureCut } from './backtest.ts';
import { HISTORY_DAYS } from './backtest_cuts.ts';
import type { BuiltWeek } from './build.ts';
import type { RunContext } from './context.ts';
import type { LakeState } from './lake.ts';
import { hasLists, publishedFigures, publishedWeeks } from './publications.ts';

export interface SelfTested {
  /** Null without enough history. */
  readonly selfTest: SelfTest | null;
  /** What it stands on, to be kept as the builds of weeks are. */
  readonly builds: readonly BuiltWeek[];
}

export async function testWeek(
  ws: Workspace,
  ctx: RunContext,
  raw: RawStore,
  lake: LakeState,
  models: readonly Model[],
  asOf: AsOf,
): Promise<SelfTested> {
  const cut = asOfDay(asOf.day - 7 * HORIZON_WEEKS, ws.offset);
  const isLongEnough = lake.tables.posts.some((part) => part.admittedFromDay < cut.day - HISTORY_DAYS);
  if (!isLongEnough) return { selfTest: null, builds: [] };
  const sums = emptySums((brandId) => brandId);
  const measured = await measureUnlessBroken(ctx, () => measureCut(ws, ctx, lake, models, cut, HORIZON_WEEKS, sums));
  if (measured === null) return { selfTest: null, builds: [] };
  const calibration = sums.calibration.calibration().groups;
  const own = new Set(ws.config.brands.filter((brand) => hasLists(brand, ws.config)).map(({ id }) => id));
  const brands = new Map<string, BrandSelfTest>();
  for (const { brandId, pairs, ndcg10, p50 } of measured.measures.brands)
    if (own.has(brandId)) brands.set(brandId, { pairs, ndcg10, p50, calibration: calibration[brandId] ?? null });
  const behind = await brandsBehind(raw, ws.offset, asOf, brands);
  for (const brand of behind)
    ctx.log.warn(
      { brand, weeks: WEEKS_BEHIND },
      'the KOC score does not beat counting mentions and recent praise on this brand; see `koc backtest`',
    );
  return {
    selfTest: { cut: cut.date, horizonWeeks: HORIZON_WEEKS, brands, behind },
    builds: measured.builds,
  };
}

/** Data of half a year ago may break a check that this week's pass. */
async function measureUnlessBroken(ctx: RunContext, measure: () => Promise<MeasuredCut>): Promise<MeasuredCut | null> {
  try {
    return await measure();
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    ctx.log.warn({ check: error.message }, 'the self-test could not be made');
    return null;
  }
}

/** Brands behind this week (`brands`) and in each of the three weeks before, as those were printed. */
export async function brandsBehind(
  raw: RawStore,
  offset: ZoneOffset,
  asOf: AsOf,
  brands: ReadonlyMap<string, BrandSelfTest>,
): Promise<ReadonlySet<string>> {
  const candidates = [...brands].filter(([, tested]) => isBehind(recordedFigures(tested))).map(([id]) => id);
  const firstDay = asOf.weekStartDay - 7 * (WEEKS_BEHIND - 1);
  const before = publishedWeeks(raw, asOf, offset).filter((week) => week.weekStartDay >= firstDay);
  if (candidates.length === 0 || before.length < WEEKS_BEHIND - 1) return new Set();
  const printed = await publishedFigures(raw, before);
  return new Set(candidates.filter((id) => printed.every((week) => week.has(id) && isBehind(week.get(id)!))));
}
