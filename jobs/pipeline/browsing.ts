/**
 * Gives a driven pass the operator's browser: profile of the account, its lock, its pace and its day's budget. Invariant: without the
 * operator's permission, and while the platform is left alone, nothing is opened.
 */
import { type Browser, type BrowserLimits, launchBrowser } from '../../collectors/browser.ts';
import { isHostOf, siteHosts } from '../../collectors/browsing/address.ts';
import { type Budget, DEFAULT_DAILY_BUDGET, dailyBudget } from '../../collectors/browsing/budget.ts';
import { drivenPerMinute } from '../../collectors/browsing/pace.ts';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { driveTab } from '../../collectors/browsing/tab.ts';
import { TabAnswers } from '../../collectors/browsing/tab_answers.ts';
import { HostQueue } from '../../collectors/engine/host_queue.ts';
import type { Browsing, Tab } from '../../warehouse/contracts/browse.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type Http, RefusalError } from '../../warehouse/contracts/live.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { profileOf } from './capture_open.ts';
import type { RunContext } from './context.ts';
import { type HostStore, openAccountState } from './live_state.ts';
import { sleep } from './sleep.ts';

/** Far above a pass that keeps to its pace and budget: only what runs away meets them. */
const LIMITS: BrowserLimits = { pages: 20_000, ms: 24 * 3_600_000, bytes: 50e9 };

export interface BrowsingInput {
  readonly source: SourceConfig;
  readonly site: SiteSource;
  readonly options: SiteOptions;
  readonly http: Http;
  readonly hosts: HostStore;
  /** Said to every host behind the browser's own name. */
  readonly declares: string;
  /** Told while nothing is done; UTC ms, null = going on. */
  readonly onWait: (untilMs: number | null) => void;
}

export interface OpenBrowsing extends AsyncDisposable {
  readonly browsing: Browsing;
}

/** Opens nothing yet: the browser starts when the pass asks for its tab. */
export async function openBrowsing(ws: Workspace, ctx: RunContext, input: BrowsingInput): Promise<OpenBrowsing> {
  const { site, options, source, http } = input;
  const hosts = siteHosts(site, options);
  const account = `${site.meta.platform}/${options.account}`;
  const budget = dailyBudget({
    state: await openAccountState(ws.dir, site.meta.platform, options.account),
    perDay: site.dailyBudget ?? DEFAULT_DAILY_BUDGET,
    offset: ws.offset,
    now: ctx.now,
    account,
  });
  const turns = turnsOf(ctx, input, account);
  let browser: Browser | null = null;
  let opening: Promise<Tab> | null = null;
  let isLoggedIn: boolean | null = null;

  const check = async (url: string): Promise<void> => {
    const { host, pathname } = new URL(url);
    if (!isHostOf(hosts, host)) throw new RefusalError('blocked', `${host} is not among the hosts of this source`);
    if (isLoggedIn !== true) await http.checkRobots(new URL(pathname, url).href);
  };
  const open = async (): Promise<Tab> => {
    const answers = new TabAnswers();
    browser = await launchBrowser({
      executable: await executableOf(ctx),
      env: ctx.env ?? {},
      limits: LIMITS,
      signal: ctx.signal,
      hosts,
      profile: profileOf(ws.dir, site.meta.platform, options.account),
      runsScripts: true,
      declares: input.declares,
      answers: { now: ctx.now, onAnswer: (answer) => answers.push(answer) },
    });
    isLoggedIn = await hasSession(browser, site);
    const turn = () => act(turns, budget, input.hosts);
    return driveTab({ page: browser.firstPage, answers, turn, check, signal: ctx.signal });
  };
  return {
    browsing: {
      async tab() {
        if (source.automation === null) throw notPermitted(source.id);
        opening ??= open();
        return opening;
      },
      get isLoggedIn() {
        return isLoggedIn;
      },
      async refused() {},
      async went() {},
    },
    async [Symbol.asyncDispose]() {
      await opening?.catch(() => {});
      await browser?.[Symbol.asyncDispose]();
    },
  };
}

/** The pace outlives the process: one that was killed has not got its next action sooner. */
async function act(turns: HostQueue, budget: Budget, hosts: HostStore): Promise<void> {
  await turns.turn();
  await hosts.save();
  await budget.spend();
}

function turnsOf(ctx: RunContext, { site, source, options, hosts, onWait }: BrowsingInput, account: string): HostQueue {
  const { perMinute: wanted, allowsPrivate } = source.live;
  const declared = site.meta.pace?.perMinute ?? 1;
  return new HostQueue({
    host: `browser of ${account}`,
    pace: { perMinute: drivenPerMinute({ declared, wanted, options, allowsPrivate }), concurrency: 1 },
    memory: hosts,
    clock: { now: ctx.now, sleep: ctx.sleep ?? sleep, random: () => 0.5 },
    log: ctx.log,
    signal: ctx.signal,
    onWait,
  });
}

/** Whether the profile has the cookies of somebody who is logged in; null = the source does not say which. */
async function hasSession(browser: Browser, { session }: SiteSource): Promise<boolean | null> {
  if (session === null || session.cookies.length === 0) return null;
  const names = new Set((await browser.cookies()).map(({ name }) => name));
  return session.cookies.every((name) => names.has(name));
}

async function executableOf(ctx: RunContext): Promise<string> {
  const found = (await ctx.findBrowser?.()) ?? null;
  if (found !== null) return found;
  throw new UsageError('there is no browser on this machine', {
    hint: 'Install Chromium, or name a browser:  KOC_BROWSER=/path/to/chromium.',
  });
}

function notPermitted(sourceId: string): UsageError {
  return new UsageError(`source ${sourceId} may not be driven`, {
    hint: 'Look at it yourself: koc capture. With a permission of the platform:  automation: { acknowledged: true, permission_ref: "…" }.',
  });
}
