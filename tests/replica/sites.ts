/** The replicas that there are, and a workspace whose source is one of them. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { launchBrowser } from '../../collectors/browser.ts';
import type { SiteSource } from '../../collectors/browsing/site.ts';
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { discoverCollectors } from '../../collectors/discover.ts';
import { accountOf, accountProfile } from '../../jobs/pipeline/account.ts';
import { runPass } from '../../jobs/pipeline/collect.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { openLive } from '../../jobs/pipeline/live.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { collectSources, passBasics, type SourceResult } from '../../jobs/pipeline/sources.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { AMPLE_LIMITS, testBrowserPath } from '../support/browser.ts';
import { KEY, type TestWorkspace, testWorkspace } from '../support/workspace.ts';
import { type MarketSize, type ReplicaMarket, replicaMarket } from './market.ts';
import { type ReplicaServer, serveReplica } from './server.ts';
import type { Replica } from './site.ts';

const FOLDER = new URL('./', import.meta.url);

export interface ReplicaOf {
  readonly name: string;
  readonly replica: Replica;
  readonly collector: Collector;
  readonly site: SiteSource;
}

/** Sorted by name. */
export async function allReplicas(): Promise<ReplicaOf[]> {
  const collectors = await discoverCollectors();
  const names = readdirSync(FOLDER).flatMap((file) => /^(\w+)\.ts$/u.exec(file)?.[1] ?? []);
  return Promise.all(
    names
      .filter((name) => collectors.has(name))
      .sort()
      .map(async (name) => {
        const { replica } = (await import(new URL(`${name}.ts`, FOLDER).href)) as { replica: Replica };
        const collector = collectors.get(name)!;
        return { name, replica, collector, site: siteOf(collector)! };
      }),
  );
}

/** Every list takes several answers, and yet a browser is through in seconds. */
export const TINY: Omit<MarketSize, 'until'> = { posts: 12, authors: 4, comments: 12, replies: 5 };

export interface SiteStage extends AsyncDisposable {
  readonly of: ReplicaOf;
  readonly market: ReplicaMarket;
  readonly server: ReplicaServer;
  readonly ws: TestWorkspace;
  /** Environment in which the machine's own state stays out of it. */
  readonly env: Record<string, string>;
  context(): RunContext;
  /** `koc collect` in this process. */
  collect(more?: Partial<RunContext>): Promise<SourceResult>;
  /** A pass over these queries alone, as one of a backfill; gives how it ended. */
  ask(queries: readonly Query[]): Promise<ManifestEntry>;
  /** Somebody logs in, in the account's profile. */
  logIn(): Promise<void>;
}

export interface SiteStageOptions {
  readonly size?: Omit<MarketSize, 'until'>;
  readonly server?: Parameters<typeof serveReplica>[2];
  /** Lines of the source's entry besides collector and address; default: may be driven, as fast as tests want. */
  readonly entry?: string;
  readonly perMinute?: number;
  readonly media?: 'thumbnail';
}

export const PERMITTED = `automation: { acknowledged: true, permission_ref: "contract 7 with the platform" }`;

/** A replica that is served, and a workspace with the brand whose words it is searched by. Nobody is logged in yet. */
export async function siteStage(of: ReplicaOf, options: SiteStageOptions = {}): Promise<SiteStage> {
  const { size = TINY, entry = PERMITTED, perMinute = 1200, media = 'none' } = options;
  const market = replicaMarket({ ...size, until: Date.now() });
  const server = await serveReplica(of.replica, of.replica.site(market), options.server ?? {});
  const ws = await testWorkspace(`version: 1
contact: tests@example.org
brands: [{ id: dew, role: own, names: [${JSON.stringify(market.words)}] }]
sources:
  - id: site
    collector: ${of.name}
    acknowledged: true
    allow_private: true
    history_days: 1000
    pace: { per_minute: ${perMinute} }
    with: { base_url: "${server.url}"${media === 'none' ? '' : `, media: ${media}`} }
    ${entry}
`);
  const { KOC_BROWSER: _, ...own } = process.env as Record<string, string>;
  const env = {
    ...own,
    KOC_BROWSER: (await testBrowserPath()) ?? 'none',
    XDG_STATE_HOME: `${ws.dir}-state`,
    KOC_PSEUDONYM_KEY: KEY,
  };
  const context = (): RunContext => ({
    ...ws.context(),
    now: () => Date.now(),
    env,
    version: '0.0.0',
    findBrowser: testBrowserPath,
  });
  return {
    of,
    market,
    server,
    ws,
    env,
    context,
    async collect(more = {}) {
      const [result] = await collectSources(await ws.open(), { ...context(), ...more });
      return result!;
    },
    async ask(queries) {
      const [opened, ctx] = [await ws.open(), context()];
      const source = opened.config.sources[0]!;
      const raw = await openWorkspaceRaw(opened, ctx);
      const window = { since: 0, until: Date.now() };
      const ask = { queries, window, isFixedWindow: true, limit: null };
      await using live = await openLive(opened, ctx, { source, collector: of.collector }, ask);
      const entry = await runPass({
        ...(await passBasics(opened, ctx, raw)),
        collector: of.collector,
        options: source.options,
        sourceId: source.id,
        side: { purpose: 'backfill', cursor: null, keep: async () => {} },
        live,
      });
      if ('unchanged' in entry) throw new Error('a driven pass is never unchanged');
      return entry;
    },
    async logIn() {
      const profile = accountProfile(ws, accountOf(of.site, { account: 'main', base_url: server.url }));
      await using browser = await launchBrowser({
        executable: (await testBrowserPath())!,
        env,
        limits: AMPLE_LIMITS,
        signal: new AbortController().signal,
        hosts: [new URL(server.url).host],
        runsScripts: true,
        profile,
      });
      await browser.withPage(async (page) => {
        await page.goto(server.loginUrl);
        await page.click('#login');
      });
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await ws[Symbol.asyncDispose]();
      await rm(`${ws.dir}-state`, { recursive: true, force: true });
    },
  };
}
