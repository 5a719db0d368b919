/** The frame of every page: head, policy, skip link, switches of language and theme, navigation. Invariant: nothing loads, and nothing runs or styles but what is hashed here. */
import { createHash } from 'node:crypto';
import { Html, html } from '../html.ts';
import type { Words } from '../words/words.ts';
import { LISTS_SCRIPT, SWITCHES_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';
import { type Languages, told } from './told.ts';

/** A link of the navigation, in each language. */
export interface NavLink {
  /** Relative path or `#id`. */
  readonly href: string;
  readonly text: (words: Words) => string;
}

export interface Page {
  /** More than one: the page carries every text in each and shows one of them. */
  readonly languages: Languages;
  /** The name in the window's title; untrusted text is fine. */
  readonly title: (words: Words) => string;
  /** The heading of the page. */
  readonly heading: Html;
  /** Under the heading; null = nothing. */
  readonly intro: Html | null;
  /** To the pages above this one, nearest last; empty = this is the first. */
  readonly above: readonly NavLink[];
  /** To the parts of this page. */
  readonly parts: readonly NavLink[];
  readonly main: Html;
  readonly footer: Html | null;
  /** Whether lists on the page can be sorted and filtered. */
  readonly hasLists?: boolean;
  /** Rules beside those of every page, made by us; no `style` attribute works. */
  readonly style?: string;
}

/** The whole page; the same input gives the same bytes. */
export function shell(page: Page): string {
  const { languages } = page;
  const [lead] = languages;
  const label = lead.brandPage.shell;
  const style = `${PAGE_STYLE}${hidingRules(languages)}${page.style ?? ''}`;
  const script = page.hasLists === true ? `${SWITCHES_SCRIPT}${LISTS_SCRIPT}` : SWITCHES_SCRIPT;
  const whole = html`<!doctype html>
<html lang="${lead.htmlLang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${page.title(lead)}</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">${told(languages, (words) => words.brandPage.shell.skip)}</a>
<header>
<div class="top">${page.above.length > 0 && nav(languages, label.above, 'above', page.above)}${switches(languages)}</div>
<script>${new Html(script)}</script>
<h1>${page.heading}</h1>
${page.intro}
${page.parts.length > 0 && nav(languages, label.parts, 'parts', page.parts)}
</header>
<main id="main" tabindex="-1">
${page.main}
</main>
${page.footer !== null && html`<footer>${page.footer}</footer>`}
</body>
</html>
`;
  return whole.toString();
}

function nav(languages: Languages, label: string, className: string, links: readonly NavLink[]): Html {
  return html`<nav class="${className}" aria-label="${label}">${links.map(({ href, text }) => html`<a href="${href}">${told(languages, text)}</a>`)}</nav>`;
}

/** Radio buttons, which styles read, so that both switches work where no script runs. */
function switches(languages: Languages): Html {
  const [lead] = languages;
  const themes = ['auto', 'light', 'dark'] as const;
  return html`<div class="switches">
${
  languages.length > 1 &&
  html`<fieldset><legend class="sr">${told(languages, (words) => words.brandPage.shell.language)}</legend>${languages.map(
    (words) =>
      html`<input type="radio" class="sr" name="lang" id="lang-${words.code}" value="${words.htmlLang}" autocomplete="off"${words === lead && html` checked`}><label for="lang-${words.code}" lang="${words.htmlLang}">${words.brandPage.shell.name}</label>`,
  )}</fieldset>`
}
<fieldset><legend class="sr">${told(languages, (words) => words.brandPage.shell.theme)}</legend>${themes.map(
    (theme) =>
      html`<input type="radio" class="sr" name="theme" id="theme-${theme}" value="${theme}" autocomplete="off"${theme === 'auto' && html` checked`}><label for="theme-${theme}">${told(languages, (words) => words.brandPage.shell.themes[theme])}</label>`,
  )}</fieldset>
</div>`;
}

/** Hides what is told in the languages that are not chosen; a browser that cannot ask for that shows the leading one. */
function hidingRules(languages: Languages): string {
  if (languages.length === 1) return '';
  const hidden = ({ htmlLang }: Words) => `.t:not([lang="${htmlLang}"]){display:none}`;
  const chosen = languages.map((words) => `:root:has(#lang-${words.code}:checked) ${hidden(words)}`);
  // Labels of cards on a phone: attributes, of which the chosen language's is shown.
  const labels = languages.map(
    (words, i) => `:root:has(#lang-${words.code}:checked) .cards [data-l${i}]::before{content:attr(data-l${i}) " "}`,
  );
  return `${chosen.join('')}@media screen and (max-width:52rem){${labels.join('')}}@supports not selector(:has(a)){${hidden(languages[0])}}`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
