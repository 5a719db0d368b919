/**
 * Which configured brands a record names, where, and in which role.
 * Invariant: one pass over the words whatever the number of brands; a name inside a longer name or a false friend of its
 * brand does not count, and Latin names count as whole words only.
 */
import type {
  AspectOpinion,
  BrandMention,
  BrandNames,
  FoldedRecord,
  SentimentScorer,
} from '../warehouse/contracts/transform.ts';
import { AhoCorasick } from './aho_corasick.ts';
import { aspectsOf } from './aspects.ts';
import type { NamedSpan } from './named_span.ts';
import { SpokenOf } from './spoken_of.ts';
import { targetFeelings } from './targets.ts';
import { fold } from './text.ts';

/** Raised when the same words and brands give other mentions. */
export const MENTIONS_RULES_VERSION = '2';

/** From this many brands on a text is a list, and speaks of none in particular. */
const LIST_OF_BRANDS = 5;

/** What a record says about brands. */
export interface RecordMentions {
  /** Ordered by brand id, one a brand. */
  readonly mentions: readonly BrandMention[];
  /** The source's brand field is filled with a brand that is not configured. */
  readonly isUnknownBrand: boolean;
  /** What the words say of single aspects; empty without a scorer. */
  readonly aspects: readonly AspectOpinion[];
}

export interface MatchOptions {
  /** Reads aspects even where the words name no brand: for answers, which speak of what they answer. */
  readonly readsNameless?: boolean;
}

export interface BrandMatcher {
  /** Brands of a record in their roles. */
  match(record: FoldedRecord, options?: MatchOptions): RecordMentions;
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

const NOTHING: RecordMentions = { mentions: [], isUnknownBrand: false, aspects: [] };
const UNKNOWN: RecordMentions = { mentions: [], isUnknownBrand: true, aspects: [] };
const NO_SPANS: readonly NamedSpan[] = [];
const NO_MENTIONS: readonly BrandMention[] = [];

/**
 * Builds the automaton over all names once. Names are folded here; empty ones are ignored. A name that two brands share
 * counts for both.
 * @param scorer reads the feeling towards each brand where it differs from the text's; without it mentions carry none.
 */
export function brandMatcher(brands: readonly BrandNames[], scorer?: SentimentScorer): BrandMatcher {
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
  const automaton = new AhoCorasick(patterns, 'word');
  const hits: Hit[] = [];
  const onMatch = (index: number, start: number, end: number): void => {
    hits.push({ word: words[index]!, start, end });
  };
  const find = (folded: string): readonly NamedSpan[] => {
    hits.length = 0;
    automaton.scan(folded, onMatch);
    return hits.length === 0 ? NO_SPANS : settle(hits, folded.length);
  };
  const match = (record: FoldedRecord, { readsNameless = false }: MatchOptions = {}): RecordMentions => {
    const field = record.brand === null || record.brand === '' ? null : (fields.get(record.brand) ?? UNCONFIGURED);
    const title = record.title === '' ? NO_SPANS : find(record.title);
    const body = record.body === '' ? NO_SPANS : find(record.body);
    const isNameless = title.length + body.length === 0;
    const named =
      isNameless && (field === null || field === UNCONFIGURED) ? NO_MENTIONS : assignRoles(field, title, body);
    const isUnknownBrand = field === UNCONFIGURED;
    if (scorer === undefined || (isNameless && !readsNameless && named.length === 0))
      return named.length > 0 ? { mentions: named, isUnknownBrand, aspects: [] } : isUnknownBrand ? UNKNOWN : NOTHING;
    const words = new SpokenOf(...joined(record, title, body));
    const feelings = targetFeelings(words, scorer);
    const mentions = feelings.size === 0 ? named : named.map((one) => ({ ...one, ...feelings.get(one.brandId) }));
    const aspects = aspectsOf(words, scorer);
    // The brand field names what words without a name are about.
    const isAboutField = isNameless && field !== null && field !== UNCONFIGURED;
    return {
      mentions,
      isUnknownBrand,
      aspects: isAboutField ? aspects.map((one) => ({ ...one, brandId: field })) : aspects,
    };
  };
  return { match, find };
}

/** Title and body as one text, with the spans of both. */
function joined(
  { title, body }: FoldedRecord,
  inTitle: readonly NamedSpan[],
  inBody: readonly NamedSpan[],
): [text: string, spans: readonly NamedSpan[]] {
  if (title === '') return [body, inBody];
  const offset = title.length + 1;
  const moved = inBody.map((span) => ({ ...span, start: span.start + offset, end: span.end + offset }));
  return [`${title}\n${body}`, [...inTitle, ...moved]];
}

/** No id: ids are not empty. */
const UNCONFIGURED = '';

/** Drops what false friends and longer names cover; linear but for sorting. */
function settle(hits: readonly Hit[], length: number): readonly NamedSpan[] {
  const isFriend = coverage(hits.filter((hit) => hit.word.isFalseFriend));
  const names = hits.filter((hit) => !hit.word.isFalseFriend && !isFriend(hit));
  if (names.length > 1) {
    names.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
    if (owners.length < length) owners = new Int32Array(length * 2);
    owners.fill(0, 0, length);
  }
  const kept = names.length > 1 ? names.filter((hit, i) => claims(hit, i + 1, names)) : names;
  kept.sort((a, b) => a.start - b.start);
  return kept.map(({ word, start, end }) => ({ brandId: word.brand, productId: word.product, start, end }));
}

/** Which name (from 1) holds each unit of the text; reused. */
let owners = new Int32Array(1024);

/** A name already there is at least as long, so that an overlap holds the first or the last unit of the newcomer. */
function claims(hit: Hit, number: number, names: readonly Hit[]): boolean {
  const first = owners[hit.start]!;
  const last = owners[hit.end - 1]!;
  if (first === 0 && last === 0) {
    owners.fill(number, hit.start, hit.end);
    return true;
  }
  const rival = first === last ? names[first - 1] : undefined;
  return rival !== undefined && rival.start === hit.start && rival.end === hit.end;
}

/** Tells whether a false friend of the same brand covers a hit. */
function coverage(friends: readonly Hit[]): (hit: Hit) => boolean {
  if (friends.length === 0) return () => false;
  const byBrand = new Map<string, { starts: number[]; furthest: number[] }>();
  for (const { word, start, end } of [...friends].sort((a, b) => a.start - b.start)) {
    const known = byBrand.get(word.brand);
    if (known === undefined) byBrand.set(word.brand, { starts: [start], furthest: [end] });
    else {
      known.starts.push(start);
      known.furthest.push(Math.max(known.furthest.at(-1)!, end));
    }
  }
  return ({ word, start, end }) => {
    const known = byBrand.get(word.brand);
    if (known === undefined) return false;
    let [low, high] = [0, known.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (known.starts[middle]! <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && known.furthest[low - 1]! >= end;
  };
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
