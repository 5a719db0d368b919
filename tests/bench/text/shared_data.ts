/** Where the public labelled sets lie that are no part of this project. Invariant: rows are read and measured, never kept. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';

/** Root of this clone. */
export const ROOT = new URL('../../../', import.meta.url).pathname;
/** Folder of the sets: below `KOC_SHARED_DIR`, else below `shared` beside the clone. */
export const DATA = join(process.env['KOC_SHARED_DIR'] ?? join(ROOT, '..', 'shared'), 'data');
/** False: figures cannot be made here. */
export const HAS_DATA = existsSync(DATA);

/**
 * All rows of one set.
 * @throws when a row is not of that shape: a figure over part of a set would be a wrong figure.
 */
export function rowsOf<Row>(set: string, row: z.ZodType<Row>): Row[] {
  const lines = gunzipSync(readFileSync(join(DATA, set, 'rows.jsonl.gz')))
    .toString('utf8')
    .split('\n');
  return lines.filter((line) => line !== '').map((line) => row.parse(JSON.parse(line)));
}
