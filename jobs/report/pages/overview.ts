/** `index.html`: all own brands at a glance, share of voice, what was collected, how to read it, and how good the order has been. */

import type { Brand } from '../../config/types.ts';
import { coverage } from '../charts/coverage.ts';
import { CHART_STYLE } from '../charts/style.ts';
import { coverageNotes } from '../coverage_notes.ts';
import { type Html, html } from '../html.ts';
import { grouped, percent } from '../numbers.ts';
import { voiceOf } from './brand_charts.ts';
import type { PagesInput } from './brand_scope.ts';
import { selfTestNote, selfTestTable } from './self_test.ts';
import { shell } from './shell.ts';
import { LIST_STYLE } from './style.ts';
import { told } from './told.ts';
import { coverageTable, voiceTable } from './totals.ts';

/** From the root of the export. */
export function brandPagePath(brandId: string): string {
  return `brands/${brandId}/index.html`;
}

/** Own brands by id; each has a page. */
export function ownBrands(lists: PagesInput['lists']): Brand[] {
  return [...lists.brands.values()].filter(({ role }) => role === 'own').toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The page's text; the same input gives the same bytes. */
export function overview(input: PagesInput): string {
  const { lists, languages, selfTest } = input;
  const own = ownBrands(lists);
  const ids = new Set(own.map(({ id }) => id));
  const pageOf = (id: string) => (ids.has(id) ? brandPagePath(id) : null);
  const categories = [...new Set(own.map(({ category }) => category))].sort();
  const section = (id: string, title: Html, content: Html) =>
    html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>
`;
  return shell({
    languages,
    title: (words) => `${words.title} ${lists.asOf.isoWeek}`,
    heading: told(languages, (words) => words.title),
    intro: html`<p class="soft">${told(languages, (words) => words.subtitle({ week: lists.asOf.isoWeek, asOf: lists.asOf.date }))}</p>`,
    above: [],
    parts: [
      { href: '#brands', text: (words) => words.brandPage.brands },
      { href: '#voice', text: (words) => words.lists.shareOfVoice },
      { href: '#coverage', text: (words) => words.lists.coverage },
      { href: '#read', text: (words) => words.lists.howToRead },
      { href: '#test', text: (words) => words.brandPage.selfTest },
    ],
    main: html`${section(
      'brands',
      told(languages, (words) => words.brandPage.brands),
      own.length === 0
        ? html`<p>${told(languages, (words) => words.brandPage.noBrands)}</p>`
        : html`<ul class="brands">${own.map((brand) => html`<li>${brandCard(brand, input)}</li>`)}</ul>`,
    )}${section(
      'voice',
      told(languages, (words) => words.lists.shareOfVoice),
      html`<p class="soft">${told(languages, (words) => words.says.brandWeeks)}</p>
<div class="charts">${categories.map((category) => told(languages, (words) => voiceOf(lists, category, null, words), 'div'))}</div>
${voiceTable(lists.brandWeeks, lists, languages, pageOf)}`,
    )}${section(
      'coverage',
      told(languages, (words) => words.lists.coverage),
      html`<p class="soft">${told(languages, (words) => words.says.coverage)}</p>
${told(languages, (words) => html`<ul class="note">${coverageNotes(lists.coverage, words).map((note) => html`<li>${note}</li>`)}</ul>`, 'div')}
${told(languages, (words) => coverage('sources', lists.coverage, words), 'div')}
${lists.coverage.length > 0 && coverageTable(lists.coverage, languages)}`,
    )}${section(
      'read',
      told(languages, (words) => words.lists.howToRead),
      told(languages, (words) => html`<ul>${words.howToRead.map((line) => html`<li>${line}</li>`)}</ul>`, 'div'),
    )}${section(
      'test',
      told(languages, (words) => words.brandPage.selfTest),
      html`${told(languages, (words) => selfTestNote(selfTest, own, words), 'div')}${selfTestTable(selfTest, own, languages)}`,
    )}`,
    footer: html`<p>${told(languages, (words) => words.labels.footer)}</p>`,
    style: `${CHART_STYLE}${LIST_STYLE}`,
  });
}

/** A brand in five numbers, leading to its page. */
function brandCard(brand: Brand, { lists, languages, identityClass }: PagesInput): Html {
  const week = lists.brandWeeks.find(({ brandId }) => brandId === brand.id);
  const count = (rows: readonly { readonly brandId: string }[]) =>
    grouped(rows.filter(({ brandId }) => brandId === brand.id).length);
  const fact = (label: Html, value: string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const label = (text: Parameters<typeof told>[1]) => told(languages, text);
  return html`<article class="post"><h3><a href="${brandPagePath(brand.id)}"><bdi>${brand.names[0] ?? brand.id}</bdi></a></h3><dl class="facts">
${fact(
  label((words) => words.lists.shareOfVoice),
  week?.sovAuthors == null ? '–' : percent(week.sovAuthors),
)}
${fact(
  label((words) => words.columns.mentionsCount),
  week === undefined ? '–' : grouped(week.mentionsCount),
)}
${
  identityClass !== 'aggregate' &&
  html`${fact(
    label((words) => words.lists.koc),
    count(lists.koc),
  )}${fact(
    label((words) => words.workbook.tabs.worklist),
    count(lists.worklist),
  )}${fact(
    label((words) => words.lists.ugc),
    count(lists.ugc),
  )}`
}
</dl></article>`;
}
