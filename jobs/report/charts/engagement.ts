/** How posts of candidates do against posts of accounts of the same size: people by band, 100 being the usual. */
import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../html.ts';
import { grouped } from '../numbers.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, svg, tenth, WIDTH } from './svg.ts';

/** Lower ends of the bands, 100 = usual; each reaches to the next. */
const BANDS = [0, 50, 80, 125, 200, 400] as const;
/** The band around 100, in which nothing stands out. */
const USUAL = 80;
const LINE = 24;
const AREA: Area = { left: 96, right: WIDTH - 48, top: 6, bottom: 0 };

/** @param values `engagementValue` of each person; null = no counts are shown, told apart below. */
export function engagement(id: string, values: readonly (number | null)[], words: Words): Html {
  const label = words.brandPage.charts.response;
  const known = values.filter((value) => value !== null);
  const bands = BANDS.map((from, i) => {
    const to = BANDS[i + 1] ?? Number.POSITIVE_INFINITY;
    const count = known.filter((value) => value >= from && value < to).length;
    return { name: bandName(from, to), count, className: from < USUAL ? 'less' : from === USUAL ? 'usual' : 'more' };
  }).toReversed();
  const unknown = { name: label.unknown, count: values.length - known.length, className: 'unknown' };
  const lines = unknown.count > 0 ? [...bands, unknown] : bands;
  return figure(
    {
      id,
      title: label.title,
      definition: label.says,
      picture: known.length === 0 ? null : picture(lines, label),
      instead: label.none,
      table: {
        columns: columnsOf([label.band, label.people]),
        rows: values.length === 0 ? [] : lines.map(({ name, count }) => [name, grouped(count)]),
      },
    },
    words,
  );
}

interface Line {
  readonly name: string;
  readonly count: number;
  readonly className: string;
}

function picture(lines: readonly Line[], label: Words['brandPage']['charts']['response']): Html {
  const x = scaleLinear([0, Math.max(1, ...lines.map(({ count }) => count))], [AREA.left, AREA.right]);
  const drawn = lines.map(({ name, count, className }, i) => {
    const y = AREA.top + i * LINE;
    return html`<text class="end" x="${AREA.left - 8}" y="${y + 16}">${name}</text><rect class="${className}" x="${AREA.left}" y="${y + 4}" width="${tenth(x(count) - AREA.left)}" height="${LINE - 8}" rx="1.5"/><text x="${tenth(x(count) + 6)}" y="${y + 16}">${grouped(count)}</text>`;
  });
  const height = AREA.top + lines.length * LINE;
  return svg(label, height + 4, [html`<path class="axis" d="M${AREA.left} ${AREA.top}V${height}"/>`, drawn]);
}

function bandName(from: number, to: number): string {
  if (from === 0) return `< ${to}`;
  return Number.isFinite(to) ? `${from} – ${to}` : `≥ ${from}`;
}
