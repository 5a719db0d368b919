/** What cells hold where a case does not say: the smallest row that is complete. Days are numbers since 1970-01-01. */
import { type AsOf, asOfDay, isoDate, mondayOf, quarterStart } from '../../warehouse/contracts/time.ts';
import type { RefRow } from '../../warehouse/runner/inputs.ts';

/** 2026-11-16, a Monday; the reported week is 2026-W46. */
export const AS_OF: AsOf = asOfDay(20_773, () => 0);

export type GivenCell = string | number | boolean | null;
export type GivenRow = Readonly<Record<string, GivenCell>>;

/** `params` as koc.yaml's defaults give them, for `asOf`. */
export function defaultParams(asOf: AsOf = AS_OF): RefRow {
  return {
    as_of_day: asOf.day,
    week_start_day: asOf.weekStartDay,
    as_of: asOf.date,
    week_start: asOf.weekStart,
    iso_week: asOf.isoWeek,
    schema_version: 1,
    model_version: 'test',
    fast_half_life_days: 60,
    slow_half_life_days: 365,
    brand_prior_mentions: 60,
    positivity_prior_mentions: 3,
    activity_exponent: 0.5,
    horizon_weeks: 26,
    quarter_start_day: quarterStart(asOf.weekStartDay),
    outcome_from_day: asOf.day,
    is_backtest: false,
    list_size: 50,
    worklist_size: 20,
    cooldown_days: 28,
    kol_followers: 30_000,
  };
}

const seen = (row: GivenRow): GivenRow => {
  const day = Number(row['observed_day_no'] ?? row['day_no'] ?? AS_OF.day - 1);
  return {
    version_key: 'v1',
    platform: 'weibo',
    source_id: 'source',
    observed_basis: 'observed',
    observed_day_no: day,
    observed_at: `${isoDate(day)} 08:00:00`,
    fetched_at: `${isoDate(day)} 08:00:00`,
  };
};

/** Cells that a table's rows get before those of the case. */
export const DEFAULTS: Readonly<Record<string, (row: GivenRow) => GivenRow>> = {
  lake_posts: (row) => {
    const day = row['day_no'] === undefined ? AS_OF.day - 3 : row['day_no'];
    const dated =
      day === null
        ? {}
        : { week_start: isoDate(mondayOf(Number(day))), published_at: `${isoDate(Number(day))} 04:00:00` };
    return {
      ...seen({ ...row, day_no: day }),
      kind: 'post',
      coverage_basis: 'full',
      node_key: `node_${row['post_key']}`,
      text_length: 100,
      replied_by_count: 0,
      collects_replies: false,
      day_no: day,
      ...dated,
    };
  },
  lake_authors: seen,
  lake_observations: seen,
  lake_text_features: () => ({
    version_key: 'v1',
    lang: 'en',
    positive_p: 0,
    negative_p: 0,
    polarity: 0,
    confidence: 0.5,
  }),
  lake_mentions: () => ({ version_key: 'v1', role: 'subject', basis: 'text' }),
  lake_decisions: (row) => {
    const day = Number(row['decided_day_no'] ?? AS_OF.day - 319);
    return {
      decision_id: `${row['type']}-${row['subject_key']}`,
      decided_day_no: day,
      decided_at: `${isoDate(day)} 00:00:00`,
    };
  },
  lake_publications: () => ({ list: 'koc_shortlist', model_version: 'test', published_at: '2026-01-01 00:00:00' }),
  ref_brands: (row) => ({
    brand_name: row['brand_id'] ?? null,
    role: 'own',
    category: 'skincare',
    category_brands: 3,
    is_sensitive: false,
  }),
};
