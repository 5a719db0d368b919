/** HTML by construction: whatever is put into a template is escaped unless it is HTML made here. */

/** Markup that was made by `html`; strings never become it. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template. */
export type Content = string | number | Html | null | undefined | false | readonly Content[];

/** Tagged template: text and attribute values are escaped, arrays joined, null, undefined and false leave nothing. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(parts.reduce((markup, part, i) => markup + render(contents[i - 1]) + part));
}

/** Characters that mean something in markup or close an attribute. */
const ACTS = /[&<>"'`]/u;

/** Safe inside text and inside attribute values in single or double quotes. */
export function escapeHtml(text: string): string {
  // Most texts hold none, and asking is cheaper than replacing.
  if (!ACTS.test(text)) return text;
  return text.replaceAll(/[&<>"'`]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Html) return content.toString();
  if (Array.isArray(content)) return content.map(render).join('');
  return escapeHtml(String(content));
}
