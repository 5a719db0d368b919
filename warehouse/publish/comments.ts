/** What tables, views and macros say about themselves, inside the database; older DuckDBs read it too. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, quoted } from '../engines/duckdb.ts';

export interface Commented {
  readonly kind: 'table' | 'view' | 'macro table';
  readonly name: string;
  readonly says: string;
  /** Absent for macros, whose columns DuckDB does not name. */
  readonly columns?: readonly { readonly name: string; readonly says: string }[];
}

/** Comments on the thing and on each of its columns. */
export async function commentOn(
  connection: DuckDBConnection,
  { kind, name, says, columns = [] }: Commented,
): Promise<void> {
  await connection.run(`comment on ${kind} ${quoted(name)} is ${literal(says)}`);
  for (const column of columns)
    await connection.run(`comment on column ${quoted(name)}.${quoted(column.name)} is ${literal(column.says)}`);
}
