/** Dossiers in a real browser, from file://: accessible in both modes and languages, harmless whatever strangers wrote, short on paper. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../collectors/browser.ts';
import { AUTHENTICITY_FLAGS } from '../../jobs/report/authenticity.ts';
import { dossier } from '../../jobs/report/dossier/dossier.ts';
import type { Subject } from '../../jobs/report/dossier/subject.ts';
import { HOSTILE } from '../publish/market.ts';
import { checksOf, context, fullRow, fullSubject, KIND_TEXTS, keyOf, knownOf } from '../report/dossier/subjects.ts';
import { openTestBrowser, seriousIssues } from '../support/browser.ts';

const WORST = Object.values(HOSTILE).join(' ');
const WORD = 'w'.repeat(4000);

let browser: Browser;
let dir: string;

beforeAll(async () => {
  browser = await openTestBrowser();
  dir = await mkdtemp(join(tmpdir(), 'koc-dossier-'));
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

/** The page in the browser, and what it asked for besides itself. */
async function open(page: Page, name: string, subject: Subject, texts = KIND_TEXTS): Promise<readonly string[]> {
  const path = join(dir, `${name}.html`);
  await writeFile(path, dossier(subject, context(knownOf(texts))));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    asked.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => asked.push(`console ${message.text()}`));
  const url = pathToFileURL(path).href;
  await page.goto(url);
  return asked.filter((one) => one !== url);
}

test('has no serious issue of accessibility in light Chinese and dark English, and loads nothing', async () => {
  const subject = fullSubject(fullRow(), { checks: checksOf(keyOf(1), AUTHENTICITY_FLAGS) });
  await browser.withPage(async (page) => {
    expect(await open(page, 'kind', subject)).toEqual([]);
    expect(await seriousIssues(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByText('English', { exact: true }).click();
    expect(await page.locator('h2').first().locator('[lang=en]').isVisible()).toBe(true);
    expect(await seriousIssues(page)).toEqual([]);
  });
});

test('is two sheets of A4, with what to do on the first', async () => {
  await browser.withPage(async (page) => {
    await open(page, 'paper', fullSubject());
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length).toBeLessThanOrEqual(2);
  });
});

test('runs nothing that strangers wrote and stays as wide as a phone', async () => {
  await browser.withPage(async (page) => {
    await page.setViewportSize({ width: 375, height: 800 });
    const asked = await open(page, 'hostile', fullSubject(), { name: `${WORD} ${WORST}`, title: WORD, text: WORST });
    expect(asked).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    expect(await page.locator('script').count()).toBe(1);
  });
});
