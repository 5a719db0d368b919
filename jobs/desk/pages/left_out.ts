/** Left-out accounts by name, for whoever checks whether a rule was right. It tells what was counted, never what somebody is. */
import type { Brand } from '../../config/types.ts';
import type { DeskLeftOutRow } from '../../report/author_rows.ts';
import { type Html, html } from '../../report/html.ts';
import { followersBand } from '../../report/numbers.ts';
import { postLink } from '../../report/pages/names.ts';
import { worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { naming, personLink, select, table, tag } from './parts.ts';
import { personTags } from './person_tags.ts';

/** Rows that one page shows. */
const PAGE = 200;

/** @param reason only accounts left out by it; empty = all. */
export function leftOutMain(view: View, brand: Brand, reason: string): Html {
  const { words } = view;
  const { leftOut, list } = words.desk;
  const all = view.week.leftOut.rows.filter((row) => row.brandId === brand.id);
  const rows = all.filter((row) => reason === '' || row.classReason === reason);
  const counts = Map.groupBy(all, ({ classReason }) => classReason);
  const choices = [
    ['', list.all] as const,
    ...[...counts].map(([code, found]) => [code, `${worded(leftOut.reasons, code)} (${found.length})`] as const),
  ];
  const head = [
    words.columns.who,
    words.columns.class,
    words.columns.classReason,
    leftOut.flags,
    words.columns.mentionsCount,
    words.columns.evidence,
    list.state,
  ];
  return html`<p class="note">${leftOut.says}</p>
${
  all.length === 0
    ? html`<p>${words.says.none}</p>`
    : html`<form method="get" class="filter" data-filter><label>${words.columns.classReason} ${select('reason', choices, reason)}</label><button>${list.show}</button></form>
<p class="soft" role="status">${list.shown(Math.min(rows.length, PAGE), rows.length)}</p>
${table(
  leftOut.title,
  head,
  rows
    .slice(0, PAGE)
    .map((row) => [
      who(view, brand, row),
      worded({ ...words.class, ...leftOut.classes }, row.class),
      worded(leftOut.reasons, row.classReason),
      flags(view, row),
      mentions(row),
      evidence(view, row),
      personTags(view, brand.id, row.authorKey),
    ]),
)}`
}`;
}

/** Why one account is left out of one brand's lists, with the posts that show it; null where it is not. */
export function leftOutSection(view: View, brand: Brand, authorKey: string): Html | null {
  const row = view.week.leftOut.rows.find((one) => one.brandId === brand.id && one.authorKey === authorKey);
  if (row === undefined) return null;
  const { leftOut } = view.words.desk;
  return html`<section><h2>${leftOut.title}</h2><p>${worded(leftOut.reasons, row.classReason)} ${flags(view, row)}</p><p class="soft">${leftOut.says}</p>${evidence(view, row)}</section>`;
}

function who(view: View, brand: Brand, row: DeskLeftOutRow): Html {
  const followers =
    row.followersCount === null ? view.words.labels.followersUnknown : followersBand(row.followersCount);
  return html`${personLink(view, brand.id, row.authorKey)}<br><small>${view.words.columns.followersCount} ${followers}</small>`;
}

function flags({ words }: View, { flags: codes }: DeskLeftOutRow): Html[] {
  return (codes ?? '').split(',').flatMap((code) => (code === '' ? [] : [tag(worded(words.desk.flags, code))]));
}

function mentions({ mentionsCount, positiveMentionsCount }: DeskLeftOutRow): Html {
  return html`${mentionsCount}${positiveMentionsCount !== null && html` <small>(+${positiveMentionsCount})</small>`}`;
}

function evidence(view: View, row: DeskLeftOutRow): Html[] {
  const keys = [row.evidencePostKey1, row.evidencePostKey2, row.evidencePostKey3].filter((key) => key !== null);
  return keys.map((key) => html`<p>${postLink(key, naming(view))}</p>`);
}
