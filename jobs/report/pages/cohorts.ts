/** Who comes back to an own brand: one line a month of first mention, how many of its people were there each month since. Counts only. */
import { type Html, html } from '../html.ts';
import type { Lists } from '../lists.ts';
import { grouped } from '../numbers.ts';
import type { CohortRow } from '../rows.ts';
import type { Words } from '../words/words.ts';

/** Null where the week has no cohorts. Months still to come stay empty; a past month in which nobody came is 0. */
export function cohorts(brandId: string, lists: Pick<Lists, 'asOf' | 'cohorts'>, words: Words): Html | null {
  const own = lists.cohorts.filter((row) => row.brandId === brandId);
  if (own.length === 0) return null;
  const label = words.cohorts;
  const newest = monthNumber(new Date((lists.asOf.day - 1) * 86_400_000).toISOString());
  const lines = [...Map.groupBy(own, (row) => row.cohortMonth)];
  const widest = Math.max(...lines.map(([month]) => newest - monthNumber(month)));
  const columns = Array.from({ length: widest }, (_, i) => i + 1);
  return html`<details><summary>${label.title}</summary><p class="soft">${label.says}</p><div class="scroll"><table>
<thead><tr><th>${label.month}</th><th class="n">${words.columns.authorsCount}</th>${columns.map((since) => html`<th class="n">+${since}</th>`)}</tr></thead>
<tbody>${lines.map(
    ([month, rows]) =>
      html`<tr><td>${month.slice(0, 7)}</td><td class="n">${grouped(rows[0]?.authorsCount ?? 0)}</td>${columns.map(
        (since) =>
          html`<td class="n">${since <= newest - monthNumber(month) && grouped(activeAfter(rows, since))}</td>`,
      )}</tr>`,
  )}</tbody></table></div></details>`;
}

function activeAfter(rows: readonly CohortRow[], months: number): number {
  return rows.find((row) => row.monthsSinceCount === months)?.activeCount ?? 0;
}

/** Months since year 0 of `2026-11…`. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
