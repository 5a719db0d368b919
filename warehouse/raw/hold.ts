/**
 * Decisions have a lock of their own, held for moments, so that people go on deciding while a run holds the workspace's for minutes.
 * Invariant: whoever needs both takes the workspace's first.
 */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusyError } from '../contracts/errors.ts';
import { acquireLock } from '../lock.ts';

/** Last in line of this process, by folder of the workspace: promises wait for each other here and not for the file. */
const lines = new Map<string, Promise<void>>();

/**
 * Waits for the decisions of the workspace that `rawDir` lies in, until they are let go with `await using`. Not to be taken twice by
 * one caller. Throws BusyError when another process keeps them for more than half a minute, as only forgetting somebody does.
 */
export async function holdDecisions(rawDir: string): Promise<AsyncDisposable> {
  const dir = resolve(rawDir, '..');
  const before = lines.get(dir);
  const { promise: done, resolve: release } = Promise.withResolvers<void>();
  lines.set(dir, done);
  const leave = (): void => {
    if (lines.get(dir) === done) lines.delete(dir);
    release();
  };
  await before;
  try {
    const lock = await waitForLock(dir);
    return {
      async [Symbol.asyncDispose]() {
        await lock[Symbol.asyncDispose]();
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

async function waitForLock(dir: string): Promise<AsyncDisposable> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await acquireLock(dir, { name: 'decisions.lock' });
    } catch (error) {
      if (!(error instanceof BusyError) || tries === MOST_TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

const PAUSE_MS = 15;
const MOST_TRIES = 2000;
