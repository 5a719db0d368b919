/** The frame of every page of the desk: look of the report, navigation, who is there. Nothing stands inline, so that nothing inline may run. */
import { type Html, html } from '../../report/html.ts';
import type { Words } from '../../report/words/words.ts';
import type { Session } from '../sessions.ts';

export interface Frame {
  readonly words: Words;
  readonly title: string;
  readonly heading: Html;
  /** Null = nobody is logged in yet. */
  readonly session: Session | null;
  /** Path and query of the page, where language links come back to. */
  readonly path: string;
  /** Own brands: id and name. */
  readonly brands: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly main: Html;
  /** What just happened; null = nothing. */
  readonly notice?: Html | null;
}

/** The whole page as text. */
export function framed({ words, title, heading, session, path, brands, main, notice }: Frame): string {
  const { desk } = words;
  const page = html`<html lang="${words.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${desk.title}</title>
<link rel="stylesheet" href="/assets/page.css">
<link rel="stylesheet" href="/assets/desk.css">
<script src="/assets/desk.js" defer></script>
</head>
<body class="desk">
<a class="skip" href="#main">${words.brandPage.shell.skip}</a>
<header>
<div class="top">
${
  session === null
    ? html`<strong>${desk.title}</strong>`
    : html`<nav class="parts" aria-label="${desk.nav.label}">
<a href="/"${current(path, '/')}>${desk.title}</a>
${brands.map(({ id, names }) => html`<a href="/brands/${id}"${current(path, `/brands/${id}`)}>${names[0]}</a>`)}
<a href="/log"${current(path, '/log')}>${desk.nav.log}</a>
<a href="/report/">${desk.nav.report}</a>
</nav>`
}
<div class="who">
${(['zh', 'en'] as const).map((language) =>
  language === words.code
    ? null
    : html`<a href="/language/${language}?back=${encodeURIComponent(path)}" lang="${language}" hreflang="${language}">${language === 'zh' ? '中文' : 'English'}</a>`,
)}
${
  session !== null &&
  html`<span class="soft">${session.user.name} · ${desk.roles[session.user.role]}</span>
<form method="post" action="/logout"><input type="hidden" name="csrf" value="${session.csrf}"><button class="plain">${desk.nav.logout}</button></form>`
}
</div>
</div>
<h1>${heading}</h1>
</header>
<main id="main" tabindex="-1">
${notice != null && html`<div class="note" role="status">${notice}</div>`}
${main}
</main>
</body>
</html>`;
  return `<!doctype html>\n${page}\n`;
}

function current(path: string, href: string): Html | false {
  const here = path.split('?')[0] ?? '';
  const isHere = href === '/' ? here === '/' : here === href || here.startsWith(`${href}/`);
  return isHere && html` aria-current="page"`;
}
