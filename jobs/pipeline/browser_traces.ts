/** Where the operator's browsers have been, taken out of their profiles when somebody asks to be forgotten. Logins stay. */
import { join } from 'node:path';
import { dropTraces } from '../../collectors/browser/profile.ts';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import { BusyError } from '../../warehouse/contracts/errors.ts';
import type { Workspace } from '../config/types.ts';
import { BROWSER_DIR, lockAccount } from './account.ts';
import type { RunContext } from './context.ts';

/** An account whose browser is open is left: its profile is cleared when that ends. */
export async function forgetTraces(ws: Pick<Workspace, 'dir'>, ctx: Pick<RunContext, 'env' | 'log'>): Promise<void> {
  for (const { name: platform } of await readdirIfAny(join(ws.dir, BROWSER_DIR))) {
    for (const { name } of await readdirIfAny(join(ws.dir, BROWSER_DIR, platform))) {
      try {
        await using _ = await lockAccount(ws, ctx.env ?? {}, { platform, name, copy: null });
        await dropTraces(join(ws.dir, BROWSER_DIR, platform, name));
      } catch (error) {
        if (!(error instanceof BusyError)) throw error;
        ctx.log.warn({ platform, account: name }, 'a browser is open: close it, and it forgets where it was');
      }
    }
  }
}
