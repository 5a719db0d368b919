/** Reads a built week into the lists that every file for people is made of; identity is read only if some target may print it. */
import { join } from 'node:path';
import type { z } from 'zod';
import { IntegrityError } from '../../warehouse/contracts/errors.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { type Duck, literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { loadKnown } from '../../warehouse/publish/identity.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';
import type { Brand, Config } from '../config/types.ts';
import { type Known, NOBODY } from './known.ts';
import {
  type BrandWeekRow,
  brandWeekRow,
  type CandidateRow,
  type CohortRow,
  type ConcentrationRow,
  type CoverageRow,
  candidateRow,
  cohortRow,
  concentrationRow,
  coverageRow,
  type EvidenceRow,
  evidenceRow,
  type KolRow,
  kolRow,
  martRow,
  type ProfileRow,
  profileRow,
  type SegmentRow,
  segmentRow,
  type UgcRow,
  ugcRow,
} from './rows.ts';
import type { Work } from './work.ts';

export interface Lists {
  readonly asOf: AsOf;
  /** Configured brands by id, own and tracked. */
  readonly brands: ReadonlyMap<string, Brand>;
  /** Listed candidates of own brands, by brand and rank. */
  readonly koc: readonly CandidateRow[];
  /** At least one positive mention but not yet eligible: the first 50 a brand by score. */
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
  /** By post key; every evidence post of `koc` and `early`. */
  readonly evidence: ReadonlyMap<string, EvidenceRow>;
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

/** Early candidates printed a brand: those nearest to the list. */
const EARLY_SIZE = 50;

/** @throws IntegrityError when a mart lacks a column that the report prints. */
export async function readLists({ ws, week, identity, work = new Map() }: ListsInput): Promise<Lists> {
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const mart = (name: string) => `read_parquet(${literal(join(week.dir, `${name}.parquet`))})`;
  const read = <Row>(name: string, schema: z.ZodType<Row>, clauses: string) =>
    readRows(duck, name, schema, `select * from ${mart(name)} ${clauses}`);

  await duck.run(printedCandidates(mart('koc_candidates')));
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
    ugc: await readRows(duck, 'ugc_candidates', ugcRow, 'select * from ugc order by brand_id, rank, post_key'),
    kol: await readRows(duck, 'kol_candidates', kolRow, 'select * from kol order by brand_id, rank'),
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
    known: [html, csv, workbook].includes('handle') ? await readKnown(duck, week.asOf, identity) : NOBODY,
    work,
  };
}

/** The posts that a candidate's row cites, strongest first. */
export function evidenceKeys(row: CandidateRow): string[] {
  return [row.evidencePostKey1, row.evidencePostKey2, row.evidencePostKey3].filter((key) => key !== null);
}

/** Everybody who is printed: listed, early and nearest to the list, or on the last list. */
function printedCandidates(mart: string): string {
  return `
    create temp table printed as
    select * from (
      select *, row_number() over (partition by brand_id, status order by koc_score desc, author_key) as place
      from ${mart}
    )
    where rank is not null or previous_rank is not null or (status = 'early' and place <= ${EARLY_SIZE})`;
}

const AUTHOR_KEYS = 'select author_key from printed union select author_key from ugc';
const EVIDENCE_KEYS = [1, 2, 3].map((place) => `select evidence_post_key_${place} from printed`).join(' union ');

function candidates(duck: Duck, clauses: string): Promise<CandidateRow[]> {
  return readRows(duck, 'koc_candidates', candidateRow, `select * from printed where ${clauses}`);
}

async function readKnown(duck: Duck, asOf: AsOf, identity: IdentityFiles): Promise<Known> {
  const authorKeys = `${AUTHOR_KEYS} union select author_key from kol`;
  await loadKnown(duck.connection, identity, asOf.day, authorKeys, `${EVIDENCE_KEYS} union select post_key from ugc`);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const authors = await duck.rows('select author_key, author_id, author_name, author_url from known_authors');
  const posts = await duck.rows('select post_key, title, text, url from known_posts');
  return {
    authors: new Map(
      authors.map((row) => [
        String(row['author_key']),
        { id: text(row['author_id']), name: text(row['author_name']), url: text(row['author_url']) },
      ]),
    ),
    posts: new Map(
      posts.map((row) => [
        String(row['post_key']),
        { title: text(row['title']), text: text(row['text']), url: text(row['url']) },
      ]),
    ),
  };
}

async function readRows<Row>(duck: Duck, mart: string, schema: z.ZodType<Row>, sql: string): Promise<Row[]> {
  return (await duck.rows(sql)).map((row) => {
    const parsed = schema.safeParse(martRow(row));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new IntegrityError(
      `mart ${mart}: ${issue?.path.join('.') ?? 'row'}: ${issue?.message ?? 'unexpected shape'}`,
      {
        hint: 'The build is of another version than the report; run `koc build` again.',
      },
    );
  });
}
