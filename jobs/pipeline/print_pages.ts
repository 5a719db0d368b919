/** Prints pages of ours in the machine's browser. Invariant: without a browser, or with one that fails, a run goes on and says so in one line. */
import { type Browser, launchBrowser, type Page } from '../../collectors/browser.ts';
import { SCREEN_WIDTH } from '../report/one_page/style.ts';
import type { LendPrinter, Printed } from '../report/one_page/write.ts';
import type { RunContext } from './context.ts';

/** Pixels of the picture for one CSS pixel: 1080 wide. */
const PIXEL_RATIO = 2;

/** A browser may take this long to start and end, and this long for a page. */
const [START_MS, PAGE_MS] = [20_000, 10_000];

const PAGE_BYTES = 10_000_000;

/** Starts the browser once for all pages. */
export function browserPrinter(ctx: RunContext): LendPrinter {
  return async (pages, use) => {
    if (pages === 0) return;
    try {
      const executable = (await ctx.findBrowser?.()) ?? null;
      if (executable === null) {
        ctx.log.info({}, 'one-page PDF and PNG left out: no browser here (docs/notify.md)');
        return;
      }
      await using browser = await launchBrowser({
        executable,
        env: ctx.env ?? {},
        limits: { pages, ms: START_MS + pages * PAGE_MS, bytes: pages * PAGE_BYTES },
        signal: ctx.signal,
        viewport: { width: SCREEN_WIDTH, height: 960 },
        pixelRatio: PIXEL_RATIO,
      });
      await use({ print: (html) => print(browser, html) });
    } catch (error) {
      ctx.signal.throwIfAborted();
      ctx.log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'one-page PDF and PNG left out');
    }
    ctx.signal.throwIfAborted();
  };
}

function print(browser: Browser, html: string): Promise<Printed> {
  return browser.withPage(async (page) => {
    page.setDefaultTimeout(PAGE_MS);
    await page.setContent(html, { waitUntil: 'load' });
    return { png: await longPicture(page), pdf: await sheetOfPaper(page) };
  });
}

/** In the media of screens; its height is that of the page. */
function longPicture(page: Page): Promise<Uint8Array> {
  return page.screenshot({ fullPage: true, type: 'png' });
}

function sheetOfPaper(page: Page): Promise<Uint8Array> {
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, pageRanges: '1' });
}
