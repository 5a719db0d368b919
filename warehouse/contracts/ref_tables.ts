/** Config and parameters as the models see them: one-row `params` and `ref_*` tables made from koc.yaml at each build. */
import { bigint, boolean, date, double, type LakeTable, text } from './columns.ts';

/** Raised when a published column is added, renamed or changes its meaning. */
export const SCHEMA_VERSION = 4;

export const REF_TABLES = [
  {
    name: 'params',
    step: 'log',
    about: 'One row: the moment of the build and the constants of ranking.md.',
    columns: [
      bigint('as_of_day', 'Records of this day and later are not seen; days since 1970-01-01.'),
      bigint('week_start_day', 'Monday of the reported week; days since 1970-01-01.'),
      date('as_of', 'as_of_day as a date.'),
      date('week_start', 'week_start_day as a date.'),
      text('iso_week', 'Like 2026-W46.'),
      bigint('schema_version', 'Of the published columns.'),
      text('model_version', 'Of the models and transforms.'),
      double('fast_half_life_days', 'h_f of ranking 0, days.'),
      double('slow_half_life_days', 'h_s of ranking 0, days.'),
      double('brand_prior_mentions', 'S of ranking 0, mentions.'),
      double('positivity_prior_mentions', 'k of ranking 0, mentions.'),
      double('activity_exponent', 'alpha of ranking 0.'),
      bigint('horizon_weeks', 'H of ranking 0: weeks that expected mentions look ahead.'),
      bigint('quarter_start_day', 'First day of the calendar quarter of week_start_day; days since 1970-01-01.'),
      bigint(
        'outcome_from_day',
        'First day whose mentions are outcomes in a back-test; as_of_day where nothing is tested.',
      ),
      boolean(
        'is_backtest',
        'A back-test is running: decisions but opt-outs are ignored, calibration is 1, counts of assumed moment stay out of engagement.',
      ),
      bigint('list_size', 'Places in a list of one brand and week.'),
      bigint('worklist_size', 'Places on the worklist of one brand and week.'),
      bigint('cooldown_days', 'Whoever was contacted within so many days is not on the worklist.'),
      bigint(
        'kol_followers',
        'Accounts with at least so many followers are KOLs where too few are known to say; see ref_platforms.',
      ),
    ],
  },
  {
    name: 'ref_brands',
    step: 'log',
    about: 'Configured brands.',
    columns: [
      text('brand_id', 'Unique.'),
      text('brand_name', 'First configured name.'),
      text('role', 'own or tracked.'),
      text('category', 'Brands of one category compete.'),
      bigint('category_brands', 'How many brands the category has, own and tracked.'),
      boolean('is_sensitive', 'Category marked sensitive: aggregates only.'),
    ],
  },
  {
    name: 'ref_brand_names',
    step: 'log',
    about: 'Names of brands as they look among keywords, to tell them from what people say of the brand.',
    columns: [
      text('brand_id', 'Configured brand.'),
      text('term', 'Chinese as folded; of other scripts the stems of its words with a space between.'),
      boolean('is_spaced', 'Words are parted by spaces; Chinese ones are not.'),
    ],
  },
  {
    name: 'ref_official_accounts',
    step: 'log',
    about: 'Official accounts of brands; never candidates.',
    columns: [
      text('brand_id', 'Configured brand.'),
      text('platform', 'Platform name.'),
      text('account_key', 'Matches author_key or name_key.'),
    ],
  },
  {
    name: 'ref_competitors',
    step: 'log',
    about: 'Pairs of brands that compete: given, else all brands of one category.',
    columns: [text('brand_id', 'Configured brand.'), text('competitor_id', 'Configured brand.')],
  },
  {
    name: 'ref_people',
    step: 'log',
    about:
      'Advocates, customers and employees whom the operator may watch by name, where the terms of the platform allow it.',
    columns: [
      text('platform', 'Platform name.'),
      text('account_key', 'Matches author_key or name_key.'),
      text('basis', 'consent, customer or employee.'),
    ],
  },
  {
    name: 'ref_platforms',
    step: 'log',
    about: 'What differs by platform; platforms without a row have the usual.',
    columns: [
      text('platform', 'Unique.'),
      bigint(
        'kol_followers',
        'Ceiling given in koc.yaml: accounts with at least so many followers are KOLs; null = by rule.',
      ),
      boolean('is_searched', 'People search it as they would a shop: saves weigh 3 (ranking 1).'),
    ],
  },
  {
    name: 'ref_calibrations',
    step: 'log',
    about: 'Sources whose feelings were calibrated to labels of their own.',
    columns: [text('source_id', 'Unique.'), bigint('labels_count', 'Labels that the calibration was fitted to.')],
  },
  {
    name: 'ref_searches',
    step: 'log',
    about: 'Sources that people look at by hand, and how many words they have left out in the reported week.',
    columns: [
      text('source_id', 'Unique.'),
      text('platform', 'Platform name.'),
      bigint('words_count', 'Configured words to search for.'),
      bigint('words_not_searched_count', 'Of these, words that nobody searched for in the reported week.'),
    ],
  },
] as const satisfies readonly LakeTable[];

export type RefTableName = (typeof REF_TABLES)[number]['name'];
