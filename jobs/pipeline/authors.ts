/** Finds an account by what a person types: a handle, `platform:id` or an author_key. Identity is read here and in reports only. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { authorId } from '../../warehouse/contracts/ids.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
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
