/**
 * A real browser under hard limits, the only one there is: whoever prints or looks at pages goes through here. Nothing leaves for a
 * host that was not named, and once it is closed no process and no folder of it is left, even if it hangs.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page, Request, Route } from 'playwright-core';
import { KocError } from '../warehouse/contracts/errors.ts';
import { browserEnvironment, browserPath, type Environment } from './engine/browser_path.ts';

export type { Page } from 'playwright-core';

/** The browser did not start, was told to stop, went away, or met one of its limits. */
export class BrowserError extends KocError {}

/** What ends the browser at once; all are above 0. */
export interface BrowserLimits {
  /** Pages opened and addresses gone to, together. */
  readonly pages: number;
  /** Life of the browser, ms. */
  readonly ms: number;
  /** Bytes of all bodies that its pages received. */
  readonly bytes: number;
}

export interface BrowserOptions {
  /** Path of the program (`findBrowser`). */
  readonly executable: string;
  readonly env: Environment;
  readonly limits: BrowserLimits;
  /** Aborted: the browser is closed and whoever uses it gets a BrowserError. */
  readonly signal: AbortSignal;
  /** Hosts that may be asked, such as `www.example.com` or `*.example.com`; absent: none, pages come from file: and data:. */
  readonly hosts?: readonly string[];
  /** Whether scripts of pages run; default: no. */
  readonly runsScripts?: boolean;
  /** CSS pixels; default 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of a picture for one CSS pixel; default 1. */
  readonly pixelRatio?: number;
}

export interface Browser extends AsyncDisposable {
  /** Of its process; null = it did not tell. */
  readonly pid: number | null;
  /**
   * Opens a page, lends it and closes it.
   *
   * @throws BrowserError when a limit is met or the browser goes away meanwhile; else what `use` throws.
   */
  withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result>;
}

/** Besides what Playwright gives: nothing is fetched in the background, no device draws. */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Begin of a profile's name, before the id of the process that made it. */
const PROFILE = 'koc-browser-';

const LAUNCH_MS = 30_000;

/** One that has not closed by then is killed. */
const CLOSE_MS = 3_000;

/**
 * Path of the browser to use: KOC_BROWSER, Playwright's own, then Chromium, Chrome or Edge of the system. Null: there is none.
 *
 * @throws UsageError when KOC_BROWSER names something that cannot be run.
 */
export async function findBrowser(env: Environment): Promise<string | null> {
  const { chromium } = await import('playwright-core');
  return browserPath(env, chromium.executablePath());
}

/**
 * Starts a browser on a profile of its own that is removed with it; a profile that stays would be a folder given in its place.
 *
 * @throws BrowserError when it does not start, or the signal was aborted before.
 */
export async function launchBrowser(options: BrowserOptions): Promise<Browser> {
  if (options.signal.aborted) throw toldToStop();
  await removeOrphans();
  const profile = await mkdtemp(join(tmpdir(), `${PROFILE}${process.pid}-`));
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  let context: BrowserContext | undefined;
  try {
    context = await startContext(options, profile);
    return await supervise(context, options, removeProfile);
  } catch (error) {
    await context?.close().catch(() => {});
    await removeProfile();
    throw new BrowserError(`the browser ${options.executable} did not start`, {
      cause: error,
      facts: { reason: error instanceof Error ? error.message.split('\n', 1)[0]! : String(error) },
      hint: 'KOC_BROWSER names another one; KOC_BROWSER=none does without.',
    });
  }
}

/** Profiles of processes that were killed before they could remove them. */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PROFILE) ? Number.parseInt(name.slice(PROFILE.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function startContext(options: BrowserOptions, profile: string): Promise<BrowserContext> {
  const { chromium } = await import('playwright-core');
  const isOffline = options.hosts === undefined;
  // At the resolver, because redirects, sockets and workers pass by the routes of a page.
  const reachable = ['MAP * ~NOTFOUND', ...(options.hosts ?? []).map((host) => `EXCLUDE ${host}`)].join(', ');
  return chromium.launchPersistentContext(profile, {
    executablePath: options.executable,
    artifactsDir: join(profile, 'artifacts'),
    args: [...ARGS, `--host-resolver-rules=${reachable}`],
    // Pages of ours run no script and reach nobody: they do without the sandbox, which containers cannot give.
    chromiumSandbox: !isOffline && process.getuid?.() !== 0,
    env: browserEnvironment(options.env, profile),
    timeout: LAUNCH_MS,
    // The caller's signal closes it; handlers of Playwright's own would end the whole process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    javaScriptEnabled: options.runsScripts ?? false,
    acceptDownloads: false,
    serviceWorkers: 'block',
    offline: isOffline,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.pixelRatio ?? 1,
  });
}

async function supervise(
  context: BrowserContext,
  { limits, signal, hosts }: BrowserOptions,
  removeProfile: () => Promise<void>,
): Promise<Browser> {
  const pid = await processId(context);
  const stop = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason));
  });
  stopped.catch(() => {});
  const used = { pages: 0, bytes: 0 };
  const spend = (what: 'pages' | 'bytes', amount: number): void => {
    used[what] += amount;
    if (used[what] > limits[what]) stop.abort(overLimit(what, limits[what]));
  };
  const metered = new WeakMap<Page | Frame, Promise<void>>();
  const meter = (target: Page | Frame): Promise<void> => {
    const metering = metered.get(target) ?? countBytes(context, target, (bytes) => spend('bytes', bytes));
    metered.set(target, metering);
    return metering;
  };

  const timer = setTimeout(() => stop.abort(overLimit('ms', limits.ms)), limits.ms);
  const onAbort = (): void => stop.abort(toldToStop());
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    await end(context, pid);
    await removeProfile();
  };
  const closeOnce = (): Promise<void> => {
    closing ??= close();
    return closing;
  };
  stop.signal.addEventListener('abort', () => void closeOnce().catch(() => {}));
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  context.on('close', () => stop.abort(new BrowserError('the browser went away', { retry: 'now' })));
  context.on('page', (page) => {
    spend('pages', 1);
    page.on('framenavigated', (frame) => void meter(frame));
  });
  await context.route(/.*/u, async (route: Route, request: Request) => {
    if (isOfPage(request)) spend('pages', 1);
    const may = !stop.signal.aborted && mayAsk(new URL(request.url()), hosts ?? []);
    await (may ? route.continue() : route.abort('blockedbyclient')).catch(() => {});
  });

  return {
    pid,
    async withPage(use) {
      stop.signal.throwIfAborted();
      const lend = async () => {
        const page = await context.newPage();
        try {
          await meter(page);
          return await use(page);
        } finally {
          await Promise.race([page.close(), stopped]).catch(() => {});
        }
      };
      const lent = lend();
      lent.catch(() => {});
      try {
        return await Promise.race([lent, stopped]);
      } catch (error) {
        // What a call of the page says when the browser is closed under it says nothing of why.
        stop.signal.throwIfAborted();
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      await closeOnce();
    },
  };
}

/** Whether the address itself, not a picture or frame in it, is gone to. */
function isOfPage(request: Request): boolean {
  if (!request.isNavigationRequest()) return false;
  try {
    return request.frame().parentFrame() === null;
  } catch {
    return true;
  }
}

function mayAsk(url: URL, hosts: readonly string[]): boolean {
  if (['file:', 'data:', 'blob:'].includes(url.protocol)) return true;
  return hosts.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
}

/** As they arrive, so that one endless body is noticed too. A frame that shares its page's process is counted with the page. */
async function countBytes(
  context: BrowserContext,
  target: Page | Frame,
  spend: (bytes: number) => void,
): Promise<void> {
  try {
    const session = await context.newCDPSession(target);
    session.on('Network.dataReceived', ({ dataLength }) => spend(dataLength));
    await session.send('Network.enable');
  } catch {
    // No session of its own, or gone before it was looked at.
  }
}

async function processId(context: BrowserContext): Promise<number | null> {
  const session = await context.browser()?.newBrowserCDPSession();
  const told = await session?.send('SystemInfo.getProcessInfo');
  await session?.detach();
  return told?.processInfo.find(({ type }) => type === 'browser')?.id ?? null;
}

async function end(context: BrowserContext, pid: number | null): Promise<void> {
  const timer = setTimeout(() => kill(pid), CLOSE_MS);
  await context.close().catch(() => {});
  clearTimeout(timer);
}

/** The whole group, or the one process where a wrapper leads the group. */
function kill(pid: number | null): void {
  if (pid === null) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}

function overLimit(what: keyof BrowserLimits, limit: number): BrowserError {
  return new BrowserError(`the browser was closed at its limit of ${limit} ${what}`, { facts: { limit, of: what } });
}

function toldToStop(): BrowserError {
  return new BrowserError('the browser was told to stop');
}
