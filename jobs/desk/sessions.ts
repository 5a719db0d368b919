/** Who is logged in, in memory: a restart logs everybody out. A session ends with its user, after 12 idle hours, or by logging out. */
import { timingSafeEqual } from 'node:crypto';
import type { DeskUser } from './users.ts';

const IDLE_MS = 12 * 3_600_000;
const MAX_SESSIONS = 1000;

export interface Session {
  readonly id: string;
  readonly user: DeskUser;
  /** Stands in each form of this session; a foreign page cannot know it. */
  readonly csrf: string;
}

interface Kept extends Session {
  seenMs: number;
}

export class Sessions {
  readonly #now: () => number;
  readonly #random: () => string;
  readonly #kept = new Map<string, Kept>();

  constructor(now: () => number, randomBytes: (bytes: number) => Uint8Array) {
    this.#now = now;
    this.#random = () => Buffer.from(randomBytes(32)).toString('base64url');
  }

  begin(user: DeskUser): Session {
    this.#forgetIdle();
    const oldest = this.#kept.size >= MAX_SESSIONS ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
    const session = { id: this.#random(), user, csrf: this.#random(), seenMs: this.#now() };
    this.#kept.set(session.id, session);
    return session;
  }

  /** The session with the role its user has now; null when it or its user is gone, or the token was replaced. */
  find(id: string | undefined, users: readonly DeskUser[]): Session | null {
    const kept = this.#kept.get(id ?? '');
    if (kept === undefined) return null;
    const user = users.find(({ name, tokenHash }) => name === kept.user.name && tokenHash === kept.user.tokenHash);
    if (user === undefined || this.#now() - kept.seenMs > IDLE_MS) {
      this.#kept.delete(kept.id);
      return null;
    }
    kept.seenMs = this.#now();
    return { id: kept.id, user, csrf: kept.csrf };
  }

  end(id: string): void {
    this.#kept.delete(id);
  }

  #forgetIdle(): void {
    for (const [id, { seenMs }] of this.#kept) if (this.#now() - seenMs > IDLE_MS) this.#kept.delete(id);
  }
}

/** In constant time for texts of equal length. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
