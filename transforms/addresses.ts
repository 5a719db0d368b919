/**
 * Addresses that stand in markup only (`<a href="…">here</a>`): folding keeps the words of a link and drops where it leads.
 * Invariant: a text without markup is returned as it is, by the same reference.
 */

const HREF = /\shref\s{0,9}=\s{0,9}["']?((?:https?:)?\/\/[^"'\s<>]{3,2000})/giu;

/**
 * The folded text with the addresses of its links behind it, so that whoever looks for links sees them.
 * @param folded text as `fold` gives it
 * @param original the same text before folding; null = none
 */
export function withAddresses(folded: string, original: string | null): string {
  if (original?.includes('href') !== true) return folded;
  let all = folded;
  for (const [, address = ''] of original.matchAll(HREF)) {
    all += ` ${address.startsWith('//') ? 'https:' : ''}${address.toLowerCase().replaceAll('&amp;', '&')}`;
  }
  return all;
}
