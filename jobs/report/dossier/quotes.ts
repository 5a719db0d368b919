/** Posts of an author about the brand: the cited and newest as cards, the rest as lines. Links expire, so each tells how to find it again. */

import type { CandidateMentionRow } from '../author_rows.ts';
import { type Html, html } from '../html.ts';
import { postLink } from '../pages/names.ts';
import { postCard } from '../pages/post_card.ts';
import { told } from '../pages/told.ts';
import { firstWords } from '../text.ts';
import { worded } from '../words/languages.ts';
import type { DossierContext } from './context.ts';
import type { Subject } from './subject.ts';

/** Mentions that get a card. */
const CARDS = 6;
/** Characters of an id; platforms' own are shorter. */
const ID_LENGTH = 64;

/** The section's content. */
export function quotes({ mentions }: Subject, context: DossierContext): Html {
  const { languages, known } = context;
  if (mentions.length === 0) return html`<p>${told(languages, (words) => words.dossier.words.none)}</p>`;
  const hasWords = mentions.some(({ postKey }) => known.posts.has(postKey));
  const rest = mentions.slice(CARDS);
  return html`<p class="soft">${told(languages, (words) => words.dossier.words.says)}${hasWords && html` ${told(languages, (words) => words.dossier.words.find)}`}</p>
<ul class="posts">${mentions.slice(0, CARDS).map((row) => html`<li>${postCard(row, context, idNote(row, context), 3)}</li>`)}</ul>
${rest.length > 0 && html`<details><summary>${told(languages, (words) => words.dossier.words.more(rest.length))}</summary><ul>${rest.map((row) => line(row, context))}</ul></details>`}`;
}

/** The id by which the platform knows the post; null where nothing direct may be shown, or none is known. */
function idNote({ postKey }: CandidateMentionRow, { known }: DossierContext): Html | null {
  const id = firstWords(known.posts.get(postKey)?.id ?? null, ID_LENGTH);
  return id === null ? null : html`<p><small>ID <code>${id}</code></small></p>`;
}

function line(row: CandidateMentionRow, context: DossierContext): Html {
  const { languages } = context;
  return html`<li>${row.publishedDate ?? '–'} · ${told(languages, (words) => worded(words.brandPage.feelings, row.feeling))} · ${postLink(row.postKey, context)}</li>`;
}
