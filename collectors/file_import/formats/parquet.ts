/** The rows of a Parquet file, read chunk by chunk by DuckDB as JSON text, so that they are sealed as any other JSON row. */
import { DuckDBInstance } from '@duckdb/node-api';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { hasColumns, headerOf, type Wanted } from './header.ts';
import { addJsonRow } from './json_rows.ts';
import { BatchBuilder, type ReadEnd, type Rows } from './rows.ts';

/** Throws UsageError for a damaged file or one without the wanted columns. `onRead`: share of rows read, [0, 1]. */
export async function* parquetRows(path: string, wanted: Wanted, onRead: (share: number) => void): Rows {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    // Moments with a zone are printed in UTC, so that the machine's zone does not matter.
    await connection.run("set timezone = 'UTC'");
    const file = `read_parquet('${path.replaceAll("'", "''")}')`;
    const columns = await describe(connection, file);
    const names = columns.map(({ name }) => name);
    if (!hasColumns(names, wanted)) headerOf(names, wanted, 'the file');
    const counted = await connection.runAndReadAll(`select count(*) from ${file}`);
    const total = Number(counted.getRows()[0]?.[0] ?? 0);
    const select = columns.map(selected).join(', ');
    const result = await connection.stream(`select to_json(r)::varchar from (select ${select} from ${file}) r`);
    const batch = new BatchBuilder();
    let line = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const json of chunk.getColumnValues(0)) {
        line += 1;
        addJsonRow(batch, line, String(json));
        if (batch.isFull) yield batch.take();
      }
      onRead(line / total);
    }
    if (!batch.isEmpty) yield batch.take();
    return { cut: null } satisfies ReadEnd;
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`not a readable Parquet file: ${String((cause as Error).message).split('\n')[0]}`, { cause });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

async function describe(connection: Connection, file: string): Promise<{ name: string; type: string }[]> {
  const described = await connection.runAndReadAll(`describe select * from ${file}`);
  return described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** JSON knows no NaN or infinity, which data frames write for "none". */
function selected({ name, type }: { name: string; type: string }): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  return type === 'DOUBLE' || type === 'FLOAT'
    ? `case when isfinite(${column}) then ${column} end as ${column}`
    : column;
}
