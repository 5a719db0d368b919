/** Captures of a replica by a scripted person, in this process or, to be killed, in one of its own. */
import { join } from 'node:path';
import type { Page } from '../../collectors/browser.ts';
import { findCollectors } from '../../collectors/discover.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';
import { type CaptureInput, type CaptureResult, capture } from '../../jobs/pipeline/capture.ts';
import { captureSource, whatToLookAt } from '../../jobs/pipeline/capture_open.ts';
import { makeRunId } from '../../jobs/pipeline/context.ts';
import { AMPLE_LIMITS, testBrowserPath } from './browser.ts';

export const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

export interface Look extends Partial<Pick<CaptureInput, 'onWait' | 'wanted'>> {
  readonly account?: string;
  readonly signal?: AbortSignal;
  readonly pages?: number;
}

/** `koc capture notes` with the person given. Real clock, headless browser. */
export async function look(dir: string, onPage: (page: Page) => Promise<void>, how: Look = {}): Promise<CaptureResult> {
  const env = { ...process.env, KOC_PSEUDONYM_KEY: KEY, XDG_STATE_HOME: join(dir, 'machine') };
  const ws = await loadWorkspace(dir, {
    env,
    collectors: await findCollectors(),
    randomBytes: () => new Uint8Array(32),
  });
  const say = (): void => {};
  const ctx = {
    run: makeRunId(Date.now(), crypto.getRandomValues(new Uint8Array(3))),
    now: Date.now,
    log: { debug: say, info: say, warn: say, error: say },
    signal: how.signal ?? new AbortController().signal,
    threads: 1,
    env,
    findBrowser: testBrowserPath,
  };
  const of = await captureSource(ws, 'notes', how.account ?? null);
  return capture(ws, ctx, {
    of,
    wanted: how.wanted ?? (await whatToLookAt(ws, ctx, of)),
    isVisible: false,
    limits: { ...AMPLE_LIMITS, ...(how.pages !== undefined && { pages: how.pages }) },
    ...(how.onWait !== undefined && { onWait: how.onWait }),
    onPage,
  });
}

// node captures.ts DIR ADDRESS…: looks at the addresses for ever.
if (process.argv[1] === import.meta.filename) {
  const [dir = '', ...addresses] = process.argv.slice(2);
  const { lookThrough } = await import('../replica/person.ts');
  await look(dir, async (page) => {
    for (;;) for (const address of addresses) await lookThrough(page, address);
  });
}
