/** Candidates by affinity and pace: who prefers the brand most, and who speaks most often. One point a person, named by place only. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { type SymbolType, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { type Html, html } from '../html.ts';
import { percent, short } from '../numbers.ts';
import type { CandidateRow } from '../rows.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, feet, legend, rulers, svg, tenth, WIDTH } from './svg.ts';

const AREA: Area = { left: 48, right: WIDTH - 16, top: 14, bottom: 270 };
/** Shape besides colour, so that nobody has to tell colours apart. */
const SHAPES: Readonly<Record<CandidateRow['activity'], SymbolType>> = {
  rising: symbolTriangle,
  active: symbolCircle,
  at_risk: symbolDiamond,
  lapsed: symbolSquare,
};
const ACTIVITIES = ['rising', 'active', 'at_risk', 'lapsed'] as const;
/** Area of a point in square units, and places that are written beside their points. */
const SIZE = 42;
const NAMED = 10;
/** Mentions a year; less is drawn at the edge, since a logarithm has no zero. */
const SLOWEST = 0.5;

/** What the map shows of a person. */
export type MapRow = Pick<CandidateRow, 'rank' | 'activity' | 'affinityPercentile' | 'ratePerYear'>;

/** @param rows listed candidates; who has no affinity percentile is counted, not drawn. */
export function candidateMap(id: string, rows: readonly MapRow[], words: Words): Html {
  const label = words.brandPage.charts.map;
  const known = rows.filter((row) => row.affinityPercentile !== null);
  const hidden = rows.length - known.length;
  return figure(
    {
      id,
      title: label.title,
      definition: hidden === 0 ? label.says : `${label.says}${words.gap}${label.hidden(hidden)}`,
      picture: known.length === 0 ? null : picture(known, words),
      legend: legend(
        ACTIVITIES.filter((activity) => rows.some((row) => row.activity === activity)).map((activity) => ({
          mark: html`<path class="point ${activity}" transform="translate(12 6)" d="${shape(activity)}"/>`,
          name: words.activity[activity],
        })),
      ),
      table: {
        columns: columnsOf([words.columns.rank, words.columns.activity, label.affinity, label.pace], 2),
        rows: rows.map((row) => [
          row.rank ?? '–',
          words.activity[row.activity],
          row.affinityPercentile === null ? '–' : percent(row.affinityPercentile / 100),
          short(row.ratePerYear),
        ]),
      },
    },
    words,
  );
}

function picture(rows: readonly MapRow[], words: Words): Html {
  const label = words.brandPage.charts.map;
  const fastest = Math.max(10, ...rows.map((row) => row.ratePerYear));
  const x = scaleLog([SLOWEST, fastest], [AREA.left + 6, AREA.right - 8]).clamp(true);
  const y = scaleLinear([0, 1], [AREA.bottom - 6, AREA.top + 6]);
  const points = rows.map((row) => {
    const [left, top] = [tenth(x(Math.max(SLOWEST, row.ratePerYear))), tenth(y((row.affinityPercentile ?? 0) / 100))];
    return {
      left,
      top,
      row,
      mark: html`<path class="point ${row.activity}" transform="translate(${left} ${top})" d="${shape(row.activity)}"/>`,
    };
  });
  const written: { left: number; top: number }[] = [];
  const names = points
    .filter(({ row }) => row.rank !== null && row.rank <= NAMED)
    .flatMap(({ left, top, row }) => {
      if (written.some((one) => Math.abs(one.left - left) < 18 && Math.abs(one.top - top) < 13)) return [];
      written.push({ left, top });
      return [html`<text class="name" x="${tenth(left + 6)}" y="${tenth(top - 4)}">${row.rank}</text>`];
    });
  const across = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ y: y(value), label: percent(value) }));
  const along = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
    .filter((value) => value <= fastest)
    .map((value) => ({ x: x(value), label: String(value) }));
  return svg(label, AREA.bottom + 44, [
    rulers(AREA, across),
    feet(AREA, along),
    html`<text class="mid" x="${(AREA.left + AREA.right) / 2}" y="${AREA.bottom + 36}">${label.pace}</text><text x="${AREA.left - 40}" y="${AREA.top - 2}">${label.affinity}</text>`,
    points.map(({ mark }) => mark),
    names,
  ]);
}

function shape(activity: CandidateRow['activity']): string {
  return (symbol(SHAPES[activity], SIZE)() ?? '').replaceAll(/\d+\.\d+/gu, (number) => String(tenth(Number(number))));
}
