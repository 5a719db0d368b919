/**
 * Text of a feed to its items, whatever the format. What a feed says of an item is kept as it says it; only addresses of e-mail are
 * taken out of names, since RSS writes authors as addresses.
 */
import { DetectError, MalformedError, ParseError, parseFeed } from 'feedsmith';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { MAX_DEPTH, parseJson } from '../reading/json_body.ts';
import { readReviews } from './app_store.ts';
import { addressIn } from './links.ts';
import type { FeedFormat } from './payload.ts';

export interface ReadFeed {
  readonly format: FeedFormat;
  /** Null = it names none. */
  readonly title: string | null;
  /** Where relative links of its items start. */
  readonly base: string;
  /** Authors of the items that name none. */
  readonly authors: readonly unknown[];
  readonly items: readonly unknown[];
  /** The further page that the feed links (RFC 5005 and its kind); null = none. */
  readonly next: string | null;
  /** The document ends in the middle: its last item cannot be trusted, and was left out. */
  readonly isCut: boolean;
}

/** Items of one answer that are looked at, the first ones. */
const MAX_ITEMS = 5000;

/** `url`: where the answer came from. Throws PayloadError for what is no feed. */
export function readFeed(text: string, url: string): ReadFeed {
  const body = text.trimStart();
  if (/^[[{]/u.test(body)) return readJson(body, url);
  const { document, isCut } = wholeItems(fromRoot(body));
  if (hasEndlessTag(document)) throw noFeed(url, 'an element with more attributes than any feed has');
  const { format, feed } = parsed(document, url);
  switch (format) {
    case 'rss':
    case 'rdf': {
      const link = addressIn(feed.link, url);
      const home = addressIn(feed.xml?.base, url) ?? link ?? url;
      const next = linkOf(feed.atom?.links, ['next', 'prev-archive']);
      const items = (feed.items ?? []).map(withoutEmails);
      return { format, title: feed.title ?? null, base: home, authors: [], items, next: addressIn(next, url), isCut };
    }
    case 'atom': {
      const base = addressIn(feed.xml?.base, url) ?? url;
      const next = addressIn(linkOf(feed.links, ['next', 'prev-archive']), base);
      const items = (feed.entries ?? []).map(withoutEmails);
      const authors = (feed.authors ?? []).map(withoutEmails);
      return { format, title: feed.title?.value ?? null, base, authors, items, next, isCut };
    }
    case 'json':
      throw noFeed(url, 'JSON within markup');
  }
}

function readJson(body: string, url: string): ReadFeed {
  const value = parseJson(body, url);
  const reviews = readReviews(value, url);
  if (reviews !== null) return reviews;
  const { format, feed } = parsed(withVersion(value), url);
  if (format !== 'json') throw noFeed(url, 'unknown JSON');
  const items = (feed.items ?? []).map(withoutEmails);
  const base = addressIn(feed.home_page_url, url) ?? url;
  const authors = (feed.authors ?? []).map(withoutEmails);
  return { format, title: feed.title ?? null, base, authors, items, next: addressIn(feed.next_url, url), isCut: false };
}

const ITEM_FIELDS = new Set(['id', 'url', 'external_url', 'content_html', 'content_text', 'date_published']);

/** Feeds write `"version": "1.1"`, or none: what they list tells that they are feeds. */
function withVersion(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('items' in value) || !Array.isArray(value.items)) return value;
  const [first] = value.items;
  const isItem = typeof first === 'object' && first !== null && Object.keys(first).some((key) => ITEM_FIELDS.has(key));
  return isItem ? { ...value, version: 'https://jsonfeed.org/version/1.1' } : value;
}

function parsed(value: unknown, url: string): ReturnType<typeof parseFeed> {
  try {
    return parseFeed(value, { maxItems: MAX_ITEMS });
  } catch (error) {
    if (error instanceof DetectError) throw noFeed(url, 'neither RSS, RDF, Atom nor JSON Feed');
    if (error instanceof MalformedError) throw noFeed(url, reasonOf(error.cause));
    if (error instanceof ParseError) throw noFeed(url, 'a feed without anything in it');
    throw error;
  }
}

function noFeed(url: string, why: string): PayloadError {
  return new PayloadError(`${new URL(url).host}: this is no feed that can be read: ${why}`, {
    facts: { path: '' },
    hint: 'Open the address: it may be a page that only links its feed.',
  });
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : '';
  if (/nested|call stack/iu.test(message)) return 'elements nested too deep';
  return /^[\w .,'"]{1,80}$/u.test(message) ? `broken markup (${message})` : 'broken markup';
}

/** What a server wrote in front of the document (blank lines, warnings of PHP) is none of it. */
function fromRoot(body: string): string {
  const start = /<\?xml\s|<(?:\w+:)?(?:rss|feed|rdf)[\s>]/iu.exec(body.slice(0, 20_000));
  return start === null ? body : body.slice(start.index);
}

const ROOTS = /<\/(?:\w+:)?(?:rss|feed|rdf)\s*>/iu;

/** A document without its end loses its last, half item, so that the rest can be read. */
function wholeItems(document: string): { readonly document: string; readonly isCut: boolean } {
  if (ROOTS.test(document.slice(-4096))) return { document, isCut: false };
  const root = /<((?:\w+:)?(rss|feed|rdf))[\s>]/iu.exec(document);
  if (root === null || ROOTS.test(document)) return { document, isCut: false };
  const item = root[2]!.toLowerCase() === 'feed' ? 'entry' : 'item';
  const end = lastEnd(document, item);
  if (end === -1) return { document, isCut: false };
  const channel = root[2]!.toLowerCase() === 'rss' ? '</channel>' : '';
  return { document: `${document.slice(0, end)}${channel}</${root[1]}>`, isCut: true };
}

/** Where the last closing tag of that name ends; -1 = there is none. */
function lastEnd(document: string, name: string): number {
  let end = -1;
  for (const { 0: tag, index } of document.matchAll(new RegExp(`</${name}\\s*>`, 'giu'))) end = index + tag.length;
  return end;
}

/** Characters of one tag with its attributes; the parser takes ever longer for each attribute more. */
const LONGEST_TAG = 65_536;

/** Whether a tag outside of CDATA and comments is longer than that. Each character is looked at once. */
function hasEndlessTag(document: string): boolean {
  for (let at = document.indexOf('<'); at !== -1; at = document.indexOf('<', at)) {
    if (!/[\w!?/]/u.test(document[at + 1] ?? '')) {
      at += 1;
      continue;
    }
    const [open, close] = HIDDEN.find(([start]) => document.startsWith(start, at)) ?? ['<', null];
    const end = close === null ? tagEnd(document, at) : document.indexOf(close, at + open.length);
    if (close === null && (end === -1 ? document.length : end) - at > LONGEST_TAG) return true;
    if (end === -1) return false;
    at = end + 1;
  }
  return false;
}

const HIDDEN = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

/** The `>` that ends the tag, outside of quotes; -1 = none. */
function tagEnd(document: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < document.length; at++) {
    const unit = document[at]!;
    if (quote !== '') {
      if (unit === quote) quote = '';
    } else if (unit === '"' || unit === "'") quote = unit;
    else if (unit === '>') return at;
  }
  return -1;
}

function linkOf(
  links: readonly { readonly href?: unknown; readonly rel?: string | undefined }[] | undefined,
  rels: readonly string[],
): string | null {
  for (const rel of rels) {
    const found = links?.find((link) => link.rel?.toLowerCase() === rel)?.href;
    if (typeof found === 'string') return found;
  }
  return null;
}

/** Characters of a name; what is longer is none. */
const LONGEST_NAME = 300;
const EMAIL = /(?:mailto:)?[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/giu;
/** Fields that name people; elsewhere an address is a part of what was said. */
const NAMES = new Set(['name', 'author', 'creators', 'uri', 'url', 'link']);
const PEOPLE = new Set(['authors', 'creators', 'author']);

function withoutEmails(item: unknown): unknown {
  return cleanedPeople(item, false, 0);
}

function cleanedPeople(value: unknown, isPerson: boolean, depth: number): unknown {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === 'string') return isPerson ? nameIn(value) : value;
  if (Array.isArray(value)) return value.map((one) => cleanedPeople(one, isPerson, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const cleanedEntries = Object.entries(value).map(([key, inner]) => {
    const isNamed = PEOPLE.has(key) || (isPerson && NAMES.has(key));
    return [key, cleanedPeople(inner, isNamed, depth + 1)] as const;
  });
  return Object.fromEntries(cleanedEntries);
}

/** `ann@example.org (Ann)` is Ann; an address alone names nobody. */
function nameIn(whole: string): string {
  const text = whole.slice(0, LONGEST_NAME);
  const rest = text.replace(EMAIL, ' ');
  if (rest === text) return text;
  return rest
    .replace(/^[\s<>()[\],;"']+|[\s<>()[\],;"']+$/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
