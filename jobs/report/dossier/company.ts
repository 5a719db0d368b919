/** Who answers, and what was paid or given: two short parts that only count. */
import { type Html, html } from '../html.ts';
import { percent } from '../numbers.ts';
import { told } from '../pages/told.ts';
import { factorSentence } from '../why.ts';
import type { Words } from '../words/words.ts';
import type { DossierContext } from './context.ts';
import type { Subject } from './subject.ts';

/** People around the author, as counts. */
export function circle({ row, brand }: Subject, { languages }: DossierContext): Html {
  const sentences = (words: Words) =>
    [
      factorSentence('circle', row, brand, words),
      row.circle !== null && (row.respondersCount ?? 0) > 0
        ? words.dossier.circle.credible(row.credibleRespondersCount ?? 0)
        : null,
      row.circle !== null && row.floorFactor < 1 ? factorSentence('floor', row, brand, words) : null,
    ].filter((sentence) => sentence !== null);
  return html`<p>${told(languages, (words) => sentences(words).join(words.gap))}</p>${row.circle !== null && html`<p class="soft">${told(languages, (words) => words.dossier.circle.note)}</p>`}`;
}

/** Marks of payment and gifts, declared and suspected. */
export function paidMarks({ row, mentions }: Subject, { languages }: DossierContext): Html {
  const suspected = mentions.filter((one) => one.disclosureState === 'suspected').length;
  const sentences = ({ dossier: { paid } }: Words) => {
    const told = [
      (row.disclosedShare ?? 0) > 0 ? paid.share(percent(row.disclosedShare ?? 0)) : null,
      row.giftedMentionsCount > 0 ? paid.gifted(row.giftedMentionsCount) : null,
      suspected > 0 ? paid.suspected(suspected) : null,
    ].filter((sentence) => sentence !== null);
    return told.length === 0 ? [paid.none] : told;
  };
  return html`${told(languages, (words) => sentences(words).map((line) => html`<p>${line}</p>`), 'div')}`;
}
