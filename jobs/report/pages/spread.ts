/** Who an own brand's people are, as counts: segments, and who comes back. No row is about one person. */

import type { CohortRow, SegmentRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { grouped } from '../numbers.ts';
import { worded } from '../words/languages.ts';
import { heads } from './cells.ts';
import { type Languages, told } from './told.ts';

/** @param rows of one brand. */
export function segmentTable(rows: readonly SegmentRow[], languages: Languages): Html {
  const total = (part: readonly SegmentRow[]) => part.reduce((sum, row) => sum + row.authorsCount, 0);
  const ordered = [...Map.groupBy(rows, (row) => row.segment)].toSorted(([, a], [, b]) => total(b) - total(a));
  return html`<table class="narrow"><caption class="sr">${told(languages, (words) => words.segments.segment)}</caption>
${heads(languages, [
  [(words) => words.segments.segment, ''],
  [(words) => words.columns.authorsCount, 'n'],
])}
<tbody>${ordered.map(([code, part]) => html`<tr><th scope="row">${told(languages, (words) => worded(words.segments.names, code))}</th><td class="n">${grouped(total(part))}</td></tr>`)}</tbody></table>`;
}

/**
 * One line a month of first mention, how many of its people were there each month since. Months still to come stay empty; a past
 * month in which nobody came is 0.
 *
 * @param rows of one brand; at least one.
 * @param lastDay of the evidence, in days since 1970.
 */
export function cohortTable(rows: readonly CohortRow[], lastDay: number, languages: Languages): Html {
  const newest = monthNumber(new Date(lastDay * 86_400_000).toISOString());
  const lines = [...Map.groupBy(rows, (row) => row.cohortMonth)];
  const widest = Math.max(...lines.map(([month]) => newest - monthNumber(month)));
  const columns = Array.from({ length: widest }, (_, i) => i + 1);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${languages[0].cohorts.title}"><table><caption>${told(languages, (words) => words.cohorts.says)}</caption>
<thead><tr><th scope="col">${told(languages, (words) => words.cohorts.month)}</th><th scope="col" class="n">${told(languages, (words) => words.columns.authorsCount)}</th>${columns.map((since) => html`<th scope="col" class="n">+${since}</th>`)}</tr></thead>
<tbody>${lines.map(
    ([month, part]) =>
      html`<tr><th scope="row" class="w">${month.slice(0, 7)}</th><td class="n">${grouped(part[0]?.authorsCount ?? 0)}</td>${columns.map(
        (since) =>
          html`<td class="n">${since <= newest - monthNumber(month) && grouped(part.find((row) => row.monthsSinceCount === since)?.activeCount ?? 0)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

/** Months since year 0 of `2026-11…`. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
