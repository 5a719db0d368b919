/**
 * Views and macros of koc.duckdb, as SQL over the tables that are there. The same texts serve one client's database and the union
 * of several (`koc attach`), where `scope` names the column that keeps clients apart in every join.
 */
import { quoted } from '../engines/duckdb.ts';
import { PRINTED_LIST, PUBLICATION_COLUMNS, PUBLICATIONS } from './publications.ts';

/** Column names of the tables there are, in their order. */
export type TableColumns = ReadonlyMap<string, readonly string[]>;

export interface ViewColumn {
  readonly name: string;
  /** Null = as the column of the same name of `from` says. */
  readonly says: string | null;
}

export interface View {
  readonly name: string;
  readonly about: string;
  /** Mart whose columns are shown beside the view's own; null = none. */
  readonly from: string | null;
  readonly columns: readonly ViewColumn[];
  readonly select: string;
}

export interface Macro {
  readonly name: string;
  readonly about: string;
  readonly parameters: readonly string[];
  readonly select: string;
}

/** Printed anew in `koc_published`, so the mart's recomputed values of the same name stay out of it. */
const PRINTED: Readonly<Record<string, string>> = {
  as_of: 'Day before which evidence was admitted.',
  week_start: 'Monday of the reported week.',
  iso_week: 'Reported week, like 2026-W46.',
  schema_version: 'Version of the published columns.',
  model_version: 'Of the models that made the printed list.',
  brand_id: 'Own brand.',
  author_key: 'Keyed pseudonym of the account.',
  rank: 'Place as printed, from 1.',
  previous_rank: 'Place on the newest list printed for an earlier week; null = not on it.',
  rank_change: 'previous_rank - rank, over 0 = risen; null = not on the earlier list.',
  is_new: 'Not on the newest list printed for an earlier week; false where none was printed.',
  index_value: 'Index as printed, 0 to 100.',
  koc_score: 'Score as computed then.',
};

const CHANGES: Readonly<Record<string, string>> = {
  listed_count: 'People on the list.',
  new_count: 'Of those, not on the list before; 0 on the first list.',
  left_count: 'On the list before and not on this one.',
  risen_count: 'Higher than on the list before.',
  fallen_count: 'Lower than on the list before.',
};

/** Those that the tables allow: without lists of people there are no views. */
export function viewsOver(tables: TableColumns, scope: readonly string[] = []): View[] {
  const candidates = tables.get('koc_candidates');
  if (candidates === undefined || !tables.has('brand_weeks') || !tables.has(PUBLICATIONS)) return [];
  const scoped = Object.fromEntries(scope.map((column) => [column, 'Whose workspace it is.']));
  const restated = candidates.filter((column) => !(column in PRINTED) && !scope.includes(column));
  const of = (says: Readonly<Record<string, string>>): ViewColumn[] =>
    Object.entries(says).map(([name, text]) => ({ name, says: text }));
  const week = { as_of: PRINTED['as_of']!, week_start: PRINTED['week_start']!, iso_week: PRINTED['iso_week']! };
  return [
    {
      name: 'koc_published',
      about:
        'Shortlists with rank, index and change as they were printed for each week; everything else as computed today, null for people who are no candidates any more.',
      from: 'koc_candidates',
      columns: [...of({ ...scoped, ...PRINTED }), ...restated.map((name) => ({ name, says: null }))],
      select: published(restated, scope),
    },
    {
      name: 'koc_restated',
      about: 'Every week as computed today, with the evidence of its as_of and the decisions of today.',
      from: 'koc_candidates',
      columns: candidates.map((name) => ({ name, says: null })),
      select: `select ${names(candidates)} from koc_candidates`,
    },
    {
      name: 'brands_published',
      about: 'How the printed list of each own brand and week changed. A week whose list was empty has no row.',
      from: null,
      columns: of({
        ...scoped,
        ...week,
        brand_id: PRINTED['brand_id']!,
        model_version: PRINTED['model_version']!,
        ...CHANGES,
      }),
      select: changesAsPrinted(scope),
    },
    {
      name: 'brands_restated',
      about: 'The same counts with the lists as computed today; brands without candidates have no row.',
      from: null,
      columns: of({ ...scoped, ...week, brand_id: PRINTED['brand_id']!, ...CHANGES }),
      select: changesAsComputed(scope),
    },
  ];
}

/** Ready-made questions; `from koc_top('aurora', null, 20)`. A null week is the newest one, a null n is all. */
export function macrosOver(tables: TableColumns, scope: readonly string[] = []): Macro[] {
  const views = new Set(viewsOver(tables, scope).map(({ name }) => name));
  const macros: Macro[] = [];
  if (tables.has('brand_weeks')) macros.push(brandTrend(views.has('brands_published'), scope));
  if (tables.has('ugc_candidates'))
    macros.push({
      name: 'ugc_top',
      about: 'ugc_top(brand, week, n): the first n posts worth showing of a brand and week, as computed today.',
      parameters: ['brand', 'week', 'n'],
      select: `select * from ugc_candidates where brand_id = brand and ${ofWeek('ugc_candidates')} and (n is null or rank <= n) order by ${names([...scope, 'rank', 'post_key'])}`,
    });
  if (!views.has('koc_published')) return macros;
  const contributions = tables.get('koc_candidates')!.filter((column) => column.startsWith('contribution_'));
  return [
    ...macros,
    {
      name: 'koc_top',
      about:
        'koc_top(brand, week, n): the first n of a shortlist as printed. week is like 2026-W46 or a day of its as_of or Monday, null = the newest printed; n null = all. A week that was never printed gives no rows.',
      parameters: ['brand', 'week', 'n'],
      select: `select * from koc_published where brand_id = brand and ${ofWeek('koc_published')} and (n is null or rank <= n) order by ${names([...scope, 'rank'])}`,
    },
    {
      name: 'koc_changes',
      about:
        'koc_changes(brand, week): who is new, left, risen, fallen or same on a printed list, with both places; week as in koc_top. Someone who left has the place on the list before as previous_rank and no rank.',
      parameters: ['brand', 'week'],
      select: changesOfList(scope),
    },
    {
      name: 'author_history',
      about:
        'author_history(key): one account week by week and brand by brand: place and index as printed beside those computed today.',
      parameters: ['key'],
      select: authorHistory(scope),
    },
    ...(contributions.length === 0 ? [] : [why(contributions, tables.get('koc_candidates')!, scope)]),
  ];
}

/** One printing counts for a week: that of the as_of for which the week was built; earlier ones stay in `publications`. */
function published(restated: readonly string[], scope: readonly string[]): string {
  const columns = PUBLICATION_COLUMNS.map(([column]) => `p.${column}`);
  return `with weeks as (
      select distinct ${names([...scope, 'as_of', 'week_start', 'iso_week', 'schema_version'])} from brand_weeks
    ), printed as (
      select ${[...prefixed('p', scope), ...columns].join(', ')}, w.week_start, w.iso_week, w.schema_version,
        dense_rank() over (partition by ${[...prefixed('p', scope), 'p.brand_id'].join(', ')} order by w.week_start) as printing
      from ${PUBLICATIONS} p
      join weeks w on ${same('w', 'p', [...scope, 'as_of'])}
      where p.list = '${PRINTED_LIST}'
    )
    select ${[...prefixed('p', scope), 'p.as_of', 'p.week_start', 'p.iso_week', 'p.schema_version', 'p.model_version'].join(', ')},
      p.brand_id, p.author_key, p.rank, earlier.rank as previous_rank, earlier.rank - p.rank as rank_change,
      earlier.rank is null and p.printing > 1 as is_new, p.index_value, p.koc_score${restated.map((column) => `, c.${quoted(column)}`).join('')}
    from printed p
    left join printed earlier
      on ${same('earlier', 'p', [...scope, 'brand_id', 'author_key'])} and earlier.printing = p.printing - 1
    left join koc_candidates c on ${same('c', 'p', [...scope, 'brand_id', 'author_key', 'as_of'])}`;
}

function changesAsPrinted(scope: readonly string[]): string {
  const brand = [...scope, 'brand_id'];
  const list = [...scope, 'as_of', 'week_start', 'iso_week', 'brand_id', 'model_version'];
  return `with lists as (
      select ${names(list)}, count(*) as listed_count,
        count(*) filter (where is_new) as new_count, count(previous_rank) as kept_count,
        count(*) filter (where rank_change > 0) as risen_count, count(*) filter (where rank_change < 0) as fallen_count
      from koc_published group by ${names(list)}
    )
    select ${names(list)}, listed_count, new_count,
      coalesce(lag(listed_count) over (partition by ${names(brand)} order by week_start) - kept_count, 0) as left_count,
      risen_count, fallen_count
    from lists`;
}

function changesAsComputed(scope: readonly string[]): string {
  const list = names([...scope, 'as_of', 'week_start', 'iso_week', 'brand_id']);
  return `select ${list}, count(rank) as listed_count,
      count(*) filter (where is_new and rank is not null) as new_count,
      count(*) filter (where rank is null and previous_rank is not null) as left_count,
      count(*) filter (where rank_change > 0) as risen_count, count(*) filter (where rank_change < 0) as fallen_count
    from koc_candidates group by ${list}`;
}

function brandTrend(hasLists: boolean, scope: readonly string[]): Macro {
  const counts = Object.keys(CHANGES).map((column) => `, l.${column}`);
  return {
    name: 'brand_trend',
    about:
      'brand_trend(brand): volume, share of voice and feeling week by week, and for own brands how the printed list changed.',
    parameters: ['brand'],
    select: `select w.*${hasLists ? counts.join('') : ''}
    from brand_weeks w
    ${hasLists ? `left join brands_published l on ${same('l', 'w', [...scope, 'brand_id', 'as_of'])}` : ''}
    where w.brand_id = brand order by ${[...prefixed('w', scope), 'w.week_start'].join(', ')}`,
  };
}

function changesOfList(scope: readonly string[]): string {
  const line = [...scope, 'brand_id', 'author_key'];
  return `with lists as (
      select *, dense_rank() over (partition by ${names([...scope, 'brand_id'])} order by week_start) as printing
      from koc_published where brand_id = brand
    ), this_list as (
      select * from lists where ${ofWeek('lists')}
    ), last_list as (
      select * from lists where (${names([...scope, 'printing'])}) in (select (${[...scope, 'printing - 1'].join(', ')}) from this_list)
    )
    select ${names(line)},
      case
        when t.rank is null then 'left'
        when l.rank is null and t.is_new then 'new'
        when l.rank > t.rank then 'risen'
        when l.rank < t.rank then 'fallen'
        else 'same'
      end as change, t.rank, l.rank as previous_rank
    from this_list t full join last_list l using (${names(line)})
    order by ${[...scope.map(quoted), 't.rank nulls last', 'l.rank'].join(', ')}`;
}

function authorHistory(scope: readonly string[]): string {
  const line = [...scope, 'week_start', 'iso_week', 'as_of', 'brand_id', 'author_key'];
  return `select ${names(line)}, p.rank as printed_rank, p.index_value as printed_index_value,
      r.rank, r.index_value, r.koc_score, r.status, r.activity, r.mentions_count, r.positive_mentions_count, r.mentions_12w_count
    from (select * from koc_restated where author_key = key) r
    full join (select * from koc_published where author_key = key) p using (${names(line)})
    order by ${names(line)}`;
}

/** Value beside each factor of the score. */
const VALUE_OF: Readonly<Record<string, string>> = {
  rate: 'rate_per_year',
  engagement: 'engagement_value',
  floor: 'floor_factor',
};

function why(contributions: readonly string[], columns: readonly string[], scope: readonly string[]): Macro {
  const parts = contributions.map((column) => {
    const part = column.replace('contribution_', '');
    const shown = VALUE_OF[part] ?? part;
    const value = columns.includes(shown) ? `cast(${quoted(shown)} as double)` : 'cast(null as double)';
    return `select ${names(['week_start', ...scope])}, '${part}' as part, ${value} as value, ${quoted(column)} as contribution from shown`;
  });
  return {
    name: 'why',
    about:
      "why(brand, key): the factors of an account's score in the newest week it was a candidate, strongest first; contribution is a difference of logarithms to the usual account of the brand, exp(contribution) its factor.",
    parameters: ['brand', 'key'],
    select: `with shown as (
      select * from koc_restated where brand_id = brand and author_key = key
      qualify week_start = max(week_start) over (${scope.length > 0 ? `partition by ${names(scope)}` : ''})
    )
    select * from (${parts.join(' union all ')}) order by ${[...scope.map(quoted), 'abs(contribution) desc nulls last', 'part'].join(', ')}`,
  };
}

function ofWeek(table: string): string {
  return `(case when week is null then week_start = (select max(newest.week_start) from ${table} newest where newest.brand_id = brand)
      else cast(week as varchar) in (iso_week, cast(week_start as varchar), cast(as_of as varchar)) end)`;
}

function names(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

function prefixed(table: string, columns: readonly string[]): string[] {
  return columns.map((column) => `${table}.${quoted(column)}`);
}

function same(one: string, other: string, columns: readonly string[]): string {
  return columns.map((column) => `${one}.${quoted(column)} = ${other}.${quoted(column)}`).join(' and ');
}
