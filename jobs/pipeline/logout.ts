/** Forgets a login: the browser profile with its cookies and what was known of the session. The platform is not asked. */
import { rm } from 'node:fs/promises';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import type { Workspace } from '../config/types.ts';
import { type Account, accountProfile, lockAccount } from './account.ts';
import type { RunContext } from './context.ts';
import { forgetSession } from './session.ts';

/** False: there was nothing to forget. Throws BusyError while a browser of the account is open. */
export async function logOut(ws: Pick<Workspace, 'dir'>, ctx: RunContext, account: Account): Promise<boolean> {
  await using _ = await lockAccount(ws, ctx.env ?? {}, account);
  const profile = accountProfile(ws, account);
  const wasThere = await readdirIfAny(profile).then((entries) => entries.length > 0);
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await forgetSession(ws, account);
  return wasThere;
}
