/** Who an own brand's people are, as counts: segments, and how unevenly its praise is spread. No row is about one person. */
import { type Html, html } from '../html.ts';
import type { Lists } from '../lists.ts';
import { grouped, percent } from '../numbers.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';

/** Null where the week has neither. */
export function spread(brandId: string, { segments, concentration }: Lists, words: Words): Html | null {
  const own = segments.filter((row) => row.brandId === brandId);
  const praise = concentration.find((row) => row.brandId === brandId);
  if (own.length === 0) return null;
  const label = words.segments;
  const counts = Map.groupBy(own, (row) => row.segment);
  const total = (rows: typeof own) => rows.reduce((sum, row) => sum + row.authorsCount, 0);
  const ordered = [...counts].toSorted(([, a], [, b]) => total(b) - total(a));
  return html`<details><summary>${label.title}</summary><table>
<thead><tr><th>${label.segment}</th><th class="n">${words.columns.authorsCount}</th></tr></thead>
<tbody>${ordered.map(([code, rows]) => html`<tr><td>${worded(label.names, code)}</td><td class="n">${grouped(total(rows))}</td></tr>`)}</tbody></table>
${praise !== undefined && praise.top10Share !== null && praise.gini !== null && html`<p class="soft">${label.spread({ top1: percent(praise.top1Share ?? 0), top10: percent(praise.top10Share), top50: percent(praise.top50Share ?? 0), gini: praise.gini.toFixed(2), authors: grouped(praise.authorsCount) })}</p>`}</details>`;
}
