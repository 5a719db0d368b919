/** What mentions of a brand praise and criticise, with the newest example of each. */

import type { BrandAspectRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { grouped } from '../numbers.ts';
import { worded } from '../words/languages.ts';
import type { BrandScope } from './brand_scope.ts';
import { type Head, heads } from './cells.ts';
import { postLink } from './names.ts';
import { told } from './told.ts';

const EXAMPLES: readonly Head[] = [
  [(words) => words.workbook.columns.praise, ''],
  [(words) => words.workbook.columns.blame, ''],
];

/** @param rows of the brand, most spoken of first; at least one. Examples only where people are shown. */
export function aspectTable(rows: readonly BrandAspectRow[], scope: BrandScope): Html {
  const { languages, hasPeople } = scope;
  const most = Math.max(1, ...rows.flatMap((row) => [row.praisedCount, row.blamedCount]));
  const example = (key: string | null) => (key === null ? html`–` : postLink(key, scope));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${languages[0].workbook.tabs.aspects}"><table class="aspects"><caption class="sr">${told(languages, (words) => words.workbook.tabs.aspects)}</caption>
${heads(languages, [
  [(words) => words.workbook.columns.aspect, ''],
  [(words) => words.workbook.columns.praised, 'n'],
  [(words) => words.workbook.columns.blamed, 'n'],
  [(words) => words.workbook.columns.people, 'n'],
  ...(hasPeople ? EXAMPLES : []),
])}
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${told(languages, (words) => worded(words.brandPage.aspects, row.aspect))}</th><td class="n">${bar(row.praisedCount, most, 'positive')} ${grouped(row.praisedCount)}</td><td class="n">${bar(row.blamedCount, most, 'negative')} ${grouped(row.blamedCount)}</td><td class="n">${grouped(row.authorsCount)}</td>${hasPeople && html`<td>${example(row.praisedPostKey)}</td><td>${example(row.blamedPostKey)}</td>`}</tr>`,
  )}</tbody></table></div>`;
}

function bar(count: number, most: number, feeling: 'positive' | 'negative'): Html {
  return html`<svg class="bar" viewBox="0 0 60 8" aria-hidden="true"><rect class="${feeling}" x="${60 - Math.round((count / most) * 60)}" width="${Math.round((count / most) * 60)}" height="8"/></svg>`;
}
