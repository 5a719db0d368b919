/** Mentions by month as stacked bars of feeling; for a brand and for one author alike. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { type Html, html } from '../html.ts';
import { grouped } from '../numbers.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, feet, legend, rulers, spaced, svg, swatch, tenth, WIDTH } from './svg.ts';

/** One month; `month` is its first day. */
export interface MonthCounts {
  readonly month: string;
  readonly mentionsCount: number;
  readonly positiveMentionsCount: number;
  readonly negativeMentionsCount: number;
  /** Distinct people; null = the months are of one person. */
  readonly authorsCount: number | null;
}

const AREA: Area = { left: 44, right: WIDTH - 20, top: 10, bottom: 160 };
const FEELINGS = ['positive', 'neutral', 'negative'] as const;

/** @param months in order; those without a mention included if they should show as a gap. */
export function monthBars(id: string, months: readonly MonthCounts[], words: Words): Html {
  const label = words.brandPage.charts.months;
  const hasAuthors = months.some((month) => month.authorsCount !== null);
  const isEmpty = months.every((month) => month.mentionsCount === 0);
  return figure(
    {
      id,
      title: label.title,
      definition: label.says,
      picture: isEmpty ? null : picture(months, label),
      legend: legend(FEELINGS.map((feeling) => ({ mark: swatch(feeling), name: words.brandPage.feelings[feeling] }))),
      table: {
        columns: columnsOf([
          label.month,
          words.columns.mentionsCount,
          ...FEELINGS.map((feeling) => words.brandPage.feelings[feeling]),
          ...(hasAuthors ? [words.columns.authorsCount] : []),
        ]),
        rows: months
          .toReversed()
          .map((month) => [
            month.month.slice(0, 7),
            grouped(month.mentionsCount),
            ...FEELINGS.map((feeling) => grouped(felt(month)[feeling])),
            ...(hasAuthors ? [grouped(month.authorsCount ?? 0)] : []),
          ]),
      },
    },
    words,
  );
}

function picture(months: readonly MonthCounts[], label: Words['brandPage']['charts']['months']): Html {
  const x = scaleBand(
    months.map((month) => month.month),
    [AREA.left, AREA.right],
  ).padding(0.25);
  const y = scaleLinear([0, Math.max(1, ...months.map((month) => month.mentionsCount))], [AREA.bottom, AREA.top]).nice(
    3,
  );
  const stacks = months.map((month) => {
    let below = 0;
    return FEELINGS.map((feeling) => {
      const count = felt(month)[feeling];
      const [bottom, top] = [y(below), y(below + count)];
      below += count;
      return count > 0
        ? html`<rect class="${feeling}" x="${tenth(x(month.month) ?? 0)}" y="${tenth(top)}" width="${tenth(x.bandwidth())}" height="${tenth(bottom - top)}"/>`
        : null;
    });
  });
  const ticks = y
    .ticks(3)
    .filter(Number.isInteger)
    .map((value) => ({ y: y(value), label: grouped(value) }));
  const names = spaced(months, 6).map(({ month }) => ({
    x: (x(month) ?? 0) + x.bandwidth() / 2,
    label: month.slice(0, 7),
  }));
  return svg(label, AREA.bottom + 24, [rulers(AREA, ticks), stacks, feet(AREA, names)]);
}

function felt({ mentionsCount, positiveMentionsCount, negativeMentionsCount }: MonthCounts) {
  return {
    positive: positiveMentionsCount,
    neutral: Math.max(0, mentionsCount - positiveMentionsCount - negativeMentionsCount),
    negative: negativeMentionsCount,
  };
}
