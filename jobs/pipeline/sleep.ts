/** Waiting on the real clock, ended at once by the signal. */
import { setTimeout as wait } from 'node:timers/promises';

/** Rejects with the signal's reason when it is aborted meanwhile. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(Math.max(0, ms), undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
