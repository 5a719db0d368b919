/** Asks the lake of a test workspace after bringing it up to date, as a build would see it. */
import { DuckDBInstance } from '@duckdb/node-api';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import type { TestWorkspace } from './workspace.ts';

/** Rows of a query; `table` gives what stands in the place of a lake or identity table. */
export async function lakeRows(
  ws: TestWorkspace,
  sql: (table: (name: string) => string) => string,
): Promise<Record<string, unknown>[]> {
  const state = await syncLake(await ws.open(), ws.context());
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const files = {
      ...Object.fromEntries(
        Object.entries(state.tables).map(([name, parts]) => [name, parts.map((part) => part.path)]),
      ),
      ...state.identity,
    };
    const table = (name: string) =>
      `read_parquet([${(files as Record<string, readonly string[]>)[name]!.map((path) => `'${path}'`).join(', ')}])`;
    return (await connection.runAndReadAll(sql(table))).getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
