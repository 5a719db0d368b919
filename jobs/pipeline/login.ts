/**
 * The operator logs in at a platform in a window of their own; koc watches for the login to be good and types nothing. Invariant: what
 * the pages receive is looked at for that and dropped; nothing of it is kept.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Browser,
  BrowserError,
  type BrowserLimits,
  isAnsweredError,
  launchBrowser,
  type Page,
} from '../../collectors/browser.ts';
import { siteAddress, siteHosts } from '../../collectors/browsing/address.ts';
import type { Refusal, SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { siteReader } from '../../collectors/browsing/site_reader.ts';
import type { Workspace } from '../config/types.ts';
import { type AccountUse, useAccount } from './account_use.ts';
import type { RunContext } from './context.ts';
import { noteLogin } from './cool_down.ts';

export interface LoginInput {
  readonly site: SiteSource;
  readonly options: SiteOptions;
  /** `window`: the operator logs in. `check`: the page is opened once, without a window, and looked at. */
  readonly how: 'window' | 'check';
  /** Told when it changes whether the login is good. */
  readonly onChange?: (isGood: boolean) => void;
  /** Lent the page in place of a person at a window, which then needs no screen. */
  readonly onPage?: (page: Page) => Promise<void>;
}

export interface LoginResult {
  /** Null = the platform said no, so nothing can be told of the login. */
  readonly isGood: boolean | null;
  /** What the platform said no with, other than that a login is missing; null = nothing. */
  readonly refusal: Refusal | null;
}

/** Far above what a login takes. */
const LIMITS: BrowserLimits = { pages: 500, ms: 3_600_000, bytes: 2e9 };

/** A page is looked at so often, ms; a login is good when it was so often in a row. */
const [LOOK_MS, LOOKS] = [1_000, 3];

/** A page that is not quiet by then is looked at as it is, ms. */
const QUIET_MS = 15_000;

/** Throws what `useAccount` and `launchBrowser` throw, and a UsageError for a source that knows no logins. */
export async function logIn(ws: Workspace, ctx: RunContext, input: LoginInput): Promise<LoginResult> {
  const { site, options, how, onPage } = input;
  await using use = await useAccount(ws, ctx, site, options, { isLogin: true });
  const hosts = siteHosts(site, options);
  const reader = siteReader(site, hosts);
  let refusal: Refusal | null = null;
  const contact = ws.config.contact === null ? '' : ` (+${ws.config.contact})`;
  await using browser = await launchBrowser({
    executable: use.executable,
    env: ctx.env ?? {},
    limits: LIMITS,
    signal: ctx.signal,
    hosts,
    profile: use.profile,
    isVisible: how === 'window' && onPage === undefined,
    runsScripts: true,
    // A person's browser speaks for the person; without one it is us who ask.
    ...(how === 'check' ? { declares: `koc-radar/${ctx.version ?? '0'}${contact}` } : {}),
    answers: {
      now: ctx.now,
      onAnswer: (answer) => {
        use.watch.take(answer);
        const read = reader.read(answer);
        if (read.kind === 'refusal' && read.refusal.outcome !== 'login_needed') refusal ??= read.refusal;
      },
    },
  });
  const start = siteAddress(site.session!.url, options);
  const isGood = how === 'check' ? await lookOnce(browser, use, start) : await lookOn(browser, use, start, input);
  if (how === 'check' && refusal !== null) {
    await use.refused(refusal);
    return { isGood: null, refusal };
  }
  if (isGood === true) await noteLogin(ws, use.account);
  return { isGood, refusal: null };
}

async function lookOnce(browser: Browser, use: AccountUse, start: string): Promise<boolean | null> {
  return browser.withPage(async (page) => {
    await page.goto(start, { waitUntil: 'domcontentloaded' }).catch((error: unknown) => {
      if (!isAnsweredError(String(error))) throw cannotOpen(start, error);
    });
    await page.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => {});
    return use.look(browser);
  });
}

/** Until the login is good, or the person closes the window. */
async function lookOn(
  browser: Browser,
  use: AccountUse,
  start: string,
  { onChange, onPage }: LoginInput,
): Promise<boolean | null> {
  const left = browser.untilLeft().then(() => 'left' as const);
  left.catch(() => {});
  await browser.firstPage.goto(start, { waitUntil: 'load' }).catch((error: unknown) => {
    // Whoever closes the window at once does not want to log in; a page that hangs may still come.
    if (error instanceof BrowserError) throw error;
  });
  const gone = onPage === undefined ? left : onPage(browser.firstPage).then(() => left);
  gone.catch(() => {});
  let isGood: boolean | null = null;
  for (let inARow = 0; inARow < LOOKS; ) {
    // A browser that is gone cannot be asked; then the person has left, or it tells why it went.
    const seen = await Promise.race([use.look(browser).catch(() => left), gone]);
    if (seen === 'left') break;
    inARow = seen === true ? inARow + 1 : 0;
    if (seen !== true && isGood !== false) onChange?.(false);
    isGood = seen;
    if (inARow === LOOKS) onChange?.(true);
    else if ((await Promise.race([wait(LOOK_MS), gone])) === 'left') break;
  }
  return isGood;
}

function cannotOpen(start: string, cause: unknown): BrowserError {
  return new BrowserError(`${new URL(start).host}: the page cannot be opened`, {
    cause,
    retry: 'later',
    hint: 'Is the network there? Open it in a browser of your own.',
  });
}
