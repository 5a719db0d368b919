/** At which days a back-test cuts: those asked for, if the lake can answer, else up to four half a year apart with a whole horizon behind each. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type AsOf, asOfDay, isoDate, mondayOf, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { LakeFile } from './lake.ts';

/** First and last day on which a dated record was both said and seen; days since 1970-01-01. */
export interface LakeSpan {
  readonly firstDay: number;
  /** By then one record in a hundred was: a few strays long before the rest are no history. */
  readonly startDay: number;
  readonly lastDay: number;
}

/** Days of records that have to lie before a cut, so that there is something to rank. */
export const HISTORY_DAYS = 8 * 7;

const MOST_CUTS = 4;
const APART_DAYS = 26 * 7;

/** Null when the lake holds no dated record. */
export async function lakeSpan(posts: readonly LakeFile[], threads: number): Promise<LakeSpan | null> {
  if (posts.length === 0) return null;
  await using duck = await openDuck(':memory:', { threads, memoryLimit: '1GB' });
  const [row] = await duck.rows(`
    select min(seen_day) as first_day, quantile_disc(seen_day, 0.01) as start_day, max(seen_day) as last_day
    from (
      select greatest(day_no, observed_day_no) as seen_day
      from read_parquet([${posts.map(({ path }) => literal(path)).join(', ')}], hive_partitioning = false)
      where day_no is not null
    )`);
  if (row?.['first_day'] == null) return null;
  return { firstDay: Number(row['first_day']), startDay: Number(row['start_day']), lastDay: Number(row['last_day']) };
}

/** Cuts where none are asked for, ascending. Throws UsageError where the history is too short for one. */
export function defaultCuts(span: LakeSpan, horizonWeeks: number, today: number, offset: ZoneOffset): AsOf[] {
  const end = Math.min(span.lastDay, today) + 1;
  const newest = mondayOf(end - 7 * horizonWeeks);
  const days = Array.from({ length: MOST_CUTS }, (_, i) => newest - i * APART_DAYS);
  const cuts = days.filter((day) => day >= span.startDay + HISTORY_DAYS);
  if (cuts.length > 0) return cuts.reverse().map((day) => asOfDay(day, offset));
  const feasible = Math.floor((end - span.startDay - HISTORY_DAYS - 6) / 7);
  throw new UsageError(
    `not enough history to test over ${horizonWeeks} weeks: records were seen from ${isoDate(span.startDay)} to ${isoDate(span.lastDay)}`,
    {
      hint:
        feasible < 1
          ? `It takes ${HISTORY_DAYS / 7} weeks of records before a cut and the horizon after it.`
          : `\`--horizon-weeks ${feasible}\` is the longest that fits after the first ${HISTORY_DAYS / 7} weeks.`,
    },
  );
}

/** Throws UsageError for a cut before or after all records. */
export function requireHistory(cuts: readonly AsOf[], span: LakeSpan): void {
  for (const cut of cuts) {
    if (cut.day > span.firstDay && cut.day <= span.lastDay) continue;
    const where = cut.day > span.lastDay ? 'nothing is known of what came after it' : 'nothing was seen before it';
    throw new UsageError(`cut ${cut.date}: ${where}`, {
      hint: `Records were seen from ${isoDate(span.firstDay)} to ${isoDate(span.lastDay)}.`,
    });
  }
}
