/** Opens DuckDB so that `await using` closes it: a connection or instance left open keeps the lock on its file. */
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

export interface DuckOptions {
  /** Worker threads, at least 1; results never depend on it. */
  readonly threads: number;
  /** As DuckDB takes it, for example `2GB`. */
  readonly memoryLimit: string;
  /** Where to spill what exceeds the memory limit; absent: not spilled for in-memory databases. */
  readonly spillDir?: string;
}

/** One row; BIGINT arrives as bigint, DATE and TIMESTAMP as Date (UTC). */
export type DuckRow = Readonly<Record<string, unknown>>;

export interface Duck extends AsyncDisposable {
  readonly connection: DuckDBConnection;
  /** Runs one statement for its effect. Values bind to `$1`, `$2`, …. */
  run(sql: string, values?: DuckDBValue[]): Promise<void>;
  /** Runs one query and gives all its rows; for small results only. */
  rows(sql: string, values?: DuckDBValue[]): Promise<DuckRow[]>;
}

/** Opens `path` (a new file) or memory, in UTC. No extension is ever fetched or loaded. */
export async function openDuck(path: string | ':memory:', options: DuckOptions): Promise<Duck> {
  const instance = await DuckDBInstance.create(path, {
    threads: String(options.threads),
    memory_limit: options.memoryLimit,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.spillDir === undefined ? {} : { temp_directory: options.spillDir }),
  });
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'");
  return {
    connection,
    run: async (sql, values) => {
      await connection.run(sql, values);
    },
    rows: async (sql, values) => (await connection.runAndReadAll(sql, values)).getRowObjectsJS(),
    [Symbol.asyncDispose]: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as a SQL literal, for the few places that take no parameter (file names, COPY, comments). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
