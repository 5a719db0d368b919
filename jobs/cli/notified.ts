/** `--notify`: after a week was published, the groups of koc.yaml are told, and a group that could not be told makes exit code 3. */
import { EXIT } from '../../warehouse/contracts/errors.ts';
import type { Notified } from '../pipeline/notify.ts';
import type { Lists } from '../report/lists.ts';
import type { App, Session } from './app.ts';

export const NOTIFY_FLAG = ['--notify', 'tell the groups of publish.notify, also what they were told before'] as const;

/** @throws UsageError when nobody is configured; asked before the work begins. */
export async function checkNotify({ ws }: Session): Promise<void> {
  const { requireNotify } = await import('../pipeline/notify.ts');
  requireNotify(ws);
}

/** Somebody asked for it, so it is sent again if need be. */
export async function notifyAll(app: App, { ws, ctx }: Session, lists: Lists): Promise<readonly Notified[]> {
  const { notify } = await import('../pipeline/notify.ts');
  const notified = await notify(ws, ctx, lists, { repeats: true });
  if (notified.some(({ outcome }) => outcome === 'failed')) app.setExitCode(EXIT.someSourcesFailed);
  return notified;
}

/** For `--json`. */
export function notifiedFacts(notified: readonly Notified[]) {
  return notified.map(({ kind, urlEnv, outcome, reason }) => ({ kind, url_env: urlEnv, outcome, reason }));
}
