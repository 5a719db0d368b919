/** One post: ask for the rights in words that are ready to be sent by a person, record what was granted, and see what was decided. */
import type { Brand } from '../../config/types.ts';
import { GRANT_SCOPES, UGC_NEXT } from '../../pipeline/ugc_state.ts';
import { type Html, html } from '../../report/html.ts';
import { calledName } from '../../report/known.ts';
import { firstWords, safeUrl } from '../../report/text.ts';
import { catalogues, worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { historyTable } from './history.ts';
import { labelForm } from './label_form.ts';
import { noteForm } from './notes.ts';
import { decideForm, select } from './parts.ts';
import { type QueuePost, queueCard } from './ugc.ts';

export function postMain(view: View, brand: Brand, queued: QueuePost): Html {
  const { words, decisions } = view;
  const { ugc } = words.desk;
  const { postKey } = queued.post;
  const next = UGC_NEXT[queued.state];
  return html`<div class="sheet">${queueCard(view, brand, queued, true)}</div>
${next.includes('asked') && askSection(view, brand, queued)}
${next.includes('granted') && grantSection(view, brand, queued)}
<section><h2>${words.desk.label.title}</h2>${labelForm(view, brand.id, postKey)}</section>
${noteForm(view, postKey, brand.id)}
<section><h2>${ugc.history}</h2>${historyTable(view, decisions.about(postKey).toReversed(), { hasSubject: false })}</section>`;
}

function askSection(view: View, brand: Brand, { post, authorKey }: QueuePost): Html {
  const { words } = view;
  const { ugc } = words.desk;
  const said = view.known.posts.get(post.postKey);
  const facts = {
    author: firstWords(calledName(view.known.authors.get(authorKey ?? '')), 40),
    brand: brand.names[0] ?? brand.id,
    post: firstWords(said?.title ?? null, 40) ?? firstWords(said?.text ?? null, 40),
    link: safeUrl(said?.url ?? null),
    declared: post.declaredKind ?? null,
  };
  return html`<section id="ask"><h2>${ugc.ask}</h2><p>${ugc.askHow}</p>
${catalogues([words.code === 'zh' ? 'zh' : 'en', words.code === 'zh' ? 'en' : 'zh']).map((one) => {
  const declared = facts.declared === null ? null : worded(one.declared, facts.declared);
  return html`<p><label for="message-${one.code}">${ugc.message(one.desk.messages.language)}</label><br>
<textarea id="message-${one.code}" lang="${one.htmlLang}" rows="10" readonly data-copy="${ugc.copy}" data-copied="${ugc.copied}">${one.desk.messages.askRights({ ...facts, declared })}</textarea></p>`;
})}
${decideForm(view, { type: 'ugc_state', subject: post.postKey, brand: brand.id }, html`<button name="value" value="asked">${ugc.steps.asked}</button>`)}</section>`;
}

function grantSection(view: View, brand: Brand, { post }: QueuePost): Html {
  const { grant } = view.words.desk;
  const terms = view.decisions.grant(post.postKey, brand.id)?.terms ?? null;
  const scopes = GRANT_SCOPES.map((scope) => [scope, worded(grant.scopes, scope)] as const);
  const box = (name: string, label: string, isOn: boolean) =>
    html`<p><label><input type="checkbox" name="details.${name}" value="true"${isOn && html` checked`}> ${label}</label></p>`;
  const field = (name: string, label: string, attributes: Html, value: string) =>
    html`<p><label>${label}<br><input name="details.${name}" value="${value}" ${attributes}></label></p>`;
  return html`<section id="grant"><h2>${grant.title}</h2><p class="soft">${grant.says}</p>
${decideForm(
  view,
  { type: 'ugc_state', subject: post.postKey, brand: brand.id },
  html`<p><label>${grant.scope}<br>${select('details.scope', scopes, terms?.scope ?? 'organic')}</label></p>
${field('channels', grant.channels, html`required maxlength="300"`, terms?.channels ?? '')}
${field('territory', grant.territory, html`maxlength="100"`, terms?.territory ?? '')}
${field('from', grant.from, html`type="date" required`, terms?.from ?? view.today)}
${field('until', grant.until, html`type="date"`, terms?.until ?? '')}
${box('open_ended', grant.openEnded, terms?.open_ended ?? false)}
${box('edits_allowed', grant.edits, terms?.edits_allowed ?? false)}
${box('portrait_consent', grant.portrait, terms?.portrait_consent ?? false)}
${field('evidence', grant.evidence, html`required maxlength="500"`, terms?.evidence ?? '')}
<p><button name="value" value="granted">${grant.record}</button></p>`,
  { className: 'sheet' },
)}</section>`;
}
