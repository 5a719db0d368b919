/** Feeling towards a brand over weeks: how many mentions praise, are neutral or complain, and the share of praise with how sure it is. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type Html, html } from '../html.ts';
import { grouped, percent } from '../numbers.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, dayLabel, feet, legend, rulers, spaced, svg, swatch, tenth, WIDTH } from './svg.ts';
import { wilson } from './wilson.ts';

/** Mentions of one brand in one week. */
export interface FeelingPeriod {
  /** First day. */
  readonly start: string;
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
}

const COUNTS: Area = { left: 44, right: WIDTH - 20, top: 10, bottom: 100 };
const SHARE: Area = { left: 44, right: WIDTH - 20, top: 128, bottom: 218 };
const FEELINGS = ['positive', 'neutral', 'negative'] as const;

/** @param periods weeks in order, those without a mention included. */
export function sentiment(id: string, periods: readonly FeelingPeriod[], words: Words): Html {
  const label = words.brandPage.charts.feeling;
  const isEmpty = periods.every((period) => total(period) === 0);
  return figure(
    {
      id,
      title: label.title,
      definition: label.says,
      picture: isEmpty
        ? null
        : svg(label, SHARE.bottom + 24, [
            bars(periods),
            band(periods),
            html`<text x="${COUNTS.left}" y="${SHARE.top - 8}">${label.share}</text>`,
          ]),
      legend: legend(FEELINGS.map((feeling) => ({ mark: swatch(feeling), name: words.brandPage.feelings[feeling] }))),
      table: {
        columns: columnsOf([
          label.week,
          ...FEELINGS.map((feeling) => words.brandPage.feelings[feeling]),
          label.share,
          label.interval,
        ]),
        rows: periods.toReversed().map((period) => {
          const { share, low, high } = praise(period);
          return [
            period.start,
            ...FEELINGS.map((feeling) => grouped(period[feeling])),
            share === null ? '–' : percent(share),
            share === null ? '–' : `${percent(low)} – ${percent(high)}`,
          ];
        }),
      },
    },
    words,
  );
}

/** Counts as stacked bars, praise at the bottom. */
function bars(periods: readonly FeelingPeriod[]): Html {
  const x = xOf(periods);
  const y = scaleLinear([0, Math.max(1, ...periods.map(total))], [COUNTS.bottom, COUNTS.top]).nice(3);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const stacks = periods.map((period) => {
    let below = 0;
    return FEELINGS.map((feeling) => {
      const [bottom, top] = [y(below), y(below + period[feeling])];
      below += period[feeling];
      return period[feeling] > 0
        ? html`<rect class="${feeling}" x="${tenth(x(period.start) ?? 0)}" y="${tenth(top)}" width="${tenth(x.bandwidth())}" height="${tenth(bottom - top)}"/>`
        : null;
    });
  });
  return html`${rulers(
    COUNTS,
    ticks.map((value) => ({ y: y(value), label: grouped(value) })),
  )}${stacks}`;
}

/** Share of praise among opinions as a line within its interval; weeks without an opinion leave a gap. */
function band(periods: readonly FeelingPeriod[]): Html {
  const x = xOf(periods);
  const y = scaleLinear([0, 1], [SHARE.bottom, SHARE.top]);
  const points = periods.map((period) => ({
    ...praise(period),
    x: tenth((x(period.start) ?? 0) + x.bandwidth() / 2),
  }));
  type Point = (typeof points)[number];
  const known = ({ share }: Point) => share !== null;
  const interval = area<Point>()
    .defined(known)
    .x((point) => point.x)
    .y0((point) => tenth(y(point.low)))
    .y1((point) => tenth(y(point.high)));
  const middle = line<Point>()
    .defined(known)
    .x((point) => point.x)
    .y((point) => tenth(y(point.share ?? 0)));
  const names = spaced(periods, 6).map(({ start }) => ({
    x: (x(start) ?? 0) + x.bandwidth() / 2,
    label: dayLabel(start),
  }));
  return html`${rulers(
    SHARE,
    [0, 0.5, 1].map((value) => ({ y: y(value), label: percent(value) })),
  )}<path class="interval" d="${interval(points) ?? ''}"/><path class="line praise" d="${middle(points) ?? ''}"/>${points.filter(known).map((point) => html`<circle class="praise dot" cx="${point.x}" cy="${tenth(y(point.share ?? 0))}" r="2.5"/>`)}${feet(SHARE, names)}`;
}

function xOf(periods: readonly FeelingPeriod[]) {
  return scaleBand(
    periods.map((period) => period.start),
    [COUNTS.left, COUNTS.right],
  ).padding(0.15);
}

/** Of opinions only: neutral mentions say nothing of it. Null = no opinion. */
function praise({ positive, negative }: FeelingPeriod): { share: number | null; low: number; high: number } {
  const opinions = positive + negative;
  return opinions === 0
    ? { share: null, low: 0, high: 1 }
    : { share: positive / opinions, ...wilson(positive, opinions) };
}

function total({ positive, neutral, negative }: FeelingPeriod): number {
  return positive + neutral + negative;
}
