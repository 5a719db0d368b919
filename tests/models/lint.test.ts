import { describe, expect, test } from 'vitest';
import { tokenise } from '../../warehouse/runner/lexer.ts';
import { lintModel } from '../../warehouse/runner/lint.ts';
import { allModels } from './harness.ts';

const lint = (sql: string) => lintModel({ name: 'int_x', sql, reads: [] }).map(({ message }) => message);

test('every model is portable and reads only what its layer may', async () => {
  const findings = (await allModels()).flatMap((model) =>
    lintModel(model).map(({ line, message }) => `${model.file}:${line} ${message}`),
  );
  expect(findings).toEqual([]);
});

/** Each refused form, with a word of its message. */
const REFUSED: readonly (readonly [string, string])[] = [
  // Same text, different answer.
  ['select 7 / 2 as x from int_y', 'whole numbers'],
  ['select a / 2 as x from int_y', 'whole numbers'],
  ['select a / b as x from int_y', 'nullif'],
  ['select a / 0e0 as x from int_y', 'nullif'],
  ['select 0.5 * a as x from int_y', 'DECIMAL'],
  ['select .5 * a as x from int_y', 'DECIMAL'],
  ['select cast(2.5e0 as bigint) as x', 'round or floor'],
  ['select cast(a / nullif(b, 0e0) as bigint) as x from int_y', 'round or floor'],
  ['select cast(round(a) + 0.5e0 as bigint) as x from int_y', 'round or floor'],
  ['select greatest(1, null) as x', 'greatest'],
  ['select least(a, b) as x from int_y', 'least'],
  ["select concat('a', null) as x", 'concat'],
  ["select regexp_replace(a, 'x', 'y') as x from int_y", 'regexp_replace'],
  ["select json_value(a, '$.b') as x from int_y", 'json_value'],
  ['select substr(a, 0, 3) as x from int_y', 'substr'],
  ['select extract(dow from d) as x from int_y', 'extract'],
  ['select log(a) as x from int_y', 'ln'],
  ['select cast(row_number() over (order by a, b_key nulls last) as bigint) as x from int_y', 'nulls last'],
  ['select cast(row_number() over (order by a nulls last) as bigint) as x from int_y', 'unique'],
  ["select date_diff('day', a, b) as x from int_y", 'day_no'],
  ['select approx_percentile(a, 0.5e0) as x from int_y', 'exact'],
  ['select first_date - last_date as x from int_y', 'day_no'],
  ['select sum(a) as x from int_y', 'cast(sum'],
  ['select count(*) as x from int_y', 'cast(count'],
  ['select row_number() over (partition by a order by b_key nulls last) as x from int_y', 'cast(row_number'],
  ['select avg(a) as x from int_y', 'avg'],
  // An error on one of the engines.
  ['select a::bigint as x from int_y', '::'],
  ['select a from int_y qualify b = 1', 'qualify'],
  ['select a from int_y group by all', 'group by all'],
  ['select a from int_y group by 1', 'position'],
  ['select a // b as x from int_y', '//'],
  ["select strpos(a, 'x') as x from int_y", 'strpos'],
  ["select starts_with(a, 'x') as x from int_y", 'starts_with'],
  ["select contains(a, 'x') as x from int_y", 'contains'],
  ["select regexp_matches(a, 'x') as x from int_y", 'regexp_matches'],
  ['select datediff(a, b) as x from int_y', 'datediff'],
  ['select median(a) as x from int_y', 'median'],
  ['select percentile_cont(0.5e0) within group (order by a) as x from int_y', 'percentile_cont'],
  ['select quantile_cont(a, 0.5e0) as x from int_y', 'quantile_cont'],
  ['select arg_max(a, b) as x from int_y', 'arg_max'],
  ['select max_by(a, b) as x from int_y', 'max_by'],
  ['select list(a) as x from int_y', 'list'],
  ['select list_contains(a, 1) as x from int_y', 'list_contains'],
  ["select string_agg(a, ',') as x from int_y", 'string_agg'],
  ['select last_value(a ignore nulls) over (order by b_key nulls last) as x from int_y', 'ignore'],
  ['select * exclude (a) from int_y', 'exclude'],
  ['select a from int_y union by name select a from int_z', 'by name'],
  ['select a from int_y asof join int_z on a >= b', 'asof'],
  ['select a, from int_y', 'trailing comma'],
  ['select cast(a as varchar) as x from int_y', 'varchar'],
  ['select cast(a as decimal(10, 2)) as x from int_y', 'cast to'],
  ['merge into int_y using int_z on true', 'merge'],
  // One file is one SELECT, a function of its inputs.
  ['create table x as select 1', 'one SELECT'],
  ['select a from int_y;', ';'],
  ['select current_date as x', 'as_of_day'],
  ['select now() as x', 'as_of_day'],
  ['select random() as x', 'inputs'],
  ['select a from int_y order by a', 'order by outside'],
  ['select [1, 2] as x', 'lists'],
  ["select {'a': 1} as x", 'structs'],
  ['select a % 2 as x from int_y', '%'],
  ['select A from int_y', 'lower case'],
  ['select "a" from int_y', 'quotes'],
  ['select a from int_y join int_z using (a)', 'ON'],
  ['select a from int_y natural join int_z', 'ON'],
  ['select a from int_y where a not in (select b from int_z)', 'left join'],
  ['select a from int_y where not exists (select 1 from int_z)', 'left join'],
  ['select made_up(a) as x from int_y', 'made_up'],
  ["select a like '50\\%' as x from int_y", 'backslash'],
];

test.each(REFUSED)('refused: %s', (sql, word) => {
  expect(lint(sql).join('\n')).toContain(word);
});

const ALLOWED = [
  "select 'sum(x) :: QUALIFY 0.5' as x -- 0.5 :: median(a)\nfrom int_y /* group by all; */",
  'select cast(sum(cast(round(w * 1e9) as bigint)) as double) / 1e9 as x from int_y',
  'select cast(count(distinct a) as bigint) as x from int_y group by b',
  'select a / nullif(b, 0e0) as x, c / 2e0 as y from int_y',
  'select cast(row_number() over (partition by a order by b desc nulls last, c_key nulls last) as bigint) as n from int_y',
  'select cast(dense_rank() over (partition by a order by b desc nulls last) as bigint) as n from int_y',
  'select cast(floor(a / 2e0) as bigint) as x from int_y',
  "select cast(week_start - interval '7' day as date) as x from int_y",
  'select list, rank, first, mode from int_y where a in (1, 2) and position(b in c) > 0',
  "select cast(count(*) filter (where a = 'it''s') as bigint) as x from int_y",
];

test.each(ALLOWED)('allowed: %s', (sql) => {
  expect(lint(sql)).toEqual([]);
});

describe('layers', () => {
  const layer = (name: string, reads: readonly string[]) => lintModel({ name, sql: 'select a from b', reads }).length;
  test('staging reads one lake table and no config', () => {
    expect(layer('stg_a', ['lake_posts', 'params', 'stg_b'])).toBe(0);
    expect(layer('stg_a', ['lake_posts', 'lake_authors'])).toBe(1);
    expect(layer('stg_a', ['lake_posts', 'ref_brands'])).toBe(1);
    expect(layer('stg_a', ['lake_posts', 'int_b'])).toBe(1);
  });
  test('only staging reads the lake, and marts read intermediate models only', () => {
    expect(layer('int_a', ['stg_a', 'ref_brands', 'params'])).toBe(0);
    expect(layer('int_a', ['lake_posts'])).toBe(1);
    expect(layer('int_a', ['koc_candidates'])).toBe(1);
    expect(layer('koc', ['int_a', 'params'])).toBe(0);
    expect(layer('koc', ['stg_a'])).toBe(1);
    expect(layer('koc', ['ref_brands'])).toBe(1);
  });
});

test('tokens keep their line, through comments and strings of several lines', () => {
  const tokens = tokenise("select /* a\nb */ 'c\nd' as e");
  expect(tokens.map(({ kind, text, line }) => [kind, text, line])).toEqual([
    ['word', 'select', 1],
    ['string', 'c\nd', 2],
    ['word', 'as', 3],
    ['word', 'e', 3],
  ]);
});
