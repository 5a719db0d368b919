/** Share of voice of the brands of one category over weeks. Own brands stand out; rivals beyond the largest stand in the table and as thin lines only. */
import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { BrandHistoryRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { percent } from '../numbers.ts';
import { firstWords } from '../text.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, dayLabel, feet, legend, rulers, spaced, svg, tenth, WIDTH } from './svg.ts';

export interface VoiceBrand {
  readonly id: string;
  readonly name: string;
  readonly isOwn: boolean;
}

const AREA: Area = { left: 44, right: WIDTH - 20, top: 10, bottom: 200 };
/** Brands that get a colour and dashes of their own. */
const COLOURED = 6;
const NAME_LENGTH = 24;

/**
 * @param rows of the brands' weeks, of one category.
 * @param category named in the title; null = the page is of one brand anyway.
 * @param brands own ones get the first colours, then those with the largest share.
 */
export function shareOfVoice(
  id: string,
  rows: readonly BrandHistoryRow[],
  brands: readonly VoiceBrand[],
  category: string | null,
  words: Words,
): Html {
  const label = words.brandPage.charts.voice;
  const title = category === null ? label.title : `${label.title}${words.brandPage.colon}${category}`;
  const weeks = [...new Set(rows.map((row) => row.periodStart))].sort();
  const shares = new Map(rows.map((row) => [`${row.brandId} ${row.periodStart}`, row.sovAuthors]));
  const shareOf = (brand: VoiceBrand, week: string) => shares.get(`${brand.id} ${week}`) ?? null;
  const isEmpty = rows.every((row) => row.sovAuthors === null);
  const newest = weeks.at(-1) ?? '';
  const ranked = [...brands].sort(
    (a, b) => Number(b.isOwn) - Number(a.isOwn) || (shareOf(b, newest) ?? 0) - (shareOf(a, newest) ?? 0),
  );
  const shown = ranked.slice(0, COLOURED);
  const others = ranked.slice(COLOURED);
  return figure(
    {
      id,
      title,
      definition: label.says,
      picture: isEmpty ? null : picture(weeks, ranked, shareOf, { title, says: label.says }),
      legend: legend([
        ...shown.map((brand, i) => ({
          mark: html`<path class="${lineClass(brand, i)}" d="M1 6H23"/>`,
          name: html`<bdi>${firstWords(brand.name, NAME_LENGTH)}</bdi> ${shareLabel(shareOf(brand, newest))}`,
        })),
        ...(others.length === 0
          ? []
          : [{ mark: html`<path class="line rest" d="M1 6H23"/>`, name: label.others(others.length) }]),
      ]),
      table: {
        columns: columnsOf([label.week, ...ranked.map((brand) => brand.name)]),
        rows: weeks.toReversed().map((week) => [week, ...ranked.map((brand) => shareLabel(shareOf(brand, week)))]),
      },
    },
    words,
  );
}

function picture(
  weeks: readonly string[],
  brands: readonly VoiceBrand[],
  shareOf: (brand: VoiceBrand, week: string) => number | null,
  name: { readonly title: string; readonly says: string },
): Html {
  const most = Math.max(0.05, ...brands.flatMap((brand) => weeks.map((week) => shareOf(brand, week) ?? 0)));
  const x = scalePoint(weeks, [AREA.left, AREA.right]);
  const y = scaleLinear([0, most], [AREA.bottom, AREA.top]).nice(4);
  const at = (week: string) => tenth(x(week) ?? AREA.left);
  const path = line<readonly [string, number | null]>()
    .defined(([, share]) => share !== null)
    .x(([week]) => at(week))
    .y(([, share]) => tenth(y(share ?? 0)));
  const drawn = brands.map((brand, i) => {
    const points = weeks.map((week) => [week, shareOf(brand, week)] as const);
    const last = points.findLast(([, share]) => share !== null);
    // A week that stands alone between unknown ones has no line; its end has a dot.
    return html`<path class="${lineClass(brand, i)}" d="${path(points) ?? ''}"/>${i < COLOURED && last !== undefined && html`<circle class="dot c${i + 1}" cx="${at(last[0])}" cy="${tenth(y(last[1] ?? 0))}" r="3.5"/>`}`;
  });
  const ticks = y.ticks(4).map((value) => ({ y: y(value), label: percent(value) }));
  const names = spaced(weeks, 6).map((week) => ({ x: at(week), label: dayLabel(week) }));
  return svg(name, AREA.bottom + 24, [rulers(AREA, ticks), feet(AREA, names), drawn.toReversed()]);
}

function lineClass(brand: VoiceBrand, place: number): string {
  return place < COLOURED ? `line c${place + 1}${brand.isOwn ? ' own' : ''}` : 'line rest';
}

function shareLabel(share: number | null): string {
  return share === null ? '–' : percent(share);
}
