/** Every decision with who and when, newest first. */
import type { CanonicalDecision } from '../../../warehouse/contracts/rows.ts';
import { type Html, html } from '../../report/html.ts';
import { worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { historyTable } from './history.ts';
import { select } from './parts.ts';

export const LOG_PAGE = 100;

export interface LogWish {
  /** Who decided; empty = anybody. */
  readonly by: string;
  readonly type: string;
  /** From 1. */
  readonly page: number;
}

/** The decisions of one page, and how many there are in all. */
export function loggedDecisions(
  view: View,
  wish: LogWish,
): { readonly shown: readonly CanonicalDecision[]; readonly count: number } {
  const found = view.decisions.history.filter(
    ({ by, type }) => (wish.by === '' || by === wish.by) && (wish.type === '' || type === wish.type),
  );
  const newest = found.toReversed();
  return { shown: newest.slice((wish.page - 1) * LOG_PAGE, wish.page * LOG_PAGE), count: found.length };
}

export function logMain(view: View, wish: LogWish, { shown, count }: ReturnType<typeof loggedDecisions>): Html {
  const { log, list, types } = view.words.desk;
  const { history } = view.decisions;
  const people = [...new Set(history.flatMap(({ by }) => (by === null ? [] : [by])))].sort();
  const kinds = [...new Set(history.map(({ type }) => type))].sort();
  const page = (to: number, label: string) =>
    html`<a href="/log?${new URLSearchParams({ by: wish.by, type: wish.type, page: String(to) }).toString()}">${label}</a>`;
  return html`<p class="soft">${log.says}</p>
<form method="get" class="filter" data-filter>
<label>${log.who} ${select('by', [['', list.all], ...people.map((name) => [name, name] as const)], wish.by)}</label>
<label>${log.what} ${select('type', [['', list.all], ...kinds.map((type) => [type, worded(types, type)] as const)], wish.type)}</label>
<button>${list.show}</button></form>
<p class="soft" role="status">${list.shown(shown.length, count)}</p>
${historyTable(view, shown, { hasSubject: true })}
<p>${wish.page > 1 && page(wish.page - 1, log.newer)} ${wish.page * LOG_PAGE < count && page(wish.page + 1, log.older)}</p>`;
}
