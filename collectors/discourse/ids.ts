/**
 * Names of posts and accounts across forums: every forum counts its own from 1, so its address is part of each name. A post is named
 * by topic and number, as in its link, since answers point at numbers.
 */

/** `forum.example.org` or `example.org/forum` of a forum's address. */
export function siteOf(baseUrl: string): string {
  const { host, pathname } = new URL(baseUrl);
  return `${host}${pathname.replace(/\/+$/u, '')}`;
}

export function postId(site: string, topicId: number, number: number): string {
  return `${site}/${topicId}/${number}`;
}

/** Names of accounts do not differ by case. */
export function accountId(site: string, username: string): string {
  return `${site}/${username.toLowerCase()}`;
}

/** Topic of a post of this forum, by its name or by the bare number of the topic; null when it is none. */
export function topicOf(site: string, id: string): string | null {
  const own = id.startsWith(`${site}/`) ? id.slice(site.length + 1) : id;
  return /^(\d+)(?:\/\d+)?$/u.exec(own)?.[1] ?? null;
}

/** User name of an account of this forum; null when it is another's. */
export function usernameOf(site: string, id: string | null, handle: string | null): string | null {
  if (id?.startsWith(`${site}/`)) return id.slice(site.length + 1);
  if (id?.includes('/')) return null;
  return (handle ?? id)?.replace(/^@/u, '') ?? null;
}
