/** Whom the pages of a browser may talk to. Nothing is asked of a host that was not named. */

/**
 * Rule for the resolver, which redirects, sockets and workers cannot pass by as they do the routes of a page.
 * `hosts`: `www.example.com`, `*.example.com`, or with a port `127.0.0.1:8080`.
 */
export function resolverRules(hosts: readonly string[]): string {
  const names = hosts.map((host) => host.replace(PORT, ''));
  return ['MAP * ~NOTFOUND', ...names.map((name) => `EXCLUDE ${name}`)].join(', ');
}

/** Whether the address belongs to one of the hosts, or is none of the net. */
export function mayAsk(url: URL, hosts: readonly string[]): boolean {
  if (['file:', 'data:', 'blob:'].includes(url.protocol)) return true;
  return hosts.some((host) => {
    if (PORT.test(host)) return url.host === host;
    return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
  });
}

const PORT = /:\d+$/u;
