/** Accounts left out of an own brand's lists, by name and with what speaks for it. Read for the desk only: no file carries them. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';
import { type DeskLeftOutRow, deskLeftOutRow } from '../report/author_rows.ts';
import { type Known, NOBODY } from '../report/known.ts';
import { readKnown } from '../report/read_known.ts';
import { readRows } from '../report/read_rows.ts';

export interface LeftOut {
  /** By brand; accounts with unusual patterns first, then by mentions. */
  readonly rows: readonly DeskLeftOutRow[];
  readonly known: Known;
}

/** Nobody where the build was made by a version that kept no such table. */
export async function readLeftOut(dir: string, asOf: AsOf, identity: IdentityFiles): Promise<LeftOut> {
  const file = join(dir, 'desk_left_out.parquet');
  if (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    return { rows: [], known: NOBODY };
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  await duck.run(`create temp table left_out as from read_parquet(${literal(file)})`);
  const rows = await readRows(
    duck,
    'desk_left_out',
    deskLeftOutRow,
    'select * from left_out order by brand_id, flags_count desc, mentions_count desc, author_key',
  );
  const cited = [1, 2, 3].map((place) => `select evidence_post_key_${place} from left_out`).join(' union ');
  return { rows, known: await readKnown(duck, asOf, identity, 'select author_key from left_out', cited) };
}
