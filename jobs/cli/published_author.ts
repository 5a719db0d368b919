/** Reads one author's published rows, and names and words from identity/ for the person at this terminal; other people's are not read here. */
import { z } from 'zod';
import type { Disclosure } from '../../transforms/disclosure.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { loadKnown } from '../../warehouse/publish/identity.ts';
import type { Workspace } from '../config/types.ts';
import { authorIn, keyOf } from '../pipeline/authors.ts';
import { identityFiles } from '../pipeline/identity_files.ts';
import type { KnownAuthor } from '../report/known.ts';
import { martRow } from '../report/row_cells.ts';
import { type CandidateRow, candidateRow, type LeftOutRow, leftOutRow } from '../report/rows.ts';
import { safeUrl } from '../report/text.ts';
import type { Published } from './published.ts';

export interface Dossier {
  /** Null when identity does not know them. */
  readonly author: KnownAuthor | null;
  /** The posts that the row cites, strongest first. */
  readonly posts: readonly {
    readonly key: string;
    readonly publishedDate: string | null;
    readonly title: string | null;
    readonly text: string | null;
    readonly url: string | null;
    /** What its words and the mark of the platform say of payment, put together; null = nothing. */
    readonly disclosure: Disclosure | null;
  }[];
}

/** What the published week says of an author. Both empty when it says nothing. */
export interface AuthorRows {
  readonly candidates: readonly CandidateRow[];
  /** Own brands for which the account is no candidate by class. */
  readonly leftOut: readonly LeftOutRow[];
}

/** @param typed a handle, `platform:id` or an author_key. @param brand only this own brand; undefined = all. */
export async function authorRows(
  ws: Workspace,
  published: Published,
  typed: string,
  brand: string | undefined,
): Promise<AuthorRows> {
  const author = await authorIn(ws, (await identityFiles(ws.dir)).identity_authors, typed);
  const key = author?.authorKey ?? keyOf(ws, typed.trim());
  const candidates = await weekRows(published, 'koc_candidates', candidateRow, key, brand);
  if (candidates === null) {
    throw new UsageError('koc.duckdb is published at class aggregate, which holds no authors', {
      hint: 'Set publish.identity.duckdb to pseudonym and publish again.',
    });
  }
  return { candidates, leftOut: (await weekRows(published, 'left_out', leftOutRow, key, brand)) ?? [] };
}

/** The published week's rows of one author; null when the database has no such table. */
export async function weekRows<Row>(
  { connection }: Published,
  table: string,
  schema: z.ZodType<Row>,
  authorKey: string,
  brand: string | undefined,
): Promise<Row[] | null> {
  const tables = await connection.runAndReadAll(`select 1 from duckdb_tables() where table_name = ${literal(table)}`);
  if (tables.currentRowCount === 0) return null;
  const reader = await connection.runAndReadAll(
    `select * from ${table}
     where week_start = (select max(week_start) from brand_weeks) and author_key = ${literal(authorKey)}
       ${brand === undefined ? '' : `and brand_id = ${literal(brand)}`}
     order by brand_id`,
  );
  return reader.getRowObjectsJS().map((row) => schema.parse(martRow(row)));
}

/** Name, link and cited posts of one author as of the published week. */
export async function readDossier(
  ws: Workspace,
  published: Published,
  asOf: AsOf,
  authorKey: string,
  postKeys: readonly string[],
): Promise<Dossier> {
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const files = await identityFiles(ws.dir);
  const listed =
    postKeys.length === 0 ? "select ''" : `values ${postKeys.map((key) => `(${literal(key)})`).join(', ')}`;
  await loadKnown(duck.connection, files, asOf.day, `values (${literal(authorKey)})`, listed);
  const [author] = await duck.rows('select author_id, author_name, author_url from known_authors');
  const posts = await duck.rows('select post_key, title, text, url from known_posts');
  const cited = await citedPosts(published, postKeys);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    author:
      author === undefined
        ? null
        : {
            id: text(author['author_id']),
            name: text(author['author_name']),
            url: safeUrl(text(author['author_url'])),
          },
    posts: postKeys.map((key) => {
      const post = posts.find((row) => row['post_key'] === key);
      return {
        key,
        publishedDate: cited.get(key)?.publishedDate ?? null,
        title: text(post?.['title']),
        text: text(post?.['text']),
        url: safeUrl(text(post?.['url'])),
        disclosure: cited.get(key)?.disclosure ?? null,
      };
    }),
  };
}

interface CitedPost {
  readonly publishedDate: string;
  readonly disclosure: Disclosure | null;
}

const citedRow = z.object({
  post_key: z.string(),
  day: z.iso.date(),
  state: z.enum(['declared', 'suspected', 'denied']).nullable(),
  kind: z.enum(['paid', 'gift', 'sample', 'affiliation', 'commerce', 'denied']).nullable(),
  evidence: z.string().nullable(),
});

/** As the published week cites them. */
async function citedPosts({ connection }: Published, postKeys: readonly string[]): Promise<Map<string, CitedPost>> {
  if (postKeys.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `select post_key, cast(published_date as varchar) as day,
       disclosure_state as state, disclosure_kind as kind, disclosure_evidence as evidence
     from evidence_posts
     where week_start = (select max(week_start) from brand_weeks) and post_key in (${postKeys.map(literal).join(', ')})`,
  );
  const rows = reader.getRowObjectsJS().map((row) => citedRow.parse(row));
  return new Map(
    rows.map(({ post_key, day, state, kind, evidence }) => [
      post_key,
      {
        publishedDate: day,
        disclosure:
          kind === null ? null : { state: state === 'denied' || state === null ? 'none' : state, kind, evidence },
      },
    ]),
  );
}
