/** Whether the operator is logged in at a platform, and since when. Invariant: names of cookies are looked at, never what they say. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CookieSign } from '../../collectors/browser.ts';
import { isHostOf } from '../../collectors/browsing/address.ts';
import type { SiteSource } from '../../collectors/browsing/site.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { Workspace } from '../config/types.ts';
import { type Account, accountId } from './account.ts';
import { readState, STATE_DIR, writeState } from './live_state.ts';

const session = z.object({
  /** `never`: nobody was logged in yet, or they logged out. */
  state: z.enum(['good', 'expired', 'never']),
  /** UTC ms at which this login was first seen to be good; null = there was none. */
  loggedInAt: z.number().nullable(),
  /** UTC ms at which it was last seen to be good. */
  lastGoodAt: z.number().nullable(),
});

export type Session = z.infer<typeof session>;

type Where = Pick<Workspace, 'dir'>;

export async function readSession(ws: Where, account: Account): Promise<Session> {
  return (await readState(ws.dir, stateName(account), session)) ?? NEVER;
}

/** What was just seen of it. */
export async function noteSession(ws: Where, account: Account, isGood: boolean, nowMs: number): Promise<Session> {
  const before = await readSession(ws, account);
  const now: Session = isGood
    ? { state: 'good', loggedInAt: before.state === 'good' ? before.loggedInAt : nowMs, lastGoodAt: nowMs }
    : { ...before, state: before.state === 'never' ? 'never' : 'expired' };
  await writeState(ws.dir, stateName(account), now);
  return now;
}

export async function forgetSession(ws: Where, account: Account): Promise<void> {
  await rm(join(ws.dir, STATE_DIR, `${stateName(account)}.json`), { force: true });
}

const NEVER: Session = { state: 'never', loggedInAt: null, lastGoodAt: null };

/** What a browser shows of the login while it is open. */
export interface SessionWatch {
  /** To be told every answer. */
  take(answer: Received): void;
  /** Whether somebody is logged in now; null = the source does not know logins. `nowMs`: UTC, for cookies that have expired. */
  isGood(cookies: readonly CookieSign[], nowMs: number): boolean | null;
}

/** `hosts`: whose answers count, see `siteHosts`. */
export function watchSession({ session: signs }: Pick<SiteSource, 'session'>, hosts: readonly string[]): SessionWatch {
  let said: boolean | null = null;
  let hadCookies = true;
  return {
    take(answer) {
      const url = URL.parse(answer.url);
      if (signs === null || url === null || !isOfSite(hosts, url)) return;
      said = signs.says(answer) ?? said;
    },
    isGood(cookies, nowMs) {
      if (signs === null) return null;
      const there = cookies.filter((one) => isSentTo(one, hosts) && (one.expiresAt === null || one.expiresAt > nowMs));
      const hasCookies = signs.cookies.every((name) => there.some((one) => one.name === name));
      // What was said to a visitor says nothing of who has just logged in.
      if (hasCookies && !hadCookies) said = null;
      hadCookies = hasCookies;
      return hasCookies && said !== false;
    },
  };
}

function isOfSite(hosts: readonly string[], { host, hostname }: URL): boolean {
  return isHostOf(hosts, host) || isHostOf(hosts, hostname);
}

/** Whether the cookie goes to one of the hosts; cookies know no ports. */
function isSentTo({ domain }: CookieSign, hosts: readonly string[]): boolean {
  const name = domain.replace(/^\./u, '');
  return hosts.some((host) => {
    const bare = host.replace(/^\*\./u, '').replace(/:\d+$/u, '');
    return bare === name || bare.endsWith(`.${name}`) || name.endsWith(`.${bare}`);
  });
}

function stateName(account: Account): string {
  return `session.${accountId(account)}`;
}
