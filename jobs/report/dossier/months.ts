/** Mentions by month as small bars and as a table. Months that the records do not reach stand as gaps, not as zeros. */

import type { AuthorMonthRow } from '../author_rows.ts';
import { type Html, html } from '../html.ts';
import { told } from '../pages/told.ts';
import type { DossierContext } from './context.ts';
import type { Subject } from './subject.ts';

/** The section's content. */
export function months({ months: rows }: Subject, { languages }: DossierContext): Html {
  if (rows.length === 0) return html`<p>${told(languages, (words) => words.dossier.months.none)}</p>`;
  const most = Math.max(...rows.map((row) => row.mentionsCount));
  return html`<table><caption>${told(languages, (words) => words.dossier.months.caption)}</caption><thead><tr><th scope="col">${told(languages, (words) => words.dossier.months.month)}</th><td></td>${(
    ['mentionsCount', 'positiveMentionsCount', 'negativeMentionsCount'] as const
  ).map(
    (count) => html`<th scope="col" class="n">${told(languages, (words) => words.columns[count])}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row"><time datetime="${row.month.slice(0, 7)}">${row.month.slice(0, 7)}</time></th><td class="bars">${bar(row, most)}</td><td class="n">${row.mentionsCount}</td><td class="n">${row.positiveMentionsCount}</td><td class="n">${row.negativeMentionsCount}</td></tr>`,
  )}</tbody></table>`;
}

/** Praise, the rest and complaints, in one bar against the busiest month; the numbers stand beside it. */
function bar({ mentionsCount, positiveMentionsCount, negativeMentionsCount }: AuthorMonthRow, most: number): Html {
  const widths = [
    ['positive', positiveMentionsCount],
    ['neutral', Math.max(0, mentionsCount - positiveMentionsCount - negativeMentionsCount)],
    ['negative', negativeMentionsCount],
  ] as const;
  let x = 0;
  const parts = widths.map(([feeling, count]) => {
    const width = Math.round((count / most) * 1000) / 10;
    const part = width > 0 && html`<rect x="${x}" width="${width}" height="10" class="${feeling}"/>`;
    x = Math.round((x + width) * 10) / 10;
    return part;
  });
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
