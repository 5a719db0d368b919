/** Who somebody is for a brand: platform, size, class, badges, place. Sizes are bands: an exact number invites ranking by it. */
import { type Html, html } from '../html.ts';
import { followersBand, short } from '../numbers.ts';
import { profileLink } from '../pages/names.ts';
import { told } from '../pages/told.ts';
import type { CandidateRow } from '../rows.ts';
import { badges, changeLabel } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { DossierContext } from './context.ts';
import type { Subject } from './subject.ts';

/** Under the heading: one line of facts, the class in a sentence, badges, other accounts. */
export function intro(subject: Subject, context: DossierContext): Html {
  const { languages } = context;
  const { row, accounts } = subject;
  return html`<p>${told(languages, (words) => facts(subject, words).join(' · '))}</p>
<p class="soft">${told(languages, (words) => classSentence(row, words))}${row.isKeywordOnly === true && html` ${told(languages, (words) => words.dossier.who.keywordOnly)}`}</p>
${told(languages, (words) => tags(subject, words).map((tag) => html`<span class="tag">${tag}</span> `), 'div')}
${accounts.length > 0 && html`<p>${told(languages, (words) => words.dossier.who.accounts)}: ${accounts.map(({ accountKey, platform }, i) => html`${i > 0 && ', '}${profileLink(accountKey, context)} (${told(languages, (words) => worded(words.platform, platform))})`)}</p>`}`;
}

/** As why.ts has it, with a band in place of the number. */
function classSentence(row: CandidateRow, words: Words): string {
  return words.consumer({
    followers: row.followersCount === null ? null : followersBand(row.followersCount),
    brands: String(row.brandsCount),
    isPaid: (row.disclosedShare ?? 0) > 0,
    isByHand: row.isClassByHand === true,
  });
}

function facts({ row }: Subject, words: Words): string[] {
  const { who } = words.dossier;
  const { firstMentionDate: first, lastMentionDate: last } = row;
  return [
    `${who.platform} ${worded(words.platform, row.platform)}`,
    ...(first === null || last === null ? [] : [`${who.since} ${who.from({ first, last })}`]),
  ];
}

function tags({ row }: Subject, words: Words): string[] {
  const { who } = words.dossier;
  const place =
    row.rank !== null ? [] : row.previousRank !== null ? [who.left] : row.status === 'early' ? [who.early] : [];
  const activity = row.activity === 'active' ? [] : [worded(words.activity, row.activity)];
  const confirmed = row.isConfirmed === true ? [who.confirmed] : [];
  return [...place, ...activity, ...confirmed, ...badges(row, words)];
}

/** The figures that people ask for first. */
export function tiles(subject: Subject, { languages }: DossierContext): Html {
  const { row } = subject;
  const tile = (
    label: (words: Words) => string,
    value: Html | string,
    note: ((words: Words) => string) | null = null,
  ) =>
    html`<div class="tile"><dt>${told(languages, label)}</dt><dd>${value}${note !== null && html`<small>${told(languages, note)}</small>`}</dd></div>`;
  const unknown = told(languages, (words) => words.dossier.facts.unknown);
  const { indexValue, indexLow, indexHigh, shareLift, engagementValue } = row;
  return html`<dl class="tiles">
${tile(
  (words) => words.dossier.facts.rank,
  row.rank === null ? '–' : html`${row.rank}`,
  (words) => changeLabel(row, words),
)}
${tile(
  (words) => words.dossier.facts.index,
  indexValue === null ? unknown : `${indexValue.toFixed(0)}${row.grade === null ? '' : ` ${row.grade}`}`,
  indexLow === null || indexHigh === null
    ? null
    : (words) => words.dossier.facts.between({ low: indexLow.toFixed(0), high: indexHigh.toFixed(0) }),
)}
${tile(
  (words) => words.dossier.facts.lift,
  shareLift === null ? unknown : `${short(shareLift)}×`,
  (words) => words.dossier.facts.liftNote,
)}
${tile(
  (words) => words.dossier.facts.engagement,
  engagementValue === null ? unknown : engagementValue.toFixed(0),
  (words) => words.dossier.facts.engagementNote,
)}
${tile(
  (words) => words.dossier.facts.mentions,
  String(row.mentions12wCount),
  (words) => words.dossier.facts.positive(row.positiveMentions12wCount),
)}
</dl>`;
}
