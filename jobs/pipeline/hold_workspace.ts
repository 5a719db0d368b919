/** The workspace's lock for whoever is in no hurry: tried once, or waited for while a run holds it. */
import { BusyError } from '../../warehouse/contracts/errors.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { sleep } from './sleep.ts';

const AGAIN_MS = 300;

/** The lock, or null when somebody else holds it. */
export async function tryWorkspace(dir: string): Promise<AsyncDisposable | null> {
  try {
    return await acquireLock(dir);
  } catch (error) {
    if (error instanceof BusyError) return null;
    throw error;
  }
}

/** Waits for the lock until the signal is aborted; null = it was. `onWait` is called once, when somebody else holds it. */
export async function waitForWorkspace(
  dir: string,
  signal: AbortSignal,
  onWait: (holder: BusyError) => void,
): Promise<AsyncDisposable | null> {
  let isTold = false;
  for (;;) {
    try {
      return await acquireLock(dir);
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      if (!isTold) onWait(error);
      isTold = true;
    }
    if (signal.aborted) return null;
    await sleep(AGAIN_MS, signal).catch(() => {});
  }
}
