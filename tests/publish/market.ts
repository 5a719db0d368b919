/** A made-up market of two weeks: one own brand, two tracked ones, candidates with names and words that try to do harm. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Brand } from '../../jobs/config/types.ts';
import type { CanonicalPublication } from '../../warehouse/contracts/rows.ts';
import type { PublishInput, TargetClasses } from '../../warehouse/publish/types.ts';
import { type Marts, type Row, realDictionary, writeIdentity, writeWeek } from './marts.ts';

export const key = (n: number): string => String(n).padStart(16, '0').padEnd(32, '0');
const postKey = (n: number): string => `f${String(n).padStart(31, '0')}`;

export const HOSTILE = {
  script: '<script>alert(1)</script>"\'`&amp;',
  formula: '=HYPERLINK("http://evil.example","x")',
  override: 'abc\u202Etxt.exe\u2066',
  control: 'nul\u0000 bell\u0007 \ud800 escape _x0041_ \u001b[31m',
  emoji: '👩‍👩‍👧‍👦'.repeat(10_000),
  long: '好'.repeat(40_000),
} as const;

export const BRANDS: readonly Brand[] = [
  brand('aurora', 'own', ['欧若拉', 'Aurora']),
  brand('coman', 'tracked', ['蔻曼', 'Coman']),
  brand('nova', 'tracked', ['诺瓦', 'Nova']),
];

function brand(id: string, role: Brand['role'], names: readonly string[]): Brand {
  return { id, role, names, category: 'skincare', exclude: [], competitors: [], products: [], handles: {} };
}

export const CLASSES: TargetClasses = {
  workbook: 'handle',
  html: 'handle',
  csv: 'handle',
  parquet: 'pseudonym',
  duckdb: 'pseudonym',
};

function candidate(n: number, more: Row): Row {
  return {
    brand_id: 'aurora',
    author_key: key(n),
    person_key: key(n),
    platform: n % 3 === 0 ? 'bluesky' : 'xiaohongshu',
    source_id: 'notes',
    status: 'listed',
    activity: 'active',
    grade: n === 1 ? 'B' : 'C',
    authenticity_label: 'trusted',
    reason_1: 'share',
    reason_2: 'rate',
    reason_3: 'rep',
    reason_weakest: 'pos',
    raise_code: 'mention',
    evidence_post_key_1: postKey(n * 10 + 1),
    evidence_post_key_2: postKey(n * 10 + 2),
    koc_score: 1 / n,
    usual_score: 0.5,
    index_value: 100 / (1 + n),
    raised_index: 100 / (0.7 + n),
    rate_per_year: 12.34,
    share: 0.41,
    share_lift: 4.56,
    pos: 0.9,
    pos_low: 0.74,
    pos_high: 0.97,
    usual_pos: 0.71,
    expected_mentions: 4.8,
    auth: 0.952574,
    authenticity_flags_count: 0,
    engagement_value: 212.3,
    engaged_posts_count: 7,
    influence: 1.1,
    circle: 9.4,
    responders_count: 14,
    credible_responders_count: 9,
    inner_circle_count: 3,
    reach_new_share: 0.428571,
    floor_factor: 1,
    net: 0.8,
    rep: 0.88,
    n_eff: 6.5,
    followers_count: 400 * n,
    disclosed_share: 0,
    brands_count: 6,
    mentions_count: 10,
    named_mentions_count: 8,
    inherited_mentions_count: 2,
    positive_mentions_count: 9,
    negative_mentions_count: 0,
    gifted_mentions_count: 0,
    category_mentions_count: 14,
    weeks_count: 8,
    positive_weeks_count: 7,
    mentions_12w_count: 4,
    positive_mentions_12w_count: 3,
    is_new: false,
    is_printed: true,
    first_mention_date: '2026-05-04',
    last_mention_date: '2026-11-12',
    ...more,
  };
}

function marts(candidates: readonly Row[]): Marts {
  const authors = candidates.map((row) => row['author_key'] as string);
  return {
    koc_candidates: candidates,
    evidence_posts: candidates.flatMap((row) =>
      [row['evidence_post_key_1'], row['evidence_post_key_2']].map((post) => ({
        post_key: post ?? null,
        author_key: row['author_key'] ?? null,
        platform: 'xiaohongshu',
        kind: 'post',
        source_id: 'notes',
        likes_count: 12_345,
        saves_count: null,
        replies_count: 0,
        shares_count: 2,
        published_date: '2026-11-02',
      })),
    ),
    ugc_candidates: [
      {
        brand_id: 'aurora',
        post_key: postKey(11),
        author_key: key(1),
        platform: 'xiaohongshu',
        kind: 'post',
        source_id: 'notes',
        rights_state: 'not_asked',
        recommended_use: 'ask',
        utility_cue: 'how_to',
        appeal: 'both',
        declared_kind: 'gift',
        missing_parts: 'visual',
        rank: 1,
        ugc_score: 81.5,
        positive_p: 0.95,
        quality: 0.9,
        utility: 0.8,
        visual: null,
        resonance: 0.7,
        freshness: 0.8,
        save_lift: 3.4,
        utility_cues_count: 3,
        entertainment_cues_count: 1,
        likes_count: 12_345,
        image_count: 6,
        text_length: 230,
        published_date: '2026-11-02',
      },
    ],
    kol_candidates: [
      {
        brand_id: 'aurora',
        author_key: key(7),
        platform: 'xiaohongshu',
        class_reason: 'followers',
        rank: 1,
        reactions_per_post: 1843.2,
        responders_count: 40,
        overlap_count: 9,
        overlap_share: 0.225,
        disclosed_share: 0.5,
        pos: 0.8,
        followers_count: 123_456,
        mentions_count: 2,
        competitor_mentions_count: 5,
        brands_count: 4,
      },
    ],
    brand_cohorts: [
      ['2026-08-01', 0, 31],
      ['2026-08-01', 1, 17],
      ['2026-08-01', 3, 5],
      ['2026-11-01', 0, 12],
    ].map(([cohort, since, active]) => ({
      brand_id: 'aurora',
      cohort_month: cohort as string,
      month: `2026-${String(Number((cohort as string).slice(5, 7)) + Number(since)).padStart(2, '0')}-01`,
      months_since_count: since as number,
      authors_count: cohort === '2026-08-01' ? 31 : 12,
      active_count: active as number,
    })),
    author_profiles: authors.map((author) => ({
      author_key: author,
      platform: 'xiaohongshu',
      class: 'consumer',
      followers_count: 800,
      posts_count: 9,
      comments_count: 3,
      reviews_count: 0,
      mentions_count: 12,
      brands_count: 3,
      categories_count: 1,
      positive_share: 0.75,
      active_weeks_count: 8,
      top_brand_id: 'aurora',
    })),
    brand_weeks: BRANDS.map(({ id, role, category }, i) => ({
      brand_id: id,
      role,
      category,
      mentions_count: 1200 - i * 300,
      named_mentions_count: 1000 - i * 300,
      inherited_mentions_count: 200,
      subject_mentions_count: 700,
      authors_count: 310 - i * 90,
      authors_named_count: 300 - i * 90,
      consumer_authors_count: 290 - i * 90,
      positive_authors_count: 200 - i * 50,
      positive_mentions_count: 500,
      negative_mentions_count: 50,
      neutral_mentions_count: 650,
      sov_mentions: 0.5 - i * 0.15,
      sov_authors: 0.5 - i * 0.17,
      sov_positive_authors: 0.5,
      net_sentiment_all: 0.375,
      net_sentiment_opinions: 0.82 - i,
      likes_sum: 123_456,
      replies_sum: null,
      mentions_prev_week_count: 1000,
      authors_prev_week_count: 250,
      authors_4w_count: 600,
    })),
    coverage: [
      {
        source_id: 'notes',
        platform: 'xiaohongshu',
        kind: 'post',
        outcome: 'partial',
        latest_outcome: 'partial',
        records_count: 900,
        records_total_count: 12_000,
        authors_total_count: 800,
        undated_total_count: 7,
        with_brand_total_count: 4000,
        assumed_observation_share: 1,
        keyword_only_share: 0.25,
        collects_replies: false,
        is_calibrated: false,
        first_date: '2026-05-01',
        last_date: '2026-11-15',
      },
    ],
  };
}

export const WEEK_1 = marts([candidate(1, { rank: 1 }), candidate(2, { rank: 2 }), candidate(3, { rank: 3 })]);
export const WEEK_2 = marts([
  candidate(2, { rank: 1, previous_rank: 2, rank_change: 1 }),
  candidate(1, { rank: 2, previous_rank: 1, rank_change: -1 }),
  candidate(4, { rank: 3, is_new: true, share: null, share_lift: null, n_eff: 1.6 }),
  candidate(3, { status: 'quiet', previous_rank: 3, index_value: 5 }),
  candidate(5, { status: 'early', positive_mentions_count: 1, weeks_count: 1, index_value: 4 }),
  candidate(6, { status: 'eligible', index_value: 3, is_printed: false }),
]);

/** Days since 1970 of 2026-11-16 and 2026-11-09. */
const DAY_2 = 20_773;
const DAY_1 = DAY_2 - 7;

function author(n: number, name: string | null, url: string | null, day = DAY_1 - 1): Row {
  const at = new Date(day * 86_400_000).toISOString();
  return {
    author_key: key(n),
    platform: 'xiaohongshu',
    author_id: `id-of-${n}`,
    author_name: name,
    author_url: url,
    observed_day_no: day,
    observed_at: at,
    fetched_at: at,
    version_key: String(n),
  };
}

const AUTHORS: readonly Row[] = [
  author(1, 'old name', 'https://old.example/1', DAY_1 - 20),
  author(1, HOSTILE.script, null),
  author(2, HOSTILE.formula, 'javascript:alert(1)'),
  author(3, HOSTILE.override, 'https://user:pw@evil.example/'),
  author(4, `@smile ${HOSTILE.emoji}`, 'https://xhs.example/u/4?a=1&b="2"'),
  author(5, HOSTILE.control, 'data:text/html,<b>x</b>'),
  author(6, 'eligible-only', null),
  author(7, 'the kol', 'https://xhs.example/u/7'),
  author(2, 'renamed after the week', 'https://late.example/', DAY_2),
];

const POSTS: readonly Row[] = [1, 2, 3, 4, 5, 6].flatMap((n) =>
  [1, 2].map((place) => ({
    post_key: postKey(n * 10 + place),
    author_key: key(n),
    post_id: `post-of-${n}-${place}`,
    url: place === 1 ? `https://xhs.example/p/${n}` : 'vbscript:x',
    title: n === 1 ? null : n === 2 ? HOSTILE.script : '水润一整天',
    text: n === 1 ? HOSTILE.long : n === 5 ? HOSTILE.control : 'third bottle of it',
    observed_day_no: DAY_1 - 3,
    observed_at: '2026-11-06T00:00:00Z',
    fetched_at: '2026-11-06T00:00:00Z',
    version_key: String(n),
  })),
);

/** Lists as they were printed: week 1, week 1 printed once more, week 2. */
export const PUBLICATIONS: readonly CanonicalPublication[] = [
  ...printed('2026-11-09', [9], 1),
  ...printed('2026-11-09', [1, 2, 3], 2),
  ...printed('2026-11-16', [2, 1, 4], 3),
];

function printed(asOf: string, authors: readonly number[], publishedAt: number): CanonicalPublication[] {
  return authors.map((n, i) => ({
    asOf,
    list: 'koc_shortlist',
    brandId: 'aurora',
    authorKey: key(n),
    rank: i + 1,
    index: 60 - i,
    score: 1 / (i + 1),
    references: { k_ref: 0.5 },
    backtest: { p50: null },
    modelVersion: 'test-1',
    publishedAt,
  }));
}

/** Written once a process, since nothing that is tested changes its input. */
let written: Promise<Pick<PublishInput, 'weeks' | 'dictionary' | 'identity'>> | undefined;

async function write(): Promise<Pick<PublishInput, 'weeks' | 'dictionary' | 'identity'>> {
  const dir = mkdtempSync(join(tmpdir(), 'koc-market-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const dictionary = await realDictionary();
  return {
    dictionary,
    weeks: [
      await writeWeek(dir, '2026-11-09', WEEK_1, dictionary),
      await writeWeek(dir, '2026-11-16', WEEK_2, dictionary),
    ],
    identity: await writeIdentity(dir, AUTHORS, POSTS),
  };
}

/** A whole input for `publishRun`, without writers; exports go below `dir`. */
export async function market(dir: string, more: Partial<PublishInput> = {}): Promise<PublishInput> {
  written ??= write();
  return {
    ...(await written),
    exportsDir: join(dir, 'exports'),
    run: '20261116T070000Z-3f9a1c',
    createdAt: Date.UTC(2026, 10, 16, 7),
    classes: CLASSES,
    publications: PUBLICATIONS,
    writers: [],
    facts: { schemaVersion: 1, modelVersion: 'test-1', inputsFingerprint: 'abc', erased: { persons: 0, records: 2 } },
    keepRuns: 3,
    threads: 2,
    memoryLimit: '512MB',
    ...more,
  };
}
