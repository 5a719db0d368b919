/** Rows of a query as Parquet. Written in a folder of its own and then moved, so that a reader of the target sees the old file or the new one. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { codeOf } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { literal } from '../../warehouse/engines/duckdb.ts';
import type { Output } from './output.ts';

/** First bytes of every Parquet file. */
const MAGIC = 'PAR1';
/** `StatementType.SELECT` of DuckDB; FROM, VALUES and SHOW count as such. */
const SELECT = 1;

export interface ParquetDraft extends AsyncDisposable {
  /** The only folder that the query's connection has to be able to write. */
  readonly dir: string;
  /** Gives the number of rows. Throws UsageError for anything but one SELECT. */
  write(connection: DuckDBConnection, sql: string): Promise<number>;
  print(out: Output): Promise<void>;
  /** Moves it to the target and gives its path. */
  keep(): Promise<string>;
}

/**
 * @param target path from `cwd`, or `-` for stdout.
 * @throws UsageError when the target's folder is missing, or when it is there and no Parquet file.
 */
export async function parquetDraft(cwd: string, target: string): Promise<ParquetDraft> {
  const path = resolve(cwd, target);
  if (target !== '-') await checkTarget(path);
  const dir = await mkdtemp(join(target === '-' ? tmpdir() : dirname(path), '.koc-query-'));
  const draft = join(dir, 'rows.parquet');
  return {
    dir,
    async write(connection, sql) {
      const statements = await connection.extractStatements(sql);
      const first = statements.count === 1 ? await statements.prepare(0) : null;
      if (first?.statementType !== SELECT) throw new UsageError('--parquet takes one SELECT');
      // As a view, a comment or a semicolon at the end of the query cannot reach into the COPY.
      await connection.run(`create temp view koc_query_rows as ${sql}`);
      const copied = await connection.runAndReadAll(
        `copy (from koc_query_rows) to ${literal(draft)} (format parquet, compression zstd)`,
      );
      return Number(copied.getRowsJS()[0]?.[0] ?? 0);
    },
    async print(out) {
      for await (const chunk of createReadStream(draft)) await out.data(chunk as Buffer);
    },
    async keep() {
      await rename(draft, path);
      return path;
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

async function checkTarget(path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => null);
  if (folder?.isDirectory() !== true) throw new UsageError(`${dirname(path)} is no folder`);
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    if (bytesRead > 0 && buffer.toString('latin1') !== MAGIC)
      throw new UsageError(`${path} is there already and is no Parquet file`, {
        hint: 'Only a Parquet file is replaced; give another name.',
      });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
