/** The real browser of this machine, for tests that look at pages as people do: scripts run, only this machine is reached. */
import { type Browser, type BrowserOptions, findBrowser, launchBrowser } from '../../collectors/browser.ts';

/** Path of the browser, also where KOC_BROWSER=none keeps the command from using it. Null: this machine has none. */
export async function testBrowserPath(): Promise<string | null> {
  const { KOC_BROWSER, ...env } = process.env;
  return findBrowser(KOC_BROWSER === 'none' ? env : process.env);
}

/** One for all tests of a file: launching takes about a second. Throws when the machine has none. */
export async function openTestBrowser(options: Partial<BrowserOptions> = {}): Promise<Browser> {
  const executable = await testBrowserPath();
  if (executable === null) throw new Error('no Chromium on this machine: apt-get install chromium');
  return launchBrowser({
    executable,
    env: process.env,
    limits: { pages: 500, ms: 120_000, bytes: 500_000_000 },
    signal: new AbortController().signal,
    hosts: ['127.0.0.1', 'localhost'],
    runsScripts: true,
    ...options,
  });
}
