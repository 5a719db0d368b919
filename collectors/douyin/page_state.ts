/**
 * Finds posts and accounts in what a page of Douyin holds for its scripts. Where they stand differs from page to page and from year to
 * year (`app.videoDetail`, `aweme.detail`, `user.user`, `post.data`), so they are known by their own fields. Linear in the state.
 */
import type { Read } from '../browsing/site.ts';
import { details, isObject, joined, listOf, pageUsers } from './records.ts';

/** Nesting at which a page has things of its own; below lie parts of posts. */
const MAX_DEPTH = 12;

/** Everything in the state of one page; `more` is for the answers that its scripts ask for. */
export function inState(state: unknown): Read {
  const found = { details: new Map<string, unknown>(), users: new Map<string, unknown>() };
  walk(state, 0, (value) => {
    const { awemeId, secUid, uid, nickname, followerCount } = value;
    if (typeof awemeId === 'string' && ('desc' in value || 'createTime' in value)) {
      found.details.set(awemeId, value);
      return true;
    }
    const isUser = typeof secUid === 'string' && uid !== undefined && typeof nickname === 'string';
    if (isUser && followerCount !== undefined) found.users.set(String(uid), value);
    return isUser;
  });
  return { ...joined(details([...found.details.values()]), pageUsers([...found.users.values()])), more: null };
}

/** `take` says whether something was found, and nothing is looked for inside of it. */
function walk(value: unknown, depth: number, take: (value: Readonly<Record<string, unknown>>) => boolean): void {
  if (depth > MAX_DEPTH) return;
  if (isObject(value)) {
    if (!take(value)) for (const inner of Object.values(value)) walk(inner, depth + 1, take);
  } else for (const inner of listOf(value)) walk(inner, depth + 1, take);
}
