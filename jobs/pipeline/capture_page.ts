/** The first page of a capture's window: what to look at, ticked off as it is seen. Plain HTML of our own, escaped by construction; it asks nobody for anything. */
import { type Html, html } from '../report/html.ts';
import { leftOf, WANTED_KINDS, type WantedItem } from './capture_wanted.ts';
import type { CaptureWords } from './capture_words.ts';

/** The whole page; `listMarkup` is what changes of it. */
export function capturePage(source: string, items: readonly WantedItem[], words: CaptureWords): string {
  return html`<!doctype html>
<html lang="${words.language}">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>${words.title(source)}</title>
<style>${STYLE}</style>
<h1>${words.title(source)}</h1>
${words.intro.map((line) => html`<p>${line}</p>`)}
<main>${listMarkup(items, words)}</main>
</html>`.toString();
}

/** The lists, each with how many are left. */
export function listMarkup(items: readonly WantedItem[], words: CaptureWords): Html {
  if (items.length === 0) return html`<p>${words.nothingDue}</p>`;
  return html`${WANTED_KINDS.map((kind) => {
    const group = items.filter(({ query }) => query.kind === kind);
    if (group.length === 0) return null;
    return html`<section><h2>${words.groups[kind]} <small>${words.left(leftOf(group, kind), group.length)}</small></h2>
<p>${words.hints[kind]}</p>
<ul>${group.map((item) => line(item, words))}</ul></section>`;
  })}`;
}

function line(item: WantedItem, words: CaptureWords): Html {
  const { url, seenAt } = item;
  const label = wantedLabel(item, words);
  const isLink = url !== null && /^https?:\/\//u.test(url);
  const name = isLink ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${label}</a>` : html`${label}`;
  const note = seenAt !== null ? words.seen : isLink ? null : words.lookFor;
  return html`<li class="${seenAt === null ? 'open' : 'seen'}">${seenAt === null ? '○' : '✓'} ${name}${note !== null && html` <small>${note}</small>`}</li>`;
}

/** How an item is called on the page and at the terminal. */
export function wantedLabel({ query, label }: WantedItem, words: CaptureWords): string {
  return query.kind === 'mention_feed' ? words.mentions : label;
}

const STYLE = `
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 0 } small { color: #555; font-weight: normal }
ul { list-style: none; padding: 0; margin: .3rem 0 } li { padding: .15rem 0 } .seen { color: #555 } a { color: #0b57d0 }
`;
