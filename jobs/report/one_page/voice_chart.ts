/** Share of voice of a brand and its rivals as bars; the numbers stand beside them, so that nobody has to measure. */
import { type Html, html } from '../html.ts';
import { percent } from '../numbers.ts';
import type { BrandWeekRow } from '../rows.ts';
import { firstWords } from '../text.ts';
import { fit } from '../width.ts';

const [WIDTH, LINE, LEFT, RIGHT] = [300, 22, 96, 44];
/** Columns of a terminal, of which a wide character takes two. */
const NAME_WIDTH = 15;

/** @param nameOf how a brand is printed. An unknown share has a dash and no bar. */
export function voiceChart(
  rows: readonly BrandWeekRow[],
  ownId: string,
  label: string,
  nameOf: (brandId: string) => string,
): Html {
  const most = Math.max(0.01, ...rows.map((row) => row.sovAuthors ?? 0));
  const space = WIDTH - LEFT - RIGHT;
  return html`<svg viewBox="0 0 ${WIDTH} ${rows.length * LINE}" role="img" aria-label="${label}" font-size="11">${rows.map(
    ({ brandId, sovAuthors }, i) => {
      const width = Math.round(((sovAuthors ?? 0) / most) * space * 10) / 10;
      const middle = i * LINE + LINE / 2;
      return html`<text x="0" y="${middle + 4}">${fit(firstWords(nameOf(brandId), NAME_WIDTH) ?? brandId, NAME_WIDTH).trimEnd()}</text><rect class="${brandId === ownId ? 'bar own' : 'bar'}" x="${LEFT}" y="${middle - 6}" width="${width}" height="12" rx="2"/><text x="${LEFT + width + 6}" y="${middle + 4}">${sovAuthors === null ? '–' : percent(sovAuthors)}</text>`;
    },
  )}</svg>`;
}
