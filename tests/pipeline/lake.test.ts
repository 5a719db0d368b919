import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { filesBelow } from '../support/exports.ts';
import { lakeRows as rows } from '../support/lake_rows.ts';
import { POSTS_MAP, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const POSTS = [
  {
    kind: 'post',
    id: 'p1',
    author: 'u-secret-1',
    name: '小鹿Lumi',
    home: 'https://weibo.example/u/1',
    text: '欧若拉精华真的好用，已经空瓶三次',
    at: '2026-11-10 09:00',
    likes: '1.2万',
    fans: '3千',
    link: 'https://weibo.example/p1',
  },
  {
    kind: 'post',
    id: 'p2',
    author: 'u-secret-2',
    name: 'Robin',
    text: 'Aurora serum beats Nova, love it\0\ud800 \u2028 end',
    at: '2026-11-11T10:00:00+08:00',
    likes: 0,
  },
  {
    kind: 'comment',
    id: 'c1',
    author: 'a***b',
    name: 'a***b',
    text: '已回购三瓶',
    at: '2026-11-12 20:00',
    root: 'p1',
    parent: 'p1',
  },
];

test('a segment becomes keyed rows; counts keep their granularity, masked people are nobody, broken characters stay visible', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  const posts = await rows(
    ws,
    (t) => `select p.*, f.lang, o.likes_count, o.likes_granularity, i.post_id, i.text
    from ${t('posts')} p join ${t('text_features')} f using (post_key) left join ${t('observations')} o using (post_key) join ${t('identity_posts')} i using (post_key) order by i.post_id`,
  );
  expect(
    posts.map((row) => [
      row['post_id'],
      row['lang'],
      row['likes_count'],
      row['likes_granularity'],
      row['author_key'] === null,
    ]),
  ).toEqual([
    ['c1', 'zh-Hans', null, null, true],
    ['p1', 'zh-Hans', 12000n, 1000n, false],
    ['p2', 'en', 0n, 1n, false],
  ]);
  expect(posts[2]!['text']).toBe('Aurora serum beats Nova, love it\uFFFD \u2028 end');
  expect(posts[0]!['root_node_key']).toBe(posts[1]!['node_key']);
  const mentions = await rows(
    ws,
    (t) =>
      `select i.post_id, brand_id, role from ${t('mentions')} m join ${t('identity_posts')} i using (post_key) order by all`,
  );
  expect(mentions.map(Object.values)).toEqual([
    ['p1', 'aurora', 'subject'],
    ['p2', 'aurora', 'comparison'],
    ['p2', 'nova', 'comparison'],
  ]);
});

test('what is unchanged is never mapped again, and a changed brand list redoes the mention step only', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  expect((await syncLake(await ws.open(), ws.context())).records.mapped).toBe(3);
  expect((await syncLake(await ws.open(), ws.context())).records.mapped).toBe(0);
  const parts = (table: string) =>
    readdirSync(join(ws.dir, 'lake', table)).map(
      (name) => `${name} ${statSync(join(ws.dir, 'lake', table, name)).mtimeMs}`,
    );
  const before = { posts: parts('posts'), features: parts('text_features'), mentions: parts('mentions') };
  await ws.write('koc.yaml', `${THREE_BRANDS}  - { id: lumi, names: [Lumi Skin] }\n`);
  expect((await syncLake(await ws.open(), ws.context())).records.mapped).toBe(3);
  expect(parts('posts')).toEqual(before.posts);
  expect(parts('text_features')).toEqual(before.features);
  expect(parts('mentions')).not.toEqual(before.mentions);
  expect(parts('mentions')).toHaveLength(1);
});

test('a torn segment is set aside with a warning and the others are mapped', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  await ws.importRows('weibo_more', [{ ...POSTS[0], id: 'p9' }], POSTS_MAP);
  const raw = await openWorkspaceRaw(await ws.open(), ws.context());
  const torn = raw.segments().find(({ entry }) => entry.source_id === 'weibo_posts')!;
  truncateSync(raw.pathOf(torn.ref), 40);
  const ids = await rows(ws, (t) => `select post_id from ${t('identity_posts')}`);
  expect(ids).toEqual([{ post_id: 'p9' }]);
  expect(ws.warnings.join('\n')).toMatch(/torn or altered.*set aside/);
});

test('no id, handle, link or text of a person stands in the lake; identity is for its owner only', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  await syncLake(await ws.open(), ws.context());
  expect(statSync(join(ws.dir, 'identity')).mode & 0o777).toBe(0o700);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const file of filesBelow(join(ws.dir, 'lake')).filter((path) => path.endsWith('.parquet'))) {
    const all = await connection.runAndReadAll(`select * from read_parquet('${join(ws.dir, 'lake', file)}')`);
    const text = JSON.stringify(all.getRowObjectsJson());
    for (const secret of ['u-secret', '小鹿', 'Robin', 'weibo.example', '空瓶', 'serum'])
      expect(text, file).not.toContain(secret);
  }
  connection.closeSync();
  instance.closeSync();
});

test('parts are the same bytes however the work is spread over threads', async () => {
  const sums = async (threads: number) => {
    await using ws = await testWorkspace(THREE_BRANDS);
    for (let i = 0; i < 3; i++)
      await ws.importRows(
        `source_${i}`,
        POSTS.map((post) => ({ ...post, id: `${post.id}-${i}` })),
        POSTS_MAP,
      );
    await syncLake(await ws.open(), { ...ws.context(), threads });
    return filesBelow(join(ws.dir, 'lake')).map((path) => [
      path,
      readFileSync(join(ws.dir, 'lake', path)).toString('base64'),
    ]);
  };
  expect(await sums(3)).toEqual(await sums(1));
});
