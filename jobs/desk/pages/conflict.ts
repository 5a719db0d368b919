/** Somebody else decided about the same meanwhile: both are shown, and the person chooses. Neither is lost, since raw keeps all. */
import type { DecisionConflict } from '../../pipeline/decisions.ts';
import { type Html, html } from '../../report/html.ts';
import type { Fields } from '../forms.ts';
import type { Visit } from '../view.ts';
import { decisionWords, form, moment } from './parts.ts';

/** @param sent the form as it came, to be sent again on top of what stands now. */
export function conflictMain(
  view: Visit,
  { draft, standing }: DecisionConflict,
  action: string,
  sent: Fields,
  back: string,
): Html {
  const { words } = view;
  const { conflict } = words.desk;
  const mine = decisionWords({ ...draft, id: '', at: 0 }, words);
  const based = draft.basedOn ?? '';
  const again = Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => {
      if (typeof value !== 'string' || name === 'csrf' || name === 'back') return [];
      return [
        [name, name.startsWith('base') && value === based && isBaseOf(name, draft.type) ? (standing?.id ?? '') : value],
      ];
    }),
  );
  return html`<p class="note bad" role="alert">${conflict.says}</p>
<dl class="both"><dt>${conflict.theirs}</dt><dd>${
    standing === null
      ? conflict.nothing
      : html`<strong>${decisionWords(standing, words)}</strong><br><small>${standing.by ?? '–'} · ${moment(standing.at, view)}</small>${standing.reason !== null && html`<br>${standing.reason}`}`
  }</dd><dt>${conflict.yours}</dt><dd><strong>${mine}</strong>${draft.reason !== null && html`<br>${draft.reason}`}</dd></dl>
<div class="steps"><a class="button" href="${back}">${conflict.keep}</a>${form(view, action, again, html`<button>${conflict.use}</button>`, { back })}</div>`;
}

const FIELD_OF: Readonly<Record<string, string>> = {
  work_status: 'base_status',
  work_owner: 'base_owner',
  last_contact: 'base_last_contact',
  work_note: 'base_note',
};

function isBaseOf(name: string, type: string): boolean {
  return name === 'base' || name === FIELD_OF[type];
}
