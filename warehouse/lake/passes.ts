/** The log of collectors' passes as a lake table: how each pass over a source ended, so that blocked is never read as empty. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { LAKE_TABLES } from '../contracts/lake.ts';
import type { ManifestEntry } from '../contracts/raw.ts';
import { dayNo, type ZoneOffset } from '../contracts/time.ts';
import { fingerprint } from '../fingerprint.ts';
import { TableWriter } from './table_writer.ts';

export interface PassRow {
  readonly sourceId: string;
  readonly platform: string;
  readonly outcome: string;
  /** Day of the oldest record (imports, captures) or of the end of the pass, in the workspace's zone. */
  readonly observedDayNo: number;
}

/**
 * One row a finished pass and platform, in a stable order. Passes of koc itself (decisions, publications) are no sources.
 * A live pass is known from the day it ended; an import, or what people saw in a browser, from the day of its oldest record, so that
 * rows of a file that come later than an `as_of` change nothing about it.
 */
export function passRows(entries: readonly ManifestEntry[], offset: ZoneOffset): PassRow[] {
  const rows = entries
    .filter((entry) => entry.outcome !== null && entry.collector !== 'koc')
    .flatMap((entry) =>
      (entry.platforms.length === 0 ? ['unknown'] : entry.platforms).map((platform) => ({
        sourceId: entry.source_id,
        platform,
        outcome: entry.outcome!,
        observedDayNo: dayNo((isTakenInLater(entry) ? entry.observed_from : null) ?? entry.finished_at, offset),
      })),
    );
  const keyed = new Map(rows.map((row) => [fingerprint(row), row]));
  return [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Whether its records were seen by somebody before it began. */
function isTakenInLater({ collector, asked }: ManifestEntry): boolean {
  return collector === 'file_import' || asked['purpose'] === 'capture' || 'file_sha256' in asked;
}

/** Writes the rows to `lake/passes/` under a name made of their fingerprint, replacing what was there. Returns the files: one, or none for no rows. */
export async function writePasses(workspaceDir: string, rows: readonly PassRow[]): Promise<string[]> {
  const folder = join(workspaceDir, 'lake', 'passes');
  const path = join(folder, `${fingerprint(rows).slice(0, 16)}.parquet`);
  await rm(folder, { recursive: true, force: true });
  if (rows.length === 0) return [];
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const writer = new TableWriter(connection, LAKE_TABLES.find((table) => table.name === 'passes')!);
    for (const row of rows) {
      writer.set(writer.at.source_id, row.sourceId);
      writer.set(writer.at.platform, row.platform);
      writer.set(writer.at.outcome, row.outcome);
      writer.set(writer.at.observed_day_no, row.observedDayNo);
      writer.endRow();
    }
    await writer.writePart(`${path}.part`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await rename(`${path}.part`, path);
  return [path];
}
