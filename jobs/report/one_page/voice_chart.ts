/** Share of voice of a brand and its rivals as bars; the numbers stand beside them, so that nobody has to measure. */

import type { BrandWeekRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { percent } from '../numbers.ts';
import { firstWords } from '../text.ts';

const NAME_LENGTH = 20;

/** @param nameOf how a brand is printed. An unknown share has a dash and no bar. */
export function voiceChart(rows: readonly BrandWeekRow[], ownId: string, nameOf: (brandId: string) => string): Html {
  const most = Math.max(0.01, ...rows.map((row) => row.sovAuthors ?? 0));
  return html`<ul class="voices">${rows.map(({ brandId, sovAuthors }) => {
    const width = Math.round(((sovAuthors ?? 0) / most) * 1000) / 10;
    return html`<li><span class="cut one"><bdi>${firstWords(nameOf(brandId), NAME_LENGTH)}</bdi></span><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${brandId === ownId ? 'bar own' : 'bar'}" width="${width}" height="10"/></svg><span>${sovAuthors === null ? '–' : percent(sovAuthors)}</span></li>`;
  })}</ul>`;
}
