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
import type { Answer } from '../../collectors/browsing/answer.ts';
import type { Refusal, SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { siteReader } from '../../collectors/browsing/site_reader.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
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
  /** Told when the platform asks for something else (a captcha): the window then stays until that is done, or it is closed. */
  readonly onRefusal?: (refusal: Refusal) => void;
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
  /** Stands until the platform shows something again. */
  let refusal: Refusal | null = null;
  const refused = (): Refusal | null => refusal;
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
        if (read.kind === 'refusal' && concernsAll(read.refusal)) {
          if (refusal === null) input.onRefusal?.(read.refusal);
          refusal ??= read.refusal;
        } else if (how === 'window' && isShown(answer, read)) refusal = null;
      },
    },
  });
  const start = siteAddress(site.session!.url, options);
  const isGood =
    how === 'check' ? await lookOnce(browser, use, start) : await lookOn(browser, use, start, { ...input, refused });
  const stands = refused();
  if (stands !== null) {
    // Whoever was at the window has seen it, and may do what it asks in their own time.
    if (how === 'check') await use.refused(stands);
    return { isGood: null, refusal: stands };
  }
  if (isGood === true) await noteLogin(ws, use.account);
  return { isGood, refusal: null };
}

/** That a login is missing is what the window is open for; a single page that is away says nothing of the account. */
function concernsAll({ outcome, concerns }: Refusal): boolean {
  return outcome !== 'login_needed' && outcome !== 'gone' && concerns !== 'query';
}

/** Whether the platform shows its pages: one of them came, or something that a shape reads. */
function isShown({ isDocument, url, pageUrl, status }: Received, { kind }: Answer): boolean {
  return kind === 'seen' || (kind === 'nothing' && isDocument && url === pageUrl && status < 300);
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

/** Until the login is good and nothing else is asked for, or the person closes the window. */
async function lookOn(
  browser: Browser,
  use: AccountUse,
  start: string,
  { onChange, onPage, refused }: LoginInput & { readonly refused: () => Refusal | null },
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
    inARow = seen === true && refused() === null ? inARow + 1 : 0;
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
