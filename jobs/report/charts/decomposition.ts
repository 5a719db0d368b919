/** What a candidate's score is made of: each factor against the typical eligible candidate, as steps that multiply to the whole. */
import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../html.ts';
import type { CandidateRow } from '../rows.ts';
import { contributions } from '../why.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, svg, tenth, WIDTH } from './svg.ts';

const LINE = 22;
const AREA: Area = { left: 112, right: WIDTH - 60, top: 8, bottom: 0 };
/** Half-width of the scale at least, so that small differences do not look large: ×0.67 to ×1.5. */
const SMALLEST = Math.log(1.5);

/**
 * Steps from ×1, strongest first, and the product; says why where there is nobody to compare with.
 *
 * @param who named in the title; null = the page is of this author anyway.
 */
export function decomposition(id: string, row: CandidateRow, who: string | null, words: Words): Html {
  const label = words.brandPage.charts.parts;
  const parts = contributions(row);
  const whole = parts.reduce((sum, [, part]) => sum + part, 0);
  return figure(
    {
      id,
      title: who === null ? label.title : `${label.title}${words.brandPage.colon}${who}`,
      definition: label.says,
      picture: parts.length === 0 ? null : picture(parts, whole, words),
      instead: label.none,
      table: {
        columns: columnsOf([label.part, label.times]),
        rows:
          parts.length === 0
            ? []
            : [...parts.map(([code, part]) => [words.factor[code], times(part)]), [label.whole, times(whole)]],
      },
    },
    words,
  );
}

function picture(parts: ReturnType<typeof contributions>, whole: number, words: Words): Html {
  const label = words.brandPage.charts.parts;
  let at = 0;
  const steps = parts.map(([code, part]) => {
    const from = at;
    at += part;
    return { name: words.factor[code], from, to: at, className: part < 0 ? 'negative' : 'positive' };
  });
  const lines = [...steps, { name: label.whole, from: 0, to: whole, className: 'total' }];
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  const x = scaleLinear([Math.min(-SMALLEST, ...ends), Math.max(SMALLEST, ...ends)], [AREA.left, AREA.right]);
  const height = AREA.top + lines.length * LINE;
  const zero = tenth(x(0));
  const drawn = lines.map(({ name, from, to, className }, i) => {
    const y = AREA.top + i * LINE;
    const [left, right] = [tenth(x(Math.min(from, to))), tenth(x(Math.max(from, to)))];
    return html`<text class="end" x="${AREA.left - 8}" y="${y + 14}">${name}</text><rect class="${className}" x="${left}" y="${y + 3}" width="${tenth(Math.max(1, right - left))}" height="${LINE - 7}" rx="1.5"/><text x="${right + 5}" y="${y + 14}">${times(to - from)}</text>${i < steps.length - 1 && html`<path class="rule" d="M${tenth(x(to))} ${y + LINE - 4}v7"/>`}`;
  });
  return svg(label, height + 4, [html`<path class="axis" d="M${zero} ${AREA.top}V${height}"/>`, drawn]);
}

/** `×1.84` of ln 1.84. */
function times(part: number): string {
  const ratio = Math.exp(part);
  return `×${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}`;
}
