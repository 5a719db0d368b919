/** Cells that several tables of people share. A dash is what is not known. */
import { type Html, html } from '../html.ts';
import { followersBand, grouped } from '../numbers.ts';
import type { CandidateRow, EvidenceRow } from '../rows.ts';
import { badges, changeLabel } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { BrandScope } from './brand_scope.ts';
import { authorName, postLink, profileLink } from './names.ts';
import { type Languages, told } from './told.ts';

/** The author's name, leading to the dossier, else to the profile. */
export function who(authorKey: string, scope: BrandScope): Html {
  const dossier = scope.dossierOf(authorKey);
  return dossier === null
    ? profileLink(authorKey, scope)
    : html`<a href="${dossier}">${authorName(authorKey, scope)}</a>`;
}

/** Attributes that name a number where a table becomes cards; in each language. */
export function labelled(languages: Languages, text: (words: Words) => string): Html {
  return html`${languages.map((words, i) => html` data-l${i}="${text(words)}"`)}`;
}

/** Label of a column, and whether it holds numbers. */
export type Head = readonly [(words: Words) => string, 'n' | ''];

/** Headers of a table, in each language; numbers stand to the right. */
export function heads(languages: Languages, columns: readonly Head[]): Html {
  return html`<thead><tr>${columns.map(([text, kind]) => html`<th scope="col"${kind !== '' && html` class="${kind}"`}>${told(languages, text)}</th>`)}</tr></thead>`;
}

export function platform(code: string | null, languages: Languages): Html {
  return code === null ? html`–` : told(languages, (words) => worded(words.platform, code));
}

/** Band of followers, since the number invites ranking by it. */
export function followers(count: number | null, languages: Languages): Html {
  return count === null ? told(languages, (words) => words.labels.followersUnknown) : html`${followersBand(count)}`;
}

export function whole(value: number | null): string {
  return value === null ? '–' : grouped(value);
}

/** Arrow and places, or `new`. */
export function change(row: CandidateRow, languages: Languages): Html {
  const direction = directionOf(row);
  const className = direction === 'new' || direction === 'up' ? 'up' : direction === 'down' ? 'down' : 'soft';
  const content = direction === 'new' ? told(languages, (words) => words.change.isNew) : changeLabel(row, languages[0]);
  return html`<span class="${className}">${content}</span>`;
}

/** How a place moved since the last list; `none` = nothing to compare with. */
export function directionOf({ isNew, rankChange }: CandidateRow): 'new' | 'up' | 'down' | 'same' | 'none' {
  if (isNew === true) return 'new';
  if (rankChange === null) return 'none';
  return rankChange > 0 ? 'up' : rankChange < 0 ? 'down' : 'same';
}

/** Customer, enthusiast, gift; empty = none. */
export function tags(row: CandidateRow, languages: Languages): Html {
  const [lead] = languages;
  return html`${badges(row, lead).map((_, i) => html` <span class="tag">${told(languages, (words) => badges(row, words)[i])}</span>`)}`;
}

/** Posts that a row cites, with date and counts. */
export function evidence(posts: readonly EvidenceRow[], scope: BrandScope): Html | null {
  if (posts.length === 0) return null;
  return html`<ul class="evidence">${posts.map((post) => html`<li>${postLink(post.postKey, scope)} <small>${facts(post, scope.languages)}</small></li>`)}</ul>`;
}

function facts(post: EvidenceRow, languages: Languages): Html {
  const shown = (['likesCount', 'savesCount', 'repliesCount'] as const).filter((metric) => post[metric] !== null);
  const counts = (words: Words) =>
    shown.map((metric) => `${words.columns[metric]} ${grouped(post[metric] ?? 0)}`).join(' · ');
  return html`${post.publishedDate}${post.publishedDate !== null && shown.length > 0 && ' · '}${shown.length > 0 && told(languages, counts)}`;
}
