/** The lists of one brand: filtered and sorted by the server, with what was decided since the build beside each name. */
import type { Brand } from '../../config/types.ts';
import { type Content, type Html, html } from '../../report/html.ts';
import { calledName } from '../../report/known.ts';
import { followersBand, short } from '../../report/numbers.ts';
import type { CandidateRow } from '../../report/rows.ts';
import { badges, changeLabel, missingPhrases, whySentences } from '../../report/why.ts';
import { worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { personLink, select, table, tag } from './parts.ts';
import { personTags } from './person_tags.ts';

export type ListName = 'koc' | 'early' | 'left';

/** As the address says it; unknown words mean the default. */
export interface Wish {
  readonly words: string;
  readonly platform: string;
  readonly activity: string;
  readonly sort: string;
}

const ORDERS: Readonly<Record<string, (a: CandidateRow, b: CandidateRow) => number>> = {
  index: (a, b) => (b.indexValue ?? -1) - (a.indexValue ?? -1),
  positive: (a, b) => b.positiveMentionsCount - a.positiveMentionsCount,
  recent: (a, b) => (b.lastMentionDate ?? '').localeCompare(a.lastMentionDate ?? ''),
  followers: (a, b) => (b.followersCount ?? -1) - (a.followersCount ?? -1),
};

export function wishOf(query: (name: string) => string | undefined): Wish {
  const said = (name: string) => (query(name) ?? '').trim().slice(0, 100);
  return { words: said('q'), platform: said('platform'), activity: said('activity'), sort: said('sort') };
}

/** One list with its filter. */
export function listMain(view: View, brand: Brand, name: ListName, wish: Wish): Html {
  const { words } = view;
  const all = view.week.lists[name].filter((row) => row.brandId === brand.id);
  const rows = wished(all, wish, view);
  return html`<p class="soft">${words.says[name]}</p>
${all.length === 0 ? html`<p>${words.says.none}</p>` : html`${filter(view, all, wish)}<p class="soft" role="status">${words.desk.list.shown(rows.length, all.length)}</p>${people(view, brand, name, rows)}`}`;
}

function wished(rows: readonly CandidateRow[], wish: Wish, { known }: View): CandidateRow[] {
  const wanted = wish.words.toLowerCase();
  const found = rows.filter((row) => {
    if (wish.platform !== '' && row.platform !== wish.platform) return false;
    if (wish.activity !== '' && row.activity !== wish.activity) return false;
    if (wanted === '') return true;
    const author = known.authors.get(row.authorKey);
    return [calledName(author), author?.id, row.authorKey].some((text) => text?.toLowerCase().includes(wanted));
  });
  return Object.hasOwn(ORDERS, wish.sort) ? found.toSorted(ORDERS[wish.sort]) : found;
}

function filter({ words }: View, rows: readonly CandidateRow[], wish: Wish): Html {
  const { list } = words.desk;
  const choices = (values: readonly string[], texts: Readonly<Record<string, string>>) => [
    ['', list.all] as const,
    ...[...new Set(values)].sort().map((value) => [value, worded(texts, value)] as const),
  ];
  const orders = ['', ...Object.keys(ORDERS)].map((value) => [value, worded(list.orders, value || 'rank')] as const);
  return html`<form method="get" class="filter" role="search" data-filter>
<label>${list.search} <input type="search" name="q" value="${wish.words}" maxlength="100"></label>
<label>${words.columns.platform} ${select(
    'platform',
    choices(
      rows.map((row) => row.platform),
      words.platform,
    ),
    wish.platform,
  )}</label>
<label>${words.columns.activity} ${select(
    'activity',
    choices(
      rows.map((row) => row.activity),
      words.activity,
    ),
    wish.activity,
  )}</label>
<label>${list.order} ${select('sort', orders, wish.sort)}</label>
<button>${list.show}</button></form>`;
}

function people(view: View, brand: Brand, name: ListName, rows: readonly CandidateRow[]): Html {
  const { columns, lists, desk } = view.words;
  const head = [
    columns.rank,
    columns.who,
    columns.indexValue,
    columns.positiveMentionsCount,
    columns.why,
    desk.list.state,
  ];
  return table(
    lists[name],
    head,
    rows.map((row) => [
      place(view, row),
      who(view, brand, row),
      index(row),
      positive(row),
      why(view, brand, name, row),
      personTags(view, brand.id, row.authorKey),
    ]),
  );
}

function place({ words }: View, row: CandidateRow): Content {
  if (row.rank === null) return row.previousRank === null ? '–' : words.labels.wasRank(row.previousRank);
  return html`<strong>${row.rank}</strong> <small>${changeLabel(row, words)}</small>`;
}

function who(view: View, brand: Brand, row: CandidateRow): Html {
  const { words } = view;
  const followers = row.followersCount === null ? words.labels.followersUnknown : followersBand(row.followersCount);
  return html`${personLink(view, brand.id, row.authorKey)}<br><small>${worded(words.platform, row.platform)} · ${words.columns.followersCount} ${followers}</small>
<div>${badges(row, words).map((badge) => tag(badge))}${row.activity !== 'active' && tag(worded(words.activity, row.activity))}</div>`;
}

function index(row: CandidateRow): Content {
  if (row.indexValue === null) return '–';
  return html`${short(row.indexValue)}${row.grade !== null && html` <small>${row.grade}</small>`}`;
}

function positive(row: CandidateRow): Html {
  return html`${row.positiveMentionsCount}<small> / ${row.mentionsCount}</small>`;
}

function why({ words }: View, brand: Brand, name: ListName, row: CandidateRow): Html {
  const [first, ...more] = name === 'early' ? missingPhrases(row, words) : whySentences(row, brand, words);
  return html`<div class="why">${first}${more.length > 0 && html`<details><summary>${words.desk.list.more}</summary>${more.map((one) => html`<p>${one}</p>`)}</details>`}</div>`;
}
