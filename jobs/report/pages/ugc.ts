/** Posts that the brand could ask to show, as cards: what each is, whose it is, and what its rights allow. */
import { type Html, html } from '../html.ts';
import type { UgcRow } from '../rows.ts';
import { ugcSentence } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { BrandScope } from './brand_scope.ts';
import { who } from './cells.ts';
import { postCard } from './post_card.ts';
import { told } from './told.ts';

/** Cards in the open; the others unfold. */
const SHOWN = 12;

/** @param rows of the brand, by rank; at least one. */
export function ugcCards(rows: readonly UgcRow[], scope: BrandScope): Html {
  const cards = (part: readonly UgcRow[]) =>
    html`<ul class="posts">${part.map((row) => html`<li>${postCard(row, scope, note(row, scope))}</li>`)}</ul>`;
  const more = rows.slice(SHOWN);
  return html`${cards(rows.slice(0, SHOWN))}${more.length > 0 && html`<details class="list"><summary>${told(scope.languages, (words) => words.brandPage.morePosts(more.length))}</summary>${cards(more)}</details>`}`;
}

function note(row: UgcRow, scope: BrandScope): Html {
  const { languages } = scope;
  return html`<p>${row.authorKey !== null && html`${who(row.authorKey, scope)} `}<span class="tag">${told(languages, (words) => worded(words.use, row.recommendedUse ?? 'none'))}</span> <span class="tag">${told(languages, (words) => `${words.columns.ugcScore} ${row.ugcScore.toFixed(0)}`)}</span></p>
<p class="soft">${told(languages, (words) => ugcSentence(row, words))}</p>`;
}
