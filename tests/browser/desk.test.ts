/** The review desk as a person uses it: in a real browser, from logging in to the next build. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../collectors/browser.ts';
import { deskWorkspace, keysIn, publish, type Stage, stage } from '../desk/stage.ts';
import { openTestBrowser, seriousIssues } from '../support/browser.ts';
import type { TestWorkspace } from '../support/workspace.ts';

let ws: TestWorkspace;
let desk: Stage;
let browser: Browser;
let token: string;
/** What a browser complains of: blocked by policy, not found, thrown. */
const complaints: string[] = [];

beforeAll(async () => {
  const opening = openTestBrowser();
  ws = await deskWorkspace();
  desk = await stage(ws);
  token = await desk.token('Ann', 'reviewer');
  browser = await opening;
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
  await ws[Symbol.asyncDispose]();
});

async function entered(page: Page): Promise<void> {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${desk.url}/login#${token}`);
  await page.waitForURL(`${desk.url}/`);
}

/** Sends a form by its button and waits for the page that tells what was saved. */
async function send(page: Page, button: Locator): Promise<void> {
  const before = page.url();
  await button.click();
  await page.waitForURL((url) => url.href !== before && url.searchParams.has('done'));
}

/** Follows a link and waits for the page behind it. */
async function follow(page: Page, link: Locator, address: RegExp): Promise<void> {
  await link.click();
  await page.waitForURL(address);
}

test('a reviewer filters, reads, confirms, approves, hides, asks, records a grant, undoes, and finds it in the next build', async () => {
  await browser.withPage(async (page) => {
    await entered(page);
    expect(new URL(page.url()).hash, 'the token does not stay in the address').toBe('');

    const named = (name: string) => page.getByRole('link', { name, exact: true });
    const button = (name: string) => page.getByRole('button', { name });
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: '欧若拉' }).click();
    await follow(page, page.getByRole('link', { name: 'Shortlist' }), /\/koc$/u);
    await page.getByRole('searchbox').fill('anna 3');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL(/anna/u);
    expect(await page.getByRole('row').count()).toBe(2);
    await page.goto(`${desk.url}/brands/aurora/koc`);
    await page.getByLabel('Order').selectOption('followers');
    await page.waitForURL(/sort=followers/u);

    await follow(page, named('Anna 3'), /\/people\//u);
    expect(await page.locator('#words article').count()).toBeGreaterThan(2);
    await send(page, button('Confirm'));
    expect(await page.getByRole('status').textContent()).toContain('Saved: Verdict: confirmed.');
    await send(page, button('Contacted today'));
    await page.goto(`${desk.url}/brands/aurora/koc`);
    await follow(page, named('Anna 4'), /\/people\//u);
    await send(page, button('Reject'));

    await follow(page, page.getByRole('link', { name: 'Posts to show' }), /\/ugc$/u);
    const keys = keysIn(await page.content(), 'posts');
    const card = (nth: number) =>
      page.locator('article').filter({ has: page.locator(`a[href*="/posts/${keys[nth]}"]`) });
    await send(page, card(0).getByRole('button', { name: 'Approve' }));
    await card(1).getByLabel('Reason').selectOption('brand_safety');
    await send(page, card(1).getByRole('button', { name: 'Hide' }));
    await follow(page, page.getByRole('link', { name: /^approved/u }), /state=approved/u);
    await card(0).getByRole('link', { name: 'Ask for the rights' }).click();
    expect(await page.getByLabel('Message, 中文').inputValue()).toContain('我们是欧若拉');
    await send(page, button('I have asked'));
    await page.getByRole('textbox', { name: 'Channels, as agreed' }).fill('Weibo, shop page');
    await page.getByLabel('Until').fill('2099-12-31');
    await page.getByLabel('Evidence').fill('mail of 15 November');
    await send(page, button('Record the grant'));
    expect(await page.getByRole('status').textContent()).toContain('Rights: granted');

    await follow(page, page.getByRole('link', { name: 'Decisions' }), /\/log/u);
    const hidden = page.getByRole('row').filter({ hasText: 'brand safety' });
    await send(page, hidden.getByRole('button', { name: 'Undo' }));
    await page.reload();
    expect(await page.getByRole('row').filter({ hasText: 'counts from the next build' }).count()).toBeGreaterThan(4);
    await page.goto(`${desk.url}/brands/aurora/ugc`);
    expect(keysIn(await page.content(), 'posts')).toContain(keys[1]);

    await publish(ws, 'weekly');
    await page.goto(`${desk.url}/brands/aurora/ugc?state=granted`);
    expect(await card(0).count()).toBe(1);
    expect(await page.content()).not.toContain('counts from the next build');
    await page.goto(`${desk.url}/brands/aurora/koc`);
    expect(await named('Anna 3').count()).toBe(1);
    expect(await named('Anna 4').count(), 'rejected').toBe(0);
    await page.goto(`${desk.url}/`);
    expect(await page.getByText('Every decision so far is in the published lists.').count()).toBe(1);
    await follow(page, named('Report'), /\/report\/$/u);
    expect(await page.title()).toContain('2026-W46');
    await page.goto(`${desk.url}/report/brands/aurora/index.html`);
    expect(await page.getByText('Anna 3').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });
});

test('every page is accessible in light and dark and as wide as a phone, in both languages', async () => {
  await browser.withPage(async (page) => {
    await entered(page);
    const [person, post] = await Promise.all(
      (['people', 'posts'] as const).map(async (kind) => {
        const answer = await page.request.get(`${desk.url}/brands/aurora/${kind === 'people' ? 'koc' : 'ugc'}`);
        return `/brands/aurora/${kind}/${keysIn(await answer.text(), kind)[0]}`;
      }),
    );
    const paths = ['/', '/brands/aurora/koc', '/brands/aurora/ugc', '/brands/aurora/left-out', '/log', person!, post!];
    await page.setViewportSize({ width: 375, height: 800 });
    for (const [i, path] of paths.entries()) {
      await page.emulateMedia({ colorScheme: i % 2 === 0 ? 'dark' : 'light' });
      await page.goto(`${desk.url}/language/${i % 3 === 0 ? 'zh' : 'en'}?back=${encodeURIComponent(path)}`);
      expect(await seriousIssues(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(375);
    }
    await page.goto(`${desk.url}/brands/aurora/ugc`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")'), 'skip link first').toBe('#main');
    expect(complaints).toEqual([]);
  });
});
