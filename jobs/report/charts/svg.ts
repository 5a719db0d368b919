/** Drawing in a frame that is the same for all charts. Colours are classes and variables of the page, so that dark mode and paper need no second picture. */
import { type Content, type Html, html } from '../html.ts';

/** Width of a chart in units of its view box; about a phone's width, so that letters keep their size there. */
export const WIDTH = 440;

/** Room inside the frame that belongs to data; units of the view box. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A picture that screen readers announce by its name and its description. */
export function svg(name: { readonly title: string; readonly says: string }, height: number, content: Content): Html {
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${name.title}</title><desc>${name.says}</desc>${content}</svg>`;
}

/** To a tenth of a unit: finer is not seen and only makes files larger. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Lines across the area, each with its value to the left. */
export function rulers(area: Area, ticks: readonly { readonly y: number; readonly label: string }[]): Html {
  return html`${ticks.map(({ y, label }) => html`<path class="rule" d="M${area.left} ${tenth(y)}H${area.right}"/><text class="end" x="${area.left - 6}" y="${tenth(y + 4)}">${label}</text>`)}`;
}

/** Names below the area. */
export function feet(area: Area, ticks: readonly { readonly x: number; readonly label: string }[]): Html {
  return html`${ticks.map(({ x, label }) => html`<text class="mid" x="${tenth(x)}" y="${area.bottom + 16}">${label}</text>`)}`;
}

/** At most `most` items, evenly apart, the last always among them. */
export function spaced<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, i) => (items.length - 1 - i) % step === 0);
}

/** `11-09` of `2026-11-09`, which is what fits below an axis. */
export function dayLabel(date: string): string {
  return date.slice(5, 10);
}

/** A list of what colours and shapes mean; names wrap and never overlap. */
export function legend(items: readonly { readonly mark: Html; readonly name: Content }[]): Html {
  return html`<ul class="legend">${items.map(({ mark, name }) => html`<li><svg viewBox="0 0 24 12" aria-hidden="true">${mark}</svg>${name}</li>`)}</ul>`;
}

/** A filled sample for a legend. */
export function swatch(className: string): Html {
  return html`<rect class="${className}" x="2" y="1" width="20" height="10" rx="2"/>`;
}
