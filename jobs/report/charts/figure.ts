/** What every chart comes as: a figure with its name, its definition in words, the picture, and the numbers as a table. Invariant: a chart says nothing that its table does not. */
import { type Content, type Html, html } from '../html.ts';
import type { Words } from '../words/words.ts';

export interface Chart {
  /** Unique on the page; the language is added. */
  readonly id: string;
  readonly title: string;
  /** Exactly what is counted, of whom and when. */
  readonly definition: string;
  /** Null = there is nothing to draw, and the page says so. */
  readonly picture: Html | null;
  /** Names of colours and shapes; null = the picture names them. */
  readonly legend?: Html | null;
  readonly table: ChartTable;
  /** What to do where nothing can be drawn; absent = the usual sentence. */
  readonly instead?: string;
}

export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  /** A cell a column; the first names the row. */
  readonly rows: readonly (readonly Content[])[];
}

/** A column of names, or of numbers, which stand to the right. */
export interface ChartColumn {
  readonly label: string;
  readonly isNumber: boolean;
}

/** The figure in one language. */
export function figure({ id, title, definition, picture, legend, table, instead }: Chart, words: Words): Html {
  const label = words.brandPage.charts;
  return html`<figure class="chart" id="${id}-${words.code}"><figcaption><h3>${title}</h3><p class="soft">${definition}</p></figcaption>
${picture === null ? html`<p>${instead ?? label.none}</p>` : html`${picture}${legend ?? null}`}
${table.rows.length > 0 && html`<details><summary>${label.numbers}</summary><div class="scroll" tabindex="0" role="region" aria-label="${title}">${dataTable(title, table)}</div></details>`}</figure>`;
}

/** A table whose first column names its rows. */
export function dataTable(caption: string, { columns, rows }: ChartTable): Html {
  return html`<table><caption>${caption}</caption><thead><tr>${columns.map(({ label, isNumber }) => html`<th scope="col"${isNumber && html` class="n"`}>${label}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td${columns[i]?.isNumber === true && html` class="n"`}>${cell}</td>`))}</tr>`)}</tbody></table>`;
}

/** Columns of which the first `names` hold names and the others numbers. */
export function columnsOf(labels: readonly string[], names = 1): ChartColumn[] {
  return labels.map((label, i) => ({ label, isNumber: i >= names }));
}
