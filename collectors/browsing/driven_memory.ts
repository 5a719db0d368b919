/** Which posts a driven source has read lately, so that a listing that shows them again does not open them again. Kept in state, never in raw. */
import { z } from 'zod';
import type { SourceState } from '../../warehouse/contracts/live.ts';

/** Name in the state of a source; `koc forget` empties it. */
export const READ_POSTS = 'read_posts';

/** Posts remembered, the newest; what is forgotten may be opened once more. */
const REMEMBERED = 4_000;

/** Pairs rather than an object: ids that are numbers would be put into another order. */
const posts = z.array(z.tuple([z.string(), z.int()]));

/** Id → UTC ms at which it was read to its end. */
export function readPosts(state: SourceState): ReadonlyMap<string, number> {
  return new Map(state.read(READ_POSTS, posts) ?? []);
}

export async function noteReadPost(state: SourceState, postId: string, atMs: number): Promise<void> {
  const kept = new Map(readPosts(state));
  kept.delete(postId);
  kept.set(postId, atMs);
  await state.write(READ_POSTS, [...kept].slice(-REMEMBERED));
}
