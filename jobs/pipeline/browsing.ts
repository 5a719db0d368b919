/**
 * Gives a driven pass the operator's browser: profile of the account, its lock, its pace and its day's budget. Invariant: without the
 * operator's permission, and while the platform is left alone, nothing is opened.
 */
import { setFlagsFromString } from 'node:v8';
import { type Browser, type BrowserLimits, launchBrowser } from '../../collectors/browser.ts';
import { isHostOf, siteHosts } from '../../collectors/browsing/address.ts';
import { type Budget, dailyBudget } from '../../collectors/browsing/budget.ts';
import { drivenPace } from '../../collectors/browsing/pace.ts';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { driveTab } from '../../collectors/browsing/tab.ts';
import { TabAnswers } from '../../collectors/browsing/tab_answers.ts';
import { HostQueue } from '../../collectors/engine/host_queue.ts';
import type { Browsing, Received, Tab } from '../../warehouse/contracts/browse.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type Http, RefusalError } from '../../warehouse/contracts/live.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { type Account, accountId, accountOf } from './account.ts';
import { type AccountUse, useAccount } from './account_use.ts';
import type { RunContext } from './context.ts';
import { type HostStore, openAccountState } from './live_state.ts';
import { keepThumbnail } from './media.ts';
import { sleep } from './sleep.ts';
import { type ThumbnailMaker, thumbnailMaker } from './thumbnails.ts';

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
  const account = accountOf(site, options);
  const { perMinute, allowsPrivate } = source.live;
  const pace = drivenPace(site, { perMinute, options, allowsPrivate });
  const budget = dailyBudget({
    state: await openAccountState(ws.dir, accountId(account)),
    perDay: pace.perDay,
    offset: ws.offset,
    now: ctx.now,
    account: `${account.platform}/${account.name}`,
  });
  const turns = turnsOf(ctx, input, account, pace.perMinute);
  let use: AccountUse | null = null;
  let browser: Browser | null = null;
  let maker: ThumbnailMaker | null = null;
  let opening: Promise<Tab> | null = null;
  let isLoggedIn: boolean | null = null;

  const check = async (url: string): Promise<void> => {
    const { host } = new URL(url);
    if (!isHostOf(hosts, host)) throw new RefusalError('blocked', `${host} is not among the hosts of this source`);
    if (isLoggedIn !== true) await http.checkRobots(url);
  };
  const open = async (): Promise<Tab> => {
    if (source.automation === null) throw notPermitted(source.id);
    use = await useAccount(ws, ctx, site, options);
    const { watch, executable, profile } = use;
    const answers = new TabAnswers();
    maker =
      options.media === 'thumbnail'
        ? thumbnailMaker(ctx, { site, hosts, executable, keep: (thumbnail) => keepThumbnail(ws, thumbnail) })
        : null;
    const onAnswer = (answer: Received): void => {
      watch.take(answer);
      maker?.take(answer);
      answers.push(answer);
    };
    growYoungHeap(false);
    const shown = await launchBrowser({
      executable,
      env: ctx.env ?? {},
      limits: LIMITS,
      signal: ctx.signal,
      hosts,
      profile,
      runsScripts: true,
      declares: input.declares,
      answers: { now: ctx.now, onAnswer },
      ...(maker === null ? {} : { pictures: maker.pictures }),
    });
    browser = shown;
    isLoggedIn = await use.look(shown);
    const turn = () => act(turns, budget, input.hosts);
    return driveTab({
      page: shown.firstPage,
      answers,
      turn,
      check,
      patienceMs: patienceOf(pace.perMinute),
      ended: () => shown.untilLeft(),
      signal: ctx.signal,
    });
  };
  return {
    browsing: {
      tab() {
        opening ??= open();
        return opening;
      },
      get isLoggedIn() {
        return isLoggedIn;
      },
      refused: async (told) => void (await use?.refused(told)),
      went: async () => use?.wentWell(),
    },
    async [Symbol.asyncDispose]() {
      await opening?.catch(() => {});
      if (opening !== null) growYoungHeap(true);
      // A browser that was told to stop shows nothing any more.
      if (browser !== null) await use?.look(browser).catch(() => null);
      await browser?.[Symbol.asyncDispose]();
      await maker?.[Symbol.asyncDispose]();
      await use?.[Symbol.asyncDispose]();
    },
  };
}

/** A pass lasts hours at a few actions a minute: what it saves in time by a large young heap is nothing beside the browser's memory. */
function growYoungHeap(mayGrow: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
}

/** The pace outlives the process: one that was killed has not got its next action sooner. */
async function act(turns: HostQueue, budget: Budget, hosts: HostStore): Promise<void> {
  await turns.turn();
  await hosts.save();
  await budget.spend();
}

/** Whoever goes slowly may wait long; at the pace of tests nobody has to. */
function patienceOf(perMinute: number): number {
  return Math.min(Math.max(60_000 / perMinute, 6_000), 10_000);
}

function turnsOf(ctx: RunContext, { hosts, onWait }: BrowsingInput, account: Account, perMinute: number): HostQueue {
  return new HostQueue({
    host: `browser of ${accountId(account)}`,
    pace: { perMinute, concurrency: 1 },
    memory: hosts,
    clock: { now: ctx.now, sleep: ctx.sleep ?? sleep, random: () => 0.5 },
    log: ctx.log,
    signal: ctx.signal,
    onWait,
  });
}

function notPermitted(sourceId: string): UsageError {
  return new UsageError(`source ${sourceId} may not be driven`, {
    hint: 'Look at it yourself: koc capture. With a permission of the platform:  automation: { acknowledged: true, permission_ref: "…" }.',
  });
}
