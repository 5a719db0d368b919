/** Reads the data files that lie beside the transforms. Invariant: what is read is part of a version, by the hash of its bytes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FOLDER = new URL('./data/', import.meta.url);

/** Bytes of `transforms/data/<name>`. */
export function readData(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

/** First 12 hex digits of the SHA-256 of the named data files, in the order given. */
export function dataHash(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(readData(name));
  return hash.digest('hex').slice(0, 12);
}

/** A row of a tab-separated list. */
export interface TableRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows of a list; a line that starts with `#` and has no tab is a comment (hashtags are data). */
export function rowsOf(tsv: string): TableRow[] {
  const rows: TableRow[] = [];
  tsv.split('\n').forEach((text, i) => {
    const isComment = text.startsWith('#') && !text.includes('\t');
    if (text.trim() !== '' && !isComment) rows.push({ line: i + 1, cells: text.split('\t') });
  });
  return rows;
}
