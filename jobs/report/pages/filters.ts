/** Controls over the shortlist: platform, activity, change, words in names. They stay hidden until the script shows them, since they do nothing without it. */
import { type Html, html } from '../html.ts';
import type { CandidateRow } from '../rows.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { directionOf } from './cells.ts';
import { type Languages, told } from './told.ts';

const ACTIVITIES = ['rising', 'active', 'at_risk', 'lapsed'] as const;
const CHANGES = ['new', 'up', 'down', 'same'] as const;

/** @param rows of the list; only what occurs among them is offered. */
export function filters(rows: readonly CandidateRow[], languages: Languages): Html {
  const label = (words: Words) => words.brandPage.filters;
  const platforms = [...new Set(rows.map((row) => row.platform))].sort();
  const activities = ACTIVITIES.filter((activity) => rows.some((row) => row.activity === activity));
  const changes = CHANGES.filter((change) => rows.some((row) => directionOf(row) === change));
  return html`<form class="filters" data-for="list" hidden>
${chips(
  'platform',
  (words) => words.columns.platform,
  platforms,
  (code, words) => worded(words.platform, code),
  languages,
)}
${chips(
  'activity',
  (words) => words.columns.activity,
  activities,
  (code, words) => worded(words.activity, code),
  languages,
)}
${chips(
  'change',
  (words) => words.columns.rankChange,
  changes,
  (code, words) => worded(words.brandPage.filters.changes, code),
  languages,
)}
<p class="search"><label for="list-name">${told(languages, (words) => label(words).name)}</label> <input type="search" id="list-name" name="name" autocomplete="off" maxlength="100"></p>
<p class="shown"><span role="status" id="list-count" data-all="${rows.length}">${told(languages, (words) => html`${label(words).shown.before}<b data-count>${rows.length}</b>${label(words).shown.after(rows.length)}`)}</span> <button type="reset">${told(languages, (words) => label(words).reset)}</button></p>
</form>`;
}

/** One choice of several, `all` first; where there is only one there is nothing to choose. */
function chips(
  name: string,
  legend: (words: Words) => string,
  codes: readonly string[],
  text: (code: string, words: Words) => string,
  languages: Languages,
): Html | null {
  if (codes.length < 2) return null;
  const chip = (code: string, content: Html) =>
    html`<input type="radio" class="sr" name="${name}" id="list-${name}-${code}" value="${code}" autocomplete="off"${code === '' && html` checked`}><label for="list-${name}-${code}">${content}</label>`;
  return html`<fieldset><legend>${told(languages, legend)}</legend>${chip(
    '',
    told(languages, (words) => words.brandPage.filters.all),
  )}${codes.map((code) =>
    chip(
      code,
      told(languages, (words) => text(code, words)),
    ),
  )}</fieldset>`;
}
