/** The nine patterns of authenticity, each with what was seen. Signals with their harmless readings, never a verdict; other accounts are counted, never named. */
import { AUTHENTICITY_FLAGS, type Authenticity, type AuthenticityFlag } from '../authenticity.ts';
import { type Html, html } from '../html.ts';
import { percent, short } from '../numbers.ts';
import { postLink } from '../pages/names.ts';
import { told } from '../pages/told.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { DossierContext } from './context.ts';
import type { Subject } from './subject.ts';

/** What one pattern that was found rests on. */
export interface Finding {
  /** What was measured, in the unit of the pattern; null = not told. */
  readonly value: number | null;
  /** Posts that show it, at most three. */
  readonly postKeys: readonly string[];
  readonly partnersCount: number;
}

export type Checked =
  | { readonly state: 'passed' }
  | { readonly state: 'unusual'; readonly finding: Finding }
  | { readonly state: 'unknown'; readonly because: keyof Words['dossier']['unchecked'] };

/** Reviews under which ratings and marks of purchase say nothing (ranking 5). */
const ENOUGH_REVIEWS = 4;

/** What became of one pattern; what could not be looked for is unknown, not passed. */
export function checked(code: AuthenticityFlag, { checks, row, profile }: Subject): Checked {
  if (checks === null) return { state: 'unknown', because: 'noData' };
  if (checks.flags.includes(code)) return { state: 'unusual', finding: finding(code, checks) };
  if (code === 'ring' && row.circle === null) return { state: 'unknown', because: 'noAnswers' };
  if (code === 'one_brand_praise' && row.isKeywordOnly === true) return { state: 'unknown', because: 'keywordOnly' };
  if ((code === 'rating_deviant' || code === 'unverified') && (profile?.reviewsCount ?? 0) < ENOUGH_REVIEWS)
    return { state: 'unknown', because: 'fewReviews' };
  return { state: 'passed' };
}

function finding(code: AuthenticityFlag, { evidence }: Authenticity): Finding {
  const rows = evidence.filter(({ flag }) => flag === code);
  return {
    value: rows[0]?.value ?? null,
    postKeys: rows.flatMap(({ postKey }) => postKey ?? []),
    partnersCount: rows.filter(({ partnerAuthorKey }) => partnerAuthorKey !== null).length,
  };
}

/** The section's content. */
export function checksTable(subject: Subject, context: DossierContext): Html {
  const { languages } = context;
  if (subject.checks === null) return html`<p>${told(languages, (words) => words.dossier.unchecked.noData)}</p>`;
  const override = subject.checks.row.override;
  return html`<p class="soft">${told(languages, (words) => words.dossier.checks.says)}</p>
${override !== null && html`<p>${told(languages, ({ dossier }) => dossier.checks.override(worded(dossier.checks.overrides, override)))}</p>`}
<div class="scroll"><table class="checks"><thead><tr>${(['check', 'result', 'evidence'] as const).map((label) => html`<th scope="col">${told(languages, (words) => words.dossier.checks[label])}</th>`)}</tr></thead>
<tbody>${AUTHENTICITY_FLAGS.map((code) => checkRow(code, checked(code, subject), context))}</tbody></table></div>`;
}

function checkRow(code: AuthenticityFlag, result: Checked, context: DossierContext): Html {
  const { languages } = context;
  return html`<tr><th scope="row">${told(languages, (words) => words.dossier.check[code])}</th><td class="${result.state}">${told(languages, (words) => words.dossier.checks[result.state])}</td><td>${seen(code, result, context)}</td></tr>`;
}

function seen(code: AuthenticityFlag, result: Checked, context: DossierContext): Html | null {
  const { languages } = context;
  if (result.state === 'passed') return null;
  if (result.state === 'unknown') {
    const { because } = result;
    return html`<small>${told(languages, (words) => words.dossier.unchecked[because])}</small>`;
  }
  const { value, postKeys, partnersCount } = result.finding;
  return html`${value !== null && told(languages, (words) => words.dossier.found[code](measured(code, value)))}${
    partnersCount > 0 &&
    html` <small>${told(languages, (words) => words.dossier.checks.partners(partnersCount))}</small>`
  }${postKeys.length > 0 && html`<ul>${postKeys.map((key) => html`<li>${postLink(key, context)}</li>`)}</ul>`}`;
}

/** Patterns that are measured as parts; the others are counts. */
const PARTS = new Set<AuthenticityFlag>(['copied_text', 'ring', 'rating_deviant', 'unverified']);

function measured(code: AuthenticityFlag, value: number): string {
  return PARTS.has(code) ? percent(value) : short(value);
}
