/**
 * What a platform's picture is called, whichever size and format of it a page loads: services write those around the name, together with
 * signatures. Two addresses of one name show the same picture.
 */

/** Shorter names (`cover.jpg`, `1.png`) say nothing by themselves. */
const TELLING = 16;

/** Null = the address is none, or no whole one (`//host/…` is). */
export function pictureName(address: string): string | null {
  const url = URL.parse(address.startsWith('//') ? `https:${address}` : address);
  if (url === null || !/^https?:$/u.test(url.protocol)) return null;
  const last = url.pathname.split('/').at(-1) ?? '';
  const name = last
    .replace(/[!@~].*$/u, '')
    .replace(/\.[A-Za-z]{3,5}$/u, '')
    .replace(/_(?:\d{1,4}w|[a-z]{1,4})$/u, '');
  return name.length >= TELLING ? name : url.host + url.pathname;
}
