/** The real browser of this machine, for tests that look at pages as people do: scripts run, only this machine is reached. */
import axe from 'axe-core';
import {
  type Browser,
  type BrowserLimits,
  type BrowserOptions,
  findBrowser,
  launchBrowser,
  type Page,
} from '../../collectors/browser.ts';

/** Path of the browser, also where KOC_BROWSER=none keeps the command from using it. Null: this machine has none. */
export async function testBrowserPath(): Promise<string | null> {
  const { KOC_BROWSER, ...env } = process.env;
  return findBrowser(KOC_BROWSER === 'none' ? env : process.env);
}

/** Far above what any test takes on the busiest machine: only what hangs meets it. */
const HANGS_MS = 1_800_000;

/** What a page waits for at most; Playwright's own half a minute is less than a busy machine may need. */
const WAITS_MS = 180_000;

/** Limits that no test meets that does not want to. */
export const AMPLE_LIMITS: BrowserLimits = { pages: 5_000, ms: HANGS_MS, bytes: 1e10 };

/** One for all tests of a file: launching takes about a second. Throws when the machine has none. */
export async function openTestBrowser(options: Partial<BrowserOptions> = {}): Promise<Browser> {
  const executable = await testBrowserPath();
  if (executable === null) throw new Error('no Chromium on this machine: apt-get install chromium');
  const browser = await launchBrowser({
    executable,
    env: process.env,
    limits: AMPLE_LIMITS,
    signal: new AbortController().signal,
    hosts: ['127.0.0.1', 'localhost'],
    runsScripts: true,
    ...options,
  });
  return {
    ...browser,
    withPage: (use) =>
      browser.withPage((page) => {
        page.setDefaultTimeout(WAITS_MS);
        return use(page);
      }),
    [Symbol.asyncDispose]: () => browser[Symbol.asyncDispose](),
  };
}

/** What axe finds of serious and critical issues on the page as it stands, each with the first element that has it. */
export async function seriousIssues(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
