/** Tables without people: the week's brands, what was collected, and who is on no list. */

import type { BrandWeekRow, CoverageRow, LeftOutCountRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import type { Lists } from '../lists.ts';
import { grouped, percent } from '../numbers.ts';
import { worded } from '../words/languages.ts';
import { leftOutReason } from '../workbook/tabs/left_out.ts';
import { heads, platform } from './cells.ts';
import { type Languages, told } from './told.ts';

/** @param pageOf where a brand's own page lies; null = it has none. */
export function voiceTable(
  rows: readonly BrandWeekRow[],
  lists: Lists,
  languages: Languages,
  pageOf: (brandId: string) => string | null,
): Html {
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const net = (value: number | null) => (value === null ? '–' : `${value > 0 ? '+' : ''}${value.toFixed(2)}`);
  const name = (id: string) => html`<bdi>${lists.brands.get(id)?.names[0] ?? id}</bdi>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${languages[0].lists.shareOfVoice}"><table><caption class="sr">${told(languages, (words) => words.lists.shareOfVoice)}</caption>
${heads(languages, [
  [(words) => words.columns.brandName, ''],
  [(words) => words.columns.category, ''],
  [(words) => words.columns.authorsCount, 'n'],
  [(words) => words.columns.sovAuthors, 'n'],
  [(words) => words.columns.mentionsCount, 'n'],
  [(words) => words.columns.namedMentionsCount, 'n'],
  [(words) => words.columns.inheritedMentionsCount, 'n'],
  [(words) => words.columns.sovPositiveAuthors, 'n'],
  [(words) => words.columns.netSentimentOpinions, 'n'],
])}
<tbody>${rows.map((row) => {
    const page = pageOf(row.brandId);
    return html`<tr><th scope="row">${page === null ? name(row.brandId) : html`<a href="${page}">${name(row.brandId)}</a>`}</th><td>${row.category}</td>
<td class="n">${grouped(row.authorsCount)}${row.authorsPrevWeekCount !== null && html`<br><small>${told(languages, (words) => words.labels.authorsPrevious(grouped(row.authorsPrevWeekCount ?? 0)))}</small>`}</td>
<td class="n">${share(row.sovAuthors)}</td><td class="n">${grouped(row.mentionsCount)}</td><td class="n">${grouped(row.namedMentionsCount)}</td><td class="n">${grouped(row.inheritedMentionsCount)}</td><td class="n">${share(row.sovPositiveAuthors)}</td><td class="n">${net(row.netSentimentOpinions)}</td></tr>`;
  })}</tbody></table></div>`;
}

export function coverageTable(rows: readonly CoverageRow[], languages: Languages): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${languages[0].lists.coverage}"><table><caption class="sr">${told(languages, (words) => words.lists.coverage)}</caption>
${heads(languages, [
  [(words) => words.columns.sourceId, ''],
  [(words) => words.columns.platform, ''],
  [(words) => words.columns.kind, ''],
  [(words) => words.columns.latestOutcome, ''],
  [(words) => words.columns.recordsCount, 'n'],
  [(words) => words.columns.recordsTotalCount, 'n'],
  [(words) => words.columns.withBrandTotalCount, 'n'],
  [(words) => words.columns.authorsTotalCount, 'n'],
  [(words) => words.columns.firstDate, ''],
  [(words) => words.columns.lastDate, ''],
])}
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><th scope="row">${row.sourceId}</th><td class="w">${platform(row.platform, languages)}</td><td>${told(languages, (words) => worded(words.brandPage.card.kinds, row.kind))}</td><td class="w">${told(languages, (words) => worded(words.outcome, row.latestOutcome ?? 'none'))}</td>
<td class="n">${grouped(row.recordsCount)}</td><td class="n">${grouped(row.recordsTotalCount)}</td><td class="n">${grouped(row.withBrandTotalCount)}</td><td class="n">${grouped(row.authorsTotalCount)}</td><td class="w">${row.firstDate ?? '–'}</td><td class="w">${row.lastDate ?? '–'}</td></tr>`,
  )}</tbody></table></div>`;
}

/** Accounts on no list, as counts and reasons. */
export function leftOutTable(rows: readonly LeftOutCountRow[], languages: Languages): Html {
  return html`<table class="narrow"><caption>${told(languages, (words) => words.workbook.says.leftOut)}</caption>
${heads(languages, [
  [(words) => words.columns.class, ''],
  [(words) => words.workbook.columns.reason, ''],
  [(words) => words.workbook.columns.accounts, 'n'],
])}
<tbody>${rows.map((row) => html`<tr><th scope="row">${told(languages, (words) => worded({ ...words.class, ...words.workbook.leftOutClass }, row.class))}</th><td>${told(languages, (words) => leftOutReason(row.classReason, words))}</td><td class="n">${grouped(row.authorsCount)}</td></tr>`)}</tbody></table>`;
}
