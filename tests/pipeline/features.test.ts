import { expect, test } from 'vitest';
import { LAKE_TABLES } from '../../warehouse/contracts/lake.ts';
import { lakeRows } from '../support/lake_rows.ts';
import { POSTS_MAP, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const at = '2026-11-10 09:00';
const POSTS = [
  { kind: 'post', id: 'plain', author: 'u1', text: '今天收到了', at },
  {
    kind: 'post',
    id: 'paid',
    author: 'u2',
    text: '#ad 优惠码 MINA15 立减，治好了我的湿疹，第一步洁面，成分有烟酰胺',
    at,
  },
  { kind: 'post', id: 'free', author: 'u3', text: '感谢欧若拉的小鹿寄送的新品', at },
  { kind: 'post', id: 'denied', author: 'u4', text: '非广，自费。已回购三瓶，求链接！！！', at },
  {
    kind: 'post',
    id: 'link',
    author: 'u5',
    text: '好用 <a href="https://detail.tmall.com/item.htm?id=1">网页链接</a> #好物',
    at,
  },
];

test('every text has its cues, intents and disclosure in the lake, and no flag is null', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  const rows = await lakeRows(
    ws,
    (table) => `select identity.post_id as id, words.* from ${table('text_features')} as words
      join ${table('identity_posts')} as identity on identity.post_key = words.post_key`,
  );
  const byId = new Map(rows.map((row) => [String(row['id']), row]));
  expect(byId.size).toBe(POSTS.length);
  expect(byId.get('plain')).toMatchObject({
    disclosure_state: 'none',
    disclosure_kind: null,
    disclosure_evidence: null,
    commerce_evidence: null,
    safety_evidence: null,
    utility_cue: null,
    utility_cues_count: 0n,
    entertainment_cues_count: 0n,
    own_length: 5n,
    has_shop_link: false,
    is_medical_claim: false,
    is_recommendation: false,
  });
  expect(byId.get('paid')).toMatchObject({
    disclosure_state: 'declared',
    disclosure_kind: 'paid',
    disclosure_evidence: '#ad',
    commerce_evidence: '优惠码',
    safety_evidence: '治好了',
    utility_cue: 'steps',
    utility_cues_count: 2n,
    has_discount_code: true,
    has_shop_link: false,
    is_medical_claim: true,
    involves_minor: false,
  });
  expect(byId.get('denied')).toMatchObject({
    disclosure_state: 'none',
    disclosure_kind: 'denied',
    disclosure_evidence: '非广',
    entertainment_cues_count: 1n,
    is_repurchase: true,
    is_question: true,
    is_purchase_question: true,
    has_shop_link: false,
  });
  expect(byId.get('link')).toMatchObject({ has_shop_link: true, own_length: 7n });

  const flags = LAKE_TABLES.find(({ name }) => name === 'text_features')!.columns.filter(
    ({ type }) => type === 'boolean',
  );
  expect(flags.length).toBeGreaterThan(15);
  for (const row of rows) for (const { name } of flags) expect(row[name], name).toBeTypeOf('boolean');
});

test('a declaration that is worded freely leaves no words of it in the lake', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS.slice(2, 3), POSTS_MAP);
  const [row] = await lakeRows(ws, (table) => `select * from ${table('text_features')}`);
  expect(row).toMatchObject({ disclosure_state: 'declared', disclosure_kind: 'gift', disclosure_evidence: null });
  expect(Object.values(row!).join(' ')).not.toContain('小鹿');
});
