/** koc.yaml as the models see it: the one-row `params` and the `ref_*` tables of contracts/lake.ts. A pure function of config and `as_of`. */
import { brandTerm } from '../../transforms/brand_terms.ts';
import { fold } from '../../transforms/text.ts';
import { authorId } from '../../warehouse/contracts/ids.ts';
import { type RefTableName, SCHEMA_VERSION } from '../../warehouse/contracts/ref_tables.ts';
import { type AsOf, quarterStart } from '../../warehouse/contracts/time.ts';
import type { Workspace } from './types.ts';

export type RefRow = Readonly<Record<string, string | number | boolean | null>>;

/** H of ranking 0. */
export const HORIZON_WEEKS = 26;

/** Searched as shops are: a save there is a plan to buy (ranking 1). */
const SEARCHED: readonly string[] = ['xiaohongshu', 'zhihu'];

/** Platforms whose terms forbid matching accounts with people known elsewhere. */
const UNMATCHED: ReadonlySet<string> = new Set(['reddit']);

/** What `params` of a build say that belongs to a back-test (ranking 19). */
export interface BacktestParams {
  /** Mentions of this day and later are outcomes; days since 1970-01-01. */
  readonly outcomeFromDay: number;
  readonly horizonWeeks: number;
}

type Named = Pick<Workspace, 'pseudonymise'>;

/**
 * Rows of every ref table, sorted by their keys. Dates are `YYYY-MM-DD`. `calibrated`: sources by what their calibration
 * says. `backtest`: null in builds of a week. `searches`: rows of `ref_searches`, which raw tells.
 */
export function refTables(
  ws: Pick<Workspace, 'config' | 'pseudonymise'>,
  asOf: AsOf,
  modelVersion: string,
  calibrated: Readonly<Record<string, { readonly labels_count: number }>> = {},
  backtest: BacktestParams | null = null,
  searches: readonly RefRow[] = [],
): Readonly<Record<RefTableName, readonly RefRow[]>> {
  const { scoring, worklist, brands, sensitiveCategories } = ws.config;
  const size = Map.groupBy(brands, (brand) => brand.category);
  return {
    params: [
      {
        as_of_day: asOf.day,
        week_start_day: asOf.weekStartDay,
        as_of: asOf.date,
        week_start: asOf.weekStart,
        iso_week: asOf.isoWeek,
        schema_version: SCHEMA_VERSION,
        model_version: modelVersion,
        fast_half_life_days: scoring.fastHalfLifeDays,
        slow_half_life_days: scoring.slowHalfLifeDays,
        brand_prior_mentions: scoring.brandPriorMentions,
        positivity_prior_mentions: scoring.positivityPriorMentions,
        activity_exponent: scoring.activityExponent,
        horizon_weeks: backtest?.horizonWeeks ?? HORIZON_WEEKS,
        quarter_start_day: quarterStart(asOf.weekStartDay),
        outcome_from_day: backtest?.outcomeFromDay ?? asOf.day,
        is_backtest: backtest !== null,
        list_size: scoring.listSize,
        worklist_size: worklist.size,
        cooldown_days: worklist.cooldownDays,
        kol_followers: scoring.kolFollowers,
      },
    ],
    ref_brands: brands.map((brand) => ({
      brand_id: brand.id,
      brand_name: brand.names[0] ?? brand.id,
      role: brand.role,
      category: brand.category,
      category_brands: size.get(brand.category)?.length ?? 1,
      is_sensitive: sensitiveCategories.includes(brand.category),
    })),
    ref_brand_names: brands.flatMap(({ id, names }) => brandNames(id, names)),
    ref_official_accounts: officialAccounts(ws),
    ref_competitors: brands.flatMap((brand) =>
      brand.competitors.map((competitor) => ({ brand_id: brand.id, competitor_id: competitor })),
    ),
    ref_people: watchedPeople(ws),
    ref_platforms: platformSettings(ws.config),
    ref_calibrations: Object.keys(calibrated)
      .sort()
      .map((source) => ({ source_id: source, labels_count: calibrated[source]!.labels_count })),
    ref_searches: searches,
  };
}

/** Each name once, as it looks among keywords. */
function brandNames(brandId: string, names: readonly string[]): RefRow[] {
  const spaced = new Map(names.flatMap((name) => brandTerm(name) ?? []).map(({ term, isSpaced }) => [term, isSpaced]));
  return [...spaced.keys()].sort().map((term) => ({ brand_id: brandId, term, is_spaced: spaced.get(term)! }));
}

/** Pseudonym under which the lake keeps a shown name, to find an account that is given by its handle. */
export function nameKey(ws: Named, platform: string, name: string): string {
  return ws.pseudonymise(authorId(platform, `@${fold(name.replace(/^@/u, ''))}`));
}

/** Each configured account may be an id or a handle, so both keys are given. */
function officialAccounts(ws: Pick<Workspace, 'config' | 'pseudonymise'>): RefRow[] {
  const keys = new Set<string>();
  for (const { id, handles } of ws.config.brands) {
    for (const [platform, accounts] of Object.entries(handles)) {
      for (const account of accounts) {
        keys.add([id, platform, ws.pseudonymise(authorId(platform, account))].join(' '));
        keys.add([id, platform, nameKey(ws, platform, account)].join(' '));
      }
    }
  }
  return [...keys].sort().map((key) => {
    const [brand_id = '', platform = '', account_key = ''] = key.split(' ');
    return { brand_id, platform, account_key };
  });
}

/** Each person may be known by id or handle; the strongest basis of an account stands. */
function watchedPeople(ws: Pick<Workspace, 'config' | 'pseudonymise'>): RefRow[] {
  const basisOf = new Map<string, string>();
  for (const { platform, id, handle, basis } of ws.config.people) {
    if (UNMATCHED.has(platform)) continue;
    const keys = [
      ...(id === null ? [] : [ws.pseudonymise(authorId(platform, id))]),
      ...(handle === null ? [] : [nameKey(ws, platform, handle)]),
    ];
    for (const key of keys) {
      const account = `${platform} ${key}`;
      const known = basisOf.get(account);
      if (known === undefined || BASES.indexOf(basis) < BASES.indexOf(known)) basisOf.set(account, basis);
    }
  }
  return [...basisOf.keys()].sort().map((account) => {
    const [platform = '', account_key = ''] = account.split(' ');
    return { platform, account_key, basis: basisOf.get(account)! };
  });
}

/** An employee is never taken for a customer. */
const BASES: readonly string[] = ['employee', 'consent', 'customer'];

function platformSettings({ platforms }: Workspace['config']): RefRow[] {
  return [...new Set([...SEARCHED, ...Object.keys(platforms)])].sort().map((platform) => ({
    platform,
    kol_followers: platforms[platform]?.kolFollowers ?? null,
    is_searched: platforms[platform]?.isSearched ?? SEARCHED.includes(platform),
  }));
}
