/** Rows of a built table as the report expects them; one that is not stops it. */
import type { z } from 'zod';
import { IntegrityError } from '../../warehouse/contracts/errors.ts';
import type { Duck } from '../../warehouse/engines/duckdb.ts';
import { martRow } from './row_cells.ts';

/** Rows of a query over one mart. @throws IntegrityError when a row lacks a column that is printed. */
export async function readRows<Row>(duck: Duck, mart: string, schema: z.ZodType<Row>, sql: string): Promise<Row[]> {
  return (await duck.rows(sql)).map((row) => {
    const parsed = schema.safeParse(martRow(row));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new IntegrityError(
      `mart ${mart}: ${issue?.path.join('.') ?? 'row'}: ${issue?.message ?? 'unexpected shape'}`,
      {
        hint: 'The build is of another version than the report; run `koc build` again.',
      },
    );
  });
}
