/** One text in every language of a page, of which one is shown. Invariant: what is told in a language carries its `lang`. */
import { type Content, type Html, html } from '../html.ts';
import type { Words } from '../words/words.ts';

/** At least one; the first leads. */
export type Languages = readonly [Words, ...Words[]];

/**
 * The content in each language, the leading one first; a page of one language carries it bare.
 *
 * @param tag `div` where the content holds blocks.
 */
export function told(languages: Languages, content: (words: Words) => Content, tag: 'span' | 'div' = 'span'): Html {
  if (languages.length === 1) return html`${content(languages[0])}`;
  return html`${languages.map((words) => html`<${tag} class="t" lang="${words.htmlLang}">${content(words)}</${tag}>`)}`;
}
