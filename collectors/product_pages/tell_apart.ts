/**
 * Which reviews of a page are the same, what each is called, and which of its authors have an account. A review is written down by
 * shops in two notations, under names that are positions ("#review-1") and with links that lead to the product: none of that may make
 * two reviews of one or one of two.
 */
import { hash } from 'node:crypto';
import { isMaskedAuthorId } from '../../warehouse/contracts/ids.ts';
import { absoluteUrl } from '../reading/html.ts';
import type { FoundReview } from './find_reviews.ts';
import { isThing, type Thing, thingOf, valuesOf, wordsOf } from './thing.ts';

export interface NamedReview extends FoundReview {
  /** Unique on the site, the same whenever the review is seen. */
  readonly id: string;
  readonly account: { readonly id: string; readonly url: string | null; readonly name: string | null } | null;
  readonly link: string | null;
}

/** `listing`: the address that the operator named; `url`: the page itself; both absolute. */
export function tellApart(
  found: readonly FoundReview[],
  where: { readonly listing: string; readonly url: string; readonly base: string },
): NamedReview[] {
  const merged = mergeSame(found);
  const site = new URL(where.url).host;
  const linkOf = onlyUnique(merged, ({ review }) => ownLink(wordsOf(review, 'url'), where));
  const nameOf = onlyUnique(merged, ({ review }) => {
    const said = identifierOf(review) ?? ownLink(review['@id'] ?? null, where) ?? anchorOf(review);
    return said === null ? null : said.replace(/^https?:\/\//u, '');
  });
  const accountOf = accounts(merged, where);
  return merged.map((one) => {
    const link = linkOf.get(one) ?? null;
    const name = nameOf.get(one) ?? link?.replace(/^https?:\/\//u, '') ?? `#${fingerprint(one.review, where.listing)}`;
    const id = name.startsWith(`${site}/`) ? name : `${site}/${name}`;
    return { ...one, id, link, account: accountOf.get(one) ?? null };
  });
}

/** The values that only one of the reviews has; what several share names none of them. */
function onlyUnique(
  reviews: readonly FoundReview[],
  read: (one: FoundReview) => string | null,
): Map<FoundReview, string> {
  const values = new Map<FoundReview, string>();
  const times = new Map<string, number>();
  for (const one of reviews) {
    const value = read(one);
    if (value === null) continue;
    values.set(one, value);
    times.set(value, (times.get(value) ?? 0) + 1);
  }
  return new Map([...values].filter(([, value]) => times.get(value) === 1));
}

function identifierOf(review: Thing): string | null {
  const said = wordsOf(review, 'identifier', 'reviewId') ?? wordsOf(thingOf(review, 'identifier') ?? {}, 'value');
  return said === null || said.length > 200 ? null : said;
}

/** A link to this review and not to the page or the product; one with a position for its fragment counts as the page's. */
function ownLink(
  link: string | null,
  { listing, url, base }: { listing: string; url: string; base: string },
): string | null {
  if (link === null || link.startsWith('_:')) return null;
  const whole = absoluteUrl(link, base);
  if (whole === null || new URL(whole).pathname === '/') return null;
  const at = link.indexOf('#');
  const fragment = at === -1 ? '' : link.slice(at + 1);
  if (isName(fragment)) return `${whole}#${fragment}`;
  const isPage = [listing, url].some((page) => samePath(page, whole));
  return fragment !== '' || isPage ? null : whole;
}

/** `review-184467` and `b7f3c2a1` name something; `review-3`, `reviews` and `tab2` are places on a page. */
function isName(fragment: string): boolean {
  return /\d{4,}/u.test(fragment) || /(?=[a-f]*\d)(?=\d*[a-f])[a-f\d-]{8,}/iu.test(fragment);
}

function anchorOf(review: Thing): string | null {
  const anchor = wordsOf(review, '@anchor');
  return anchor !== null && isName(anchor) ? `#${anchor}` : null;
}

function samePath(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.host === b.host && a.pathname.replace(/\/$/u, '') === b.pathname.replace(/\/$/u, '');
}

/** Who said what, when: the name of a review that has none. */
function fingerprint(review: Thing, listing: string): string {
  const said = [listing, authorName(review), ...['datePublished', 'name'].map((name) => wordsOf(review, name))];
  return hash('sha256', JSON.stringify([...said, textKey(review), ratingKey(review)])).slice(0, 32);
}

const authorOf = (review: Thing): unknown => valuesOf(review, 'author')[0] ?? valuesOf(review, 'creator')[0] ?? null;

export function authorName(review: Thing): string | null {
  const author = authorOf(review);
  return isThing(author) ? wordsOf(author, 'name', 'alternateName') : typeof author === 'string' ? author.trim() : null;
}

/** Accounts that the page gives by a link or an identifier on its own site; one that several names share is nobody's. */
function accounts(
  reviews: readonly FoundReview[],
  where: { listing: string; url: string; base: string },
): Map<FoundReview, NonNullable<NamedReview['account']>> {
  const known = new Map<FoundReview, NonNullable<NamedReview['account']>>();
  const names = new Map<string, Set<string>>();
  const site = new URL(where.url).host.replace(/^www\./u, '');
  for (const one of reviews) {
    const author = authorOf(one.review);
    if (!isThing(author)) continue;
    const links = [wordsOf(author, 'url'), author['@id'] ?? null, wordsOf(author, 'sameAs')].map((link) =>
      ownLink(link, where),
    );
    const url = links.find((link) => link !== null && new URL(link).host.replace(/^www\./u, '') === site) ?? null;
    const id = url?.replace(/^https?:\/\/(?:www\.)?|\/$/gu, '') ?? identifierIn(author, site);
    if (id === null || isMaskedAuthorId(id.split(/[/#]/u).at(-1))) continue;
    const shown = wordsOf(author, 'name', 'alternateName');
    const name = shown === null || isMail(shown) ? null : shown;
    known.set(one, { id, url, name });
    names.set(id, (names.get(id) ?? new Set()).add(name ?? ''));
  }
  return new Map([...known].filter(([, { id }]) => names.get(id)!.size === 1));
}

function identifierIn(author: Thing, site: string): string | null {
  const identifier = identifierOf(author);
  return identifier === null || isMaskedAuthorId(identifier) || isMail(identifier) ? null : `${site}#${identifier}`;
}

/** Shops write the customer's address where an account or a name should stand; neither is made of it. */
const isMail = (text: string): boolean => /^(?:mailto:)?[^\s@]+@[^\s@]+\.[a-z]{2,}$/iu.test(text.trim());

/** Shortest text of which the beginning tells that a longer one is the same, characters. */
const TELLING = 30;

/** One review for each, with what any of its notations says; the longer text, since shops cut one of them short. */
function mergeSame(found: readonly FoundReview[]): FoundReview[] {
  const kept: FoundReview[] = [];
  const byKey = new Map<string, number[]>();
  for (const one of found) {
    if (!saysSomething(one.review)) continue;
    const key = textKey(one.review).slice(0, TELLING);
    const alike = byKey.get(key) ?? [];
    const at = alike.find((index) => isSame(kept[index]!.review, one.review));
    if (at === undefined) byKey.set(key, [...alike, kept.push(one) - 1]);
    else kept[at] = { review: joined(kept[at]!.review, one.review), item: kept[at]!.item ?? one.item };
  }
  return kept;
}

function saysSomething(review: Thing): boolean {
  return textKey(review) !== '' || wordsOf(review, 'name', 'headline') !== null || ratingKey(review) !== '';
}

function isSame(one: Thing, other: Thing): boolean {
  const [text, otherText] = [textKey(one), textKey(other)];
  const isText =
    text === otherText ||
    (Math.min(text.length, otherText.length) >= TELLING && (text.startsWith(otherText) || otherText.startsWith(text)));
  const agree = (read: (review: Thing) => string): boolean => {
    const [a, b] = [read(one), read(other)];
    return a === b || ((a === '' || b === '') && text !== '');
  };
  return isText && agree(ratingKey) && agree(dayKey) && agree((review) => (authorName(review) ?? '').toLowerCase());
}

function joined(one: Thing, other: Thing): Thing {
  const text = (words: Thing) => wordsOf(words, ...TEXTS) ?? '';
  const longer = textKey(other).length > textKey(one).length ? text(other) : text(one);
  // One notation often names the author only, the other has the link to the account.
  const parts = ['author', 'reviewRating'].flatMap((property) => {
    const [mine, others] = [valuesOf(one, property)[0], valuesOf(other, property)[0]];
    return isThing(mine) && isThing(others) ? [[property, { ...others, ...mine }]] : [];
  });
  return { ...other, ...one, ...Object.fromEntries(parts), ...(longer === '' ? {} : { reviewBody: longer }) };
}

export const TEXTS = ['reviewBody', 'description', 'articleBody', 'text'] as const;

/** The words without markup, case, white space and the dots of a text that was cut. */
function textKey(review: Thing): string {
  return (wordsOf(review, ...TEXTS) ?? '')
    .replace(/<[^<>]*>|&\w+;|&#\d+;|(?:\.\.\.|…)\s*$/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

function ratingKey(review: Thing): string {
  const value = valuesOf(review, 'reviewRating')[0] ?? valuesOf(review, 'rating')[0] ?? review['ratingValue'];
  const said = isThing(value) ? wordsOf(value, 'ratingValue') : value;
  return said === null || said === undefined ? '' : String(Number.parseFloat(String(said).replace(',', '.')));
}

const dayKey = (review: Thing): string => (wordsOf(review, 'datePublished', 'dateCreated') ?? '').slice(0, 10);
