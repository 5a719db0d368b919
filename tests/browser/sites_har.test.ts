/** Long sessions on the replicas, recorded by Playwright and played again with the network off: the same records, and layouts that changed meanwhile. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from '../../collectors/browser.ts';
import type { Shape, SiteSource } from '../../collectors/browsing/site.ts';
import { siteNormalizer } from '../../collectors/browsing/site_normalizer.ts';
import { siteReader } from '../../collectors/browsing/site_reader.ts';
import type { CollectedRecord } from '../../warehouse/contracts/collector.ts';
import { envelopeOf, headerOf } from '../collectors/envelope.ts';
import { expectMarket, noRows, type SeenRows, takeRows } from '../replica/compare.ts';
import { replicaMarket } from '../replica/market.ts';
import { browse } from '../replica/person.ts';
import { serveReplica } from '../replica/server.ts';
import { allReplicas, type ReplicaOf, TINY } from '../replica/sites.ts';
import { AMPLE_LIMITS, testBrowserPath } from '../support/browser.ts';

const replicas = (await allReplicas()).filter(({ site }) => site.drive !== undefined);
const market = replicaMarket({ ...TINY, until: Date.now() });

/** A field without which posts of search lists are not understood, by platform: what it is called after a change is `…_v2`. */
const RENAMED: Readonly<Record<string, string>> = {
  bilibili: 'aid',
  douyin: 'aweme_id',
  weibo: 'cards',
  xiaohongshu: 'note_card',
};

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-har-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A person's session, as the network panel of their browser would save it. Gives the file and where the site was. */
async function recorded(of: ReplicaOf): Promise<{ readonly har: string; readonly url: string }> {
  await using server = await serveReplica(of.replica, of.replica.site(market));
  const har = join(dir, `${of.name}.har`);
  const browser = await chromium.launch({ executablePath: (await testBrowserPath())!, args: ['--disable-gpu'] });
  try {
    const context = await browser.newContext({ recordHar: { path: har, content: 'embed' }, serviceWorkers: 'block' });
    await browse(await context.newPage(), server.url, of.replica, market);
    await context.close();
  } finally {
    await browser.close();
  }
  return { har, url: server.url };
}

/** What `site` makes of the session when it is played again; the site itself is gone. */
async function replayed(
  of: ReplicaOf,
  site: SiteSource,
  har: string,
  url: string,
  visits?: number,
): Promise<CollectedRecord[]> {
  const hosts = [new URL(url).host];
  const reader = siteReader(site, hosts);
  const records: CollectedRecord[] = [];
  const onAnswer = (answer: Parameters<typeof reader.read>[0]) => {
    records.push(...reader.seal(reader.read(answer), answer.at));
  };
  await using browser = await launchBrowser({
    executable: (await testBrowserPath())!,
    env: process.env,
    limits: AMPLE_LIMITS,
    signal: new AbortController().signal,
    hosts,
    runsScripts: true,
    replay: har,
    answers: { now: () => Date.now(), onAnswer },
  });
  const replica = { ...of.replica, visits: () => of.replica.visits(market).slice(0, visits) };
  await browser.withPage((page) => browse(page, url, replica, market));
  return records;
}

function rowsOf(of: ReplicaOf, site: SiteSource, records: readonly CollectedRecord[]): SeenRows {
  const seen = noRows();
  const normalise = siteNormalizer(site)(headerOf(of.collector, {}));
  for (const [at, record] of records.entries()) {
    takeRows(seen, normalise, { ...envelopeOf(of.collector, record, at), fetched_at: record.observedAt });
  }
  return seen;
}

describe.each(replicas.map((of) => [of.name, of] as const))('a session on %s', (_name, of) => {
  let session: Awaited<ReturnType<typeof recorded>>;
  beforeAll(async () => {
    session = await recorded(of);
  });

  test('gives all of it again without a network', async () => {
    const records = await replayed(of, of.site, session.har, session.url);
    expectMarket(rowsOf(of, of.site, records), of.replica, market, { profiles: market.authors });
  });

  test('after a change of the schema is told with the path, kept whole, and read by a parser that knows it', async () => {
    const field = RENAMED[of.name]!;
    const changed = join(dir, `${of.name}-changed.har`);
    const text = await readFile(session.har, 'utf8');
    const renamed = text.replaceAll(`\\"${field}\\":`, `\\"${field}_v2\\":`);
    expect(renamed).not.toBe(text);
    await writeFile(changed, renamed);

    const records = await replayed(of, of.site, changed, session.url, 1);
    const drifts = records.filter(({ kind }) => kind === 'event').map(({ payloadJson }) => JSON.parse(payloadJson));
    expect(drifts.length).toBeGreaterThan(0);
    expect(drifts.map(({ path }) => path).join(' ')).toContain(field);
    const found = (seen: SeenRows) => [...seen.records.keys()].filter((key) => key.startsWith('post ')).sort();
    expect(found(rowsOf(of, of.site, records))).toEqual([]);

    const [asWas, later] = [
      rowsOf(of, of.site, await replayed(of, of.site, session.har, session.url, 1)),
      knowing(of.site, field),
    ];
    expect(found(rowsOf(of, later, records))).toEqual(found(asWas));
    expect(found(asWas)).toHaveLength(market.posts.length);
  });
});

/** The source once its parser was taught the new name of the field. */
function knowing(site: SiteSource, field: string): SiteSource {
  const back = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(back);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name === `${field}_v2` ? field : name, back(inner)]),
    );
  };
  const shapes = site.shapes.map((shape): Shape => ({ ...shape, body: z.preprocess(back, shape.body) }));
  return { ...site, meta: { ...site.meta, version: site.meta.version + 1 }, shapes };
}
