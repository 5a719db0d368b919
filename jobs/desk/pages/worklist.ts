/** What to do this week, most urgent first, each with the click that says it was done. */
import type { Brand } from '../../config/types.ts';
import { type Html, html } from '../../report/html.ts';
import { postLink } from '../../report/pages/names.ts';
import type { WorklistRow } from '../../report/rows.ts';
import { worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { form, naming, personLink, table } from './parts.ts';
import { personTags } from './person_tags.ts';

export function worklistMain(view: View, brand: Brand): Html {
  const { words } = view;
  const { worklist, list } = words.desk;
  const rows = view.week.lists.worklist.filter((row) => row.brandId === brand.id);
  if (rows.length === 0) return html`<p>${words.says.none}</p>`;
  return html`<p class="soft">${worklist.says}</p>${table(
    worklist.title,
    ['#', worklist.action, words.columns.who, worklist.where, list.state, worklist.done],
    rows.map((row) => [
      row.itemNo,
      worded(worklist.actions, row.action),
      html`${personLink(view, brand.id, row.authorKey)}${row.rank !== null && html` <small>${words.columns.rank} ${row.rank}</small>`}`,
      where(view, brand, row),
      personTags(view, brand.id, row.authorKey),
      contacted(view, brand, row.authorKey),
    ]),
  )}`;
}

function where(view: View, brand: Brand, { postKey, action }: WorklistRow): Html {
  if (postKey === null) return html`–`;
  const link = postLink(postKey, naming(view));
  if (action !== 'ugc_ask') return link;
  return html`${link}<br><a href="/brands/${brand.id}/posts/${postKey}#ask">${view.words.desk.ugc.ask}</a>`;
}

/** Says in one click that somebody was written to today. */
export function contacted(view: View, brand: Brand, authorKey: string): Html | null {
  const { decisions } = view;
  const newest = (type: 'work_status' | 'last_contact') => decisions.newest(type, authorKey, brand.id);
  const [status, contact] = [newest('work_status'), newest('last_contact')];
  if (contact?.value === view.today && status?.value === 'contacted') return null;
  return form(
    view,
    '/work',
    {
      subject: authorKey,
      brand: brand.id,
      status: 'contacted',
      was_status: status?.value ?? '',
      base_status: status?.id ?? '',
      last_contact: view.today,
      was_last_contact: contact?.value ?? '',
      base_last_contact: contact?.id ?? '',
    },
    html`<button>${view.words.desk.worklist.contacted}</button>`,
  );
}
