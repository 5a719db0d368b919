/** Parquet files of a folder as they are now; a run under way may add to them and never changes one. */
import { join } from 'node:path';
import { readdirIfAny } from '../../warehouse/atomic.ts';

/** Absolute paths at any depth, in name order; none when the folder does not exist. */
export async function parquetIn(dir: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdirIfAny(dir)) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) found.push(...(await parquetIn(path)));
    else if (entry.name.endsWith('.parquet') && !entry.name.startsWith('.')) found.push(path);
  }
  return found;
}
