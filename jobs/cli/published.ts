/** Opens what was published last for reading, and for nothing else: no file can be written, read or attached through it. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { codeOf } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { literal } from '../../warehouse/engines/duckdb.ts';

export interface Published extends AsyncDisposable {
  /** Folder of the export that `current` pointed to when it was opened; a later publishing does not change it. */
  readonly dir: string;
  readonly connection: DuckDBConnection;
}

/** Folder that `exports/current` points to now. Throws UsageError when nothing was published yet. */
export async function currentExport(workspaceDir: string): Promise<string> {
  try {
    return await realpath(join(workspaceDir, 'exports', 'current'));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new UsageError(`nothing is published in ${workspaceDir} yet`, { hint: '`koc weekly` builds and publishes.' });
  }
}

/**
 * Throws UsageError when nothing was published yet. What exceeds memory spills below the system's temporary folder, not into the
 * export.
 *
 * @param writableDir the one folder whose files statements may read and write; absent = none.
 */
export async function openPublished(workspaceDir: string, threads: number, writableDir?: string): Promise<Published> {
  const dir = await currentExport(workspaceDir);
  const spillDir = await mkdtemp(join(tmpdir(), 'koc-spill-'));
  const instance = await DuckDBInstance.create(join(dir, 'koc.duckdb'), {
    access_mode: 'READ_ONLY',
    threads: String(threads),
    temp_directory: spillDir,
  });
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'");
  if (writableDir !== undefined) await connection.run(`set allowed_directories = [${literal(writableDir)}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  return {
    dir,
    connection,
    async [Symbol.asyncDispose]() {
      connection.closeSync();
      instance.closeSync();
      await rm(spillDir, { recursive: true, force: true });
    },
  };
}
