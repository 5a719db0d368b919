/**
 * Partitions that were written before: a week's file is a function of its built folder and the class, so it is made once and
 * copied into every later export. The copies lie in the built folder and go with it.
 */
import { constants, copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, syncPath, tempPath, writeFileAtomic } from '../atomic.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ClassedMart } from './classes.ts';
import type { PublishedWeek } from './types.ts';

/** Raised when the same built mart is to give other bytes. */
const FORMAT = 1;

export interface Memo {
  /** Rows of the kept file, which then lies at `to`; null when there is none. */
  restore(to: string): Promise<number | null>;
  keep(from: string, rows: number): Promise<void>;
}

/** Not for class handle: names become known and are forgotten without the built folder changing. */
export function partitionMemo(week: PublishedWeek, mart: ClassedMart): Memo {
  const name = fingerprint(
    FORMAT,
    mart.entry.grain,
    mart.columns.map((column) => [column.name, column.type]),
  ).slice(0, 16);
  const dir = join(week.martDir, 'published');
  const file = join(dir, `${mart.entry.mart}-${name}.parquet`);
  const rowsFile = join(dir, `${mart.entry.mart}-${name}.rows`);
  return {
    async restore(to) {
      try {
        // The count is written last, so that it vouches for the file.
        const rows = Number(await readFile(rowsFile, 'utf8'));
        await copyFile(file, to, constants.COPYFILE_FICLONE);
        return rows;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },
    async keep(from, rows) {
      await mkdir(dir, { recursive: true });
      const part = tempPath(file);
      try {
        await copyFile(from, part, constants.COPYFILE_FICLONE);
        await syncPath(part);
        await rename(part, file);
      } finally {
        await rm(part, { force: true });
      }
      await writeFileAtomic(rowsFile, String(rows));
    },
  };
}
