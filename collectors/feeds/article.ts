/**
 * The words of an article in a page of a stranger, without what stands around them. Invariant: each element is looked at once;
 * selectors that match much of a page take time that grows with its square.
 */
import type { CheerioAPI } from 'cheerio';
import { z } from 'zod';
import type { PageElement } from '../reading/html.ts';

export interface Article {
  /** Markup of the text: paragraphs, links and pictures without their other attributes. */
  readonly html: string;
  readonly foundBy: 'json_ld' | 'microdata' | 'article' | 'longest_block';
}

/** Characters below which a find is no article, and that are kept at most. */
const SHORTEST = 120;
const LONGEST = 200_000;

/** Null when the page has none. */
export function articleIn($: CheerioAPI): Article | null {
  const finds = new Finds();
  for (const child of $.root().contents().toArray()) finds.look(child as Child);
  const { microdata, article, block, told } = finds;
  if (microdata !== null) return { html: kept(microdata.element), foundBy: 'microdata' };
  if (told !== null) return { html: told, foundBy: 'json_ld' };
  if (article !== null) return { html: kept(article.element), foundBy: 'article' };
  return block === null ? null : { html: kept(block.element), foundBy: 'longest_block' };
}

type Child = PageElement['children'][number];

interface Find {
  readonly element: PageElement;
  readonly characters: number;
}

/** Characters that a reader sees in something, and how many of them are links. */
interface Measure {
  readonly characters: number;
  readonly linked: number;
}

const NOTHING: Measure = { characters: 0, linked: 0 };

class Finds {
  microdata: Find | null = null;
  article: Find | null = null;
  /** The element whose own paragraphs say most. */
  block: Find | null = null;
  told: string | null = null;

  look(node: Child): Measure {
    if (node.type === 'text') return { characters: shownLength(node.data), linked: 0 };
    if (node.type === 'script') this.#listen(node);
    if (node.type !== 'tag' || isAround(node)) return NOTHING;
    let [characters, linked, own] = [0, 0, 0];
    let isAfterBreak = false;
    for (const child of node.children) {
      const inner = this.look(child);
      characters += inner.characters;
      linked += inner.linked;
      // Paragraphs of mostly links say nothing.
      if (child.type === 'tag' && child.name === 'p') own += Math.max(0, inner.characters - 2 * inner.linked);
      if (child.type === 'text' && isAfterBreak) own += inner.characters;
      isAfterBreak = child.type === 'tag' && child.name === 'br';
    }
    if (node.attribs['itemprop'] === 'articleBody') this.microdata = longer(this.microdata, node, characters);
    if (node.name === 'article') this.article = longer(this.article, node, characters);
    this.block = longer(this.block, node, own);
    return { characters, linked: node.name === 'a' ? characters : linked };
  }

  /** `articleBody` of schema.org in JSON-LD; escaped, since it is plain text. */
  #listen(script: PageElement): void {
    if (this.told !== null || script.attribs['type'] !== 'application/ld+json') return;
    const body = bodyIn(jsonOf(script.children.map((child) => (child.type === 'text' ? child.data : '')).join('')), 0);
    if (body !== null && shownLength(body) >= SHORTEST) {
      this.told = escaped(body.slice(0, LONGEST).trim()).replace(/\n+/gu, '<br>');
    }
  }
}

function longer(known: Find | null, element: PageElement, characters: number): Find | null {
  return characters >= Math.max(SHORTEST, (known?.characters ?? 0) + 1) ? { element, characters } : known;
}

const AROUND: ReadonlySet<string> = new Set(
  'script style noscript template nav aside footer form button svg iframe select textarea'.split(' '),
);
const ROOTS: ReadonlySet<string> = new Set(['html', 'body', 'article', 'main']);
const AROUND_BY_NAME =
  /(?:^|[\s_-])(?:share|sharing|social|related|recommend(?:ed|ations?)?|comments?|sidebar|breadcrumbs?|advert(?:isement)?|ads?|promo|newsletter|subscribe|copyright|pagination|pager|toolbar|cookie|login|footer|menu|xiangguan|tuijian|pinglun|fenxiang)(?:$|[\s_-])/iu;

/** Whether an element is of the site and not of the article. */
function isAround({ name, attribs }: PageElement): boolean {
  if (AROUND.has(name) || 'hidden' in attribs || attribs['aria-hidden'] === 'true') return true;
  if (attribs['role'] === 'navigation' || attribs['role'] === 'complementary') return true;
  return !ROOTS.has(name) && AROUND_BY_NAME.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 1000));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const withBody = z.looseObject({ articleBody: z.string() });
/** How deep a body stands at most: in an item of a list of a graph. */
const BODY_DEPTH = 6;

function bodyIn(value: unknown, depth: number): string | null {
  if (depth > BODY_DEPTH || typeof value !== 'object' || value === null) return null;
  const read = withBody.safeParse(value);
  if (read.success) return read.data.articleBody;
  for (const inner of Object.values(value)) {
    const found = bodyIn(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function shownLength(text: string): number {
  return text.replace(/\s+/gu, ' ').trim().length;
}

const EMPTY: ReadonlySet<string> = new Set(['br', 'img', 'hr', 'wbr']);

/** Markup of what stands in the element, with the attributes that say something. */
function kept(element: PageElement): string {
  let html = '';
  const write = (node: Child): void => {
    if (html.length > LONGEST) return;
    if (node.type === 'text') html += escaped(node.data.replace(/\s+/gu, ' '));
    if (node.type !== 'tag' || isAround(node)) return;
    html += `<${node.name}${attributesOf(node)}>`;
    if (EMPTY.has(node.name)) return;
    for (const child of node.children) write(child);
    html += `</${node.name}>`;
  };
  for (const child of element.children) write(child);
  return html.slice(0, LONGEST).trim();
}

function attributesOf({ name, attribs }: PageElement): string {
  const [alt, src, href] = [attribs['alt'], attribs['data-src'] ?? attribs['src'], attribs['href']];
  const said = name === 'img' ? { src, alt } : name === 'a' ? { href } : {};
  return Object.entries(said)
    .flatMap(([key, value]) => (value ? [` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`] : []))
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
