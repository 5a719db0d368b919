/**
 * Finds posts and accounts in what a page of Douyin holds for its scripts. Where they stand differs from page to page and from year to
 * year (`app.videoDetail`, `aweme.detail`, `user.user`, `post.data`), so they are known by their own fields. Linear in the state.
 */
import { type Found, joined, NOTHING, odd } from '../browsing/found.ts';
import type { Read } from '../browsing/site.ts';
import { isObject } from '../reading/fields_of.ts';
import { details, pageUsers } from './records.ts';

/** Nesting at which a page has things of its own; below lie parts of posts. */
const MAX_DEPTH = 12;

/** Everything in the state of one page; `more` is for the answers that its scripts ask for. */
export function inState(state: unknown): Read {
  const found: State = { details: new Map(), users: new Map(), odd: [] };
  walk(state, 0, found);
  const parts = [details([...found.details.values()]), pageUsers([...found.users.values()]), ...found.odd];
  return { ...joined(...parts), more: null };
}

interface State {
  readonly details: Map<string, unknown>;
  readonly users: Map<string, unknown>;
  readonly odd: Found[];
}

function walk(value: unknown, depth: number, found: State): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    // An element that the server made: `$`, what it is, its key, its properties.
    if (value[0] === '$' && value.length >= 4 && !isObject(value[3]) && value[3] !== null) {
      found.odd.push(odd('3', 'expected the properties of an element'));
    }
    for (const inner of value) walk(inner, depth + 1, found);
  } else if (isObject(value) && !isTaken(value, found)) {
    found.odd.push(promised(value));
    for (const inner of Object.values(value)) walk(inner, depth + 1, found);
  }
}

/** Whether it is a post or an account; nothing is looked for inside of it. */
function isTaken(value: Readonly<Record<string, unknown>>, found: State): boolean {
  const { awemeId, secUid, uid, nickname, followerCount } = value;
  if (awemeId !== undefined && ('desc' in value || 'createTime' in value)) {
    found.details.set(String(awemeId), value);
    return true;
  }
  const isUser = typeof secUid === 'string' && uid !== undefined && typeof nickname === 'string';
  if (isUser && followerCount !== undefined) found.users.set(String(uid), value);
  return isUser;
}

/**
 * Where a post or the posts of an account are promised they must be: `aweme.detail`, and `post.data` beside a `user`. What is a pointer
 * (`$5`) stands elsewhere.
 */
function promised({ aweme, user, post }: Readonly<Record<string, unknown>>): Found {
  const posts = user === undefined ? NOTHING : inside(post, 'post', 'data', Array.isArray);
  return joined(inside(aweme, 'aweme', 'detail', isObject), posts);
}

function inside(value: unknown, field: string, name: string, isFine: (inner: unknown) => boolean): Found {
  if (value === undefined || value === null || isPointer(value)) return NOTHING;
  if (!isObject(value)) return odd(field, 'expected an object');
  const inner = value[name];
  if (inner === undefined || inner === null || isPointer(inner) || isFine(inner)) return NOTHING;
  return odd(`${field}.${name}`, 'expected what stands there');
}

function isPointer(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('$');
}
