/** What a driven source remembers of posts between its passes: under which address each opens, and when it was read. Bounded, and never in raw. */
import { z } from 'zod';
import type { SourceState } from '../../warehouse/contracts/live.ts';

const known = z.record(z.string(), z.string());
const read = z.record(z.string(), z.int());

/** Names in the source's state. */
const [LINKS, READ] = ['browse.links', 'browse.read'] as const;

/** Posts remembered; what is forgotten is opened by its plain address, or once more. */
const REMEMBERED = 4_000;

export interface PostMemory {
  /** Address under which a post was last listed; null = not known. It may hold a token. */
  link(postId: string): string | null;
  keepLinks(links: Readonly<Record<string, string>>): Promise<void>;
  /** Whether a post was read to its end within the last `ms`. */
  wasRead(postId: string, ms: number): boolean;
  noteRead(postId: string): Promise<void>;
}

/** `now`: UTC ms. */
export function postMemory(state: SourceState, now: () => number): PostMemory {
  const links = new Map(Object.entries(state.read(LINKS, known) ?? {}));
  const reads = new Map(Object.entries(state.read(READ, read) ?? {}));
  return {
    link: (postId) => links.get(postId) ?? null,
    async keepLinks(listed) {
      const fresh = Object.entries(listed).filter(([id, link]) => links.get(id) !== link);
      if (fresh.length === 0) return;
      for (const [id, link] of fresh) keep(links, id, link);
      await state.write(LINKS, Object.fromEntries(links));
    },
    wasRead: (postId, ms) => (reads.get(postId) ?? Number.NEGATIVE_INFINITY) > now() - ms,
    async noteRead(postId) {
      keep(reads, postId, now());
      await state.write(READ, Object.fromEntries(reads));
    },
  };
}

/** As the newest; the oldest goes. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!);
}
