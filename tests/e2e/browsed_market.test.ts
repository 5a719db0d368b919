/** A market seen through browsers, one site driven and one by what a person saved, gives the lists of the same market imported from files. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { loadCollector } from '../../collectors/discover.ts';
import { captureHar } from '../../jobs/pipeline/capture_har.ts';
import { joinWorkspaceCaptures } from '../../jobs/pipeline/capture_joined.ts';
import { captureSource } from '../../jobs/pipeline/capture_open.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { BRANDS } from '../../jobs/sample/brands.ts';
import { writeHar } from '../replica/har.ts';
import { type Shows, sampleReplicaMarket, shownMap, shownRows } from '../replica/sample.ts';
import { serveReplica } from '../replica/server.ts';
import { walk } from '../replica/walk.ts';
import { replica as weibo } from '../replica/weibo.ts';
import { replica as xiaohongshu } from '../replica/xiaohongshu.ts';
import { testBrowserPath } from '../support/browser.ts';
import { LIVE_AS_OF, LIVE_NOW, type LiveWorkspace, liveWorkspace, wordsOf } from '../support/live_market.ts';

const WORDS = wordsOf(['aurora', 'nova', 'coman']);
const options = { seed: 5, authors: 180, weeks: 6, asOf: LIVE_AS_OF, until: LIVE_NOW, words: WORDS };
const markets = {
  weibo: sampleReplicaMarket('weibo', options),
  xiaohongshu: sampleReplicaMarket('xiaohongshu', options),
} as const;

/** What the two platforms say of posts and accounts besides words and numbers. */
const SHOWS: Readonly<Record<keyof typeof markets, Shows>> = {
  weibo: {
    seen: LIVE_NOW,
    hasAccounts: true,
    format: ({ images }) => (images === 0 ? 'text' : 'image'),
    isRepost: false,
  },
  xiaohongshu: { seen: LIVE_NOW, hasAccounts: false, format: () => 'normal', isRepost: null },
};

function config(weiboSource: string, notesSource: string): string {
  const brands = BRANDS.map(({ id, zh, en }) => {
    const role = id === 'aurora' ? 'own' : 'tracked';
    return `  - { id: ${id}, role: ${role}, category: skincare, names: [${zh}, ${en}] }\n`;
  });
  return `version: 1
contact: tests@example.org
timezone: Asia/Shanghai
brands:
${brands.join('')}sources:
  - { id: weibo, ${weiboSource} }
  - { id: notes, ${notesSource} }
`;
}

/** What a person saw who searched and opened every note, saved from their browser. */
async function importHar({ ws, context }: LiveWorkspace): Promise<void> {
  const site = siteOf(await loadCollector('xiaohongshu'))!;
  const seen = {
    ...xiaohongshu,
    visits: (market: typeof markets.xiaohongshu) =>
      xiaohongshu.visits(market).filter((path) => !path.includes('profile')),
  };
  const file = join(ws.dir, 'session.har');
  await writeHar(file, walk(seen, markets.xiaohongshu, LIVE_NOW, { origin: `https://${site.hosts[0]}` }));
  const [opened, ctx] = [await ws.open(), context()];
  const raw = await openWorkspaceRaw(opened, ctx);
  const of = await captureSource(opened, 'notes', null);
  await captureHar(opened, ctx, { file, sourceId: 'notes', ...of, wanted: [], raw });
  await joinWorkspaceCaptures(opened, ctx, raw);
}

test('the lists of a browsed market are those of the imported one', async () => {
  await using server = await serveReplica(weibo, weibo.site(markets.weibo));
  await using browsed = await liveWorkspace(
    config(
      `collector: weibo, acknowledged: true, allow_private: true, history_days: 90, pace: { per_minute: 1200 }, automation: { acknowledged: true, permission_ref: "a contract of the test" }, with: { base_url: "${server.url}" }`,
      'collector: xiaohongshu, acknowledged: true',
    ),
    { findBrowser: testBrowserPath, env: process.env },
  );
  await importHar(browsed);
  expect(await browsed.weekly()).toEqual({ weibo: 'ok', notes: 'null' });

  await using imported = await liveWorkspace(
    config(
      'collector: file_import, with: { file: weibo.jsonl, map: weibo.yaml }',
      'collector: file_import, with: { file: xiaohongshu.jsonl, map: xiaohongshu.yaml }',
    ),
  );
  for (const replica of [weibo, xiaohongshu]) {
    const name = replica.name as keyof typeof markets;
    const rows = shownRows(replica, markets[name], SHOWS[name]);
    await imported.ws.write(`${name}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await imported.ws.write(`${name}.yaml`, shownMap(name));
  }
  expect(await imported.weekly()).toEqual({ weibo: 'ok', notes: 'ok' });

  const [lists, expected] = [await browsed.candidates(), await imported.candidates()];
  const named = ({ brand_id, author_key, rank, status }: Record<string, unknown>) => [
    brand_id,
    author_key,
    rank,
    status,
  ];
  expect(expected.filter(({ rank }) => rank !== null).length).toBeGreaterThan(5);
  expect(new Set(expected.map(({ platform }) => platform))).toEqual(new Set(['weibo', 'xiaohongshu']));
  expect(lists.map(named)).toEqual(expected.map(named));
  for (const [at, row] of expected.entries()) {
    for (const [column, value] of Object.entries(row)) {
      const said = lists[at]![column];
      if (typeof value === 'number') expect(said, column).toBeCloseTo(value, 9);
      else expect(said, column).toEqual(value);
    }
  }
});
