/**
 * Which configured brands a record names, where, and in which role.
 * Invariant: one pass over the words whatever the number of brands; a name inside a longer name or a false friend of its
 * brand does not count, and Latin names count as whole words only.
 */
import type { BrandMention, BrandNames, FoldedRecord } from '../warehouse/contracts/transform.ts';
import { AhoCorasick } from './aho_corasick.ts';
import { isInsideWord } from './characters.ts';
import { fold } from './text.ts';

/** Raised when the same words and brands give other mentions. */
export const MENTIONS_RULES_VERSION = '1';

/** From this many brands on a text is a list, and speaks of none in particular. */
const LIST_OF_BRANDS = 5;

/** An occurrence of a configured name in a text. */
export interface NamedSpan {
  readonly brandId: string;
  /** Null when the brand itself is named. */
  readonly productId: string | null;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** What a record says about brands. */
export interface RecordMentions {
  /** Ordered by brand id, one a brand. */
  readonly mentions: readonly BrandMention[];
  /** The source's brand field is filled with a brand that is not configured. */
  readonly isUnknownBrand: boolean;
}

export interface BrandMatcher {
  /** Brands of a record in their roles. */
  match(record: FoldedRecord): RecordMentions;
  /** Where a folded text names brands and products, in order of place; longest match wins. */
  find(folded: string): readonly NamedSpan[];
}

interface Word {
  readonly brand: string;
  readonly product: string | null;
  readonly isFalseFriend: boolean;
}

interface Hit {
  readonly word: Word;
  readonly start: number;
  readonly end: number;
}

const NOTHING: RecordMentions = { mentions: [], isUnknownBrand: false };
const UNKNOWN: RecordMentions = { mentions: [], isUnknownBrand: true };
const NO_SPANS: readonly NamedSpan[] = [];

/**
 * Builds the automaton over all names once. Names are folded here; empty ones are ignored. A name that two brands share
 * counts for both.
 */
export function brandMatcher(brands: readonly BrandNames[]): BrandMatcher {
  const words: Word[] = [];
  const patterns: string[] = [];
  const fields = new Map<string, string>();
  const add = (name: string, word: Word): void => {
    const folded = fold(name);
    if (folded === '') return;
    patterns.push(folded);
    words.push(word);
  };
  for (const { id, names, exclude, products } of brands) {
    for (const name of [id, ...names]) if (!fields.has(fold(name))) fields.set(fold(name), id);
    for (const name of names) add(name, { brand: id, product: null, isFalseFriend: false });
    for (const name of exclude) add(name, { brand: id, product: null, isFalseFriend: true });
    for (const product of products) {
      for (const name of product.names) add(name, { brand: id, product: product.id, isFalseFriend: false });
    }
  }
  const automaton = new AhoCorasick(patterns);
  let text = '';
  const hits: Hit[] = [];
  const onMatch = (index: number, start: number, end: number): void => {
    if (!isInsideWord(text, start, end)) hits.push({ word: words[index]!, start, end });
  };
  const find = (folded: string): readonly NamedSpan[] => {
    text = folded;
    hits.length = 0;
    automaton.scan(folded, onMatch);
    return hits.length === 0 ? NO_SPANS : settle(hits);
  };
  const match = (record: FoldedRecord): RecordMentions => {
    const field = record.brand === null || record.brand === '' ? null : (fields.get(record.brand) ?? UNCONFIGURED);
    const title = record.title === '' ? NO_SPANS : find(record.title);
    const body = record.body === '' ? NO_SPANS : find(record.body);
    if (title.length + body.length === 0) {
      if (field === null) return NOTHING;
      if (field === UNCONFIGURED) return UNKNOWN;
    }
    return { mentions: assignRoles(field, title, body), isUnknownBrand: field === UNCONFIGURED };
  };
  return { match, find };
}

/** No id: ids are not empty. */
const UNCONFIGURED = '';

/** Drops what false friends and longer names cover. */
function settle(hits: readonly Hit[]): readonly NamedSpan[] {
  const friends = hits.filter((hit) => hit.word.isFalseFriend);
  const names = hits.filter(
    (hit) =>
      !hit.word.isFalseFriend &&
      !friends.some(
        (friend) => friend.word.brand === hit.word.brand && friend.start <= hit.start && hit.end <= friend.end,
      ),
  );
  names.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Hit[] = [];
  for (const hit of names) {
    const rival = kept.find((other) => other.start < hit.end && hit.start < other.end);
    if (rival === undefined || (rival.start === hit.start && rival.end === hit.end)) kept.push(hit);
  }
  kept.sort((a, b) => a.start - b.start);
  return kept.map(({ word, start, end }) => ({ brandId: word.brand, productId: word.product, start, end }));
}

interface Found {
  inTitle: boolean;
  productId: string | null;
}

/** The subject is what the source says it is, else the only brand, else the only brand of the title. */
function assignRoles(
  field: string | null,
  title: readonly NamedSpan[],
  body: readonly NamedSpan[],
): readonly BrandMention[] {
  const found = new Map<string, Found>();
  const note = (span: NamedSpan, inTitle: boolean): void => {
    const known = found.get(span.brandId);
    if (known === undefined) found.set(span.brandId, { inTitle, productId: span.productId });
    else known.productId ??= span.productId;
  };
  for (const span of title) note(span, true);
  for (const span of body) note(span, false);
  if (field !== null && field !== UNCONFIGURED && !found.has(field)) {
    found.set(field, { inTitle: false, productId: null });
  }
  const subject = field ?? onlySubject(found);
  const other = found.size >= LIST_OF_BRANDS ? 'passing' : 'comparison';
  return [...found.keys()].sort().map((brandId) => {
    const { inTitle, productId } = found.get(brandId)!;
    const role = brandId === subject ? 'subject' : other;
    const basis = brandId === field ? 'field' : inTitle ? 'title' : 'text';
    return { brandId, role, basis, productId, polarity: null, positiveP: null, negativeP: null };
  });
}

function onlySubject(found: ReadonlyMap<string, Found>): string | null {
  if (found.size >= LIST_OF_BRANDS) return null;
  const ids = [...found.keys()];
  if (ids.length === 1) return ids[0]!;
  const titled = ids.filter((id) => found.get(id)!.inTitle);
  return titled.length === 1 ? titled[0]! : null;
}
