/** Addresses at which single posts open, where an id is not enough: kept in the source's state, since they may hold tokens that expire. */
import { z } from 'zod';
import type { SourceState } from '../../warehouse/contracts/live.ts';

/** Name in the state of a source; `koc forget` empties it. */
export const LINKS = 'links';

/** Posts whose addresses are remembered, the newest. */
const REMEMBERED = 20_000;

/** Pairs rather than an object: ids that are numbers would be put into another order. */
const links = z.array(z.tuple([z.string(), z.string()]));

/** By id of the post. */
export function knownLinks(state: SourceState): ReadonlyMap<string, string> {
  return new Map(state.read(LINKS, links) ?? []);
}

/** Adds addresses; a newer one of the same post replaces the older. */
export async function keepLinks(state: SourceState, found: Readonly<Record<string, string>>): Promise<void> {
  const news = Object.entries(found);
  if (news.length === 0) return;
  const kept = new Map(knownLinks(state));
  for (const [id, url] of news) {
    kept.delete(id);
    kept.set(id, url);
  }
  await state.write(LINKS, [...kept].slice(-REMEMBERED));
}
