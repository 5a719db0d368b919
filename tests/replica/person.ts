/** Browses a replica as a person would who wants to see everything: opens, unfolds, scrolls, goes on, one thing after the other. */
import type { Page } from 'playwright-core';
import type { ReplicaMarket } from './market.ts';
import type { Replica } from './site.ts';

/** Looks at all that a replica has. Ends early where the site refuses: such pages hold no lists. */
export async function browse(page: Page, base: string, replica: Replica, market: ReplicaMarket): Promise<void> {
  for (const visit of replica.visits(market)) await lookThrough(page, new URL(visit, base).href);
}

/** Opens one page and looks at it to its end. */
export async function lookThrough(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  for (;;) {
    await settled(page);
    const fold = page.locator('[data-fold]:visible:enabled').first();
    if ((await fold.count()) > 0) await fold.click();
    else if (!(await goneOn(page))) return;
  }
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction("document.documentElement.dataset.busy === '0' || !document.querySelector('main')");
  // What a scroll sets off is asked for a moment later.
  await page.waitForTimeout(30);
  await page.waitForFunction("document.documentElement.dataset.busy === '0' || !document.querySelector('main')");
}

/** Scrolls what has more, or goes to its next page; false = everything is at its end. */
async function goneOn(page: Page): Promise<boolean> {
  const open = page.locator('[data-list]:not([data-end])').first();
  if ((await open.count()) === 0) return false;
  const next = open.locator('[data-next]:visible');
  if ((await next.count()) > 0) await next.click();
  else {
    await open.evaluate((box) => {
      const { scrollTo } = globalThis as unknown as { scrollTo: (x: number, y: number) => void };
      const at = box as unknown as { scrollTop: number; scrollHeight: number; scrollIntoView(top: boolean): void };
      at.scrollIntoView(false);
      at.scrollTop = at.scrollHeight;
      if (at.scrollTop === 0) scrollTo(0, 1e9);
    });
  }
  return true;
}
