/** What every file format gives: rows in batches, with their line numbers, so that the rest of the importer knows no format. */
import type { Reject } from '../../../warehouse/contracts/collector.ts';

export interface SourceRow {
  /** Line, or row of a table, from 1; for delimited texts and workbooks the header counts. */
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** JSON text of `value` where the file holds it already; null where it must be written. */
  readonly json: string | null;
}

export interface RowBatch {
  readonly rows: readonly SourceRow[];
  readonly rejects: readonly Reject[];
}

/** Why reading stopped before the end of the file; null when it did not. Rows before the cut are good. */
export interface ReadEnd {
  readonly cut: string | null;
}

export type Rows = AsyncGenerator<RowBatch, ReadEnd>;

/** Rows a batch: large enough to spare awaits, small enough to hold. */
export const BATCH_ROWS = 1000;
/** Longest line or cell record that is read, UTF-16 units; a longer one is a reject. */
export const MAX_LINE = 16 * 1024 * 1024;

/** Collects rows and rejects of a format until they make a batch. */
export class BatchBuilder {
  #rows: SourceRow[] = [];
  #rejects: Reject[] = [];

  add(row: SourceRow): void {
    this.#rows.push(row);
  }

  reject(line: number, field: string | null, reason: string): void {
    this.#rejects.push({ line, field, reason });
  }

  get isFull(): boolean {
    return this.#rows.length + this.#rejects.length >= BATCH_ROWS;
  }

  get isEmpty(): boolean {
    return this.#rows.length + this.#rejects.length === 0;
  }

  /** Gives what was collected and begins anew. */
  take(): RowBatch {
    const batch = { rows: this.#rows, rejects: this.#rejects };
    this.#rows = [];
    this.#rejects = [];
    return batch;
  }
}
