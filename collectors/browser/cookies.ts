/** What may be known of a profile's cookies: that they are there, never what they say. */
import type { BrowserContext } from '../browser.ts';

export interface CookieSign {
  readonly name: string;
  /** Host it is sent to; with a leading dot where its subdomains are meant too. */
  readonly domain: string;
  /** UTC ms; null = it goes with the browser. */
  readonly expiresAt: number | null;
}

export async function cookieSigns(context: BrowserContext): Promise<CookieSign[]> {
  const cookies = await context.cookies();
  return cookies.map(({ name, domain, expires }) => ({
    name,
    domain,
    expiresAt: expires < 0 ? null : Math.round(expires * 1000),
  }));
}
