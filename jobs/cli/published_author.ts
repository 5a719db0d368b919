/** Reads one author's published rows, and names and words from identity/ for the person at this terminal; other people's are not read. */
import { join } from 'node:path';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { IdentityTableName } from '../../warehouse/contracts/lake.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { loadKnown } from '../../warehouse/publish/identity.ts';
import type { Workspace } from '../config/types.ts';
import { type CandidateRow, candidateRow } from '../report/rows.ts';
import { safeUrl } from '../report/text.ts';
import type { Published } from './published.ts';

export interface Dossier {
  /** Null when identity does not know them. */
  readonly author: { readonly name: string | null; readonly url: string | null } | null;
  /** The posts that the row cites, strongest first. */
  readonly posts: readonly {
    readonly key: string;
    readonly publishedDate: string | null;
    readonly title: string | null;
    readonly text: string | null;
    readonly url: string | null;
  }[];
}

/** The author's rows of the published week; empty when there are none. `typed` is a handle, `platform:id` or an author_key. */
export async function candidateRows(
  ws: Workspace,
  published: Published,
  typed: string,
  brand: string | undefined,
): Promise<CandidateRow[]> {
  const keys = await keysOf(ws, typed.trim());
  const { connection } = published;
  const tables = await connection.runAndReadAll("select 1 from duckdb_tables() where table_name = 'koc_candidates'");
  if (tables.currentRowCount === 0) {
    throw new UsageError('koc.duckdb is published at class aggregate, which holds no authors', {
      hint: 'Set publish.identity.duckdb to pseudonym and publish again.',
    });
  }
  const reader = await connection.runAndReadAll(
    `select * from koc_candidates
     where week_start = (select max(week_start) from koc_candidates) and author_key in (${keys.map(literal).join(', ')})
       ${brand === undefined ? '' : `and brand_id = ${literal(brand)}`}
     order by brand_id`,
  );
  return reader.getRowObjectsJS().map((row) => {
    return candidateRow.parse(
      Object.fromEntries(Object.entries(row).map(([column, value]) => [camelCase(column), plain(value)])),
    );
  });
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
  const [author] = await duck.rows('select author_name, author_url from known_authors');
  const posts = await duck.rows('select post_key, title, text, url from known_posts');
  const dates = await publishedDates(published, postKeys);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    author:
      author === undefined ? null : { name: text(author['author_name']), url: safeUrl(text(author['author_url'])) },
    posts: postKeys.map((key) => {
      const post = posts.find((row) => row['post_key'] === key);
      return {
        key,
        publishedDate: dates.get(key) ?? null,
        title: text(post?.['title']),
        text: text(post?.['text']),
        url: safeUrl(text(post?.['url'])),
      };
    }),
  };
}

async function publishedDates({ connection }: Published, postKeys: readonly string[]): Promise<Map<string, string>> {
  if (postKeys.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `select post_key, cast(max(published_date) as varchar) as day from evidence_posts
     where post_key in (${postKeys.map(literal).join(', ')}) group by post_key having max(published_date) is not null`,
  );
  return new Map(reader.getRowObjectsJS().map((row) => [String(row['post_key']), String(row['day'])]));
}

/** Every author_key that the typed text may stand for: itself, the pseudonym of `platform:id`, or those of a shown name or id. */
async function keysOf(ws: Workspace, typed: string): Promise<readonly string[]> {
  if (/^[0-9a-f]{32}$/u.test(typed)) return [typed];
  const own = ws.pseudonymise(typed);
  const files = (await identityFiles(ws.dir)).identity_authors;
  if (files.length === 0) return [own];
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `select distinct author_key, platform, author_id from read_parquet([${files.map(literal).join(', ')}])
     where author_key = $1 or author_name = $2 or author_id = $2 order by platform, author_id`,
    [own, typed.replace(/^@/u, '')],
  );
  if (rows.length > 1 && !rows.some((row) => row['author_key'] === own)) {
    const some = rows.slice(0, 5).map((row) => `${String(row['platform'])}:${String(row['author_id'])}`);
    throw new UsageError(`${JSON.stringify(typed)} fits ${rows.length} accounts`, {
      hint: `Say which: ${some.join(', ')}`,
    });
  }
  return [own, ...rows.map((row) => String(row['author_key']))];
}

async function identityFiles(dir: string): Promise<Readonly<Record<IdentityTableName, readonly string[]>>> {
  const list = async (table: IdentityTableName) => {
    const entries = await readdirIfAny(join(dir, 'identity', table));
    return entries
      .filter(({ name }) => name.endsWith('.parquet'))
      .map(({ name }) => join(dir, 'identity', table, name));
  };
  return { identity_authors: await list('identity_authors'), identity_posts: await list('identity_posts') };
}

function camelCase(column: string): string {
  return column.replaceAll(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
