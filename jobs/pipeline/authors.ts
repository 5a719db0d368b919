/** Finds an account by what a person types: a handle, `platform:id` or an author_key. Identity is read here and in reports only. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { authorId } from '../../warehouse/contracts/ids.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { KOC } from '../../warehouse/raw/append.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { syncLake } from './lake.ts';

export interface ResolvedAuthor {
  readonly authorKey: string;
  readonly platform: string;
  /** Id on the platform. */
  readonly id: string;
  /** Every name seen, sorted. */
  readonly names: readonly string[];
}

/** The account, or null when nothing in the workspace is theirs. Throws UsageError when a handle fits several accounts. */
export async function findAuthor(ws: Workspace, ctx: RunContext, typed: string): Promise<ResolvedAuthor | null> {
  return authorIn(ws, (await syncLake(ws, ctx)).identity.identity_authors, typed);
}

/** Like `findAuthor`, over the given Parquet files of `identity_authors` as they are. */
export async function authorIn(ws: Workspace, files: readonly string[], typed: string): Promise<ResolvedAuthor | null> {
  if (files.length === 0) return null;
  const key = keyOf(ws, typed.trim());
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `select author_key, platform, author_id, list_sort(list(distinct author_name) filter (author_name is not null)) as names
     from read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)
     group by all
     having author_key = $1 or author_id = $2 or bool_or(author_name = $2)
     order by platform, author_id`,
    [key, typed.trim().replace(/^@/u, '')],
  );
  const found = rows.map((row) => ({
    authorKey: String(row['author_key']),
    platform: String(row['platform']),
    id: String(row['author_id']),
    names: (row['names'] as readonly string[] | null) ?? [],
  }));
  const exact = found.find((author) => author.authorKey === key);
  if (exact !== undefined) return exact;
  if (found.length > 1) {
    const some = found.slice(0, 5).map((author) => authorId(author.platform, author.id));
    throw new UsageError(`${JSON.stringify(typed)} fits ${found.length} accounts`, {
      hint: `Say which: ${some.join(', ')}`,
    });
  }
  return found[0] ?? null;
}

/** The pseudonym that the typed text may stand for. */
export function keyOf(ws: Workspace, typed: string): string {
  return /^[0-9a-f]{32}$/u.test(typed) ? typed : ws.pseudonymise(typed);
}

/**
 * The pseudonym of an account that is not here, so that its refusal can be noted in advance. A typo in the platform would
 * refuse nobody, so the platform has to be known; while none is known at all, any is taken.
 *
 * @throws UsageError unless given as `platform:id` or an author_key.
 */
export function keyInAdvance(ws: Workspace, raw: RawStore, typed: string): string {
  if (/^[0-9a-f]{32}$/u.test(typed)) return typed;
  if (!/^[a-z0-9][a-z0-9_-]*:./u.test(typed)) {
    throw new UsageError(`nobody here is called ${JSON.stringify(typed)}`, {
      hint: 'To refuse an account that is not here yet, give it as platform:id (weibo:1234567).',
    });
  }
  const platform = typed.slice(0, typed.indexOf(':'));
  const known = new Set([
    ...raw.entries().flatMap((entry) => (entry.collector === KOC ? [] : entry.platforms)),
    ...ws.config.brands.flatMap((brand) => Object.keys(brand.handles)),
  ]);
  if (known.size === 0 || known.has(platform)) return ws.pseudonymise(typed);
  const meant = nearest(platform, known);
  throw new UsageError(`nothing here is of a platform ${JSON.stringify(platform)}`, {
    hint: meant === null ? `There are: ${[...known].sort().join(', ')}.` : `Did you mean ${meant}?`,
  });
}
