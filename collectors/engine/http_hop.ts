/** A request on its way, and where a redirect sends it. Invariant: what is secret stays with the host that it was meant for. */
import { type HttpAnswer, RefusalError } from '../../warehouse/contracts/live.ts';

/** A request on its way: `url` as it may be told, `wire` as it is sent. */
export interface Hop {
  readonly url: URL;
  readonly wire: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Whether an answer names another place. */
export function isRedirect({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined;
}

/** The next hop of a redirect, without what is secret once it leaves the host; null when it is none. */
export function redirectOf(answer: HttpAnswer, from: Hop): Hop | null {
  if (!isRedirect(answer)) return null;
  let url: URL;
  try {
    url = new URL(answer.headers['location']!, from.wire);
  } catch {
    throw new RefusalError('failed', `${from.url.host} redirects to what is no address`);
  }
  const keepsMethod = answer.status === 307 || answer.status === 308;
  const isSameHost = url.origin === from.wire.origin;
  const told = new URL(url);
  for (const name of from.wire.searchParams.keys())
    if (!from.url.searchParams.has(name)) told.searchParams.delete(name);
  const open = ['user-agent', 'accept', 'accept-encoding'];
  const headers = isSameHost
    ? from.headers
    : Object.fromEntries(Object.entries(from.headers).filter(([name]) => open.includes(name)));
  return {
    url: told,
    wire: isSameHost ? url : told,
    method: keepsMethod ? from.method : 'GET',
    headers,
    body: keepsMethod && isSameHost ? from.body : null,
  };
}
