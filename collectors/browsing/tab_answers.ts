/** What the pages of a tab received, kept until it is taken, and who waits for something of it. */
import type { Received } from '../../warehouse/contracts/browse.ts';

interface Waiter {
  readonly isIt: (answer: Received) => boolean;
  readonly come: (hasCome: boolean) => void;
}

export class TabAnswers {
  #kept: Received[] = [];
  #waiters: readonly Waiter[] = [];

  /** To be told every answer, in order. */
  push(answer: Received): void {
    this.#kept.push(answer);
    const met = this.#waiters.filter(({ isIt }) => isIt(answer));
    this.#waiters = this.#waiters.filter((one) => !met.includes(one));
    for (const { come } of met) come(true);
  }

  /** Those since the last call. */
  take(): readonly Received[] {
    const taken = this.#kept;
    this.#kept = [];
    return taken;
  }

  /** Until one is there that was not taken yet and for which `isIt` holds, `ms` at most; false = none came. Rejects when aborted. */
  async wait(isIt: (answer: Received) => boolean, ms: number, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    if (this.#kept.some(isIt)) return true;
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const waiter: Waiter = { isIt, come: resolve };
    const onAbort = (): void => reject(signal.reason);
    const timer = setTimeout(() => resolve(false), ms);
    signal.addEventListener('abort', onAbort);
    this.#waiters = [...this.#waiters, waiter];
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      this.#waiters = this.#waiters.filter((one) => one !== waiter);
    }
  }
}
