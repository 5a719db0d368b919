/**
 * A real browser under hard limits, the only one there is: whoever prints pages, looks at them, or lets a person look goes through here.
 * Nothing leaves for a host that was not named, nothing hides that it is driven, and once it is closed no process and no folder of it is
 * left, even if it hangs; only the profile that was given stays.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import { EXIT, KocError } from '../warehouse/contracts/errors.ts';
import { type AnswerListener, isOfPage, listenForAnswers } from './browser/answers.ts';
import { type CookieSign, cookieSigns } from './browser/cookies.ts';
import { mayAsk, resolverRules } from './browser/hosts.ts';
import { listenForPictures, type PictureListener, type Pictures } from './browser/pictures.ts';
import { killGroup } from './browser/process.ts';
import { endedWell, makeScratch, removeScratch, settingsWritten, takeProfile } from './browser/profile.ts';
import { SWITCHES } from './browser/switches.ts';
import { watchWire } from './browser/wire.ts';
import { browserEnvironment, browserPath, type Environment } from './engine/browser_path.ts';

export type { BrowserContext, CDPSession, Frame, Page, Request, Response } from 'playwright-core';
export { type AnswerListener, isAnsweredError, type MissedAnswer } from './browser/answers.ts';
export type { CookieSign } from './browser/cookies.ts';
export type { PictureListener } from './browser/pictures.ts';
export { shrinkPicture } from './browser/shrink.ts';

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
  /** Hosts that may be asked, such as `www.example.com`, `*.example.com` or `127.0.0.1:8080`; absent: none, pages come from file: and data:. */
  readonly hosts?: readonly string[];
  /** Folder that keeps logins and settings, made with mode 0700 and never removed. Absent: a fresh one that goes with the browser. */
  readonly profile?: string;
  /** True: a window on the screen, for a person. Default: none. */
  readonly isVisible?: boolean;
  /** Whether scripts of pages run; default: no. */
  readonly runsScripts?: boolean;
  /** Is told what pages receive. Absent: nobody is. */
  readonly answers?: AnswerListener;
  /** Is told pictures that pages load. Absent: none is read. */
  readonly pictures?: PictureListener;
  /** Said to every host behind the browser's own name: `koc-radar/1.0.0 (+you@example.org)`. Absent: nothing. */
  readonly declares?: string;
  /** HAR file that answers in place of every host; what it does not hold fails, and nobody is asked. */
  readonly replay?: string;
  /** CSS pixels; default 1280 × 800, and of a visible window whatever it has. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of a picture for one CSS pixel; default 1. */
  readonly pixelRatio?: number;
}

export interface Browser extends AsyncDisposable {
  /** Of its process; null = it did not tell. */
  readonly pid: number | null;
  /** What was used up of the limits so far. */
  readonly used: { readonly pages: number; readonly bytes: number };
  /** The tab it starts with, which stays: for a person. */
  readonly firstPage: Page;
  /**
   * Opens a page, lends it and closes it once its answers are told.
   *
   * @throws BrowserError when a limit is met or the browser goes away meanwhile; else what `use` throws.
   */
  withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result>;
  /** Cookies of the profile by name and host. Their values never leave the browser. */
  cookies(): Promise<readonly CookieSign[]>;
  /**
   * Settles when the person has closed the last page or the window.
   *
   * @throws BrowserError when a limit ended it, it was told to stop, or it crashed.
   */
  untilLeft(): Promise<void>;
}

const LAUNCH_MS = 30_000;

/** One that has not closed by then is killed; a profile that stays is given the time to be written. */
const [CLOSE_MS, CLOSE_PROFILE_MS] = [3_000, 15_000];

/** Between the last page and the end of the browser when a person closes the window. */
const LEAVE_MS = 500;

/**
 * Path of the browser to use: KOC_BROWSER, Playwright's own, then Chromium, Chrome or Edge of the system. Null: there is none.
 *
 * @throws UsageError when KOC_BROWSER names something that cannot be run.
 */
export async function findBrowser(env: Environment): Promise<string | null> {
  return browserPath(env, async () => (await import('playwright-core')).chromium.executablePath());
}

/**
 * Starts a browser on the given profile, else on a fresh one. One profile is open in one browser at a time.
 *
 * @throws BrowserError when it does not start, the profile is in use, there is no screen for a window, or the signal was aborted before.
 */
export async function launchBrowser(options: BrowserOptions): Promise<Browser> {
  if (options.signal.aborted) throw toldToStop();
  if (options.isVisible && !hasScreen(options.env)) throw noScreen();
  const scratch = await makeScratch();
  let context: BrowserContext | undefined;
  try {
    if (options.profile !== undefined) await openProfile(options.profile, options.signal);
    const writtenBefore = await settingsWritten(profileDir(options, scratch));
    context = await startContext(options, scratch);
    return await supervise(context, options, { scratch, writtenBefore });
  } catch (error) {
    await context?.close().catch(() => {});
    await removeScratch(scratch);
    if (error instanceof KocError) throw error;
    throw new BrowserError(`the browser ${options.executable} did not start`, {
      cause: error,
      facts: { reason: error instanceof Error ? error.message.split('\n', 1)[0]! : String(error) },
      hint: 'KOC_BROWSER names another one; KOC_BROWSER=none does without.',
    });
  }
}

async function openProfile(dir: string, signal: AbortSignal): Promise<void> {
  const holder = await takeProfile(dir, signal);
  if (holder === null) return;
  const where = holder.host === null ? '' : ` on ${holder.host}`;
  throw new BrowserError(`the browser profile ${dir} is open in process ${holder.pid}${where}`, {
    retry: 'later',
    facts: { pid: holder.pid, host: holder.host },
    hint:
      holder.host === null
        ? 'Close that browser and try again.'
        : `If none runs there any more, delete ${dir}/SingletonLock.`,
  });
}

async function startContext(options: BrowserOptions, scratch: string): Promise<BrowserContext> {
  const { chromium } = await import('playwright-core');
  const isOffline = options.hosts === undefined;
  const reachable = resolverRules(options.replay === undefined ? (options.hosts ?? []) : []);
  return chromium.launchPersistentContext(profileDir(options, scratch), {
    executablePath: options.executable,
    headless: !options.isVisible,
    artifactsDir: join(scratch, 'artifacts'),
    args: [...SWITCHES, `--host-resolver-rules=${reachable}`],
    // Pages of ours run no script and reach nobody: they do without the sandbox, which containers cannot give.
    chromiumSandbox: !isOffline && process.getuid?.() !== 0,
    env: browserEnvironment(options.env, scratch),
    timeout: LAUNCH_MS,
    // The caller's signal closes it; handlers of Playwright's own would end the whole process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    javaScriptEnabled: options.runsScripts ?? false,
    acceptDownloads: false,
    serviceWorkers: 'block',
    ...(options.declares === undefined ? {} : { userAgent: `${await ownName(options, scratch)} ${options.declares}` }),
    offline: isOffline,
    ...(options.isVisible && options.viewport === undefined
      ? { viewport: null }
      : { viewport: options.viewport ?? { width: 1280, height: 800 }, deviceScaleFactor: options.pixelRatio ?? 1 }),
  });
}

async function supervise(
  context: BrowserContext,
  options: BrowserOptions,
  { scratch, writtenBefore }: { readonly scratch: string; readonly writtenBefore: number | null },
): Promise<Browser> {
  const { limits, signal } = options;
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
  const wire = watchWire(context, (bytes) => spend('bytes', bytes));
  const onFailure = (error: unknown): void => stop.abort(error);
  const pictures =
    options.pictures === undefined ? null : listenForPictures(context, wire, options.pictures, onFailure);
  const arrivals =
    options.answers === undefined
      ? null
      : listenForAnswers(context, wire, thenLook(options.answers, pictures), onFailure);

  const timer = setTimeout(() => stop.abort(overLimit('ms', limits.ms)), limits.ms);
  const onAbort = (): void => stop.abort(toldToStop());
  let closing: Promise<void> | undefined;
  let isLeftWell = Promise.resolve(true);
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    await arrivals?.settle(null);
    await pictures?.settle();
    arrivals?.stop();
    await end(context, pid, options.profile === undefined ? CLOSE_MS : CLOSE_PROFILE_MS);
    await isLeftWell;
    await removeScratch(scratch);
  };
  const closeOnce = (): Promise<void> => {
    closing ??= close();
    return closing;
  };
  stop.signal.addEventListener('abort', () => void closeOnce().catch(() => {}));
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  const wentAway = new BrowserError('the browser went away', { retry: 'now' });
  context.on('close', () => {
    if (closing === undefined) isLeftWell = endedWell(profileDir(options, scratch), pid, writtenBefore);
    stop.abort(wentAway);
  });
  const { promise: noPageLeft, resolve: onLastClosed } = Promise.withResolvers<void>();
  const observe = (page: Page): void => {
    page.on('framenavigated', (frame) => void wire.attach(frame));
    page.on('close', () => {
      if (context.pages().length === 0) onLastClosed();
    });
  };
  const firstPage = context.pages()[0] ?? (await context.newPage());
  observe(firstPage);
  await wire.attach(firstPage);
  context.on('page', (page) => {
    spend('pages', 1);
    observe(page);
    void wire.attach(page);
  });
  if (options.replay !== undefined) await context.routeFromHAR(options.replay, { notFound: 'abort' });
  await context.route(/.*/u, async (route: Route, request: Request) => {
    if (isOfPage(request)) spend('pages', 1);
    const may = !stop.signal.aborted && mayAsk(new URL(request.url()), options.hosts ?? []);
    await (may ? route.fallback() : route.abort('blockedbyclient')).catch(() => {});
  });

  return {
    pid,
    used,
    firstPage,
    async withPage(use) {
      stop.signal.throwIfAborted();
      const lend = async () => {
        const page = await context.newPage();
        const crashed = new Promise<never>((_, reject) => {
          page.on('crash', () => reject(new BrowserError('the page crashed', { retry: 'now' })));
        });
        crashed.catch(() => {});
        try {
          await wire.attach(page);
          return await Promise.race([use(page), crashed]);
        } finally {
          await arrivals?.settle(page);
          await pictures?.settle();
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
    cookies: () => cookieSigns(context),
    async untilLeft() {
      await Promise.race([noPageLeft, stopped.catch(() => {})]);
      if (!stop.signal.aborted) await sleep(LEAVE_MS);
      if (stop.signal.aborted && stop.signal.reason !== wentAway) throw stop.signal.reason;
      if (!(await isLeftWell)) throw wentAway;
    },
    async [Symbol.asyncDispose]() {
      await closeOnce();
    },
  };
}

/** An answer may tell whose a picture is that came before it. */
function thenLook(listener: AnswerListener, pictures: Pictures | null): AnswerListener {
  if (pictures === null) return listener;
  return {
    ...listener,
    onAnswer(answer) {
      listener.onAnswer(answer);
      pictures.look();
    },
  };
}

function profileDir({ profile }: BrowserOptions, scratch: string): string {
  return profile ?? join(scratch, 'profile');
}

/** What this browser calls itself, which only a running one says. */
async function ownName({ executable, env }: BrowserOptions, scratch: string): Promise<string> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: executable,
    artifactsDir: join(scratch, 'artifacts'),
    args: [...SWITCHES, `--host-resolver-rules=${resolverRules([])}`],
    env: browserEnvironment(env, scratch),
    timeout: LAUNCH_MS,
  });
  const session = await browser.newBrowserCDPSession();
  const { userAgent } = await session.send('Browser.getVersion');
  await browser.close();
  return userAgent;
}

async function processId(context: BrowserContext): Promise<number | null> {
  const session = await context.browser()?.newBrowserCDPSession();
  const told = await session?.send('SystemInfo.getProcessInfo');
  await session?.detach();
  return told?.processInfo.find(({ type }) => type === 'browser')?.id ?? null;
}

/** Gently, so that cookies are written; by force when that takes too long. */
async function end(context: BrowserContext, pid: number | null, patienceMs: number): Promise<void> {
  const timer = setTimeout(() => pid !== null && killGroup(pid), patienceMs);
  await context.close().catch(() => {});
  clearTimeout(timer);
}

function hasScreen(env: Environment): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

function noScreen(): BrowserError {
  return new BrowserError('there is no screen here for a browser window', {
    exitCode: EXIT.usage,
    hint: 'Run it where you can see a window, or read HAR files: koc capture SOURCE --har FILE.',
  });
}

function overLimit(what: keyof BrowserLimits, limit: number): BrowserError {
  return new BrowserError(`the browser was closed at its limit of ${limit} ${what}`, { facts: { limit, of: what } });
}

function toldToStop(): BrowserError {
  return new BrowserError('the browser was told to stop');
}
