/** The ranked list of a brand: a table that sorts and filters where scripts run, cards on a phone. Nobody sorts it by followers. */
import { type Html, html } from '../html.ts';
import { evidenceKeys } from '../lists.ts';
import { grouped } from '../numbers.ts';
import type { CandidateRow } from '../rows.ts';
import { weakestSentence, whySentences } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { BrandScope } from './brand_scope.ts';
import { change, directionOf, evidence, followers, labelled, platform, tags, who, whole } from './cells.ts';
import { filters } from './filters.ts';
import { told } from './told.ts';

/** Label of a column, how it is sorted if at all, and whether it holds numbers. */
type Column = readonly [(words: Words) => string, sort: '' | 'number' | 'text', kind: '' | 'n'];

const COLUMNS: readonly Column[] = [
  [(words) => words.columns.rank, 'number', 'n'],
  [(words) => words.columns.rankChange, '', ''],
  [(words) => words.columns.who, 'text', ''],
  [(words) => words.columns.platform, '', ''],
  [(words) => words.columns.followersCount, '', ''],
  [(words) => words.columns.activity, '', ''],
  [(words) => words.columns.mentions12wCount, 'number', 'n'],
  [(words) => words.columns.indexValue, 'number', 'n'],
  [(words) => words.columns.engagementValue, 'number', 'n'],
  [(words) => words.columns.respondersCount, 'number', 'n'],
  [(words) => words.columns.why, '', ''],
];

/** @param rows listed candidates of the brand, by rank; at least one. */
export function shortlist(rows: readonly CandidateRow[], scope: BrandScope): Html {
  const { languages } = scope;
  const moved = rows.filter((row) => row.diversity === 'moved_up').length;
  return html`${filters(rows, languages)}
<table class="cards" id="list"><caption class="sr">${told(languages, (words) => words.lists.koc)}</caption>
<thead><tr>${COLUMNS.map(([text, sort, kind]) => html`<th scope="col"${kind === 'n' && html` class="n"`}${sort !== '' && html` data-sort="${sort}"`}>${told(languages, text)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => line(row, scope))}</tbody></table>
${moved > 0 && html`<p class="soft">${told(languages, (words) => words.diversityNote(moved))}</p>`}`;
}

function line(row: CandidateRow, scope: BrandScope): Html {
  const { languages } = scope;
  const label = (key: keyof Words['columns']) => labelled(languages, (words) => words.columns[key]);
  return html`<tr data-platform="${row.platform}" data-activity="${row.activity}" data-change="${directionOf(row)}">
<td class="n rank">${row.rank}</td><td class="w">${change(row, languages)}</td><th scope="row" class="who">${who(row.authorKey, scope)}${tags(row, languages)}</th><td class="w">${platform(row.platform, languages)}</td><td class="w">${followers(row.followersCount, languages)}</td><td class="w">${told(languages, (words) => words.activity[row.activity])}</td>
<td class="n"${label('mentions12wCount')}>${grouped(row.mentions12wCount)}</td><td class="n"${label('indexValue')}>${index(row)}</td><td class="n"${label('engagementValue')}>${whole(row.engagementValue)}</td><td class="n"${label('respondersCount')}>${whole(row.respondersCount)}</td>
<td class="why">${reasons(row, scope)}</td></tr>
`;
}

/** Index with its grade, and the interval below. */
function index({ indexValue, indexLow, indexHigh, grade }: CandidateRow): Html {
  if (indexValue === null) return html`–`;
  return html`${indexValue.toFixed(0)}${grade !== null && html` <b>${grade}</b>`}${indexLow !== null && indexHigh !== null && html` <small>${indexLow.toFixed(0)}–${indexHigh.toFixed(0)}</small>`}`;
}

/** The strongest reason in the open; the others, the weakest part and the posts behind it. */
function reasons(row: CandidateRow, scope: BrandScope): Html {
  const { languages, brand, lists } = scope;
  const posts = evidenceKeys(row).flatMap((key) => lists.evidence.get(key) ?? []);
  return html`<details><summary>${told(languages, (words) => whySentences(row, brand, words)[0] ?? words.labels.reasons)}</summary>
${told(languages, (words) => rest(row, scope, words), 'div')}${evidence(posts, scope)}</details>`;
}

function rest(row: CandidateRow, { brand }: BrandScope, words: Words): Html {
  const [, ...others] = whySentences(row, brand, words);
  const weakest = weakestSentence(row, brand, words);
  const authenticity = row.authenticityLabel;
  return html`${others.map((sentence) => html`<p>${sentence}</p>`)}${weakest !== null && html`<p class="soft">${weakest}</p>`}${authenticity !== null && html`<p class="soft">${words.columns.authenticityLabel}${words.brandPage.colon}${worded(words.authenticity, authenticity)}</p>`}`;
}
