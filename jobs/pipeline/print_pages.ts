/** Prints pages of ours in the machine's browser. Invariant: without a browser, or with one that fails, a run goes on and says so in one line. */
import { type Browser, launchBrowser, type Page } from '../../collectors/browser.ts';
import { SCREEN_WIDTH } from '../report/one_page/style.ts';
import type { LendPrinters, Printed, Printer } from '../report/one_page/write.ts';
import type { RunContext } from './context.ts';

/** Pixels of the picture for one CSS pixel: 1080 wide. */
const PIXEL_RATIO = 2;

/** The browser may take this long to start and end, and this long for a page. */
const [START_MS, PAGE_MS] = [30_000, 15_000];

const PAGE_BYTES = 10_000_000;

/** Pages that are printed at a time; the browser's own processes keep two cores busy with them. */
const LANES = 2;

/** Starts the browser once for all pages. */
export function browserPrinters(ctx: RunContext): LendPrinters {
  return async (pages, use) => {
    if (pages === 0) return;
    try {
      const executable = (await ctx.findBrowser?.()) ?? null;
      if (executable === null) {
        ctx.log.info({}, 'one-page PDF and PNG left out: no browser here');
        return;
      }
      await using browser = await launchBrowser({
        executable,
        env: ctx.env ?? {},
        limits: { pages: LANES, ms: START_MS + pages * PAGE_MS, bytes: pages * PAGE_BYTES },
        signal: ctx.signal,
        viewport: { width: SCREEN_WIDTH, height: 960 },
      });
      await withPrinters(browser, Math.min(LANES, ctx.threads, pages), use);
    } catch (error) {
      ctx.signal.throwIfAborted();
      ctx.log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'one-page PDF and PNG left out');
    }
    ctx.signal.throwIfAborted();
  };
}

/** A page for each, kept for all that it prints: a new one takes longer than what is printed on it. */
function withPrinters(
  browser: Browser,
  count: number,
  use: (printers: readonly Printer[]) => Promise<void>,
  opened: readonly Printer[] = [],
): Promise<void> {
  if (opened.length === count) return use(opened);
  return browser.withPage((page) => {
    return withPrinters(browser, count, use, [...opened, { print: (html) => inTime(print(page, html)) }]);
  });
}

async function print(page: Page, html: string): Promise<Printed> {
  await page.setContent(html, { waitUntil: 'load', timeout: PAGE_MS });
  return { png: await longPicture(page), pdf: await sheetOfPaper(page) };
}

/** As the page looks on a screen, as high as it is. By the protocol, since Playwright's own takes longer than the rest together. */
async function longPicture(page: Page): Promise<Uint8Array> {
  const session = await page.context().newCDPSession(page);
  try {
    const { cssContentSize } = await session.send('Page.getLayoutMetrics');
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: true,
      optimizeForSpeed: true,
      clip: { x: 0, y: 0, width: SCREEN_WIDTH, height: cssContentSize.height, scale: PIXEL_RATIO },
    });
    return Buffer.from(data, 'base64');
  } finally {
    await session.detach();
  }
}

function sheetOfPaper(page: Page): Promise<Uint8Array> {
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, pageRanges: '1' });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not printed within ${PAGE_MS / 1000} s`)), PAGE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
