/** Addresses in feeds: relative ones, those that lead through somebody else, those that carry what a campaign counts. */

/** Characters of an address; servers take no longer ones. */
const LONGEST = 8192;

/** A whole web address; null for none, and for what is not of the web. The fragment stays: forums tell posts apart by it. */
export function addressIn(link: string | null | undefined, base: string): string | null {
  const text = link?.trim() ?? '';
  if (text === '' || text.length > LONGEST || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** The base that nested `xml:base` attributes make, outermost first. */
export function nestedBase(base: string, ...bases: readonly (string | undefined)[]): string {
  return bases.reduce<string>((outer, inner) => addressIn(inner, outer) ?? outer, base);
}

/** Where a link really leads (search engines wrap it), without parameters that only count clicks. */
export function straightLink(address: string): string {
  let url = new URL(address);
  const wrapped = /(?:^|\.)(?:google\.[a-z.]+|bing\.com)$/u.test(url.hostname)
    ? (url.searchParams.get('url') ?? url.searchParams.get('q'))
    : null;
  if (wrapped !== null && /^\/(?:url|news\/apiclick\.aspx)$/u.test(url.pathname)) {
    const inner = addressIn(wrapped, address);
    if (inner !== null) url = new URL(inner);
  }
  const counting = [...url.searchParams.keys()].filter((name) => COUNTING.test(name));
  if (counting.length === 0) return url.href;
  for (const name of counting) url.searchParams.delete(name);
  return url.href;
}

const COUNTING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|spm|ref_src|share_token)$/iu;

/** The site of an address as people call it: without `www.`, `m.` and port. */
export function siteOf(address: string): string {
  return new URL(address).hostname.replace(/^(?:www|m|mobile|wap)\.(?=[^.]+\.)/u, '');
}
