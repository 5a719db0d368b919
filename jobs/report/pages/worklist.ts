/** What to do this week, most urgent first: what, with whom, why now, under which post. */
import { type Html, html } from '../html.ts';
import type { WorklistRow } from '../rows.ts';
import { platformOf, type WorkItem, whatToDo, whyNow } from '../worklist.ts';
import type { BrandScope } from './brand_scope.ts';
import { heads, platform, who } from './cells.ts';
import { postLink } from './names.ts';
import { told } from './told.ts';

/** @param rows of the brand; at least one. */
export function worklist(rows: readonly WorklistRow[], scope: BrandScope): Html {
  const { languages, lists } = scope;
  const byPost = new Map(scope.of(lists.ugc).map((row) => [row.postKey, row]));
  const items = rows.map(
    (row): WorkItem => ({
      row,
      brandId: row.brandId,
      authorKey: row.authorKey,
      candidate: scope.candidate(row) ?? null,
      ugc: byPost.get(row.postKey ?? '') ?? null,
    }),
  );
  return html`<table class="cards work"><caption class="sr">${told(languages, (words) => words.workbook.tabs.worklist)}</caption>
${heads(languages, [
  [(words) => words.workbook.columns.place, 'n'],
  [(words) => words.workbook.columns.todo, ''],
  [(words) => words.columns.who, ''],
  [(words) => words.columns.platform, ''],
  [(words) => words.workbook.columns.whyNow, ''],
])}
<tbody>${items.map(
    (
      item,
    ) => html`<tr><td class="n">${item.row.itemNo}</td><td class="todo">${told(languages, (words) => whatToDo(item, words, scope.facts))}</td><th scope="row" class="who">${who(item.authorKey, scope)}</th><td class="w">${platform(platformOf(item), languages)}</td>
<td class="why">${told(languages, (words) => whyNow(item, { words, lists }))}${item.row.postKey !== null && html`<p class="soft">${postLink(item.row.postKey, scope)}</p>`}</td></tr>`,
  )}</tbody></table>`;
}
