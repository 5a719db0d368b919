/** Pieces of pages: forms that carry who may send them and what they were made from, names, tags. */
import type { CanonicalDecision } from '../../../warehouse/contracts/rows.ts';
import { type Content, type Html, html } from '../../report/html.ts';
import { authorName, type NameContext, postLink } from '../../report/pages/names.ts';
import { worded } from '../../report/words/languages.ts';
import type { Words } from '../../report/words/words.ts';
import { isPending, type View, type Visit } from '../view.ts';

/** Names in the language of the page, and pictures where there are some. */
export function naming({ known, words, pictures }: View): NameContext {
  return { known, languages: [words], pictureOf: (key) => (pictures.has(key) ? `/media/${key}.jpg` : null) };
}

/** The author's name, linked to the page of the desk about them and one brand. */
export function personLink(view: View, brandId: string, authorKey: string): Html {
  return html`<a href="/brands/${brandId}/people/${authorKey}">${authorName(authorKey, naming(view))}</a>`;
}

/** What a decision is about, as a link; without a brand to the first of the own ones. */
export function subjectLink(view: View, decision: CanonicalDecision): Html {
  const { type, subjectKey } = decision;
  const brandId = decision.brandId ?? view.week.brands[0]?.id ?? '';
  const isPost =
    type === 'ugc_state' || type === 'label_override' || (type === 'note' && view.known.posts.has(subjectKey));
  if (!isPost) return personLink(view, brandId, subjectKey);
  return html`<a href="/brands/${brandId}/posts/${subjectKey}">${postName(subjectKey, view)}</a>`;
}

/** Title or first words, without the link that leads to the platform. */
export function postName(key: string, view: View): Html {
  const post = view.known.posts.get(key);
  const posts = post === undefined ? new Map() : new Map([[key, { ...post, url: null }]]);
  return postLink(key, { ...naming(view), known: { authors: view.known.authors, posts } });
}

/** Hidden fields; null leaves one out. */
export function hidden(fields: Readonly<Record<string, string | null>>): Html[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );
}

/** A form of a reviewer's; nothing for viewers, who could not send it. `back` is where it leads afterwards. */
export function form(
  view: Pick<Visit, 'session' | 'path'>,
  action: string,
  fields: Readonly<Record<string, string | null>>,
  inner: Content,
  { back = view.path, className = 'inline' }: { readonly back?: string; readonly className?: string } = {},
): Html | null {
  if (view.session.user.role !== 'reviewer') return null;
  return html`<form method="post" action="${action}" class="${className}">${hidden({ csrf: view.session.csrf, back: withoutDone(back), ...fields })}${inner}</form>`;
}

/** What a decision would be about. */
export interface Place {
  readonly type: CanonicalDecision['type'];
  readonly subject: string;
  /** Null = all brands. */
  readonly brand: string | null;
}

/** A form that decides; it remembers what stood when it was made. */
export function decideForm(
  view: View,
  { type, subject, brand }: Place,
  inner: Content,
  options: Parameters<typeof form>[4] = {},
) {
  const base = view.decisions.newest(type, subject, brand)?.id ?? '';
  return form(view, '/decide', { type, subject, brand: brand ?? '', base }, inner, options);
}

/** A form of one button. @param value empty withdraws, or the type says it all. */
export function decideButton(view: View, place: Place, value: string, label: string): Html | null {
  return decideForm(view, place, html`<button name="value" value="${value}">${label}</button>`);
}

export function select(
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
): Html {
  return html`<select name="${name}">${options.map(([value, label]) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`)}</select>`;
}

export function tag(text: Content, kind = ''): Html {
  return html`<span class="tag ${kind}">${text}</span>`;
}

/** "counts from the next build", for what lists do not show yet. */
export function pendingTag(decision: CanonicalDecision | null, view: View): Html | null {
  return decision !== null && isPending(decision, view) ? tag(view.words.desk.pending, 'pending') : null;
}

/** What was decided, in words: "Class: KOL". */
export function decisionWords({ type, value, details, undoes }: CanonicalDecision, words: Words): string {
  const { desk } = words;
  const what = worded(desk.types, type);
  if (value === null) return type === 'opt_out' ? what : desk.withdrawn(what);
  const said = desk.says(what, valueWords(type, value, words));
  const code = details?.['reason_code'];
  const why = typeof code === 'string' ? worded(desk.reasonCodes, code) : null;
  return [undoes === undefined ? null : desk.undoing, why === null ? said : desk.because(said, why)]
    .filter((part) => part !== null)
    .join(' ');
}

/** The value alone. */
export function valueWords(type: CanonicalDecision['type'], value: string, words: Words): string {
  const { desk } = words;
  if (type === 'class_override') return worded(words.class, value);
  if (type === 'ugc_state') return worded(words.rights, value);
  if (type === 'authenticity_override') return worded(desk.authenticity, value);
  if (type === 'label_override') return worded(desk.labels, value);
  if (type === 'verdict') return worded(desk.verdicts, value);
  if (type === 'opt_out') return desk.optOutWithdrawn;
  if (type === 'work_status') return worded(desk.statuses, value);
  return value;
}

/** `2026-11-16 15:04` in the workspace's zone. */
export function moment(at: number, { week }: Pick<Visit, 'week'>): string {
  return new Date(at + week.ws.offset(at)).toISOString().slice(0, 16).replace('T', ' ');
}

/** A table that scrolls by itself where it is too wide; on a phone each row is a card whose cells carry their heads. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Content[])[]): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="cards" role="table"><caption class="sr">${caption}</caption>
<thead role="rowgroup"><tr role="row">${head.map((label) => html`<th scope="col" role="columnheader">${label}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((cells) => html`<tr role="row">${cells.map((cell, i) => html`<td role="cell" data-label="${head[i]}"><div>${cell}</div></td>`)}</tr>`)}</tbody></table></div>`;
}

function withoutDone(path: string): string {
  const url = new URL(path, 'http://desk.invalid');
  url.searchParams.delete('done');
  return `${url.pathname}${url.search}${url.hash}`;
}
