/**
 * Finds the reviews among the things of a page, what they are about, and how many the page says there are. An overall rating is
 * nobody's review; what stands under other products ("customers also bought") is not about this one. Each thing is looked at once.
 */
import { hasType, isThing, type Thing, thingOf, valuesOf, wordsOf } from './thing.ts';

export interface Found {
  readonly reviews: readonly FoundReview[];
  /** Reviews that the page says there are; null = it does not say. */
  readonly promised: number | null;
  /** Whether anything on the page is something that can be reviewed. */
  readonly isMarked: boolean;
}

export interface FoundReview {
  /** Author, rating and the like stand in it where the page only pointed at them. */
  readonly review: Thing;
  /** What it is about; null = not said. */
  readonly item: Thing | null;
}

const REVIEW: ReadonlySet<string> = new Set([
  'Review',
  'UserReview',
  'CriticReview',
  'ProductReview',
  'Recommendation',
]);
const OVERALL: ReadonlySet<string> = new Set(['AggregateRating', 'EmployerAggregateRating', 'Review-aggregate']);
const NO_REVIEW: ReadonlySet<string> = new Set([...OVERALL, 'ClaimReview', 'MediaReview', 'Rating', 'ItemList']);
const HOLDS_REVIEWS: ReadonlySet<string> = new Set(['review', 'reviews']);
const ELSEWHERE: ReadonlySet<string> = new Set([
  'isRelatedTo',
  'isSimilarTo',
  'isConsumableFor',
  'isAccessoryOrSparePartFor',
  'itemReviewed',
  'about',
  'mentions',
]);

export function findReviews(things: readonly Thing[]): Found {
  const named = new Map<string, Thing>();
  const reviews: { readonly review: Thing; readonly item: Thing | null }[] = [];
  const itemOfReference = new Map<string, Thing>();
  let promised: number | null = null;
  let isMarked = false;

  const visit = (value: unknown, item: Thing | null, property: string, isInList: boolean): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, item, property, isInList);
      return;
    }
    if (!isThing(value)) return;
    const id = value['@id'];
    if (isReference(value)) {
      if (HOLDS_REVIEWS.has(property) && item !== null) itemOfReference.set(id!, item);
      return;
    }
    if (id !== undefined && Object.keys(value).length > Object.keys(named.get(id) ?? {}).length) named.set(id, value);
    if (hasType(value, REVIEW) || (HOLDS_REVIEWS.has(property) && !hasType(value, NO_REVIEW))) {
      isMarked = true;
      reviews.push({ review: value, item });
      return;
    }
    if (hasType(value, OVERALL) || property === 'aggregateRating') {
      isMarked = true;
      if (!isInList) promised = larger(promised, wordsOf(value, 'reviewCount'));
      return;
    }
    const isItem = value['review'] !== undefined || value['reviews'] !== undefined || hasType(value, PRODUCT);
    if (isItem) isMarked = true;
    for (const [name, inner] of Object.entries(value)) {
      if (ELSEWHERE.has(name) || name.startsWith('@') !== OF_SYNTAX.has(name)) continue;
      // A list of products is about others, a list of reviews is not.
      const isOther = isInList || (name === 'itemListElement' && !holdsReviews(inner));
      if (isOther && isItem && HOLDS_REVIEWS.has(name)) continue;
      visit(inner, isItem ? value : item, name, isOther);
    }
  };
  for (const thing of things) visit(thing, null, '', false);

  const whole = (value: unknown): unknown => {
    const id = isThing(value) && isReference(value) ? value['@id'] : undefined;
    return id === undefined ? value : (named.get(id) ?? value);
  };
  return {
    reviews: reviews.map(({ review, item }) => {
      const resolved = Object.fromEntries(
        Object.entries(review).map(([name, value]) => [name, Array.isArray(value) ? value.map(whole) : whole(value)]),
      );
      const own = thingOf(resolved, 'itemReviewed');
      const ofReference = itemOfReference.get(review['@id'] ?? '') ?? null;
      return { review: resolved, item: own !== null && !isReference(own) ? own : (item ?? ofReference) };
    }),
    promised,
    isMarked,
  };
}

const PRODUCT: ReadonlySet<string> = new Set([
  'Product',
  'ProductGroup',
  'ProductModel',
  'IndividualProduct',
  'SomeProducts',
]);
/** Of the names with @ these hold further things. */
const OF_SYNTAX: ReadonlySet<string> = new Set(['@graph', '@nested', '@included', '@reverse']);

/** Nothing but the name of a thing that stands elsewhere. */
function isReference(thing: Thing): boolean {
  return typeof thing['@id'] === 'string' && Object.keys(thing).every((name) => name === '@id' || name === '@type');
}

function holdsReviews(list: unknown): boolean {
  return (Array.isArray(list) ? list : [list]).some((one: unknown) => {
    if (!isThing(one)) return false;
    return hasType(one, REVIEW) || valuesOf(one, 'item').some((item) => isThing(item) && hasType(item, REVIEW));
  });
}

function larger(known: number | null, shown: string | null): number | null {
  const count = Number(shown?.replace(/[\s,.]/gu, ''));
  return shown === null || !Number.isSafeInteger(count) || count < 0 ? known : Math.max(known ?? 0, count);
}
