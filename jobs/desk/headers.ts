/** What every answer tells the browser: nothing from elsewhere, nothing inline, in nobody's frame, kept in no cache. */

const EVERY: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
};

const OWN_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** @param policy of the content; absent = the desk's own. */
export function safeHeaders(policy: string = OWN_POLICY): Readonly<Record<string, string>> {
  return { ...EVERY, 'content-security-policy': policy };
}

/** Where a page of the report states its own policy: in its head, before any word of a stranger. */
const STATED = /^[^\0]{0,400}?<meta http-equiv="Content-Security-Policy" content="([^"]{1,2000})">/u;

/** The policy that a page of the report states for itself, which a `meta` alone cannot extend to frames; without one nothing runs. */
export function reportPolicy(page: string): string {
  const stated = STATED.exec(page.slice(0, 3000))?.[1] ?? "default-src 'none'; style-src 'unsafe-inline'";
  return `${unescaped(stated)}; frame-ancestors 'none'`;
}

/** What `html` escaped, as header text: printable ASCII only. */
function unescaped(text: string): string {
  const plain = text.replaceAll(/&#(\d{2,3});/gu, (_, code: string) => String.fromCharCode(Number(code)));
  return plain.replaceAll(/[^\x20-\x7e]/gu, '');
}
