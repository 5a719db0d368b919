/** The parts of the page that are about people. A name shows only where identity was read; links only where they are plain http(s). */
import type { Brand } from '../../config/types.ts';
import { type Html, html } from '../html.ts';
import { calledName, type Known, shortKey } from '../known.ts';
import { evidenceKeys, type Lists } from '../lists.ts';
import { followersBand, grouped, percent } from '../numbers.ts';
import type { CandidateRow, EvidenceRow, UgcRow } from '../rows.ts';
import { firstWords, safeUrl } from '../text.ts';
import { badges, changeLabel, missingPhrases, ugcSentence, weakestSentence, whySentences } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';

export interface PeopleContext {
  readonly lists: Lists;
  readonly known: Known;
  readonly languages: readonly [Words, ...Words[]];
  readonly brand: Brand;
}

/** Ranked candidates: a table on a wide screen, cards on a phone. */
export function candidateTable(rows: readonly CandidateRow[], context: PeopleContext): Html {
  const { languages, brand } = context;
  const [lead] = languages;
  const label = lead.columns;
  return html`<table class="cards">
<thead><tr><th class="n">${label.rank}</th><th>${label.rankChange}</th><th>${label.who}</th><th>${label.platform}</th><th>${label.followersCount}</th><th class="n">${label.mentionsCount}</th><th class="n">${label.indexValue}</th><th class="n">${label.engagementValue}</th><th class="n">${label.respondersCount}</th><th>${label.authenticityLabel}</th><th>${label.why}</th></tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><td class="n" data-label="${label.rank}">${row.rank}</td><td>${change(row, lead)}</td><td class="who">${who(row.authorKey, context)}</td><td>${worded(lead.platform, row.platform)}</td>${followers(row, lead)}
<td class="n" data-label="${label.mentionsCount}">${grouped(row.mentionsCount)}</td><td class="n" data-label="${label.indexValue}">${index(row)}</td>
<td class="n" data-label="${label.engagementValue}">${whole(row.engagementValue)}</td><td class="n" data-label="${label.respondersCount}">${whole(row.respondersCount)}</td><td data-label="${label.authenticityLabel}">${row.authenticityLabel === null ? '–' : worded(lead.authenticity, row.authenticityLabel)}</td>
<td class="why">${languages.map((words, i) => told(why(row, brand, words), i, languages))}${evidence(row, context)}</td></tr>`,
  )}</tbody></table>${balance(rows, languages)}`;
}

/** Candidates with too little evidence, and what is missing. */
export function earlyTable(rows: readonly CandidateRow[], context: PeopleContext): Html {
  const { languages } = context;
  const [lead] = languages;
  const label = lead.columns;
  return html`<details><summary>${lead.lists.early}: ${rows.length}</summary><table class="cards">
<thead><tr><th>${label.who}</th><th>${label.platform}</th><th>${label.followersCount}</th><th class="n">${label.positiveMentionsCount}</th><th>${label.missing}</th></tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><td class="who">${who(row.authorKey, context)}</td><td>${worded(lead.platform, row.platform)}</td>${followers(row, lead)}<td class="n" data-label="${label.positiveMentionsCount}">${row.positiveMentionsCount}</td>
<td class="why">${languages.map((words, i) => told(html`<span>${missingPhrases(row, words).join(words.separator)}</span>`, i, languages))}${evidence(row, context)}</td></tr>`,
  )}</tbody></table></details>`;
}

/** Who was on the last list and is not on this one. */
export function leftList(rows: readonly CandidateRow[], context: PeopleContext): Html {
  const [lead] = context.languages;
  return html`<ul>${rows.map((row) => html`<li>${who(row.authorKey, context)} <small>${row.previousRank !== null && lead.labels.wasRank(row.previousRank)}</small></li>`)}</ul>`;
}

/** Posts to feature. */
export function ugcTable(rows: readonly UgcRow[], context: PeopleContext): Html {
  const { languages, known } = context;
  const [lead] = languages;
  const label = lead.columns;
  return html`<table class="cards">
<thead><tr><th class="n">${label.rank}</th><th class="n">${label.ugcScore}</th><th>${label.who}</th><th>${label.platform}</th><th>${label.publishedDate}</th><th class="n">${label.quality}</th><th class="n">${label.utility}</th><th class="n">${label.visual}</th><th class="n">${label.resonance}</th><th>${label.appeal}</th><th>${label.recommendedUse}</th><th>${label.words}</th></tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><td class="n" data-label="${label.rank}">${row.rank}</td><td class="n" data-label="${label.ugcScore}">${row.ugcScore.toFixed(0)}</td><td class="who">${row.authorKey !== null && who(row.authorKey, context)}</td><td>${worded(lead.platform, row.platform)}</td><td>${row.publishedDate ?? '–'}</td>${ugcParts(row, lead)}
<td>${row.appeal === null ? '–' : worded(lead.appeal, row.appeal)}</td><td>${worded(lead.use, row.recommendedUse ?? 'none')}</td>
<td class="why">${postLink(row.postKey, known, lead)} <small>${counts(row, lead)}</small>${languages.map((words, i) => told(html`<p>${ugcSentence(row, words)}</p>`, i, languages))}</td></tr>`,
  )}</tbody></table>`;
}

/** The parts of a UGC score as whole percents; a part without data is a dash. */
function ugcParts(row: UgcRow, words: Words): Html {
  const parts = ['quality', 'utility', 'visual', 'resonance'] as const;
  return html`${parts.map((key) => html`<td class="n" data-label="${words.columns[key]}">${row[key] === null ? '–' : percent(row[key])}</td>`)}`;
}

/** Index with its grade. */
function index(row: CandidateRow): string {
  return row.indexValue === null ? '–' : `${row.indexValue.toFixed(0)}${row.grade === null ? '' : ` ${row.grade}`}`;
}

function whole(value: number | null): string {
  return value === null ? '–' : grouped(value);
}

/** Says when the balance of platforms decided places. */
function balance(rows: readonly CandidateRow[], languages: readonly [Words, ...Words[]]): Html | null {
  const moved = rows.filter((row) => row.diversity === 'moved_up').length;
  if (moved === 0) return null;
  return html`${languages.map((words, i) => told(html`<p class="soft">${words.diversityNote(moved)}</p>`, i, languages))}`;
}

function why(row: CandidateRow, brand: Brand, words: Words): Html {
  const weakest = weakestSentence(row, brand, words);
  const worn = badges(row, words);
  return html`${worn.length > 0 && html`<p class="soft">${worn.join(words.separator)}</p>`}${whySentences(row, brand, words).map((line) => html`<p>${line}</p>`)}${weakest !== null && html`<p class="soft">${weakest}</p>`}`;
}

function told(content: Html, place: number, languages: readonly [Words, ...Words[]]): Html {
  return place === 0 ? content : html`<div class="also" lang="${languages[place]?.htmlLang}">${content}</div>`;
}

function evidence(row: CandidateRow, { lists, known, languages }: PeopleContext): Html | null {
  const posts = evidenceKeys(row).flatMap((key) => lists.evidence.get(key) ?? []);
  if (posts.length === 0) return null;
  return html`<ul class="evidence">${posts.map((post) => html`<li>${postLink(post.postKey, known, languages[0])} <small>${[post.publishedDate, counts(post, languages[0])].filter(Boolean).join(' · ')}</small></li>`)}</ul>`;
}

/** Name with link where identity was read, else the start of the pseudonym. */
export function who(key: string, { known, languages }: Pick<PeopleContext, 'known' | 'languages'>): Html {
  const author = known.authors.get(key);
  const name = firstWords(calledName(author), 40) ?? languages[0].labels.pseudonym(shortKey(key));
  const url = safeUrl(author?.url ?? null);
  return url === null
    ? html`<bdi>${name}</bdi>`
    : html`<a href="${url}" rel="noopener noreferrer nofollow"><bdi>${name}</bdi></a>`;
}

function postLink(key: string, known: Known, words: Words): Html {
  const post = known.posts.get(key);
  const text =
    firstWords(post?.title ?? null, 80) ?? firstWords(post?.text ?? null, 80) ?? words.labels.post(shortKey(key));
  const url = safeUrl(post?.url ?? null);
  return url === null
    ? html`<bdi>${text}</bdi>`
    : html`<a href="${url}" rel="noopener noreferrer nofollow"><bdi>${text}</bdi></a>`;
}

function counts(
  post: Pick<EvidenceRow, 'likesCount' | 'savesCount' | 'repliesCount' | 'sharesCount'>,
  words: Words,
): string {
  return (['likesCount', 'savesCount', 'repliesCount', 'sharesCount'] as const)
    .flatMap((metric) => (post[metric] === null ? [] : `${words.columns[metric]} ${grouped(post[metric])}`))
    .join(' · ');
}

function followers(row: CandidateRow, words: Words): Html {
  return html`<td data-label="${words.columns.followersCount}">${row.followersCount === null ? words.labels.followersUnknown : followersBand(row.followersCount)}</td>`;
}

function change(row: CandidateRow, words: Words): Html {
  const direction =
    (row.rankChange ?? 0) > 0 || row.isNew === true ? 'up' : (row.rankChange ?? 0) < 0 ? 'down' : 'soft';
  return html`<span class="${direction}">${changeLabel(row, words)}</span>`;
}
