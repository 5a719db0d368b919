/**
 * Things that a page marks in its own elements, as microdata or RDFa: the same walk with other attribute names. A thing that stands
 * inside another without a property is kept under `@nested`, since shops forget to say that a review is one of the product's.
 */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { absoluteUrl, type PageElement } from '../reading/html.ts';
import { localName, type Thing } from './thing.ts';

interface Notation {
  /** Attribute that begins a thing; the one with its type; with its name; with the property it is. */
  readonly scope: string;
  readonly type: string;
  readonly id: string;
  readonly property: string;
}

const MICRODATA: Notation = { scope: 'itemscope', type: 'itemtype', id: 'itemid', property: 'itemprop' };
const RDFA: Notation = { scope: 'typeof', type: 'typeof', id: 'resource', property: 'property' };

/** Texts that may have markup of their own. */
const RICH: ReadonlySet<string> = new Set(['reviewBody', 'description', 'articleBody', 'text']);

interface Place {
  readonly $: CheerioAPI;
  readonly notation: Notation;
  /** Where links of the page start. */
  readonly base: string;
}

/** Things of the page that stand in no other. */
export function markedUpThings($: CheerioAPI, base: string): Thing[] {
  return [MICRODATA, RDFA].flatMap((notation) => {
    const page = { $, notation, base };
    return $<PageElement, string>(`[${notation.scope}]`)
      .toArray()
      .filter((element) => $(element).parents(`[${notation.scope}]`).length === 0)
      .map((element) => thingAt(page, element, 0));
  });
}

/** Of one value; nobody's review is longer. */
const MAX_CHARS = 50_000;
/** References of microdata to other parts of the page, in one thing; more would be a trap. */
const MAX_REFERENCES = 20;

function thingAt(page: Place, element: PageElement, hops: number): Thing {
  const { $, notation } = page;
  const thing: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const { attribs } = element;
  thing['@type'] = wordsIn(attribs[notation.type]).map(localName);
  const id = attribs[notation.id];
  if (id !== undefined && id !== '') thing['@id'] = id;
  const anchor = attribs['data-review-id'] ?? attribs['id'];
  if (anchor !== undefined && anchor !== '') thing['@anchor'] = anchor;
  gather(page, $(element).children(), thing, hops);
  const references = notation === MICRODATA && hops === 0 ? wordsIn(attribs['itemref']) : [];
  for (const reference of references.slice(0, MAX_REFERENCES)) {
    if (/^[\w-]+$/u.test(reference)) gather(page, $(`[id="${reference}"]`).first(), thing, 1);
  }
  return { ...thing };
}

function gather(page: Place, elements: Cheerio<PageElement>, thing: Record<string, unknown>, hops: number): void {
  const { $, notation } = page;
  for (const element of elements) {
    const names = wordsIn(element.attribs[notation.property]).map(localName);
    const isScope = element.attribs[notation.scope] !== undefined;
    if (isScope) {
      const inner = thingAt(page, element, hops);
      for (const name of names.length === 0 ? ['@nested'] : names) add(thing, name, inner);
      continue;
    }
    for (const name of names) add(thing, name, shownValue(page, element, name).slice(0, MAX_CHARS));
    gather(page, $(element).children(), thing, hops);
  }
}

function wordsIn(attribute: string | undefined): string[] {
  return (attribute ?? '').split(/\s+/u).filter((word) => word !== '');
}

function add(thing: Record<string, unknown>, name: string, value: unknown): void {
  const known = thing[name];
  thing[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
}

/** By the HTML standard 5.2.4, but `content` counts everywhere, as shops use it. */
function shownValue({ $, base }: Place, element: PageElement, name: string): string {
  const { name: tag, attribs } = element;
  const link = attribs['href'] ?? attribs['src'] ?? attribs['data'];
  if (attribs['content'] !== undefined) return attribs['content'];
  if (tag === 'time' && attribs['datetime'] !== undefined) return attribs['datetime'];
  if ((tag === 'data' || tag === 'meter') && attribs['value'] !== undefined) return attribs['value'];
  if (link !== undefined && LINKING.has(tag) && name !== 'name') return absoluteUrl(link, base) ?? link;
  if (RICH.has(name)) return $(element).html()?.trim() ?? '';
  return $(element).text().replace(/\s+/gu, ' ').trim();
}

const LINKING: ReadonlySet<string> = new Set('a area link img audio video source embed iframe track object'.split(' '));
