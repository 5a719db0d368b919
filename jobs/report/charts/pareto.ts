/** How unevenly praise is spread over its authors: the share that the first 1, 5, 10, 20 and 50 % of them give. */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ConcentrationRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { grouped, percent } from '../numbers.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, feet, rulers, svg, tenth, WIDTH } from './svg.ts';

const AREA: Area = { left: 48, right: WIDTH - 20, top: 12, bottom: 200 };

/** @param row undefined, or of shares that are null: too few authors to say. */
export function pareto(id: string, row: ConcentrationRow | undefined, words: Words): Html {
  const label = words.brandPage.charts.pareto;
  const points = pointsOf(row);
  const gini = row?.gini ?? null;
  return figure(
    {
      id,
      title: label.title,
      definition: label.says,
      picture: points.length === 0 ? null : picture(points, label),
      legend:
        row === undefined || gini === null
          ? null
          : html`<p>${label.gini({ gini: gini.toFixed(2), authors: grouped(row.authorsCount) })}</p>`,
      instead: label.none,
      table: {
        columns: columnsOf([label.people, label.praise]),
        rows: points.map(([people, praise]) => [label.first(percent(people)), percent(praise)]),
      },
    },
    words,
  );
}

function pointsOf(row: ConcentrationRow | undefined): (readonly [number, number])[] {
  if (row === undefined) return [];
  const shares = [
    [0.01, row.top1Share],
    [0.05, row.top5Share],
    [0.1, row.top10Share],
    [0.2, row.top20Share],
    [0.5, row.top50Share],
  ] as const;
  return shares.flatMap(([people, praise]) => (praise === null ? [] : [[people, praise] as const]));
}

function picture(points: readonly (readonly [number, number])[], label: Words['brandPage']['charts']['pareto']): Html {
  const x = scaleLinear([0, 1], [AREA.left, AREA.right]);
  const y = scaleLinear([0, 1], [AREA.bottom, AREA.top]);
  const path = line<readonly [number, number]>()
    .x(([people]) => tenth(x(people)))
    .y(([, praise]) => tenth(y(praise)));
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return svg(label, AREA.bottom + 42, [
    rulers(
      AREA,
      shares.map((value) => ({ y: y(value), label: percent(value) })),
    ),
    feet(
      AREA,
      shares.map((value) => ({ x: x(value), label: percent(value) })),
    ),
    html`<text class="mid" x="${(AREA.left + AREA.right) / 2}" y="${AREA.bottom + 35}">${label.people}</text><path class="even" d="M${AREA.left} ${AREA.bottom}L${AREA.right} ${AREA.top}"/><path class="line c1 own" d="${path([[0, 0], ...points, [1, 1]]) ?? ''}"/>${points.map(([people, praise]) => html`<circle class="dot c1" cx="${tenth(x(people))}" cy="${tenth(y(praise))}" r="3.5"/>`)}`,
  ]);
}
