/** KOLs of an own brand on the page: a short table of reach, apart from the list and never mixed into it. */
import { type Html, html } from '../html.ts';
import { grouped, percent } from '../numbers.ts';
import type { KolRow } from '../rows.ts';
import { worded } from '../words/languages.ts';
import { type PeopleContext, who } from './people.ts';

/** By usual reactions a post; a dash is what is not known. */
export function kolTable(rows: readonly KolRow[], context: Pick<PeopleContext, 'known' | 'languages'>): Html {
  const [lead] = context.languages;
  const label = lead.columns;
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  return html`<details><summary>${lead.lists.kol}: ${rows.length}</summary><table class="cards">
<thead><tr><th>${label.who}</th><th>${label.platform}</th><th class="n">${label.followersCount}</th><th class="n">${label.reactionsPerPost}</th><th class="n">${label.overlapShare}</th><th class="n">${label.disclosedShare}</th><th class="n">${label.mentionsCount}</th></tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><td class="who">${who(row.authorKey, context)}</td><td>${row.platform === null ? '–' : worded(lead.platform, row.platform)}</td>
<td class="n" data-label="${label.followersCount}">${row.followersCount === null ? lead.labels.followersUnknown : grouped(row.followersCount)}</td><td class="n" data-label="${label.reactionsPerPost}">${row.reactionsPerPost === null ? '–' : grouped(row.reactionsPerPost)}</td>
<td class="n" data-label="${label.overlapShare}">${share(row.overlapShare)}</td><td class="n" data-label="${label.disclosedShare}">${share(row.disclosedShare)}</td><td class="n" data-label="${label.mentionsCount}">${grouped(row.mentionsCount)}</td></tr>`,
  )}</tbody></table></details>`;
}
