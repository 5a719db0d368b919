/** What a session has read, for answers that only complete an item. Bounded: the oldest are forgotten. */
import type { Seen, SiteRecord } from './site.ts';

export interface Memory {
  readonly seen: Seen;
  readonly keep: (record: SiteRecord) => void;
}

/** Of one session (a pass, a capture, a file). */
export function memory(): Memory {
  const payloads = new Map<string, unknown>();
  return {
    seen: (kind, id) => payloads.get(`${kind} ${id}`) ?? null,
    keep({ kind, id, payload }) {
      const key = `${kind} ${id}`;
      payloads.delete(key);
      payloads.set(key, payload);
      if (payloads.size > REMEMBERED) payloads.delete(payloads.keys().next().value!);
    },
  };
}

export const FORGETFUL: Memory = { seen: () => null, keep: () => {} };

const REMEMBERED = 5_000;
