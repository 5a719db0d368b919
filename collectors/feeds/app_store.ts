/** Reviews of the App Store, which Apple serves as its own JSON rewriting of an Atom feed: every value is an object with a label. */
import { z } from 'zod';
import { listOf } from './payload.ts';
import type { ReadFeed } from './read_feed.ts';

const document = z.looseObject({
  feed: z.looseObject({
    entry: z.unknown().optional(),
    title: z.looseObject({ label: z.string() }).optional(),
    link: z.unknown().optional(),
    id: z.looseObject({ label: z.string() }).optional(),
  }),
});

const link = z.looseObject({ attributes: z.looseObject({ rel: z.string(), href: z.string() }) });

/** Apple lists ten pages of fifty. */
export const REVIEW_PAGES = 10;

/** Null when the document is something else. A single review comes without its list, none without `entry`. */
export function readReviews(value: unknown, url: string): ReadFeed | null {
  const read = document.safeParse(value);
  if (!read.success || !/customerreviews/u.test(`${url} ${read.data.feed.id?.label ?? ''}`)) return null;
  const { entry, title } = read.data.feed;
  // The first entry of older answers is the app itself.
  const items = listOf(entry).filter((one) => typeof one === 'object' && one !== null && 'im:rating' in one);
  const next = listOf(read.data.feed.link)
    .map((one) => link.safeParse(one))
    .find((one) => one.data?.attributes.rel === 'next')?.data?.attributes.href;
  return {
    format: 'app_store',
    title: title?.label ?? null,
    base: url,
    authors: [],
    items,
    next: items.length === 0 ? null : nextPage(url, next),
    isCut: false,
  };
}

/** Apple links the next page as XML, and the last page as its own next one. */
function nextPage(url: string, next: string | undefined): string | null {
  const [here, there] = [pageOf(url) ?? 1, pageOf(next ?? '')];
  if (there === null || there !== here + 1 || there > REVIEW_PAGES) return null;
  return pageOf(url) === null ? null : url.replace(/\/page=\d+/u, `/page=${there}`);
}

function pageOf(url: string): number | null {
  const number = /\/page=(\d+)/u.exec(url)?.[1];
  return number === undefined ? null : Number(number);
}
