/**
 * One queue a host: never more at once or faster than the source's pace, never before the moment that the host asked for, and not at
 * all for a while after it broke again and again. The spacing is kept here and not by p-queue, since it has to outlive the process.
 */
import PQueue from 'p-queue';
import { z } from 'zod';
import type { Log } from '../../warehouse/contracts/collector.ts';
import type { KocError } from '../../warehouse/contracts/errors.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { utcMinute } from '../../warehouse/contracts/time.ts';
import type { Clock } from './clock.ts';

/** What is remembered of a host between runs. Times in UTC ms, 0 = none. */
export const hostRecord = z.object({
  /** Nothing is sent before. */
  nextAt: z.int().default(0),
  /** Requests in a row that broke after all their repeats. */
  failures: z.int().default(0),
  /** Circuit breaker: refused without asking until then. */
  openUntil: z.int().default(0),
  robots: z.object({ text: z.string(), at: z.int() }).nullable().default(null),
});
export type HostRecord = z.infer<typeof hostRecord>;

/** Where it is remembered; `set` may be lazy. */
export interface HostMemory {
  get(host: string): HostRecord | undefined;
  set(host: string, record: HostRecord): void;
}

export interface HostQueueOptions {
  readonly host: string;
  readonly pace: { readonly perMinute: number; readonly concurrency: number };
  readonly memory: HostMemory;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Told while nothing is sent; null = going on. */
  readonly onWait: (untilMs: number | null) => void;
}

/** Broken requests in a row after which a host is left alone, and for how long at first (doubling, to six hours). */
const BREAK_AFTER = 3;
const BREAK_MS = 10 * 60_000;
const BREAK_MAX_MS = 6 * 3_600_000;
/** Waits longer than this end the pass as rate-limited; the moment is remembered for the next one. */
export const MAX_WAIT_MS = 15 * 60_000;
/** Waits shorter than this are not worth a line. */
const TOLD_MS = 2000;

export class HostQueue {
  readonly #options: HostQueueOptions;
  readonly #queue: PQueue;
  readonly #spacingMs: number;
  #slot: Promise<void> = Promise.resolve();

  constructor(options: HostQueueOptions) {
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.pace.concurrency });
    this.#spacingMs = 60_000 / options.pace.perMinute;
  }

  /** Runs a task in this host's turn. Waiting and repeating inside the task keep its place, as the host meant all of us. */
  run<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.add(task);
  }

  /** Waits for the next moment at which one request may be sent. Throws RefusalError when that is too far off. */
  turn(): Promise<void> {
    const mine = this.#slot.then(() => this.#wait());
    this.#slot = mine.catch(() => {});
    return mine;
  }

  /** The host asked to be left alone until then (UTC ms). */
  postpone(untilMs: number): void {
    const known = this.record;
    if (untilMs > known.nextAt) this.#options.memory.set(this.#options.host, { ...known, nextAt: Math.ceil(untilMs) });
  }

  /** A request got through (whatever it answered), or broke after all its repeats. */
  tell(went: 'through' | 'broke'): void {
    const { memory, host, clock, log } = this.#options;
    const known = this.record;
    if (went === 'through') {
      if (known.failures > 0) memory.set(host, { ...known, failures: 0, openUntil: 0 });
      return;
    }
    const failures = known.failures + 1;
    const pauseMs = failures < BREAK_AFTER ? 0 : Math.min(BREAK_MS * 2 ** (failures - BREAK_AFTER), BREAK_MAX_MS);
    if (pauseMs > 0) log.warn({ host, failures, pauseMs }, 'host keeps breaking; it is left alone for a while');
    memory.set(host, { ...known, failures, openUntil: pauseMs === 0 ? 0 : clock.now() + pauseMs });
  }

  get record(): HostRecord {
    return this.#options.memory.get(this.#options.host) ?? hostRecord.parse({});
  }

  async #wait(): Promise<void> {
    const { host, clock, log, signal, onWait, memory } = this.#options;
    signal.throwIfAborted();
    const { nextAt, openUntil } = this.record;
    const from = clock.now();
    if (openUntil > from) throw tooFar(host, 'failed', 'broke again and again', openUntil);
    const waitMs = nextAt - from;
    if (waitMs > MAX_WAIT_MS) throw tooFar(host, 'rate_limited', 'wants no request', nextAt);
    if (waitMs > 0) {
      if (waitMs >= TOLD_MS) log.debug({ host, waitMs }, 'waiting for the host');
      onWait(nextAt);
      await clock.sleep(waitMs, signal);
      onWait(null);
    }
    const sentAt = Math.max(clock.now(), nextAt);
    memory.set(host, { ...this.record, nextAt: Math.ceil(sentAt + this.#spacingMs) });
  }
}

function tooFar(host: string, outcome: 'failed' | 'rate_limited', what: string, untilMs: number): KocError {
  return new RefusalError(outcome, `${host} ${what}; it is left alone until ${utcMinute(untilMs)} UTC`, {
    facts: { until_ms: untilMs },
  });
}
