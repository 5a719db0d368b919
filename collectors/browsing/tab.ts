/**
 * A page of the operator's browser that is driven. Invariant: whatever is done to the page waited for its turn and was counted before;
 * looking at it costs nothing.
 */
import type { Received, Tab } from '../../warehouse/contracts/browse.ts';
import { KocError } from '../../warehouse/contracts/errors.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { isAnsweredError } from '../browser/answers.ts';
import type { Page } from '../browser.ts';
import type { TabAnswers } from './tab_answers.ts';
import { clickIn, isScrolled, nextUnclicked, usable } from './tab_page.ts';

export interface TabOptions {
  readonly page: Page;
  readonly answers: TabAnswers;
  /** Resolves when the next action may be done: its turn has come, and it is counted. Throws RefusalError when it may not. */
  readonly turn: () => Promise<void>;
  /** Throws RefusalError for an address that may not be opened (robots.txt, another host). */
  readonly check: (url: string) => Promise<void>;
  /** As the tab says it. */
  readonly patienceMs: number;
  /** Rejects with what ended the browser, once it has ended. */
  readonly ended: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** A page that has not answered by then is taken to be down, ms. */
const OPEN_MS = 60_000;

export function driveTab({ page, answers, turn, check, patienceMs, ended, signal }: TabOptions): Tab {
  let clicked = nextUnclicked(page);
  /** What a call of the page says when the browser goes away under it says nothing of why. */
  const told = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    try {
      return await action();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof KocError) throw error;
      if (page.isClosed()) await ended();
      throw new KocError('the page of the browser is gone', { cause: error, retry: 'now' });
    }
  };
  return {
    patienceMs,
    get url() {
      return page.url();
    },
    async open(url) {
      await check(url);
      await turn();
      clicked = nextUnclicked(page);
      try {
        await page.goto(url, { waitUntil: 'domcontentloaded', timeout: OPEN_MS });
      } catch (error) {
        signal.throwIfAborted();
        // An error status without a body: the answer is told, and judged, like any other.
        if (isAnsweredError(String(error))) return;
        if (page.isClosed()) await ended();
        if (error instanceof KocError) throw error;
        const { host, pathname } = new URL(url);
        throw new RefusalError('failed', `${host}: the page cannot be opened`, {
          cause: error,
          facts: { path: pathname.slice(0, 200) },
        });
      }
    },
    async scroll(selector) {
      await turn();
      return told(() => isScrolled(page, selector));
    },
    async click(selector) {
      const target = await told(() => clicked(selector));
      if (target === null) return false;
      await turn();
      await clickIn(target);
      return true;
    },
    async press(selector) {
      const target = await told(() => usable(page, selector));
      if (target === null) return false;
      await turn();
      await clickIn(target);
      return true;
    },
    shows: async (selector) => (await told(() => usable(page, selector))) !== null,
    wait: (isIt: (answer: Received) => boolean, ms) => answers.wait(isIt, ms, signal),
    take: () => answers.take(),
  };
}
