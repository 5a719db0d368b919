/** Slows down who guesses: after ten wrong tokens within a minute an address waits. The count is bounded however many addresses come. */

const WINDOW_MS = 60_000;
const ALLOWED = 10;
const MAX_ADDRESSES = 10_000;

export class Failures {
  readonly #now: () => number;
  readonly #counts = new Map<string, { count: number; sinceMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Seconds that the address has to wait; 0 = none. */
  waitSeconds(address: string): number {
    const known = this.#counts.get(address);
    if (known === undefined || known.count < ALLOWED) return 0;
    return Math.max(0, Math.ceil((known.sinceMs + WINDOW_MS - this.#now()) / 1000));
  }

  note(address: string): void {
    const now = this.#now();
    const known = this.#counts.get(address);
    if (known !== undefined && now - known.sinceMs < WINDOW_MS) {
      known.count += 1;
      return;
    }
    if (this.#counts.size >= MAX_ADDRESSES) this.#counts.clear();
    this.#counts.set(address, { count: 1, sinceMs: now });
  }
}
