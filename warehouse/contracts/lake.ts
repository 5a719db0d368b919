/**
 * Tables of the lake: names, columns, types and meaning. The lake writer writes them, the staging models read them, the
 * dictionary prints them. Keys are pseudonyms; no text, handle, id or URL stands here (those are in `identity/`).
 */

import { METRICS } from './rows.ts';

export type LakeType = 'text' | 'bigint' | 'smallint' | 'double' | 'boolean' | 'timestamp' | 'date';

export interface LakeColumn {
  readonly name: string;
  readonly type: LakeType;
  readonly says: string;
  /** Few distinct values: writers may keep codes instead of texts until the part is written. */
  readonly isCoded?: true;
}

export interface LakeTable {
  readonly name: string;
  /** Which step of the pipeline makes it: its fingerprint is in the part's name. */
  readonly step: 'normalise' | 'features' | 'mentions' | 'keywords' | 'log';
  readonly about: string;
  readonly columns: readonly LakeColumn[];
}

const text = <const Name extends string>(name: Name, says: string) => ({ name, type: 'text', says }) as const;
const label = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'text', says, isCoded: true }) as const;
const bigint = <const Name extends string>(name: Name, says: string) => ({ name, type: 'bigint', says }) as const;
const smallint = <const Name extends string>(name: Name, says: string) => ({ name, type: 'smallint', says }) as const;
const double = <const Name extends string>(name: Name, says: string) => ({ name, type: 'double', says }) as const;
const boolean = <const Name extends string>(name: Name, says: string) => ({ name, type: 'boolean', says }) as const;
const timestamp = <const Name extends string>(name: Name, says: string) => ({ name, type: 'timestamp', says }) as const;
const date = <const Name extends string>(name: Name, says: string) => ({ name, type: 'date', says }) as const;

const postKey = text('post_key', 'Pseudonym of platform:kind:id.');
const version = text(
  'version_key',
  'Which version of the record this row belongs to: first 32 hex digits of the payload hash.',
);
const observedAt = timestamp('observed_at', 'UTC moment at which this version was seen.');
const observedDay = bigint('observed_day_no', 'Day of observed_at in the workspace zone; days since 1970-01-01.');
const observedBasis = label('observed_basis', 'observed or assumed (= set to the moment of publication).');
const fetchedAt = timestamp('fetched_at', 'UTC moment at which we took the record in; breaks ties between versions.');
const counted = <const Metric extends string>(metric: Metric) =>
  [
    bigint(`${metric}_count`, `Shown ${metric}; null = not shown.`),
    bigint(`${metric}_granularity`, `True ${metric} lie within plus or minus this; 1 = exact.`),
    boolean(`${metric}_is_floor`, `Only a lower bound of ${metric} is shown.`),
  ] as const;

const minhash = (i: number) => smallint(`h${String(i).padStart(2, '0')}`, `Minhash ${i}, 16 bits.`);
const MINHASH = [smallint('h00', 'Minhash 0, 16 bits.'), ...Array.from({ length: 31 }, (_, i) => minhash(i + 1))];
const band = (i: number) => bigint(`b${i}`, `Band key ${i} over minhashes ${4 * i} to ${4 * i + 3}.`);
const BANDS = [bigint('b0', 'Band key 0 over minhashes 0 to 3.'), ...Array.from({ length: 7 }, (_, i) => band(i + 1))];

export const LAKE_TABLES = [
  {
    name: 'posts',
    step: 'normalise',
    about: 'One row a version of a post, comment or review. Several versions of one post_key may stand here.',
    columns: [
      postKey,
      version,
      text('node_key', 'Pseudonym of platform:id, whatever the kind; what parent_node_key and root_node_key point to.'),
      text('parent_node_key', 'What this answers; null = answers nothing known.'),
      text('root_node_key', 'Post at the top of the thread; null = none known.'),
      text('author_key', 'Pseudonym of the account; null = missing or masked.'),
      label('platform', 'Platform name.'),
      label('kind', 'post, comment, review or mention.'),
      label('source_id', 'Source it came from.'),
      label('format', 'As the source names it (note, video, article); null = not said.'),
      label('region', 'Region the platform shows (province level at most); null = not shown.'),
      label('product', 'Product as the source names it; null = none.'),
      observedBasis,
      label('coverage_basis', 'full or keyword_only.'),
      double('rating', 'In units of rating_scale; null = none.'),
      double('rating_scale', 'Best possible rating; null = none.'),
      bigint('rating_sign', '1, 0 or -1 by the thresholds of the source; null = no rating.'),
      bigint('text_length', 'Code points of title and text after folding.'),
      bigint(
        'tie_no',
        'Number made of author_key, to order ties and the random method of back-tests; null = no author.',
      ),
      bigint('image_count', 'Images; null = not said.'),
      bigint('image_min_px', 'Shorter side of the largest image, pixels; null = not said.'),
      bigint('replied_by_count', 'Answers that the source lists by id.'),
      bigint('day_no', 'Day of publication in the workspace zone; days since 1970-01-01; null = not dated.'),
      observedDay,
      boolean('has_video', 'Null = not said.'),
      boolean(
        'has_brand_field',
        'The source names a brand in a field of its own, configured or not; the rating is for that one.',
      ),
      boolean('is_brand', 'Posted by a brand, as the source says; null = not said.'),
      boolean('is_repost', 'Pure repost; null = not said.'),
      boolean('is_disclosed', 'Marked as paid by the source; null = not said.'),
      boolean('is_gifted', 'Marked as gifted by the source; null = not said.'),
      boolean('is_purchase_verified', 'Null = the source does not mark it.'),
      boolean('collects_replies', 'The source says that it collects replies.'),
      date('week_start', 'Monday of the ISO week of publication in the workspace zone; null = not dated.'),
      timestamp('published_at', 'UTC; null = not dated.'),
      observedAt,
      fetchedAt,
    ],
  },
  {
    name: 'authors',
    step: 'normalise',
    about: 'One row a sighting of an account.',
    columns: [
      text('author_key', 'Pseudonym of platform:id.'),
      text(
        'name_key',
        'Pseudonym of platform and folded handle, to match official handles given by name; null = no name.',
      ),
      version,
      label('platform', 'Platform name.'),
      label('source_id', 'Source it came from.'),
      label('account_kind', 'person, organisation, media or store; null = not said.'),
      observedBasis,
      ...counted('followers'),
      observedDay,
      boolean('is_verified', 'Verified badge; null = not said.'),
      boolean('has_contact', 'Shows a business contact; null = not said.'),
      observedAt,
      fetchedAt,
    ],
  },
  {
    name: 'observations',
    step: 'normalise',
    about: 'Counts of one record at one moment, append-only; rows only where at least one count is shown.',
    columns: [
      postKey,
      version,
      label('platform', 'Platform name.'),
      label('source_id', 'Source it came from.'),
      observedBasis,
      ...METRICS.flatMap((metric) => counted(metric)),
      observedDay,
      observedAt,
      fetchedAt,
    ],
  },
  {
    name: 'text_features',
    step: 'features',
    about: 'Scores of the words of one version of a record; one row for each row of posts.',
    columns: [
      postKey,
      version,
      label('lang', 'zh-Hans, zh-Hant, en, mixed, other or none (no words).'),
      double('polarity', 'Feeling of the whole text in [-1, 1]; null = language not read.'),
      double('positive_p', 'Probability of positive; null = language not read.'),
      double('negative_p', 'Probability of negative; null = language not read.'),
      double('confidence', 'In [0, 1]; null = language not read.'),
      boolean('is_calibrated', 'Whether the probabilities were fitted to labels of this source.'),
      label('disclosure_state', 'What the words say of being paid: declared, suspected or none.'),
      label('disclosure_kind', 'paid, gift, sample, affiliation, commerce or denied; null = the words say nothing.'),
      label('disclosure_evidence', 'Listed phrase that says so; null = none, or worded freely.'),
      label(
        'commerce_evidence',
        'Listed phrase of the shop link or discount code; null = none, or recognised by its form.',
      ),
      label('safety_evidence', 'Listed phrase of the first brand-safety cue; null = none.'),
      label('utility_cue', 'First utility cue of the text, such as how_to (ranking 9); null = none.'),
      bigint('utility_cues_count', 'How many of the ten kinds of utility cues stand in the text.'),
      bigint('entertainment_cues_count', 'How many of the four kinds of entertainment cues stand in the text.'),
      bigint('own_length', 'Code points of own words: without hashtags, @names, links and quoted parts.'),
      boolean('is_question', 'Asks something.'),
      boolean('is_purchase_question', 'Asks where, whether or for how much to buy.'),
      boolean('is_recommendation', 'Tells others to buy or try.'),
      boolean('is_warning', 'Tells others to keep away.'),
      boolean('is_repurchase', 'Has bought again or finished one.'),
      boolean('is_switch', 'Has changed from or to a brand.'),
      boolean('is_complaint', 'Complains.'),
      boolean('is_announcement', 'Announces.'),
      boolean('is_lottery', 'Raffles something.'),
      boolean('has_shop_link', 'Leads to a shop.'),
      boolean('has_discount_code', 'Names a discount code or a password of a shop.'),
      boolean('is_medical_claim', 'Claims to treat or heal.'),
      boolean('involves_minor', 'Speaks of a child using it, or the writer says to be a minor.'),
      boolean('mocks_competitor', 'Ridicules another brand or its customers.'),
      boolean('is_unsafe_use', 'Tells of a use that can harm.'),
    ],
  },
  {
    name: 'text_similarity',
    step: 'features',
    about: 'Minhash and bands of texts of at least 20 normalised characters (ranking 5).',
    columns: [postKey, version, ...MINHASH, ...BANDS],
  },
  {
    name: 'mentions',
    step: 'mentions',
    about: 'One row a version of a record and brand named in it.',
    columns: [
      postKey,
      version,
      label('brand_id', 'Configured brand.'),
      label('role', 'subject, comparison or passing.'),
      label('basis', 'field (the brand column of the source), title or text.'),
      label('product_id', 'Configured product named in the words; null = none.'),
      double('polarity', 'Feeling towards this brand in [-1, 1]; null = as the text.'),
      double('positive_p', 'Null = as the text.'),
      double('negative_p', 'Null = as the text.'),
    ],
  },
  {
    name: 'aspects',
    step: 'mentions',
    about:
      'One row a version of a record, brand and aspect that its words judge. Records that name no brand have rows only where they answer something.',
    columns: [
      postKey,
      version,
      label('brand_id', 'Brand that is judged; null = the words name none.'),
      label('aspect', 'texture, colour, effect, smell, packaging, price, delivery, service, safety and others.'),
      label('term', 'Listed word that names the aspect.'),
      bigint('sign', '1 praised, -1 blamed, 0 only spoken of.'),
    ],
  },
  {
    name: 'keywords',
    step: 'keywords',
    about: 'One row a version of a record and keyword in it; empty unless koc.yaml says `keywords: { enabled: true }`.',
    columns: [
      postKey,
      version,
      text('term', 'Chinese word as folded, English as its stem; pairs of English words with a space between.'),
      label('kind', 'unigram or bigram (two neighbours).'),
    ],
  },
  {
    name: 'decisions',
    step: 'normalise',
    about: 'What people decided; the newest per (type, subject_key, brand_id) applies.',
    columns: [
      text('decision_id', 'Unique.'),
      text(
        'type',
        'forget, opt_out, class_override, label_override, authenticity_override, ugc_state, same_person or note.',
      ),
      text('subject_key', 'author_key or post_key.'),
      label('brand_id', 'Null = all brands.'),
      text('value', 'What was decided; null = the type says it all.'),
      timestamp('decided_at', 'UTC.'),
    ],
  },
  {
    name: 'publications',
    step: 'normalise',
    about: 'Lines of published lists.',
    columns: [
      text('list', 'Which list.'),
      label('brand_id', 'Own brand.'),
      text('author_key', 'Pseudonym of the account.'),
      text('model_version', 'Of the models that made it.'),
      bigint('as_of_day', 'Day before which evidence was admitted; days since 1970-01-01.'),
      bigint('rank', 'From 1.'),
      double('index_value', 'Index as printed.'),
      double('score', 'Score as computed then.'),
      timestamp('published_at', 'UTC moment of publishing.'),
    ],
  },
  {
    name: 'passes',
    step: 'log',
    about: 'One row a finished pass of a collector over a source and platform.',
    columns: [
      label('source_id', 'Source.'),
      label('platform', 'Platform name.'),
      label('outcome', 'ok, empty, capped, partial, blocked, login_needed, rate_limited, gone or failed.'),
      bigint('observed_day_no', 'Day of the oldest record (imports) or of the end of the pass; days since 1970-01-01.'),
    ],
  },
] as const satisfies readonly LakeTable[];

export type LakeTableName = (typeof LAKE_TABLES)[number]['name'];

/** Identity tables: the only place that ties pseudonyms to people. Folder `identity/`, mode 0700. */
export const IDENTITY_TABLES = [
  {
    name: 'identity_authors',
    step: 'normalise',
    about: 'Who a pseudonym is.',
    columns: [
      text('author_key', 'Pseudonym.'),
      label('platform', 'Platform name.'),
      text('author_id', 'Id on the platform.'),
      text('author_name', 'Shown name; null = not shown.'),
      text('author_url', 'Profile link; null = not shown.'),
      observedDay,
      observedAt,
      fetchedAt,
      version,
    ],
  },
  {
    name: 'identity_posts',
    step: 'normalise',
    about: 'What a post pseudonym points to, with its words.',
    columns: [
      postKey,
      version,
      text('author_key', 'Pseudonym of the account; null = none.'),
      text('post_id', 'Id on the platform.'),
      text('url', 'Link; null = not shown.'),
      text('title', 'Null = none.'),
      text('text', 'Null = none.'),
      observedDay,
      observedAt,
      fetchedAt,
    ],
  },
] as const satisfies readonly LakeTable[];

export type IdentityTableName = (typeof IDENTITY_TABLES)[number]['name'];

/** Raised when a published column is added, renamed or changes its meaning. */
export const SCHEMA_VERSION = 2;

/** Config and parameters as the models see them: one-row `params` and `ref_*` tables made from koc.yaml at each build. */
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
] as const satisfies readonly LakeTable[];

export type RefTableName = (typeof REF_TABLES)[number]['name'];

/** DuckDB and Spark both take these names in CAST; `text` is `varchar` on DuckDB. */
export const DUCKDB_TYPE: Readonly<Record<LakeType, string>> = {
  text: 'VARCHAR',
  bigint: 'BIGINT',
  smallint: 'SMALLINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  date: 'DATE',
};
