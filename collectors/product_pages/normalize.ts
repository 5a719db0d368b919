/** From a sealed review to what it says. Pure. */
import { parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { type ZoneOffset, zoneOffset } from '../../warehouse/contracts/time.ts';
import { parseShape } from '../reading/json_body.ts';
import { readMoment } from '../reading/moments.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { type SealedReview, sealedReview } from './payload.ts';
import { ratingOf } from './ratings.ts';
import { TEXTS } from './tell_apart.ts';
import { hasType, isThing, localName, type Thing, thingOf, valuesOf, wordsOf } from './thing.ts';

/** Throws PayloadError for what is no sealed review. */
export function said({ payload, id, request_url }: RawEnvelope): Said {
  const one = parseShape(sealedReview, payload, `product_pages ${id}`);
  const { page, review, account, link } = one;
  const product = page.product ?? wordsOf(one.item ?? {}, 'name');
  const brand = page.brand ?? brandOf(one.item);
  const title = wordsOf(review, 'name', 'headline');
  const author = thingOf(review, 'author');
  const isOrganisation = author !== null && hasType(author, ORGANISATIONS);
  return {
    record: {
      authorId: account?.id ?? null,
      // Many shops write the product's name where the review's should stand.
      title: title === product ? null : title,
      text: wordsOf(review, ...TEXTS),
      url: link ?? request_url,
      brand,
      product,
      ...ratingOf(review),
      imageCount: howMany(review, 'image', 'photo', 'associatedMedia'),
      hasVideo: valuesOf(review, 'video').length > 0 ? true : null,
      isBrand: isOrganisation && brand !== null && isNamed(author, brand) ? true : null,
      isPurchaseVerified: isPurchaseVerified(review),
      publishedAt: publishedAt(one),
    },
    author:
      account === null
        ? null
        : { name: account.name, url: account.url, accountKind: isOrganisation ? 'organisation' : null },
    counts: countsOf(review),
  };
}

const ORGANISATIONS: ReadonlySet<string> = new Set([
  'Organization',
  'Corporation',
  'LocalBusiness',
  'Store',
  'OnlineStore',
  'OnlineBusiness',
  'Brand',
]);

/** UTC ms; null = none is shown, or none that can be read. */
export function publishedAt({ review, page }: Pick<SealedReview, 'review' | 'page'>): number | null {
  const shown = wordsOf(review, 'datePublished', 'dateCreated', 'dateModified');
  return readMoment(shown, { offset: offsetOf(page.timezone), unit: 'auto', order: undefined }) ?? null;
}

const offsets = new Map<string, ZoneOffset>();

function offsetOf(timezone: string): ZoneOffset {
  const offset = offsets.get(timezone) ?? zoneOffset(timezone);
  offsets.set(timezone, offset);
  return offset;
}

function brandOf(item: Thing | null): string | null {
  return wordsOf(item ?? {}, 'brand') ?? wordsOf(thingOf(item ?? {}, 'brand') ?? {}, 'name');
}

function isNamed(author: Thing, brand: string): boolean {
  return (wordsOf(author, 'name') ?? '').toLowerCase().includes(brand.toLowerCase());
}

function howMany(review: Thing, ...properties: readonly string[]): number | null {
  const counts = properties.map((property) => valuesOf(review, property).length);
  return counts.some((count) => count > 0) ? Math.max(...counts) : null;
}

/** Under a name of its own, or as an additional property; schema.org has none for it. */
function isPurchaseVerified(review: Thing): boolean | null {
  const named = [...valuesOf(review, 'additionalProperty'), ...valuesOf(review, 'additionalProperties')].flatMap(
    (property) =>
      isThing(property) ? [[wordsOf(property, 'name', 'propertyID') ?? '', property['value']] as const] : [],
  );
  for (const [name, value] of [...Object.entries(review), ...named]) {
    if (!VERIFIED.test(name)) continue;
    const word = String(value).trim().toLowerCase();
    if (/^(?:true|yes|1|verified|buyer|purchase)$|\/true$/u.test(word)) return true;
    if (/^(?:false|no|0|unverified)$|\/false$/u.test(word)) return false;
  }
  return null;
}

const VERIFIED =
  /^(?:is[ _-]?)?verified[ _-]?(?:buyer|purchase|purchaser|owner|reviewer|customer)$|^is[ _-]?purchase[ _-]?verified$/iu;

/** "Was this helpful", and answers, where the page counts them. */
function countsOf(review: Thing): Said['counts'] {
  const counted = (kinds: RegExp, ...properties: readonly string[]) => {
    for (const one of valuesOf(review, 'interactionStatistic')) {
      if (!isThing(one)) continue;
      const type = wordsOf(one, 'interactionType') ?? thingOf(one, 'interactionType')?.['@type']?.[0] ?? '';
      if (kinds.test(localName(type))) return parseCount(wordsOf(one, 'userInteractionCount')) ?? null;
    }
    return parseCount(wordsOf(review, ...properties)) ?? null;
  };
  const likes = counted(/^(?:LikeAction|AgreeAction|EndorseAction|UserLikes)$/u, 'upvoteCount');
  const replies = counted(/^(?:CommentAction|ReplyAction|UserComments)$/u, 'commentCount');
  return shownCounts({ likes, replies });
}
