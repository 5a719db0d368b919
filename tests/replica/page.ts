/** The documents of replica sites: a replica gives classes, texts and what is asked for; drawing, scrolling and folding are `page_script.js`. */
import { Html, html } from '../../jobs/report/html.ts';
import type { Fault, PageAsk, ReplicaAnswer, Shown } from './site.ts';

/** Classes as the platform's own pages have them (several, set apart by spaces): what itineraries select. */
export interface ListClasses {
  readonly list: string;
  readonly item: string;
  /** Of the button that unfolds something below an item. */
  readonly fold?: string;
  /** Of the element that scrolls, where it is not the page. */
  readonly box?: string;
  /** Of the button of the next page. */
  readonly next?: string;
}

export interface PageList {
  readonly classes: ListClasses;
  /** What the document brings already, or what its script asks for. */
  readonly first: Shown | PageAsk;
  /** True: nothing is asked for before the reader has scrolled to the list. */
  readonly isLazy?: boolean;
  /** When more is loaded: near the end of the page, near the end of its box, or at a click on the button, which puts the next page in its place. */
  readonly grows: 'page' | 'box' | 'button';
}

export interface PageParts {
  readonly title: string;
  /** Paragraphs above the lists. */
  readonly lines?: readonly string[];
  /** Markup for the head, as it is: scripts that hold page state, JSON-LD. */
  readonly head?: string;
  readonly lists?: readonly PageList[];
  /** `changed_layout`: all classes are others, and lists wait for a click on something that was not there before. */
  readonly fault?: Fault;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A script with JSON in it as sites write it. `statement` is what stands around it, `window.__INITIAL_STATE__ = {}` with `{}` for the JSON. */
export function stateScript(statement: string, state: unknown): string {
  const text = JSON.stringify(state).replaceAll('<', '\\u003c');
  return `<script>${statement.replace('{}', () => text)}</script>`;
}

export function pageOf(parts: PageParts): ReplicaAnswer {
  const { title, lines = [], head = '', lists = [], fault, status, headers } = parts;
  const isOther = fault === 'changed_layout';
  const config = JSON.stringify({ lists, isOther }).replaceAll('<', '\\u003c');
  const body = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title}</title>
${new Html(head)}
<link rel="stylesheet" href="/_replica/page.css">
</head>
<body>
<h1>${title}</h1>
${lines.map((line) => html`<p>${line}</p>\n`)}
<main></main>
<script type="application/json" id="replica-page">${new Html(config)}</script>
<script src="/_replica/page.js"></script>
</body>
</html>
`;
  return {
    body: body.toString(),
    type: 'text/html; charset=utf-8',
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers }),
  };
}
