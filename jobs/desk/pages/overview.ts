/** The first page: what waits for a decision, brand by brand, and what was decided last. */
import { UGC_STATES } from '../../pipeline/ugc_state.ts';
import { type Html, html } from '../../report/html.ts';
import { worded } from '../../report/words/languages.ts';
import { isPending, type View } from '../view.ts';
import { historyTable } from './history.ts';
import { queueOf } from './ugc.ts';

/** Decisions that the first page shows. */
export const LATEST = 10;

export function overviewMain(view: View): Html {
  const { words, week, decisions } = view;
  const { overview, tabs, log } = words.desk;
  const pending = decisions.history.filter((one) => isPending(one, view)).length;
  return html`<p class="soft">${words.subtitle({ week: week.lists.asOf.isoWeek, asOf: week.lists.asOf.date })}</p>
<p class="note">${overview.pending(pending)}</p>
${week.brands.length === 0 && html`<p>${overview.noBrands}</p>`}
<div class="columns">${week.brands.map((brand) => {
    const count = (rows: readonly { readonly brandId: string }[]) =>
      rows.filter((row) => row.brandId === brand.id).length;
    const states = Map.groupBy(queueOf(view, brand, new Map()), ({ state }) => state);
    const link = (path: string, label: string, found: number) =>
      html`<li><a href="/brands/${brand.id}/${path}">${label}</a> <span class="n">${found}</span></li>`;
    return html`<section class="sheet"><h2>${brand.names[0]}</h2><ul class="plain">
${link('worklist', tabs.worklist, count(week.lists.worklist))}
${link('koc', tabs.koc, count(week.lists.koc))}
${link('early', tabs.early, count(week.lists.early))}
${link('left', tabs.left, count(week.lists.left))}
${link('left-out', tabs.leftOut, count(week.leftOut.rows))}
${UGC_STATES.map((state) => {
  const found = states.get(state)?.length ?? 0;
  return found === 0 ? null : link(`ugc?state=${state}`, words.desk.says(tabs.ugc, worded(words.rights, state)), found);
})}</ul></section>`;
  })}</div>
<section><h2>${log.latest}</h2>${historyTable(view, decisions.history.toReversed().slice(0, LATEST), { hasSubject: true })}<p><a href="/log">${log.all}</a></p></section>`;
}
