/** The report in a real browser, from file://: sorted, filtered, switched and read as people do; nothing loads, nothing of strangers runs. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from '../../collectors/browser.ts';
import { dossierWriter } from '../../jobs/report/dossier/write.ts';
import { pagesWriter } from '../../jobs/report/pages/write.ts';
import { HOSTILE } from '../publish/market.ts';
import { pagesInput, type WeekSize } from '../report/pages/week.ts';
import { openTestBrowser, seriousIssues } from '../support/browser.ts';

/** Candidates that the brand's page has to bear. */
const MANY = 200;
const WORST = [...Object.values(HOSTILE), 'w'.repeat(4000)];

let browser: Browser;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-report-'));
  await write('many', { candidates: MANY, rivals: 19 });
  await write('some', { candidates: 8 });
  await write('none', { candidates: 0, rivals: 0 });
  await write('hostile', { candidates: 12, texts: hostile });
  browser = await openTestBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

function hostile(n: number): { name: string; title: string; text: string } {
  const text = WORST[n % WORST.length] ?? '';
  return { name: text, title: text, text };
}

async function write(name: string, size: WeekSize): Promise<void> {
  const input = pagesInput(size);
  await mkdir(join(dir, name));
  await pagesWriter(input)(join(dir, name));
  const { koc } = input.lists;
  const lists = { ...input.lists, koc: koc.slice(0, 3), early: [], left: [], worklist: [] };
  await dossierWriter({ ...input, lists })(join(dir, name));
}

/** Opens a page of an export; whatever else it asks for, says or throws ends up in the returned list. */
async function open(page: Page, path: string): Promise<string[]> {
  const url = pathToFileURL(join(dir, path)).href;
  const noise: string[] = [];
  page.on('request', (request) => request.url().startsWith('file:') || noise.push(request.url()));
  page.on('dialog', (dialog) => {
    noise.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => noise.push(`console ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error ${error.message}`));
  await page.goto(url);
  return noise;
}

const PAGE = 'many/brands/aurora/index.html';
const visible = (page: Page) => page.locator('#list tbody tr:visible');

/** What a column shows in the language, row by row as they stand. */
async function cells(page: Page, column: number, lang = 'zh-Hans'): Promise<string[]> {
  const shown =
    await page.evaluate(`[...document.querySelectorAll('#list tbody tr:not([hidden]) > :nth-child(${column})')]
    .map((cell) => (cell.querySelector('.t[lang="${lang}"]') ?? cell.querySelector('bdi') ?? cell).textContent.trim())`);
  return shown as string[];
}

const told = (page: Page) => page.locator('[role=status] [lang=zh-Hans]').textContent();

/** Milliseconds until the page had loaded and its script had run, as the browser counts them. */
async function loadMs(page: Page): Promise<number> {
  return (await page.evaluate(`performance.getEntriesByType('navigation')[0].loadEventEnd`)) as number;
}

test('of 200 candidates filters by what is chosen and says how many are left', async () => {
  await browser.withPage(async (page) => {
    const noise = await open(page, PAGE);
    await page.locator('label[for=list-platform-weibo]').click();
    await page.locator('label[for=list-change-new]').click();
    expect(new Set(await cells(page, 4))).toEqual(new Set(['微博']));
    expect(new Set(await cells(page, 2))).toEqual(new Set(['新']));
    expect(await told(page)).toBe(`显示 ${await visible(page).count()} 人，共 200 人`);
    await page.getByRole('searchbox').fill('LIN_AND_TEA_5');
    expect(await cells(page, 3)).toEqual(['lin_and_tea_5']);
    expect(await told(page)).toBe('显示 1 人，共 200 人');
    await page.reload();
    expect(await cells(page, 3)).toEqual(['lin_and_tea_5']);
    await page.getByRole('button', { name: '全部显示' }).click();
    await expect.poll(() => visible(page).count(), { timeout: 60_000 }).toBe(MANY);
    expect(noise).toEqual([]);
  });
});

test('of 200 candidates is ready in less than fifteen times what the empty page takes', async () => {
  const fastest = async (path: string) => {
    const times: number[] = [];
    for (const _ of [1, 2, 3])
      await browser.withPage(async (page) => {
        await open(page, path);
        times.push(await loadMs(page));
      });
    return Math.min(...times);
  };
  const [full, empty] = [await fastest(PAGE), await fastest('none/brands/aurora/index.html')];
  expect(empty).toBeGreaterThan(0);
  expect(full / empty).toBeLessThan(15);
});

test('sorts by keyboard, says in which direction, and puts the unknown last both ways', async () => {
  await browser.withPage(async (page) => {
    await open(page, PAGE);
    const head = page.locator('#list thead th').nth(8);
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const falling = await cells(page, 9);
    const numbers = falling.filter((text) => text !== '–').map((text) => Number(text.replaceAll(',', '')));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    expect(falling.slice(numbers.length).every((text) => text === '–')).toBe(true);
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const rising = await cells(page, 9);
    expect(rising.filter((text) => text !== '–').map(Number)).toEqual(numbers.toReversed());
    expect(rising.at(-1)).toBe('–');
    await page.reload();
    expect(await cells(page, 9)).toEqual(rising);
    expect(await page.locator('th', { hasText: '粉丝' }).getByRole('button').count()).toBe(0);
  });
});

test('begins with a way past the head, and switches language and theme for every page', async () => {
  await browser.withPage(async (page) => {
    await open(page, 'many/index.html');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => (globalThis as unknown as { location: { hash: string } }).location.hash)).toBe(
      '#main',
    );
    await page.getByText('English', { exact: true }).click();
    await page.getByText('Dark', { exact: true }).click();
    await page.getByRole('link', { name: '欧若拉' }).first().click();
    await page.waitForURL(/brands\/aurora\/index\.html$/u);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('#shortlist h2 [lang=en]').isVisible()).toBe(true);
    expect(await page.getByText('推荐名单').first().isVisible()).toBe(false);
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await ground()).toBe('rgb(19, 23, 28)');
    await page.emulateMedia({ media: 'print' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    const gone = `[...document.querySelectorAll('.chart > svg *')].filter((one) => getComputedStyle(one).display === 'none').length`;
    expect(await page.evaluate(gone)).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    await page.locator('#list tbody .who a').first().click();
    await page.waitForURL(/people\/[0-9a-f]{16}\.html$/u);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page
      .getByRole('link', { name: /欧若拉/u })
      .first()
      .click();
    await page.waitForURL(/brands\/aurora\/index\.html$/u);
  });
});

test('has no serious issue of accessibility, with everybody and with nobody, light and dark', async () => {
  for (const path of ['some/brands/aurora/index.html', 'some/index.html', 'none/brands/aurora/index.html'])
    await browser.withPage(async (page) => {
      await open(page, path);
      await page.locator('label[for=lang-zh]').click();
      await page.locator('label[for=theme-light]').click();
      expect(await seriousIssues(page)).toEqual([]);
      await page.locator('label[for=lang-en]').click();
      await page.locator('label[for=theme-dark]').click();
      expect(await seriousIssues(page)).toEqual([]);
    });
});

test('runs nothing that strangers wrote and stays as wide as a phone', async () => {
  for (const path of ['hostile/brands/aurora/index.html', 'hostile/index.html', 'some/brands/aurora/index.html'])
    await browser.withPage(async (page) => {
      await page.setViewportSize({ width: 375, height: 800 });
      const noise = await open(page, path);
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
      const out = `[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > 375.5 && !one.closest('.scroll, .sr, svg')).map((one) => one.outerHTML.slice(0, 80))`;
      expect(await page.evaluate(out)).toEqual([]);
      expect(noise).toEqual([]);
    });
});
