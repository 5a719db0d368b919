/** Time as collectors meet it: passed in, so that a test waits an hour in no time. */

export interface Clock {
  /** UTC ms. */
  readonly now: () => number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted meanwhile. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** [0, 1), for jitter. */
  readonly random: () => number;
}
