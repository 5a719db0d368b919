/** Finds a post by what a person types: a link, `platform:kind:id`, its id on the platform, or a post_key. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { Workspace } from '../config/types.ts';
import { keyOf } from './authors.ts';

/** The post_key by the given Parquet files of `identity_posts`, or null when there is no such post. Throws UsageError when an id fits several posts. */
export async function postIn(ws: Workspace, files: readonly string[], typed: string): Promise<string | null> {
  if (files.length === 0) return null;
  const key = keyOf(ws, typed);
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `select distinct post_key from read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)
     where post_key = $1 or post_id = $2 or url = $2
     order by post_key`,
    [key, typed],
  );
  const found = rows.map((row) => String(row['post_key']));
  if (found.includes(key)) return key;
  if (found.length > 1) {
    throw new UsageError(`${JSON.stringify(typed)} fits ${found.length} posts`, {
      hint: `Give it as platform:kind:id, or by its key: ${found.slice(0, 3).join(', ')}.`,
    });
  }
  return found[0] ?? null;
}
