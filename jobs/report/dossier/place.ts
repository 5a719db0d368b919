/** Why an author stands where TA stands, what changed, and what would raise the place: the sentences of why.ts with every part of the score. */
import { type Html, html } from '../html.ts';
import { short } from '../numbers.ts';
import { type Languages, told } from '../pages/told.ts';
import type { CandidateRow } from '../rows.ts';
import {
  againstUsual,
  contributions,
  factorSentence,
  missingPhrases,
  raiseSentence,
  weakestSentence,
  whySentences,
} from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { DossierContext } from './context.ts';
import type { Subject } from './subject.ts';

/** The section's content. */
export function place(subject: Subject, { languages }: DossierContext): Html {
  const { row, brand } = subject;
  const table = factorTable(subject, languages);
  const around = (words: Words) => {
    const usual = againstUsual(row, words);
    const missing = row.status === 'early' ? missingPhrases(row, words) : [];
    return html`<p>${changeSentences(row, words).join(words.gap)}</p>${missing.length > 0 && html`<p>${words.dossier.change.missing(missing.join(words.separator))}</p>`}${
      usual === null ? list(whySentences(row, brand, words)) : html`<p>${usual}</p>`
    }`;
  };
  const raise = (words: Words) => (table === null ? weakestSentence(row, brand, words) : raiseSentence(row, words));
  return html`${told(languages, around, 'div')}${table}${raise(languages[0]) !== null && html`<p>${told(languages, raise)}</p>`}`;
}

function list(sentences: readonly string[]): Html {
  return html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

/** How the place moved, at which pace, and what decided it besides the score. */
export function changeSentences(row: CandidateRow, words: Words): string[] {
  const { change } = words.dossier;
  const { rank, computedRank, diversity } = row;
  return [
    moved(row, words),
    change.pace[row.activity],
    diversity === null ? null : change.balance(worded(words.diversity, diversity)),
    rank !== null && computedRank !== null && computedRank !== rank ? change.byScore(computedRank) : null,
  ].filter((sentence) => sentence !== null);
}

function moved(
  { rank, previousRank, rankChange, isNew, status }: CandidateRow,
  { dossier: { change } }: Words,
): string {
  if (rank === null)
    return previousRank !== null ? change.left(previousRank) : status === 'early' ? change.early : change.none;
  if (isNew === true) return change.isNew;
  if (rankChange === null || previousRank === null) return change.none;
  if (rankChange === 0) return change.same;
  return rankChange > 0
    ? change.up({ places: rankChange, was: previousRank })
    : change.down({ places: -rankChange, was: previousRank });
}

/** Every factor against the usual, strongest first; null where there is nobody to compare with. */
function factorTable({ row, brand }: Subject, languages: Languages): Html | null {
  const factors = contributions(row);
  if (factors.length === 0) return null;
  const label = (key: 'factor' | 'times' | 'says') => told(languages, (words) => words.dossier.why[key]);
  const most = Math.max(...factors.map(([, part]) => Math.abs(part)), SMALL);
  return html`<div class="scroll"><table class="factors"><thead><tr><th scope="col">${label('factor')}</th><th scope="col" class="n">${label('times')}</th><td class="bars"></td><th scope="col">${label('says')}</th></tr></thead>
<tbody>${factors.map(
    ([code, part]) =>
      html`<tr><th scope="row">${told(languages, (words) => words.factor[code])}</th><td class="n">×${ratio(Math.exp(part))}</td><td class="bars">${bar(part, most)}</td><td>${told(languages, (words) => factorSentence(code, row, brand, words))}</td></tr>`,
  )}</tbody></table></div>`;
}

/** Parts below this look like nothing, even where no other is larger. */
const SMALL = 0.1;

/** A part to the right of the middle lifts the score, one to the left lowers it. */
function bar(part: number, most: number): Html {
  const width = Math.round((Math.abs(part) / most) * 500) / 10;
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="${part < 0 ? Math.round((50 - width) * 10) / 10 : 50}" width="${width}" height="10" class="${part < 0 ? 'negative' : 'positive'}"/></svg>`;
}

function ratio(times: number): string {
  return times >= 10 ? short(times) : times.toFixed(2);
}
