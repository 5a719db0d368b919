/**
 * Opens a page of a stranger: bytes in whatever charset they say, a tree that no page can make deeper than the walks over it bear.
 * Invariant: linear in the size of the page.
 */
import { type CheerioAPI, load } from 'cheerio';
import { DomHandler, Parser } from 'htmlparser2';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import type { HttpAnswer } from '../../warehouse/contracts/live.ts';

/** An element of a page. */
export type PageElement = ReturnType<ReturnType<CheerioAPI['root']>['children']>[number];

/** Elements of a page that were looked for. */
export type Found = ReturnType<CheerioAPI>;

/** Elements within one another; pages of people stay below 100, and cheerio recurses. */
const MAX_DEPTH = 1000;

/** A page as it was answered. Throws PayloadError for one that is nested too deep. */
export function loadPage({ bytes, headers, url }: Pick<HttpAnswer, 'bytes' | 'headers' | 'url'>): CheerioAPI {
  return loadMarkup(decodePage(bytes, headers['content-type']), url);
}

/** Markup that is text already. `where` names it in errors, without secrets. */
export function loadMarkup(markup: string, where: string): CheerioAPI {
  const dom = new DomHandler();
  const [open, close] = [dom.onopentag.bind(dom), dom.onclosetag.bind(dom)];
  let depth = 0;
  dom.onopentag = (name, attributes) => {
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw new PayloadError(`${where}: the page is nested deeper than ${MAX_DEPTH}`, { facts: { path: '' } });
    }
    open(name, attributes);
  };
  dom.onclosetag = () => {
    depth -= 1;
    close();
  };
  new Parser(dom).end(markup);
  // Markup that is taken out again keeps its characters; `&#x672c;` for every 本 would be eight times its size.
  return load(dom.root, { xml: { xmlMode: false, encodeEntities: 'utf8' } });
}

/** Charset of a byte order mark, else the header's, else the one that the page names in its first bytes, else UTF-8. */
export function decodePage(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = markOf(bytes) ?? named(contentType ?? '') ?? named(headOf(bytes)) ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The text of the first, its white space folded; null when there is none. */
export function shownText(found: Found): string | null {
  return found.first().text().replace(/\s+/gu, ' ').trim() || null;
}

/** Where relative links of a page start. */
export function baseOf($: CheerioAPI, url: string): string {
  return absoluteUrl($('base[href]').first().attr('href'), url) ?? url;
}

/** A link as a whole address without its fragment; null for none and for what is not of the web. */
export function absoluteUrl(link: string | null | undefined, base: string): string | null {
  if (link === null || link === undefined || link.trim() === '' || !URL.canParse(link.trim(), base)) return null;
  const url = new URL(link.trim(), base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.hash = '';
  return url.href;
}

/** Bytes in which HTML looks for the charset (HTML standard: 1024; many pages put it later). */
const HEAD_BYTES = 4096;

function headOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString('latin1');
  return /<meta[^>]*charset[^>]*>/iu.exec(head)?.[0] ?? /^\s*<\?xml[^>]*encoding[^>]*>/iu.exec(head)?.[0] ?? '';
}

function named(text: string): string | null {
  return /(?:charset|encoding)\s*=\s*["']?\s*([\w:-]+)/iu.exec(text)?.[1] ?? null;
}

/** Encoding of a byte order mark; null = there is none. */
export function markOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : null;
}
