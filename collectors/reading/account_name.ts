/** How servers of the Fediverse look an account up: `user@host`, whether we know its address or its handle. */

/** By the handle where it says a host, else by the address, else by the bare handle. Null = neither names an account. */
export function accountName(authorId: string | null, handle: string | null): string | null {
  const shown = handle?.replace(/^@/u, '') ?? '';
  if (shown.includes('@')) return shown;
  const [, host, user] = /^https?:\/\/([^/]+)\/(?:@|users\/|u\/|profile\/)?([^/@]+)\/?$/u.exec(authorId ?? '') ?? [];
  if (host !== undefined && user !== undefined) return `${user}@${host}`;
  return shown === '' ? null : shown;
}
