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
  const files = (await syncLake(ws, ctx)).identity.identity_authors;
  if (files.length === 0) return null;
  const handle = typed.trim().replace(/^@/u, '');
  const key = keyOf(ws, typed.trim());
  await using duck = await openDuck(':memory:', { threads: ctx.threads, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `with known as (select distinct author_key, platform, author_id, author_name from read_parquet([${files.map(literal).join(', ')}]))
     select author_key, platform, author_id, list_sort(list(distinct author_name) filter (author_name is not null)) as names
     from known
     where author_key in (select author_key from known where author_key = $1 or author_name = $2 or author_id = $2)
     group by all order by platform, author_id`,
    [key, handle],
  );
  const found = rows.map((row) => ({
    authorKey: String(row['author_key']),
    platform: String(row['platform']),
    id: String(row['author_id']),
    names: (row['names'] as readonly string[] | null) ?? [],
  }));
  const exact = found.filter((author) => author.authorKey === key);
  const fitting = exact.length > 0 ? exact : found;
  if (fitting.length > 1) {
    throw new UsageError(`${JSON.stringify(typed)} fits ${fitting.length} accounts`, {
      hint: `Say which: ${fitting
        .slice(0, 5)
        .map((author) => authorId(author.platform, author.id))
        .join(', ')}`,
    });
  }
  return fitting[0] ?? null;
}

/** Like `findAuthor`, but an unknown account is a mistake. */
export async function resolveAuthor(ws: Workspace, ctx: RunContext, typed: string): Promise<ResolvedAuthor> {
  const author = await findAuthor(ws, ctx, typed);
  if (author !== null) return author;
  throw new UsageError(`nobody here is called ${JSON.stringify(typed)}`, {
    hint: 'Give a handle as it is shown, platform:id (weibo:1234567) or an author_key (32 hex digits).',
  });
}

/** The pseudonym that the typed text may stand for. */
export function keyOf(ws: Workspace, typed: string): string {
  return /^[0-9a-f]{32}$/u.test(typed) ? typed : ws.pseudonymise(typed);
}
