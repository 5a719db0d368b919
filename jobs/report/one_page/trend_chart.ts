/** A brand's share of voice by week as a line, with its first and last value in figures. A week without a share is a gap. */

import type { BrandHistoryRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { percent } from '../numbers.ts';

const [WIDTH, HEIGHT, TOP, BOTTOM, RIGHT] = [300, 120, 14, 18, 40];

/** @param rows oldest first, at least two. */
export function trendChart(rows: readonly BrandHistoryRow[], label: string): Html {
  const most = Math.max(0.01, ...rows.map((row) => row.sovAuthors ?? 0));
  const round = (value: number) => Math.round(value * 10) / 10;
  const points = rows.flatMap(({ sovAuthors }, i) => {
    if (sovAuthors === null) return [];
    const x = round((i / (rows.length - 1)) * (WIDTH - RIGHT));
    const y = round(HEIGHT - BOTTOM - (sovAuthors / most) * (HEIGHT - TOP - BOTTOM));
    return [{ i, x, y, share: sovAuthors }];
  });
  const path = points
    .map(({ i, x, y }, at) => `${at === 0 || points[at - 1]!.i !== i - 1 ? 'M' : 'L'}${x} ${y}`)
    .join('');
  const last = points.at(-1);
  const base = HEIGHT - BOTTOM;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}" font-size="11"><line class="axis" x1="0" y1="${base}" x2="${WIDTH - RIGHT}" y2="${base}"/>
<path class="line" d="${path}"/>${last !== undefined && html`<circle class="dot" cx="${last.x}" cy="${last.y}" r="3"/><text x="${last.x + 7}" y="${last.y + 4}">${percent(last.share)}</text>`}
<text x="0" y="${HEIGHT - 4}">${rows[0]?.periodStart}</text><text x="${WIDTH - RIGHT}" y="${HEIGHT - 4}" text-anchor="end">${rows.at(-1)?.periodStart}</text></svg>`;
}
