/** Lists of people beside the shortlist: rising, early, KOLs apart, and who left. */
import { type Html, html } from '../html.ts';
import { evidenceKeys } from '../lists.ts';
import { grouped, percent, short } from '../numbers.ts';
import type { CandidateRow, KolRow } from '../rows.ts';
import { missingPhrases } from '../why.ts';
import type { Words } from '../words/words.ts';
import type { BrandScope } from './brand_scope.ts';
import { evidence, followers, heads, labelled, platform, tags, who, whole } from './cells.ts';
import { told } from './told.ts';

/** Who praises more often than before, listed or early. */
export function risingTable(rows: readonly CandidateRow[], scope: BrandScope): Html {
  const { languages } = scope;
  const label = (key: keyof Words['columns']) => labelled(languages, (words) => words.columns[key]);
  return html`<table class="cards"><caption class="sr">${told(languages, (words) => words.workbook.tabs.rising)}</caption>
${heads(languages, [
  [(words) => words.columns.who, ''],
  [(words) => words.columns.platform, ''],
  [(words) => words.columns.rank, 'n'],
  [(words) => words.columns.mentions12wCount, 'n'],
  [(words) => words.columns.ratePerYear, 'n'],
  [(words) => words.columns.lastMentionDate, ''],
])}
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row" class="who">${who(row.authorKey, scope)}</th><td class="w">${platform(row.platform, languages)}</td><td class="n"${label('rank')}>${row.rank ?? '–'}</td><td class="n"${label('mentions12wCount')}>${grouped(row.mentions12wCount)}</td><td class="n"${label('ratePerYear')}>${short(row.ratePerYear)}</td><td class="w">${row.lastMentionDate ?? '–'}</td></tr>`,
  )}</tbody></table>`;
}

/** Candidates with too little evidence, and what is missing. */
export function earlyTable(rows: readonly CandidateRow[], scope: BrandScope): Html {
  const { languages, lists } = scope;
  const label = (key: keyof Words['columns']) => labelled(languages, (words) => words.columns[key]);
  return html`<details class="list"><summary>${told(languages, (words) => words.brandPage.people(rows.length))}</summary><table class="cards"><caption class="sr">${told(languages, (words) => words.lists.early)}</caption>
${heads(languages, [
  [(words) => words.columns.who, ''],
  [(words) => words.columns.platform, ''],
  [(words) => words.columns.followersCount, ''],
  [(words) => words.columns.positiveMentionsCount, 'n'],
  [(words) => words.columns.missing, ''],
])}
<tbody>${rows.map((row) => {
    const posts = evidenceKeys(row).flatMap((key) => lists.evidence.get(key) ?? []);
    return html`<tr><th scope="row" class="who">${who(row.authorKey, scope)}${tags(row, languages)}</th><td class="w">${platform(row.platform, languages)}</td><td class="w">${followers(row.followersCount, languages)}</td><td class="n"${label('positiveMentionsCount')}>${row.positiveMentionsCount}</td>
<td class="why">${told(languages, (words) => missingPhrases(row, words).join(words.separator))}${evidence(posts, scope)}</td></tr>`;
  })}</tbody></table></details>`;
}

/** By usual reactions a post, apart from the list and never mixed into it. */
export function kolTable(rows: readonly KolRow[], scope: BrandScope): Html {
  const { languages } = scope;
  const label = (key: keyof Words['columns']) => labelled(languages, (words) => words.columns[key]);
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  return html`<details class="list"><summary>${told(languages, (words) => words.brandPage.people(rows.length))}</summary><table class="cards"><caption class="sr">${told(languages, (words) => words.lists.kol)}</caption>
${heads(languages, [
  [(words) => words.columns.who, ''],
  [(words) => words.columns.platform, ''],
  [(words) => words.columns.followersCount, 'n'],
  [(words) => words.columns.reactionsPerPost, 'n'],
  [(words) => words.columns.overlapShare, 'n'],
  [(words) => words.columns.disclosedShare, 'n'],
  [(words) => words.columns.mentionsCount, 'n'],
])}
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><th scope="row" class="who">${who(row.authorKey, scope)}</th><td class="w">${platform(row.platform, languages)}</td>
<td class="n"${label('followersCount')}>${row.followersCount === null ? told(languages, (words) => words.labels.followersUnknown) : grouped(row.followersCount)}</td><td class="n"${label('reactionsPerPost')}>${whole(row.reactionsPerPost)}</td><td class="n"${label('overlapShare')}>${share(row.overlapShare)}</td><td class="n"${label('disclosedShare')}>${share(row.disclosedShare)}</td><td class="n"${label('mentionsCount')}>${grouped(row.mentionsCount)}</td></tr>`,
  )}</tbody></table></details>`;
}

/** Who was on the last list and is not on this one. */
export function leftList(rows: readonly CandidateRow[], scope: BrandScope): Html {
  const was = (row: CandidateRow, words: Words) =>
    row.previousRank === null ? '' : words.labels.wasRank(row.previousRank);
  return html`<ul class="columns">${rows.map((row) => html`<li>${who(row.authorKey, scope)} <small>${told(scope.languages, (words) => was(row, words))}</small></li>`)}</ul>`;
}
