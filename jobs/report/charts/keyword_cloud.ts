/** Words of mentions, larger the more people use them, marked by feeling. They flow as text does, so that no two overlap and every one can be read aloud. */

import type { BrandKeywordRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { grouped, percent, short } from '../numbers.ts';
import { firstWords } from '../text.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';

/** Words shown; the rest stands in the table. */
const SHOWN = 60;
/** Sizes of letters, 1 to this. */
const SIZES = 5;
/** Share of praise from which a word counts as praise, and under which as complaint. */
const PRAISE = 0.6;
const COMPLAINT = 0.3;

/** @param isOff keywords are not made in this workspace, so that the page tells how to turn them on. */
export function keywordCloud(id: string, rows: readonly BrandKeywordRow[], isOff: boolean, words: Words): Html {
  const label = words.brandPage.charts.words;
  return figure(
    {
      id,
      title: label.title,
      definition: label.says,
      picture: rows.length === 0 ? null : cloud(rows, words),
      instead: isOff ? label.off : label.none,
      table: {
        columns: columnsOf([
          label.word,
          label.people,
          words.columns.mentionsCount,
          words.columns.positiveShare,
          label.lift,
        ]),
        rows: rows.map((row) => [
          html`<bdi>${firstWords(row.term, 40)}</bdi>`,
          grouped(row.authorsCount),
          grouped(row.mentionsCount),
          percent(praised(row)),
          row.lift === null ? '–' : `${short(row.lift)}×`,
        ]),
      },
    },
    words,
  );
}

function cloud(rows: readonly BrandKeywordRow[], words: Words): Html {
  const label = words.brandPage.charts.words;
  const shown = rows.toSorted((a, b) => b.authorsCount - a.authorsCount || (a.term < b.term ? -1 : 1)).slice(0, SHOWN);
  const most = Math.sqrt(shown[0]?.authorsCount ?? 1);
  const items = shown.map((row) => {
    const size = Math.max(1, Math.ceil((Math.sqrt(row.authorsCount) / most) * SIZES));
    const feeling = feelingOf(row);
    return html`<li class="s${size} ${feeling}"><bdi lang="">${firstWords(row.term, 24)}</bdi><span class="sr"> ${label.item(grouped(row.authorsCount), words.brandPage.feelings[feeling])}</span></li>`;
  });
  return html`<ul class="cloud">${items}</ul><p class="legend soft">${label.legend}</p>`;
}

function feelingOf(row: BrandKeywordRow): 'positive' | 'neutral' | 'negative' {
  const share = praised(row);
  return share >= PRAISE ? 'positive' : share < COMPLAINT ? 'negative' : 'neutral';
}

function praised({ mentionsCount, positiveMentionsCount }: BrandKeywordRow): number {
  return mentionsCount === 0 ? 0 : positiveMentionsCount / mentionsCount;
}
