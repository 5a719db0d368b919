/** Listings as they come while people post: shuffled, doubled, with items of the page before. No item is ever taken away. */

/** What becomes of a page, given the pages of its listing that were answered before it. */
export type Disorder = (page: unknown, earlier: readonly unknown[]) => unknown;

export const DISORDERS: Readonly<Record<string, Disorder>> = {
  'pages whose items stand the other way round': (page) => mapLists(page, (items) => items.toReversed()),
  'pages that show each item twice': (page) => mapLists(page, (items) => items.flatMap((item) => [item, item])),
  'pages that begin with the items of those before': (page, earlier) =>
    earlier.reduce((whole: unknown, other) => merged(other, whole), page),
};

/** Whether two addresses ask for pages of one listing: they differ in one parameter at most. */
export function isSameListing(one: URL, other: URL): boolean {
  if (one.origin + one.pathname !== other.origin + other.pathname) return false;
  const names = new Set([...one.searchParams.keys(), ...other.searchParams.keys()]);
  return [...names].filter((name) => one.searchParams.get(name) !== other.searchParams.get(name)).length <= 1;
}

/** Lists of objects that stand in no list themselves. */
function mapLists(value: unknown, change: (items: readonly object[]) => readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.every(isObject) ? change(value) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapLists(inner, change)]));
}

/** `page` with the items of `before` in front of its own, wherever both have a list. */
function merged(before: unknown, page: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(page))
    return [...before, ...page].every(isObject) ? [...before, ...page] : page;
  if (!isObject(before) || !isObject(page) || Array.isArray(before) || Array.isArray(page)) return page;
  const other: Record<string, unknown> = { ...before };
  return Object.fromEntries(Object.entries(page).map(([name, inner]) => [name, merged(other[name], inner)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
