/**
 * Everything that opens a browser in the operator's name begins here: a platform that cools down is left alone, the account is locked on
 * this machine, and what is seen of its login is noted when the browser is done.
 */
import { dropTraces } from '../../collectors/browser/profile.ts';
import type { Browser } from '../../collectors/browser.ts';
import { siteHosts } from '../../collectors/browsing/address.ts';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import type { Refused } from '../../warehouse/contracts/browse.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Workspace } from '../config/types.ts';
import { type Account, accountOf, accountProfile, lockAccount } from './account.ts';
import type { RunContext } from './context.ts';
import { type CoolDown, coolingUntil, noteGood, noteRefusal, stillCooling } from './cool_down.ts';
import { noteSession, readSession, type Session, type SessionWatch, watchSession } from './session.ts';

/**
 * An account while a process uses it; let go with `await using`, after the browser is closed: then the last look is noted, and the profile
 * keeps the login but not where it was.
 */
export interface AccountUse extends AsyncDisposable {
  readonly account: Account;
  /** Path of the browser's program. */
  readonly executable: string;
  /** Folder of the browser's profile. */
  readonly profile: string;
  /** What was known of the login before. */
  readonly session: Session;
  /** To be told every answer of the browser. */
  readonly watch: SessionWatch;
  /** Whether somebody is logged in, by the browser's cookies and by what answers said; null = the source knows no logins. */
  look(browser: Pick<Browser, 'cookies'>): Promise<boolean | null>;
  /** The platform said no: the pause begins. That a login is missing counts as a look. */
  refused(refusal: Refused): Promise<CoolDown>;
  /** The session went well: the next refusal is a first one again. */
  wentWell(): Promise<void>;
}

export interface AccountUseOptions {
  /** True: the operator comes to log in, which is what a pause for want of a login waits for. */
  readonly isLogin?: boolean;
}

/**
 * @throws RefusalError while the platform cools down, BusyError when another process has the account, UsageError when this machine has
 * no browser.
 */
export async function useAccount(
  ws: Pick<Workspace, 'dir'>,
  ctx: RunContext,
  site: SiteSource,
  options: SiteOptions,
  { isLogin = false }: AccountUseOptions = {},
): Promise<AccountUse> {
  const account = accountOf(site, options);
  const cooling = await coolingUntil(ws, account, ctx.now());
  if (cooling !== null && !(isLogin && cooling.outcome === 'login_needed')) throw stillCooling(account, cooling);
  const executable = (await ctx.findBrowser?.()) ?? null;
  if (executable === null) throw noBrowser();
  const lock = await lockAccount(ws, ctx.env ?? {}, account);
  const watch = watchSession(site, siteHosts(site, options));
  const profile = accountProfile(ws, account);
  let last: boolean | null = null;
  return {
    account,
    executable,
    profile,
    session: await readSession(ws, account),
    watch,
    async look(browser) {
      last = watch.isGood(await browser.cookies(), ctx.now());
      return last;
    },
    async refused(refusal) {
      if (refusal.outcome === 'login_needed') last = false;
      return noteRefusal(ws, account, refusal, ctx.now());
    },
    wentWell: () => noteGood(ws, account),
    async [Symbol.asyncDispose]() {
      try {
        if (last !== null) await noteSession(ws, account, last, ctx.now());
        await dropTraces(profile);
      } finally {
        await lock[Symbol.asyncDispose]();
      }
    },
  };
}

function noBrowser(): UsageError {
  return new UsageError('no browser was found on this machine', {
    hint: 'Install Chromium, Chrome or Edge, or give the path of one: KOC_BROWSER=/path/to/chrome.',
  });
}
