/** What of a review is sealed: all that the page says of it but people, who are kept only where they have an account there. */
import type { Listing } from './options.ts';
import type { SealedReview } from './payload.ts';
import type { NamedReview } from './tell_apart.ts';
import { isThing, type Thing, valuesOf } from './thing.ts';

/** Of what a review is about: enough to tell products apart. */
const OF_ITEM = [
  '@type',
  '@id',
  'url',
  'name',
  'brand',
  'sku',
  'mpn',
  'gtin',
  'gtin8',
  'gtin13',
  'gtin14',
  'productID',
];
/** Sealed beside the review, or not of it. */
const NOT_OF_REVIEW: ReadonlySet<string> = new Set([
  'author',
  'creator',
  'itemReviewed',
  'comment',
  '@nested',
  '@reverse',
]);

export function sealed({ review, item, account, link }: NamedReview, listing: Listing, timezone: string): SealedReview {
  const { url, brand = null, product = null } = listing;
  const author = [...valuesOf(review, 'author'), ...valuesOf(review, 'creator')].find(isThing);
  const words = Object.entries(review).filter(([name]) => !NOT_OF_REVIEW.has(name));
  return {
    page: { url, brand, product, timezone },
    review: Object.fromEntries(author === undefined ? words : [...words, ['author', publicSide(author)]]),
    item:
      item === null ? null : Object.fromEntries(OF_ITEM.flatMap((name) => (name in item ? [[name, item[name]]] : []))),
    account,
    link,
  };
}

/** A shop or a magazine may be named; a person without an account is nobody. */
function publicSide(author: Thing): Thing {
  const type = author['@type'] ?? [];
  const isPerson = type.length === 0 || type.includes('Person');
  return isPerson || author['name'] === undefined ? { '@type': type } : { '@type': type, name: author['name'] };
}
