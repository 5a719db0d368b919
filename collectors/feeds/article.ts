/** The words of an article in a page of a stranger, without what stands around them. Invariant: linear in the size of the page. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { z } from 'zod';
import type { PageElement } from '../html.ts';
import { MAX_DEPTH } from '../json_body.ts';

export interface Article {
  /** Markup of the text: paragraphs, links and pictures without their other attributes. */
  readonly html: string;
  readonly foundBy: 'json_ld' | 'microdata' | 'article' | 'longest_block';
}

/** Characters below which a find is no article. */
const SHORTEST = 120;
/** Elements of one kind that are compared; they may stand within one another. */
const FINDS = 20;
/** Characters of markup that are kept. */
const LONGEST = 200_000;

/** Null when the page has none. Changes the page. */
export function articleIn($: CheerioAPI): Article | null {
  const told = toldBody($);
  $(AROUND).remove();
  $('[class], [id]').each((_, element) => {
    if (AROUND_BY_NAME.test(`${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`)) {
      if (!isRoot(element)) $(element).remove();
    }
  });
  const marked = largest($, $('[itemprop="articleBody"]'));
  if (marked !== null) return { html: marked, foundBy: 'microdata' };
  if (told !== null) return { html: told, foundBy: 'json_ld' };
  const own = largest($, $('article'));
  if (own !== null) return { html: own, foundBy: 'article' };
  const block = longestBlock($);
  return block === null ? null : { html: block, foundBy: 'longest_block' };
}

const AROUND =
  'script, style, noscript, template, nav, aside, footer, form, button, svg, iframe, [hidden], [aria-hidden="true"], [role="navigation"], [role="complementary"]';
const AROUND_BY_NAME =
  /(?:^|[\s_-])(?:share|sharing|social|related|recommend(?:ed|ations?)?|comments?|sidebar|breadcrumbs?|advert(?:isement)?|ads?|promo|newsletter|subscribe|copyright|pagination|pager|toolbar|cookie|login|footer|menu|xiangguan|tuijian|pinglun|fenxiang)(?:$|[\s_-])/iu;

function isRoot({ name }: PageElement): boolean {
  return name === 'html' || name === 'body' || name === 'article' || name === 'main';
}

/** `articleBody` of schema.org in JSON-LD; escaped, since it is plain text. */
function toldBody($: CheerioAPI): string | null {
  for (const element of $('script[type="application/ld+json"]').toArray()) {
    const body = bodyIn(jsonOf($(element).text()), 0);
    if (body !== null && body.trim().length >= SHORTEST) {
      const plain = body.slice(0, LONGEST).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      return plain.trim().replace(/\n+/gu, '<br>');
    }
  }
  return null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const withBody = z.looseObject({ articleBody: z.string() });

function bodyIn(value: unknown, depth: number): string | null {
  if (depth > Math.min(MAX_DEPTH, 10) || typeof value !== 'object' || value === null) return null;
  const read = withBody.safeParse(value);
  if (read.success) return read.data.articleBody;
  for (const inner of Object.values(value)) {
    const found = bodyIn(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function largest($: CheerioAPI, found: Cheerio<PageElement>): string | null {
  let [best, most]: [PageElement | null, number] = [null, SHORTEST - 1];
  for (const element of found.toArray().slice(0, FINDS)) {
    const length = shownLength($(element).text());
    if (length > most) [best, most] = [element, length];
  }
  return best === null ? null : kept($, best);
}

/** The element whose own paragraphs say most; paragraphs of mostly links say nothing. */
function longestBlock($: CheerioAPI): string | null {
  const said = new Map<PageElement, number>();
  for (const part of $('p, br').toArray()) {
    const parent = part.parent;
    if (parent === null || !('name' in parent)) continue;
    const words =
      part.name === 'br'
        ? shownLength(nextText(part))
        : shownLength($(part).text()) - 2 * shownLength($(part).find('a').text());
    if (words > 0) said.set(parent as PageElement, (said.get(parent as PageElement) ?? 0) + words);
  }
  const [best, words] = [...said].reduce<[PageElement | null, number]>(
    (top, one) => (one[1] > top[1] ? one : top),
    [null, 0],
  );
  return best === null || words < SHORTEST ? null : kept($, best);
}

function nextText(part: PageElement): string {
  return part.next?.type === 'text' ? part.next.data : '';
}

function shownLength(text: string): number {
  return text.replace(/\s+/gu, ' ').trim().length;
}

function kept($: CheerioAPI, block: PageElement): string {
  for (const element of $(block).find('*').toArray()) {
    const { name, attribs } = element;
    const source = name === 'img' ? (attribs['data-src'] ?? attribs['src']) : undefined;
    element.attribs = {
      ...(source === undefined ? {} : { src: source }),
      ...(name === 'img' && attribs['alt'] ? { alt: attribs['alt'] } : {}),
      ...(name === 'a' && attribs['href'] ? { href: attribs['href'] } : {}),
    };
  }
  const html = ($(block).html() ?? '').replace(/\s+/gu, ' ').trim();
  return html.slice(0, LONGEST);
}
