/** The words of an item for a canonical row: markup where it is markup, and nothing said twice. Pure. */
import { straightLink } from './links.ts';
import type { Payload } from './payload.ts';
import type { Text, View } from './view.ts';

/** Markup that means the text; the transforms make plain words of it. */
export function asMarkup(text: Text): string {
  if (text.isMarkup || !/[<&]/u.test(text.words)) return text.words;
  return text.words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The article where it was read, else the whole text, else the summary; of two texts that are there the one that says more. */
export function textOf({ content, summary }: View, article: Payload['article']): string | null {
  if (article !== undefined) return article.html;
  const candidates = [content, summary].filter((one) => one !== null);
  if (candidates.length === 2 && plainLength(candidates[1]!) > 2 * plainLength(candidates[0]!)) candidates.reverse();
  const [best] = candidates;
  return best === undefined ? null : asMarkup(best);
}

/** Characters; longer titles are texts in their own right. */
const LONGEST_COMPARED = 1000;

/** Null for a title that is only how the text begins, as feeds of short posts have it. */
export function titleOf({ title }: View, text: string | null): string | null {
  if (title === null) return null;
  if (title.words.length > LONGEST_COMPARED) return asMarkup(title);
  const shown = comparable(asMarkup(title));
  if (shown === '') return null;
  const isBeginning =
    text !== null &&
    comparable(text.slice(0, 4 * LONGEST_COMPARED)).startsWith(shown.replace(/(?:\.{3}|…)+$/u, '').trim());
  return isBeginning && shown.length >= 12 ? null : asMarkup(title);
}

/** Categories that blogs give to what has none. */
const NO_TAG = /^(?:uncategori[sz]ed|未分类|默认分类|默认|allgemein|non classé|sin categoría)$/iu;
/** Names of subjects are short; longer ones are sentences or lists. */
const LONGEST_TAG = 60;
const LONGEST_LIST = 2000;

export function tagsOf({ tags }: View): string[] {
  const names = tags
    .filter((tag) => tag.length <= LONGEST_LIST)
    .flatMap((tag) => (tag.length > LONGEST_TAG ? tag.split(/[,,、;;]/u) : [tag]))
    .map((tag) => tag.replace(/^#+|#+$/gu, '').trim());
  return [...new Set(names.filter((tag) => tag !== '' && tag.length <= LONGEST_TAG && !NO_TAG.test(tag)))];
}

/** Where the item stands. */
export function urlOf({ link }: View): string | null {
  return link === null ? null : straightLink(link);
}

/** Characters that a reader would see. */
export function plainLength(text: Text): number {
  return (text.isMarkup ? withoutTags(text.words) : text.words).replace(/\s+/gu, ' ').trim().length;
}

/** Whether the feed shows only how the item begins. */
export function isTeaser({ content, summary }: View): boolean {
  const text = content ?? summary;
  if (text === null) return true;
  const words = (text.isMarkup ? withoutTags(text.words) : text.words).trim();
  return words.length < (content === null ? 1000 : 200) || GOES_ON.test(words.slice(-60));
}

const GOES_ON =
  /(?:\.{3}|…|\[(?:\.{3}|…|&#8230;|&hellip;)\]|&hellip;|&#8230;|read more|continue reading|read the full (?:story|article)|阅读全文|查看全文|阅读更多|查看原文|继续阅读|全文)[\s»→>.\])]*$/iu;

function withoutTags(markup: string): string {
  return markup.replace(/<[^<>]*>/gu, ' ').replaceAll('&nbsp;', ' ');
}

function comparable(markup: string): string {
  return withoutTags(markup)
    .replace(/&(?:lt|gt|amp|quot|#39|apos);/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
