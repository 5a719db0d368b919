import { expect, test } from 'vitest';
import { nameKey, refTables } from '../../jobs/config/ref_tables.ts';
import { REF_TABLES } from '../../warehouse/contracts/ref_tables.ts';
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import { loadFiles } from './support.ts';

const YAML = `version: 1
brands:
  - { id: nova, role: tracked, category: skincare, names: [诺瓦, Nova] }
  - { id: aurora, category: skincare, names: [欧若拉], handles: { weibo: ["@Aurora官方", "1234567"] } }
  - { id: pill, category: health }
categories: { health: { sensitive: true } }
scoring: { list_size: 20, kol_followers: 50000 }
platforms: { weibo: { kol_followers: 80000 }, forum: { searched: true } }
people:
  - { platform: weibo, id: '77', handle: Mina, basis: customer }
  - { platform: weibo, id: '77', basis: employee }
  - { platform: reddit, id: rowan, basis: consent }
`;

const CALIBRATED = { notes: { labels_count: 80 }, forum: { labels_count: 50 } };

const SEARCHES = [{ source_id: 'notes', platform: 'xiaohongshu', words_count: 3, words_not_searched_count: 1 }];

async function tables() {
  const ws = await loadFiles({ 'koc.yaml': YAML }, { env: { KOC_PSEUDONYM_KEY: 'k'.repeat(32) } });
  return { ws, refs: refTables(ws, parseAsOf('2026-11-16', ws.offset), 'abc', CALIBRATED, null, SEARCHES) };
}

test('every ref table has exactly the columns of the contract', async () => {
  const { refs } = await tables();
  for (const table of REF_TABLES) {
    const columns = table.columns.map((column) => column.name).sort();
    expect(refs[table.name].length, table.name).toBeGreaterThan(0);
    for (const row of refs[table.name]) expect(Object.keys(row).sort(), table.name).toEqual(columns);
  }
});

test('params say the week and the constants, overridden by koc.yaml', async () => {
  const { refs } = await tables();
  expect(refs.params).toMatchObject([
    { as_of: '2026-11-16', week_start: '2026-11-09', iso_week: '2026-W46', list_size: 20, kol_followers: 50_000 },
  ]);
});

test('a watched person is found by id and by handle, but never on a platform whose terms forbid it', async () => {
  const { ws, refs } = await tables();
  const rows = refs.ref_people.map((row) => [row['platform'], row['account_key'], row['basis']]);
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual(['weibo', ws.pseudonymise('weibo:77'), 'employee']);
  expect(rows).toContainEqual(['weibo', nameKey(ws, 'weibo', 'mina'), 'customer']);
});

test('what koc.yaml says of a platform stands beside what is usual there', async () => {
  const { refs } = await tables();
  const rows = refs.ref_platforms.map((row) => [row['platform'], row['kol_followers'], row['is_searched']]);
  expect(rows).toEqual([
    ['forum', null, true],
    ['weibo', 80_000, false],
    ['xiaohongshu', null, true],
    ['zhihu', null, true],
  ]);
});

test('brands know the size of their category and whether it is sensitive', async () => {
  const { refs } = await tables();
  expect(refs.ref_brands.map((row) => [row['brand_id'], row['category_brands'], row['is_sensitive']])).toEqual([
    ['aurora', 2, false],
    ['nova', 2, false],
    ['pill', 1, true],
  ]);
});

test('an official account is found by its id and by its handle, however it is written', async () => {
  const { ws, refs } = await tables();
  const keys = refs.ref_official_accounts.map((row) => row['account_key']);
  expect(keys).toContain(ws.pseudonymise('weibo:1234567'));
  expect(keys).toContain(nameKey(ws, 'weibo', 'ＡＵＲＯＲＡ官方'));
  expect(keys).toHaveLength(4);
});

test('the order of brands and calibrations changes nothing', async () => {
  const { refs } = await tables();
  const turned = YAML.replace(/( {2}- \{ id: nova.*\n)( {2}- \{ id: aurora.*\n)/u, '$2$1');
  const ws = await loadFiles({ 'koc.yaml': turned }, { env: { KOC_PSEUDONYM_KEY: 'k'.repeat(32) } });
  const { forum, notes } = CALIBRATED;
  expect(refTables(ws, parseAsOf('2026-11-16', ws.offset), 'abc', { forum, notes }, null, SEARCHES)).toEqual(refs);
});
