/** `index.html`: the week for people, in one file without network or script. The leading language is shown, a switch adds the others. */
import type { Brand, IdentityClass } from '../../config/types.ts';
import { coverageNotes } from '../coverage_notes.ts';
import { Html, html } from '../html.ts';
import { type Known, knownAt } from '../known.ts';
import type { Lists } from '../lists.ts';
import { grouped, percent } from '../numbers.ts';
import type { SelfTest } from '../self_test.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { cohorts } from './cohorts.ts';
import { kolTable } from './kol.ts';
import { candidateTable, earlyTable, leftList, ugcTable } from './people.ts';
import { selfTestNote, selfTestTable } from './self_test.ts';
import { spread } from './spread.ts';
import { PAGE_STYLE } from './style.ts';

/** Nothing may load or run, whatever slips through. */
const POLICY = new Html(
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
);

/** The page's text; the same lists and self-test give the same bytes. */
export function page(
  lists: Lists,
  identityClass: IdentityClass,
  languages: readonly [Words, ...Words[]],
  selfTest: SelfTest | null,
): string {
  const [lead] = languages;
  const known = knownAt(identityClass, lists.known);
  const own = [...lists.brands.values()]
    .filter((brand) => brand.role === 'own')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const brands = identityClass === 'aggregate' ? [] : own;
  const head = html`<!doctype html>
<html lang="${lead.htmlLang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${lead.title} ${lists.asOf.isoWeek}</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>`;
  const body = html`
<body>
<header>
${languages.map((words, i) =>
  i === 0
    ? html`<h1>${words.title}</h1><p class="soft">${subtitle(words, lists)}</p>`
    : html`<p class="soft" lang="${words.htmlLang}">${words.title} · ${subtitle(words, lists)}</p>`,
)}
${languages.length > 1 && html`<p><label><input type="checkbox" id="also"> ${lead.labels.also}</label></p>`}
<nav>${brands.map((brand) => html`<a href="#brand-${brand.id}">${brand.names[0]}</a>`)}<a href="#voice">${lead.lists.shareOfVoice}</a><a href="#coverage">${lead.lists.coverage}</a><a href="#read">${lead.lists.howToRead}</a></nav>
</header>
<main>
${brands.map((brand) => brandSection(brand, lists, known, languages))}
<section id="voice"><h2>${lead.lists.shareOfVoice}</h2>${said(languages, (words) => html`<p>${words.says.brandWeeks}</p>`)}${voiceTable(lists, lead)}</section>
<section id="coverage"><h2>${lead.lists.coverage}</h2>${said(languages, (words) => html`<p>${words.says.coverage}</p>`)}
${said(languages, (words) => html`<ul class="note">${coverageNotes(lists.coverage, words).map((note) => html`<li>${note}</li>`)}</ul>`)}
${coverageTable(lists, lead)}</section>
<section id="read"><h2>${lead.lists.howToRead}</h2>${said(languages, (words) => html`<ul>${words.howToRead.map((line) => html`<li>${line}</li>`)}</ul>`)}</section>
</main>
<footer>${languages.map((words) => selfTestNote(selfTest, own, words))}${selfTestTable(selfTest, own, lead)}
${languages.map((words) => html`<p lang="${words.htmlLang}">${words.labels.footer}</p>`)}</footer>
</body>
</html>
`;
  return `${head}${body}`;
}

/** The leading language in the open, the others shown by the switch at the top. */
export function said(languages: readonly Words[], content: (words: Words) => Html): Html {
  return html`${languages.map((words, i) =>
    i === 0 ? content(words) : html`<div class="also" lang="${words.htmlLang}">${content(words)}</div>`,
  )}`;
}

function subtitle(words: Words, lists: Lists): string {
  return words.subtitle({ week: lists.asOf.isoWeek, asOf: lists.asOf.date });
}

function brandSection(brand: Brand, lists: Lists, known: Known, languages: readonly [Words, ...Words[]]): Html {
  const [lead] = languages;
  const of = <Row extends { readonly brandId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.brandId === brand.id);
  const context = { lists, known, languages, brand };
  const part = (title: string, says: (words: Words) => string, rows: readonly unknown[], table: () => Html) =>
    html`<h3>${title}</h3>${said(languages, (words) => html`<p class="soft">${says(words)}</p>`)}${rows.length === 0 ? html`<p>${lead.says.none}</p>` : table()}`;
  const [koc, early, left, ugc, kol] = [of(lists.koc), of(lists.early), of(lists.left), of(lists.ugc), of(lists.kol)];
  return html`<section id="brand-${brand.id}"><h2>${brand.names[0]}</h2>
${part(
  lead.lists.koc,
  (words) => words.says.koc,
  koc,
  () => candidateTable(koc, context),
)}
${
  left.length > 0 &&
  part(
    lead.lists.left,
    (words) => words.says.left,
    left,
    () => leftList(left, context),
  )
}
${part(
  lead.lists.early,
  (words) => words.says.early,
  early,
  () => earlyTable(early, context),
)}
${part(
  lead.lists.ugc,
  (words) => words.says.ugc,
  ugc,
  () => ugcTable(ugc, context),
)}
${
  kol.length > 0 &&
  part(
    lead.lists.kol,
    (words) => words.says.kol,
    kol,
    () => kolTable(kol, context),
  )
}
${spread(brand.id, lists, lead)}
${cohorts(brand.id, lists, lead)}
</section>`;
}

function voiceTable(lists: Lists, words: Words): Html {
  const label = words.columns;
  const share = (value: number | null) =>
    value === null
      ? '–'
      : html`<span class="bar"><i style="width:${Math.round(Math.min(1, Math.max(0, value)) * 100)}%"></i></span>${percent(value)}`;
  const net = (value: number | null) => (value === null ? '–' : `${value > 0 ? '+' : ''}${value.toFixed(2)}`);
  return html`<div class="scroll"><table>
<thead><tr><th>${label.brandName}</th><th>${label.category}</th><th class="n">${label.authorsCount}</th><th class="n">${label.sovAuthors}</th><th class="n">${label.mentionsCount}</th><th class="n">${label.namedMentionsCount}</th><th class="n">${label.inheritedMentionsCount}</th><th class="n">${label.sovPositiveAuthors}</th><th class="n">${label.netSentimentOpinions}</th></tr></thead>
<tbody>${lists.brandWeeks.map(
    (row) => html`<tr><td>${lists.brands.get(row.brandId)?.names[0] ?? row.brandId}</td><td>${row.category}</td>
<td class="n">${grouped(row.authorsCount)}${row.authorsPrevWeekCount !== null && html`<br><small>${words.labels.authorsPrevious(grouped(row.authorsPrevWeekCount))}</small>`}</td>
<td class="n">${share(row.sovAuthors)}</td><td class="n">${grouped(row.mentionsCount)}</td><td class="n">${grouped(row.namedMentionsCount)}</td><td class="n">${grouped(row.inheritedMentionsCount)}</td><td class="n">${share(row.sovPositiveAuthors)}</td><td class="n">${net(row.netSentimentOpinions)}</td></tr>`,
  )}</tbody></table></div>`;
}

function coverageTable(lists: Lists, words: Words): Html {
  const label = words.columns;
  return html`<div class="scroll"><table>
<thead><tr><th>${label.sourceId}</th><th>${label.platform}</th><th>${label.kind}</th><th>${label.latestOutcome}</th><th class="n">${label.recordsCount}</th><th class="n">${label.recordsTotalCount}</th><th class="n">${label.withBrandTotalCount}</th><th class="n">${label.authorsTotalCount}</th><th>${label.firstDate}</th><th>${label.lastDate}</th></tr></thead>
<tbody>${lists.coverage.map(
    (
      row,
    ) => html`<tr><td>${row.sourceId}</td><td>${worded(words.platform, row.platform)}</td><td>${row.kind}</td><td>${worded(words.outcome, row.latestOutcome ?? 'none')}</td>
<td class="n">${grouped(row.recordsCount)}</td><td class="n">${grouped(row.recordsTotalCount)}</td><td class="n">${grouped(row.withBrandTotalCount)}</td><td class="n">${grouped(row.authorsTotalCount)}</td><td>${row.firstDate ?? '–'}</td><td>${row.lastDate ?? '–'}</td></tr>`,
  )}</tbody></table></div>`;
}
