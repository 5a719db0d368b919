/**
 * Which addresses may be asked: public ones only, unless the source says otherwise. Checked on the name, and again on what the name
 * resolves to at the moment of connecting, so that no later answer of the name server gets around it.
 */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { RefusalError } from '../../warehouse/contracts/live.ts';

/** IANA special-purpose registries (RFC 6890 and updates): nothing in them is a host of the public internet. */
const SPECIAL = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  SPECIAL.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  SPECIAL.addSubnet(net, prefix, 'ipv6');

/** Names that only mean something inside a network (RFC 6761, 6762, 8375). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|onion|test)\.?$/iu;

/** Whether an IP address (either family, IPv4-mapped ones too) is of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address.replace(/%.*$/u, ''));
  if (family === 0) return false;
  return !SPECIAL.check(address.replace(/%.*$/u, ''), family === 4 ? 'ipv4' : 'ipv6');
}

/** Throws RefusalError for URLs that cannot mean a public host: other protocols, credentials, literal or local addresses. */
export function checkTarget(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(url, `${url.protocol} is not asked`);
  if (url.username !== '' || url.password !== '') throw refused(url, 'an address with a password in it is not asked');
  if (allowPrivate) return;
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (isIP(host) !== 0 ? !isPublicAddress(host) : LOCAL_NAME.test(host) || !host.includes('.')) {
    throw refused(url, 'a private address is not asked');
  }
}

/** Whether a host is one of those named; `*.example.com` means every host below it. */
export function isAmong(hosts: Iterable<string>, host: string): boolean {
  for (const one of hosts) if (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one) return true;
  return false;
}

/** A `lookup` for sockets that gives public addresses only. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error !== null) return callback(error, '', 0);
    const usable = found.filter(({ address }) => isPublicAddress(address));
    const first = usable[0];
    if (first === undefined) {
      const refusal = new RefusalError('blocked', `${hostname} resolves to a private address, which is not asked`, {
        hint: PRIVATE_HINT,
      });
      return callback(refusal, '', 0);
    }
    if (options.all) return callback(null, usable);
    callback(null, first.address, first.family);
  });
};

const PRIVATE_HINT = 'If the source is in your own network, say `allow_private: true` beside its `collector:`.';

function refused(url: URL, why: string): RefusalError {
  return new RefusalError('blocked', `${url.protocol}//${url.host}: ${why}`, { hint: PRIVATE_HINT });
}
