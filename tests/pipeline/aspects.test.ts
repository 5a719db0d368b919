import { expect, test } from 'vitest';
import { lakeRows } from '../support/lake_rows.ts';
import { POSTS_MAP, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const at = '2026-11-10 09:00';
const POSTS = [
  { kind: 'post', id: 'p1', author: 'u1', name: 'u1', text: '欧若拉质地不油腻，但是太贵了', at },
  { kind: 'post', id: 'p2', author: 'u2', name: 'u2', text: '今天的菜很难吃', at },
  { kind: 'comment', id: 'c1', author: 'u3', name: 'u3', text: '发货快吗？我买的漏液了', at, root: 'p1', parent: 'p1' },
];

test('aspects reach the lake: with their brand where one is named, without where an answer names none, else not at all', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  const found = await lakeRows(
    ws,
    (t) => `select i.post_id, a.brand_id, a.aspect, a.term, a.sign
    from ${t('aspects')} a join ${t('identity_posts')} i using (post_key, version_key) order by i.post_id, a.aspect`,
  );
  expect(
    found.map((row) => [row['post_id'], row['brand_id'], row['aspect'], row['term'], Number(row['sign'])]),
  ).toEqual([
    ['c1', null, 'delivery', '发货快', 0],
    ['c1', null, 'packaging', '漏液', -1],
    ['p1', 'aurora', 'price', '太贵', -1],
    ['p1', 'aurora', 'texture', '不油腻', 1],
  ]);
});
