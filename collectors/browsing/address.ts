/** Addresses of a site: whose answers count, where a page answers, and what of an address may be sealed. */
import { isAmong } from '../engine/http_addresses.ts';
import type { SiteOptions, SiteSource } from './site.ts';

/** Address of a body of which it is not known where it was answered. */
export const NO_ADDRESS = 'about:blank';

/** Hosts (with port) that pages may talk to and whose answers count; `*.example.com` means every host below it. */
export function siteHosts(
  source: Pick<SiteSource, 'hosts'>,
  { base_url }: Pick<SiteOptions, 'base_url'>,
): readonly string[] {
  return base_url === null ? source.hosts : [new URL(base_url).host];
}

/** Whether a host is one of them; `*.example.com` means every host below it. */
export function isHostOf(hosts: readonly string[], host: string): boolean {
  return isAmong(hosts, host);
}

/** An address on the platform's own hosts as these options mean it: at `base_url` with the same path and query, where that is set. */
export function siteAddress(address: string, { base_url }: Pick<SiteOptions, 'base_url'>): string {
  if (base_url === null) return address;
  const { pathname, search, hash } = new URL(address);
  return new URL(`${pathname}${search}${hash}`, base_url).href;
}

/** Without fragment, credentials and all parameters but the named ones, in the order of their names; null for `NO_ADDRESS` and no address. */
export function keptAddress(url: string, keeps: readonly string[]): string | null {
  const parsed = url === NO_ADDRESS ? null : URL.parse(url);
  if (parsed === null) return null;
  const kept = new URLSearchParams([...parsed.searchParams].filter(([name]) => keeps.includes(name)));
  kept.sort();
  parsed.search = kept.toString();
  parsed.hash = '';
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
