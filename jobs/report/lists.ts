/** Reads a built week into the lists that every file for people is made of; identity is read only if some target may print it. */
import { join } from 'node:path';
import type { z } from 'zod';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { type Duck, literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';
import type { Brand, Config } from '../config/types.ts';
import { type Authenticity, authenticityOf } from './authenticity.ts';
import {
  type AuthorInterestRow,
  type AuthorMonthRow,
  type AuthorTermRow,
  authenticityEvidenceRow,
  authenticityRow,
  authorInterestRow,
  authorMonthRow,
  authorTermRow,
  type CandidateMentionRow,
  candidateMentionRow,
} from './author_rows.ts';
import {
  type BrandAspectRow,
  type BrandHistoryRow,
  type BrandKeywordRow,
  type BrandMonthRow,
  type BrandWeekRow,
  brandAspectRow,
  brandHistoryRow,
  brandKeywordRow,
  brandMonthRow,
  brandWeekRow,
  type CohortRow,
  type ConcentrationRow,
  type CoverageRow,
  cohortRow,
  concentrationRow,
  coverageRow,
  type LeftOutCountRow,
  leftOutCountRow,
  type SegmentRow,
  segmentRow,
} from './brand_rows.ts';
import { type Known, NOBODY } from './known.ts';
import { readKnown } from './read_known.ts';
import { readRows } from './read_rows.ts';
import {
  type CandidateRow,
  candidateRow,
  type EvidenceRow,
  evidenceRow,
  type KolRow,
  kolRow,
  type PersonAccountRow,
  type ProfileRow,
  personAccountRow,
  profileRow,
  type UgcRow,
  ugcRow,
  type WorklistRow,
  worklistRow,
} from './rows.ts';
import type { Work } from './work.ts';

export interface Lists {
  readonly asOf: AsOf;
  /** Configured brands by id, own and tracked. */
  readonly brands: ReadonlyMap<string, Brand>;
  /** Listed candidates of own brands, by brand and rank. */
  readonly koc: readonly CandidateRow[];
  /** At least one positive mention but not yet eligible: the 50 nearest to the list of each brand, by score. */
  readonly early: readonly CandidateRow[];
  /** On the last printed list and not on this one, by brand and earlier rank. */
  readonly left: readonly CandidateRow[];
  /** By brand and rank. */
  readonly ugc: readonly UgcRow[];
  /** KOLs of own brands, apart from every other list, by brand and rank. */
  readonly kol: readonly KolRow[];
  /** Own and tracked brands, by category and share of voice. */
  readonly brandWeeks: readonly BrandWeekRow[];
  readonly coverage: readonly CoverageRow[];
  /** Counts only, by brand, largest segment first. */
  readonly segments: readonly SegmentRow[];
  readonly concentration: readonly ConcentrationRow[];
  /** Counts only, by brand, cohort and month. */
  readonly cohorts: readonly CohortRow[];
  /** Of everybody in `koc`, `early`, `left` and `ugc`. */
  readonly profiles: readonly ProfileRow[];
  /** By post key; every evidence post of `koc`, `early` and `left`. */
  readonly evidence: ReadonlyMap<string, EvidenceRow>;
  /** Configured brands in each of the last 26 weeks, by brand and week. */
  readonly history: readonly BrandHistoryRow[];
  /** Configured brands in each of the last 12 months, by brand and month. */
  readonly months: readonly BrandMonthRow[];
  /** By brand, most spoken of first. */
  readonly aspects: readonly BrandAspectRow[];
  /** By brand and place. */
  readonly keywords: readonly BrandKeywordRow[];
  /** Of everybody in `koc`, `early` and `left`, by brand, author and month. */
  readonly authorMonths: readonly AuthorMonthRow[];
  /** Of the same people, by brand and author, most spoken of first. */
  readonly interests: readonly AuthorInterestRow[];
  /** Of the same people, by brand, author and place. Words: for targets of class handle only. */
  readonly terms: readonly AuthorTermRow[];
  /** Of the same people, by brand, author and place. */
  readonly mentions: readonly CandidateMentionRow[];
  /** What to do this week, by brand, most urgent first. */
  readonly worklist: readonly WorklistRow[];
  /** Counts only, by brand, most first. */
  readonly leftOut: readonly LeftOutCountRow[];
  /** By author key; of everybody in `koc`, `early` and `left`. */
  readonly authenticity: ReadonlyMap<string, Authenticity>;
  /** Other accounts of the people in `koc`, `early` and `left`, by author. */
  readonly accounts: readonly PersonAccountRow[];
  readonly known: Known;
  /** What the team does about people, by `workPlace`; whoever is not in it has `NO_WORK`. */
  readonly work: ReadonlyMap<string, Work>;
}

export interface ListsInput {
  readonly ws: { readonly config: Pick<Config, 'brands' | 'publish'> };
  readonly week: { readonly asOf: AsOf; readonly dir: string };
  readonly identity: IdentityFiles;
  /** From the decisions in raw; absent = nobody has said anything. */
  readonly work?: ReadonlyMap<string, Work>;
}

/** @throws IntegrityError when a mart lacks a column that the report prints. */
export async function readLists({ ws, week, identity, work = new Map() }: ListsInput): Promise<Lists> {
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const mart = (name: string) => `read_parquet(${literal(join(week.dir, `${name}.parquet`))})`;
  const read = <Row>(name: string, schema: z.ZodType<Row>, clauses: string) =>
    readRows(duck, name, schema, `select * from ${mart(name)} ${clauses}`);
  const table = <Row>(name: string, schema: z.ZodType<Row>, temporary: string, order: string) =>
    readRows(duck, name, schema, `select * from ${temporary} order by ${order}`);

  // Everybody who is printed: listed, early and nearest to the list, or on the last list.
  await duck.run(`create temp table printed as from ${mart('koc_candidates')} where is_printed`);
  await duck.run(`create temp table mentions as from ${mart('candidate_mentions')}`);
  await duck.run(`create temp table aspects as from ${mart('brand_aspects')}`);
  await duck.run(`create temp table worklist as from ${mart('worklist')}`);
  await duck.run(
    `create temp table conduct as from ${mart('authenticity_evidence')} where author_key in (${PRINTED_KEYS})`,
  );
  await duck.run(`create temp table accounts as from ${mart('person_accounts')}`);
  await duck.run(`create temp table ugc as from ${mart('ugc_candidates')}`);
  await duck.run(`create temp table kol as from ${mart('kol_candidates')}`);
  const { html, csv, workbook } = ws.config.publish.identity;
  const evidence = await read('evidence_posts', evidenceRow, `where post_key in (${EVIDENCE_KEYS}) order by post_key`);
  return {
    asOf: week.asOf,
    brands: new Map(ws.config.brands.map((brand) => [brand.id, brand])),
    koc: await candidates(duck, 'rank is not null order by brand_id, rank'),
    early: await candidates(duck, "status = 'early' order by brand_id, koc_score desc, author_key"),
    left: await candidates(
      duck,
      'rank is null and previous_rank is not null order by brand_id, previous_rank, author_key',
    ),
    ugc: await table('ugc_candidates', ugcRow, 'ugc', 'brand_id, rank, post_key'),
    kol: await table('kol_candidates', kolRow, 'kol', 'brand_id, rank'),
    brandWeeks: await read(
      'brand_weeks',
      brandWeekRow,
      'order by category, sov_authors desc nulls last, mentions_count desc, brand_id',
    ),
    coverage: await read('coverage', coverageRow, 'order by source_id, platform, kind'),
    segments: await read('brand_segments', segmentRow, 'order by brand_id, authors_count desc, segment, quadrant'),
    concentration: await read('brand_concentration', concentrationRow, 'order by brand_id'),
    cohorts: await read('brand_cohorts', cohortRow, 'order by brand_id, cohort_month, month'),
    profiles: await read('author_profiles', profileRow, `where author_key in (${AUTHOR_KEYS}) order by author_key`),
    evidence: new Map(evidence.map((row) => [row.postKey, row])),
    history: await read('brand_history', brandHistoryRow, 'order by brand_id, period_start'),
    months: await read('brand_months', brandMonthRow, 'order by brand_id, month'),
    aspects: await table(
      'brand_aspects',
      brandAspectRow,
      'aspects',
      'brand_id, praised_count + blamed_count desc, aspect',
    ),
    keywords: await read('brand_keywords', brandKeywordRow, 'order by brand_id, keyword_no'),
    authorMonths: await read('author_months', authorMonthRow, 'order by brand_id, author_key, month'),
    interests: await read(
      'author_interests',
      authorInterestRow,
      'order by brand_id, author_key, mentions_count desc, kind, code',
    ),
    terms: await read('author_terms', authorTermRow, 'order by brand_id, author_key, term_no'),
    mentions: await table('candidate_mentions', candidateMentionRow, 'mentions', 'brand_id, author_key, mention_no'),
    worklist: await table('worklist', worklistRow, 'worklist', 'brand_id, item_no'),
    leftOut: await read(
      'left_out_counts',
      leftOutCountRow,
      'order by brand_id, authors_count desc, class, class_reason',
    ),
    authenticity: authenticityOf(
      await read('author_authenticity', authenticityRow, `where author_key in (${PRINTED_KEYS}) order by author_key`),
      await table('authenticity_evidence', authenticityEvidenceRow, 'conduct', 'author_key, flag, evidence_no'),
    ),
    accounts: await table('person_accounts', personAccountRow, 'accounts', 'author_key, platform, account_key'),
    known: [html, csv, workbook].includes('handle')
      ? await readKnown(duck, week.asOf, identity, KNOWN_AUTHORS, KNOWN_POSTS)
      : NOBODY,
    work,
  };
}

/** The posts that a candidate's row cites, strongest first. */
export function evidenceKeys(row: CandidateRow): string[] {
  return [row.evidencePostKey1, row.evidencePostKey2, row.evidencePostKey3].filter((key) => key !== null);
}

const PRINTED_KEYS = 'select author_key from printed';
const AUTHOR_KEYS = `${PRINTED_KEYS} union select author_key from ugc`;
const EVIDENCE_KEYS = [1, 2, 3].map((place) => `select evidence_post_key_${place} from printed`).join(' union ');

const KNOWN_AUTHORS = `${AUTHOR_KEYS} union select author_key from kol union select author_key from worklist union select account_key from accounts`;
const KNOWN_POSTS = [
  EVIDENCE_KEYS,
  ...['ugc', 'mentions', 'worklist', 'conduct'].map((table) => `select post_key from ${table}`),
  ...['praised', 'blamed'].map((sign) => `select ${sign}_post_key from aspects`),
].join(' union ');

function candidates(duck: Duck, clauses: string): Promise<CandidateRow[]> {
  return readRows(duck, 'koc_candidates', candidateRow, `select * from printed where ${clauses}`);
}
