/** What an author says of a brand, by side and product, and the words that are typical of TA. Words are TA's own and shown with names only. */
import { type Html, html } from '../html.ts';
import { strange } from '../pages/names.ts';
import { told } from '../pages/told.ts';
import { firstWords } from '../text.ts';
import type { DossierContext } from './context.ts';
import { spokenTerms } from './spoken_terms.ts';
import type { Subject } from './subject.ts';
import { interestName, lovedFirst } from './thanks.ts';

/** Rows of the table, at most. */
const SHOWN = 8;
const TERM_LENGTH = 24;

/** The section's content. */
export function loves(subject: Subject, context: DossierContext): Html {
  const { languages, identityClass, known } = context;
  const { terms, mentions } = subject;
  const spoken = spokenTerms(
    mentions.flatMap(({ postKey }) => {
      const post = known.posts.get(postKey);
      return [post?.title ?? '', post?.text ?? ''];
    }),
  );
  const interests = lovedFirst(subject.interests.filter((one) => one.praisedCount + one.blamedCount > 0));
  const head = (['thing', 'praised', 'blamed', 'mentions'] as const).map(
    (label) =>
      html`<th scope="col"${label !== 'thing' && html` class="n"`}>${told(languages, (words) => words.dossier.loves[label])}</th>`,
  );
  const table = html`<table><thead><tr>${head}</tr></thead><tbody>${interests
    .slice(0, SHOWN)
    .map(
      (one) =>
        html`<tr><th scope="row">${told(languages, (words) => interestName(one, subject, words))}</th><td class="n">${one.praisedCount}</td><td class="n">${one.blamedCount}</td><td class="n">${one.mentionsCount}</td></tr>`,
    )}</tbody></table>`;
  const typical =
    identityClass === 'handle' && terms.length > 0
      ? html`<p>${told(languages, (words) => words.dossier.loves.terms)}: ${terms.map(({ term }) => html`<span class="tag">${strange(firstWords(spoken(term), TERM_LENGTH) ?? '')}</span> `)}</p>`
      : null;
  return html`${interests.length === 0 ? html`<p>${told(languages, (words) => words.dossier.loves.none)}</p>` : table}${typical}`;
}
