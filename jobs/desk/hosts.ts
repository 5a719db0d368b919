/** Under which names the desk answers. A foreign name that points here (DNS rebinding) is refused; addresses cannot be rebound. */
import { isIP } from 'node:net';

export interface Place {
  /** What the server listens on. */
  readonly host: string;
  /** How people reach it through a proxy; null = as it is. */
  readonly publicUrl: URL | null;
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/u.test(host);
}

/** @param header the Host header; undefined = none was sent. */
export function isKnownHost(header: string | undefined, { host, publicUrl }: Place): boolean {
  const name = hostname(header);
  if (name === null) return false;
  if (isIP(name) !== 0) return true;
  return name === 'localhost' || name === host.toLowerCase() || name === publicUrl?.hostname;
}

/** Whether a form was sent by a page of the desk itself. */
export function isOwnOrigin(origin: string, header: string | undefined, { publicUrl }: Place): boolean {
  const url = URL.parse(origin);
  if (url === null) return false;
  return url.host === header?.toLowerCase() || url.origin === publicUrl?.origin;
}

function hostname(header: string | undefined): string | null {
  if (header === undefined || !/^[\w.:[\]-]{1,255}$/u.test(header)) return null;
  const url = URL.parse(`http://${header}`);
  return url === null ? null : url.hostname.replaceAll(/^\[|\]$/gu, '');
}
