/**
 * The window of a capture: a person has it, and every answer that it gets is handed on, until they leave, the platform refuses or a limit
 * is met. Invariant: nothing is opened, clicked or scrolled here, and after a refusal nothing is open any more.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Browser,
  BrowserError,
  type BrowserLimits,
  launchBrowser,
  type Page,
  type PictureListener,
} from '../../collectors/browser.ts';
import type { Refusal } from '../../collectors/browsing/site.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { AccountUse } from './account_use.ts';
import { capturePage, listMarkup } from './capture_page.ts';
import type { WantedItem } from './capture_wanted.ts';
import type { CaptureWords } from './capture_words.ts';
import type { RunContext } from './context.ts';

/** What ended it: the person (window or Ctrl-C), a refusal, a limit of the browser, or its crash. */
export type WindowEnd =
  | { readonly by: 'person' }
  | { readonly by: 'refusal'; readonly refusal: Refusal }
  | { readonly by: 'limit' | 'crash'; readonly error: BrowserError };

export interface CaptureWindow {
  readonly source: string;
  readonly hosts: readonly string[];
  readonly wanted: readonly WantedItem[];
  readonly words: CaptureWords;
  readonly use: AccountUse;
  readonly limits: BrowserLimits;
  /** False: no window, for a scripted person. */
  readonly isVisible: boolean;
  /** Gives the refusal that the answer is, if it ends the capture. What it throws ends it too. */
  readonly take: (answer: Received) => Refusal | null;
  /** Is told pictures that the window loads. Absent: none is read. */
  readonly pictures?: PictureListener;
  /** Called about every half a minute; what it throws ends the capture. */
  readonly meanwhile: () => Promise<void>;
  /** The browser has started. */
  readonly onOpened: () => void;
  /** Is lent the first page once the list is shown. Absent: a person has it. */
  readonly onPage?: (page: Page) => Promise<void>;
}

export interface WatchedWindow {
  readonly end: WindowEnd;
  /** At the last look; null = the source knows no logins. */
  readonly isLoggedIn: boolean | null;
}

export interface OpenWindow {
  /** The list is shown anew where something was ticked off. */
  refresh(): void;
}

/** Throws what launching throws (BrowserError), and what `take` and `meanwhile` throw. `onWindow` is given a handle while it is open. */
export async function watchWindow(
  ctx: RunContext,
  given: CaptureWindow,
  onWindow: (window: OpenWindow) => void,
): Promise<WatchedWindow> {
  const { use, hosts, limits, isVisible } = given;
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  const seen: { refusal: Refusal | null } = { refusal: null };
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const onAnswer = (answer: Received): void => {
    if (seen.refusal !== null) return;
    use.watch.take(answer);
    seen.refusal = given.take(answer);
    if (seen.refusal !== null) stop.abort();
  };
  if (ctx.signal.aborted) stop.abort();
  ctx.signal.addEventListener('abort', onAbort);
  let browser: Browser | null = null;
  let isLoggedIn: boolean | null = null;
  /** A window that was closed shows its cookies to nobody. */
  const lookAtLogin = async (open: Browser): Promise<void> => {
    isLoggedIn = await use.look(open).catch(() => isLoggedIn);
  };
  const timers: NodeJS.Timeout[] = [];
  const underWay = new Map<() => Promise<void>, Promise<void>>();
  const every = (ms: number, work: () => Promise<void>): void => {
    const once = (): void => {
      if (underWay.has(work)) return;
      underWay.set(
        work,
        work()
          .catch(failure.reject)
          .finally(() => underWay.delete(work)),
      );
    };
    timers.push(setInterval(once, ms));
  };
  try {
    browser = await launchBrowser({
      executable: use.executable,
      profile: use.profile,
      env: ctx.env ?? {},
      limits,
      signal: stop.signal,
      hosts,
      isVisible,
      runsScripts: true,
      answers: { now: ctx.now, onAnswer },
      ...(given.pictures === undefined ? {} : { pictures: given.pictures }),
    });
    given.onOpened();
    const open = browser;
    every(MEANWHILE_MS, given.meanwhile);
    every(LOOK_MS, () => lookAtLogin(open));
    await lookAtLogin(open);
    onWindow(await showList(open.firstPage, given));
    await Promise.race([untilLeft(open, given.onPage), failure.promise]);
    await lookAtLogin(open);
    return { end: endOf(seen.refusal), isLoggedIn };
  } catch (error) {
    if (seen.refusal !== null || (browser !== null && ctx.signal.aborted))
      return { end: endOf(seen.refusal), isLoggedIn };
    if (!(error instanceof BrowserError) || browser === null) throw error;
    return { end: { by: 'limit' in error.facts ? 'limit' : 'crash', error }, isLoggedIn };
  } finally {
    for (const timer of timers) clearInterval(timer);
    ctx.signal.removeEventListener('abort', onAbort);
    // Answers on their way are still told while it closes.
    await browser?.[Symbol.asyncDispose]();
    await Promise.all(underWay.values());
  }
}

const MEANWHILE_MS = 30_000;
const LOOK_MS = 5_000;

function endOf(refusal: Refusal | null): WindowEnd {
  return refusal === null ? { by: 'person' } : { by: 'refusal', refusal };
}

async function untilLeft(browser: Browser, onPage: CaptureWindow['onPage']): Promise<void> {
  const left = browser.untilLeft();
  if (onPage === undefined) return left;
  left.catch(() => {});
  const done = onPage(browser.firstPage).catch(async (error: unknown) => {
    // Why the browser closed under the script says more than that it did.
    await Promise.race([left, wait(2000)]);
    throw error;
  });
  done.catch(() => {});
  await Promise.race([done, left]);
}

/** The list in the first tab; where the person has gone elsewhere with it, it is left alone. */
async function showList(page: Page, { source, wanted, words }: CaptureWindow): Promise<OpenWindow> {
  const ticked = (): number => wanted.filter(({ seenAt }) => seenAt !== null).length;
  let shown = ticked();
  await page.setContent(capturePage(source, wanted, words));
  const render = async (): Promise<void> => {
    if (shown === ticked() || page.url() !== 'about:blank') return;
    shown = ticked();
    const markup = listMarkup(wanted, words).toString();
    await page.locator('main').evaluate((main: { innerHTML: string }, html) => {
      main.innerHTML = html;
    }, markup);
  };
  // The tab may be closed at any moment; then nobody looks at the list.
  return { refresh: () => void render().catch(() => {}) };
}
