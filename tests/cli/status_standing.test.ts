/** `koc status` and `koc collect` say what became of a source in words that need no manual. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteRefusal } from '../../jobs/pipeline/cool_down.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { noteSession } from '../../jobs/pipeline/session.ts';
import type { Log } from '../../warehouse/contracts/collector.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { load } from '../config/support.ts';
import { fakeHackerNews } from '../support/fake_hackernews.ts';
import { expectCode, inProcess } from './support.ts';

test('a source is off, paused or refused, and says so', async () => {
  await using hn = await fakeHackerNews();
  hn.answer = () => 403;
  const dir = await mkdtemp(join(tmpdir(), 'koc-status-'));
  const source = (id: string, more: string) =>
    `  - { id: ${id}, collector: hackernews, allow_private: true, with: { base_url: "${hn.url}" }${more} }\n`;
  await writeFile(
    join(dir, 'koc.yaml'),
    `version: 1\ncontact: tests@example.org\nbrands: [{ id: aurora, names: [Aurora] }]\nsources:\n${source('silent', '')}${source('shut', ', acknowledged: true')}`,
  );
  const collected = await expectCode(inProcess(dir, ['collect']), 3);
  expect(collected.stdout).toMatch(/^shut +blocked +0 +0 +it refuses/mu);
  expect(collected.stderr).toContain('source shut, outcome blocked');
  await mkdir(join(dir, '.koc', 'state'), { recursive: true });
  const nextAt = Date.now() + 3_600_000;
  await writeFile(join(dir, '.koc', 'state', 'hosts.json'), JSON.stringify({ [new URL(hn.url).host]: { nextAt } }));
  const { stdout } = await expectCode(inProcess(dir, ['status']), 0);
  expect(stdout).toMatch(/^silent +hackernews +off .* off until acknowledged: true/mu);
  const until = new Date(nextAt).toISOString().slice(0, 16).replace('T', ' ');
  expect(stdout).toMatch(new RegExp(`^shut +hackernews +blocked .* paused until ${until}, it refuses`, 'mu'));
  await rm(dir, { recursive: true });
});

test('a source that is seen through a browser says how its login is, how long it is left alone, and what has changed', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'koc-status-'));
  await writeFile(
    join(dir, 'koc.yaml'),
    `version: 1
contact: tests@example.org
brands: [{ id: aurora }]
sources:
  - { id: notes, collector: xiaohongshu, acknowledged: true, with: { account: anna } }
  - { id: posts, collector: weibo, acknowledged: true, automation: { acknowledged: true, permission_ref: "consent of 2 November" } }
`,
  );
  const ws = await load(dir, { createKey: true });
  const [anna, main] = ['anna', 'main'];
  const now = Date.now();
  const xhs = { platform: 'xiaohongshu', name: anna, copy: null };
  await noteSession(ws, xhs, true, now - 3 * DAY_MS);
  await noteSession(ws, xhs, true, now - 5 * 3_600_000);
  const weibo = { platform: 'weibo', name: main, copy: null };
  await noteSession(ws, weibo, true, now - 4 * DAY_MS);
  await noteSession(ws, weibo, false, now);
  const told = { outcome: 'blocked', sign: 'HTTP 432', todo: 'The operator looks at it.' } as const;
  for (const at of [now - DAY_MS, now]) await noteRefusal(ws, weibo, told, at);
  const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
  const raw = await openWorkspaceRaw(ws, { now: Date.now, log: silent });
  const pass = raw.beginPass({
    run: '20261116T070000Z-000001',
    sourceId: 'notes',
    collector: 'xiaohongshu',
    collectorVersion: 1,
    context: {},
    startedAt: now,
    isForgotten: () => false,
  });
  const asked = { drift: 2, drift_first: 'search_notes: data.items' };
  await pass.end({ outcome: 'partial', asked, cursor: null, platforms: ['xiaohongshu'] });

  const { stdout } = await expectCode(inProcess(dir, ['status']), 0);
  const day = new Date(now).toISOString().slice(0, 10);
  expect(stdout).toContain(
    `notes: account anna; logged in for 3 days, last seen good 5 hours ago; by hand; not understood on ${day}: 2 × search_notes: data.items`,
  );
  const until = new Date(now + 4 * 3_600_000).toISOString();
  expect(stdout).toContain(
    `posts: account main; the login has expired, last good 4 days ago (koc login posts); driven; left alone until ${until.slice(0, 16).replace('T', ' ')} UTC (HTTP 432): The operator looks at it.`,
  );
  const { sources } = JSON.parse((await expectCode(inProcess(dir, ['status', '--json']), 0)).stdout) as {
    sources: { id: string; browsed: unknown }[];
  };
  expect(sources.find(({ id }) => id === 'posts')!.browsed).toMatchObject({
    session: 'expired',
    left_alone_until: until,
    refusals: 2,
    driven: true,
    drift: null,
  });
  await rm(dir, { recursive: true });
});
