/**
 * Who and what single keys stand for, from identity and the lake as they lie there now: for what was decided about accounts and posts
 * that no list of the week holds. A forgotten key stands for nobody, since nothing of it is left to be read.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import { isoDate } from '../../warehouse/contracts/time.ts';
import { type Duck, literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { loadKnown } from '../../warehouse/publish/identity.ts';
import { identityFiles } from '../pipeline/identity_files.ts';
import type { Known, KnownAuthor, KnownPost } from '../report/known.ts';

/** A post as the desk shows and feeds it. */
export interface FoundPost {
  readonly postKey: string;
  /** Null = missing or masked. */
  readonly authorKey: string | null;
  readonly platform: string;
  readonly kind: string;
  /** `YYYY-MM-DD`; null = not dated. */
  readonly publishedDate: string | null;
  /** What it declares to have been received, by its words or the platform's mark; null = nothing. */
  readonly declaredKind: string | null;
}

export interface Found {
  readonly posts: ReadonlyMap<string, FoundPost>;
  readonly known: Known;
}

export interface Wanted {
  readonly posts: readonly string[];
  /** Besides the authors of the posts. */
  readonly authors: readonly string[];
}

const KEY = /^[0-9a-f]{32}$/u;
/** Later than any day that was seen: names as they were shown last. */
const ALWAYS = 10_000_000;

/** Looks each key up once; made anew with every build. */
export class Directory {
  readonly #dir: string;
  readonly #asked = { posts: new Set<string>(), authors: new Set<string>() };
  readonly #posts = new Map<string, FoundPost>();
  readonly #known = { authors: new Map<string, KnownAuthor>(), posts: new Map<string, KnownPost>() };

  constructor(workspaceDir: string) {
    this.#dir = workspaceDir;
  }

  /** Everything found so far, the wanted keys among it unless they stand for nobody. */
  async find(wanted: Wanted): Promise<Found> {
    const posts = wanted.posts.filter((key) => !this.#asked.posts.has(key));
    const authors = wanted.authors.filter((key) => !this.#asked.authors.has(key) && !this.#known.authors.has(key));
    if (posts.length + authors.length > 0) {
      const found = await findKeys(this.#dir, { posts, authors });
      for (const key of posts) this.#asked.posts.add(key);
      for (const key of authors) this.#asked.authors.add(key);
      for (const [key, post] of found.posts) this.#posts.set(key, post);
      for (const [key, author] of found.known.authors) this.#known.authors.set(key, author);
      for (const [key, post] of found.known.posts) this.#known.posts.set(key, post);
    }
    return { posts: this.#posts, known: this.#known };
  }
}

/** Keys that are not known are not among what is found; an author's key among the posts, or the reverse, finds nothing. */
async function findKeys(workspaceDir: string, { posts, authors }: Wanted): Promise<Found> {
  const [postKeys, authorKeys] = [posts, authors].map((keys) => [...new Set(keys)].filter((key) => KEY.test(key)));
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '500MB' });
  await duck.run(
    postsOf(await lakeFiles(workspaceDir, 'posts'), await lakeFiles(workspaceDir, 'text_features'), postKeys!),
  );
  const wanted = `select author_key from found where author_key is not null ${authorKeys!.map((key) => `union select ${literal(key)}`).join(' ')}`;
  await loadKnown(duck.connection, await identityFiles(workspaceDir), ALWAYS, wanted, 'select post_key from found');
  return { posts: await foundPosts(duck), known: { authors: await knownAuthors(duck), posts: await knownPosts(duck) } };
}

/** The version of each post that was seen last. */
function postsOf(posts: readonly string[], features: readonly string[], keys: readonly string[]): string {
  const listed = (files: readonly string[]) => `read_parquet([${files.map(literal).join(', ')}], union_by_name = true)`;
  if (posts.length === 0 || features.length === 0 || keys.length === 0)
    return `create temp table found as select null::varchar as post_key, null::varchar as author_key, null::varchar as platform,
      null::varchar as kind, null::integer as day_no, null::varchar as declared_kind where false`;
  return `create temp table found as
    select post.post_key, post.author_key, post.platform, post.kind, post.day_no,
      case when words.disclosure_state = 'declared' then words.disclosure_kind
        when post.is_gifted then 'gift' when post.is_disclosed then 'paid' end as declared_kind
    from ${listed(posts)} as post
    left join ${listed(features)} as words using (post_key, version_key)
    where post.post_key in (${keys.map(literal).join(', ')})
    qualify row_number() over (partition by post.post_key order by post.observed_at desc, post.fetched_at desc, post.version_key desc) = 1`;
}

const text = z.string().nullable();
const postRow = z.object({
  post_key: z.string(),
  author_key: text,
  platform: z.string(),
  kind: z.string(),
  day_no: z.coerce.number().nullable(),
  declared_kind: text,
});
const authorRow = z.object({ author_key: z.string(), author_id: text, author_name: text, author_url: text });
const wordsRow = z.object({ post_key: z.string(), post_id: text, title: text, text, url: text });

async function foundPosts(duck: Duck): Promise<Map<string, FoundPost>> {
  const rows = (await duck.rows('select * from found')).map((row) => postRow.parse(row));
  return new Map(
    rows.map((row) => [
      row.post_key,
      {
        postKey: row.post_key,
        authorKey: row.author_key,
        platform: row.platform,
        kind: row.kind,
        publishedDate: row.day_no === null ? null : isoDate(row.day_no),
        declaredKind: row.declared_kind,
      },
    ]),
  );
}

async function knownAuthors(duck: Duck): Promise<Map<string, KnownAuthor>> {
  const rows = (await duck.rows('select * from known_authors')).map((row) => authorRow.parse(row));
  return new Map(
    rows.map((row) => [row.author_key, { id: row.author_id, name: row.author_name, url: row.author_url }]),
  );
}

async function knownPosts(duck: Duck): Promise<Map<string, KnownPost>> {
  const rows = (await duck.rows('select * from known_posts')).map((row) => wordsRow.parse(row));
  return new Map(rows.map(({ post_key, post_id, ...words }) => [post_key, { id: post_id, ...words }]));
}

async function lakeFiles(workspaceDir: string, table: string): Promise<string[]> {
  const dir = join(workspaceDir, 'lake', table);
  const entries = await readdirIfAny(dir);
  return entries.filter(({ name }) => name.endsWith('.parquet')).map(({ name }) => join(dir, name));
}
