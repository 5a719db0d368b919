/** Which pages are read, and how a listing goes on. */
import { z } from 'zod';
import { slug } from '../../warehouse/contracts/raw.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';

const nextRule = z.union([
  z.strictObject({ selector: z.string().min(1).describe('CSS selector of the link to the next page') }),
  z.strictObject({
    param: z.string().min(1).describe('parameter of the address that counts pages'),
    first: z.int().min(0).default(1).describe('what it is on the first page'),
  }),
]);
export type NextRule = z.output<typeof nextRule>;

const listing = z.strictObject({
  url: z.url({ protocol: /^https?$/u }).describe('first page of the reviews'),
  brand: z.string().min(1).optional().describe('name of the brand; absent: as the page says'),
  product: z.string().min(1).optional().describe('name of the product; absent: as the page says'),
  next: nextRule.optional().describe('how the next page is found; absent: by rel="next"'),
  max_pages: z.int().min(1).max(1000).default(20).describe('pages of this listing that are read, at most'),
});
export type Listing = z.output<typeof listing>;

export const options = z.strictObject({
  pages: z.array(listing).min(1).describe('product or review pages; name pages of one site in one source'),
  platform: slug.default('web').describe('name of the site among the platforms, where it should be told apart'),
  timezone: z.string().refine(isZone, 'expected an IANA zone').default('UTC').describe('of dates that give no zone'),
});
export type Options = z.output<typeof options>;

/** The next page of a listing; `last`: the reviews of the page before, since some sites show their last page forever. */
export const next = z.strictObject({
  url: z.url(),
  page: z.int().min(2),
  shown: z.int().nonnegative(),
  last: z.string(),
});
export type Next = z.infer<typeof next>;

/** Hosts of the pages; a site may send to its name with or without www. */
export function hostsOf({ pages }: Options): string[] {
  return [
    ...new Set(
      pages.flatMap(({ url }) => {
        const { host } = new URL(url);
        return [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`];
      }),
    ),
  ];
}

function isZone(name: string): boolean {
  try {
    zoneOffset(name);
    return true;
  } catch {
    return false;
  }
}
