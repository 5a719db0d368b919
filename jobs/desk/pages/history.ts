/** What was decided, newest first, with a way to take back whatever counts. */
import type { CanonicalDecision } from '../../../warehouse/contracts/rows.ts';
import { type Html, html } from '../../report/html.ts';
import { firstWords } from '../../report/text.ts';
import type { View } from '../view.ts';
import { decisionWords, form, moment, pendingTag, subjectLink, table } from './parts.ts';

/** @param options `hasSubject`: whether each line says whom or what it is about. */
export function historyTable(
  view: View,
  decisions: readonly CanonicalDecision[],
  { hasSubject }: { readonly hasSubject: boolean },
): Html {
  const { log, allBrands } = view.words.desk;
  const names = new Map(view.week.brands.map((brand) => [brand.id, brand.names[0] ?? brand.id]));
  if (decisions.length === 0) return html`<p>${log.none}</p>`;
  const head = [log.when, log.who, ...(hasSubject ? [log.about] : []), log.what, log.brand, log.reason, log.undo];
  return table(
    log.title,
    head,
    decisions.map((one) => [
      html`<time datetime="${new Date(one.at).toISOString()}">${moment(one.at, view)}</time>`,
      one.by ?? '–',
      ...(hasSubject ? [one.type === 'forget' ? '–' : subjectLink(view, one)] : []),
      html`${firstWords(decisionWords(one, view.words), 160)} ${pendingTag(one, view)}${terms(one)}`,
      one.brandId === null ? allBrands : (names.get(one.brandId) ?? one.brandId),
      one.reason ?? '',
      undoForm(view, one),
    ]),
  );
}

/** The terms of a grant as they were recorded. */
function terms({ value, details }: CanonicalDecision): Html | false {
  if (value !== 'granted' || details === undefined) return false;
  const said = Object.entries(details).filter(([, term]) => term !== null && term !== false && term !== '');
  return html`<ul class="terms">${said.map(([name, term]) => html`<li>${name}: ${String(term)}</li>`)}</ul>`;
}

/** Nothing where the decision does not count any more. */
export function undoForm(view: View, decision: CanonicalDecision): Html | null {
  if (!view.decisions.isUndoable(decision)) return null;
  const { log } = view.words.desk;
  const needsReason = decision.type === 'opt_out' && decision.value === null;
  const reason = needsReason && html`<label>${log.why} <input name="reason" required maxlength="1000"></label>`;
  return form(view, '/undo', { id: decision.id }, html`${reason}<button class="plain">${log.undo}</button>`);
}
