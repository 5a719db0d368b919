/** What a brand manager could do about an author this week: thank, offer, say openly, reach. It comes first on the page. */
import { type Html, html } from '../html.ts';
import { postLink } from '../pages/names.ts';
import { told } from '../pages/told.ts';
import { firstWords } from '../text.ts';
import type { Words } from '../words/words.ts';
import { WORK_WORDS } from '../work.ts';
import { contactRoutes, routeSentence } from './contact_route.ts';
import type { DossierContext } from './context.ts';
import { suggestIncentive } from './incentive.ts';
import type { Subject } from './subject.ts';
import { type WordedSuggestion, wordedSuggestion } from './suggestion.ts';
import { thanks } from './thanks.ts';

/** Graphemes of a note that the page shows. */
const NOTE_LENGTH = 200;

/** The section's content. */
export function nextStep(subject: Subject, context: DossierContext): Html {
  const { languages } = context;
  const heading = (part: 'incentive' | 'thanks' | 'contact' | 'disclosure') =>
    html`<h3>${told(languages, (words) => words.dossier.next[part])}</h3>`;
  return html`<div class="next">
<div>${heading('incentive')}${told(languages, (words) => suggestion(wordedSuggestion(subject, words)), 'div')}${askedPost(subject, context)}</div>
<div>${heading('thanks')}${told(languages, (words) => list(thanks(subject, context.known, words)), 'div')}</div>
<div>${heading('contact')}${told(languages, (words) => list(contactRoutes(subject.row, subject.facts).map((route) => routeSentence(route, words))), 'div')}${citedPost(subject, context)}</div>
<div>${heading('disclosure')}${told(languages, (words) => disclosure(wordedSuggestion(subject, words), words), 'div')}</div>
</div>${workLine(subject, context)}`;
}

/** The post to show, where showing it is what is suggested. */
function askedPost({ row, facts }: Subject, context: DossierContext): Html | null {
  return suggestIncentive(row, facts).code === 'feature' ? pointed(facts.post?.postKey ?? null, context) : null;
}

/** The post to answer under: the strongest evidence. */
function citedPost({ row }: Subject, context: DossierContext): Html | null {
  return pointed(row.evidencePostKey1, context);
}

/** Null where the post may not be shown. */
function pointed(key: string | null, context: DossierContext): Html | null {
  return key !== null && context.known.posts.has(key) ? html`<p>→ ${postLink(key, context)}</p>` : null;
}

function suggestion({ name, reason, does }: WordedSuggestion): Html {
  return html`<p><strong>${name}</strong></p><p>${reason}</p>${does !== null && html`<p>${does}</p>`}`;
}

function disclosure({ code, disclosures }: WordedSuggestion, words: Words): Html {
  const said = words.dossier;
  return html`${disclosures.map(
    ({ place, sentence, lang }) =>
      html`<p><q lang="${lang}">${sentence}</q></p><p class="soft">${said.next.basis({ law: said.law[place], note: said.lawNote[place] })}</p>`,
  )}${code !== null && disclosures.length === 0 && html`<p>${said.noDisclosure}</p>`}${code === 'referral' && html`<p>${said.oneLevel}</p>`}<p>${said.freeWords}</p>`;
}

function list(sentences: readonly string[]): Html {
  return html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

/** What the team noted; owner and note only where names may stand. */
function workLine({ work }: Subject, { languages, identityClass }: DossierContext): Html {
  const isHandle = identityClass === 'handle';
  const owner = isHandle ? firstWords(work.owner, NOTE_LENGTH) : null;
  const note = isHandle ? firstWords(work.note, NOTE_LENGTH) : null;
  return html`<p class="soft">${told(languages, (words) => {
    const { headers, statuses } = WORK_WORDS[words.code === 'zh' ? 'zh' : 'en'];
    const parts = [
      `${headers.status}: ${statuses[work.status]}`,
      owner === null ? null : `${headers.owner}: ${owner}`,
      work.lastContact === null ? null : `${headers.lastContact}: ${work.lastContact}`,
      note === null ? null : `${headers.note}: ${note}`,
    ];
    return parts.filter((part) => part !== null).join(' · ');
  })}</p>`;
}
