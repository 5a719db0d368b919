/** What one run of the pipeline is given from outside; a run id stands in manifests and folder names, never in a mart. */
import type { Log } from '../../warehouse/contracts/collector.ts';

export interface RunContext {
  /** `20261116T070000Z-3f9a1c`: sorts by time. */
  readonly run: string;
  /** UTC ms. */
  readonly now: () => number;
  readonly log: Log;
  /** Aborted by SIGINT or SIGTERM; a step stops at its next safe point and leaves nothing half done. */
  readonly signal: AbortSignal;
  /** Worker threads and DuckDB threads, at least 1. */
  readonly threads: number;
  /** Environment variables, for secrets by name and proxies. Absent: none. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Of koc, told to hosts that are asked. Absent: none is told. */
  readonly version?: string;
  /** Path of a browser that prints pages; null = this machine has none. Absent: nothing is printed. */
  readonly findBrowser?: () => Promise<string | null>;
  /** [0, 1), for the jitter of waits. Absent: always the middle. */
  readonly random?: () => number;
  /** Waits between requests; rejects when the signal is aborted. Absent: on the real clock. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** UTC time to the second and the given bytes (three, from a random source) as hex. */
export function makeRunId(nowMs: number, random: Uint8Array): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  return `${stamp}-${Buffer.from(random).toString('hex')}`;
}
