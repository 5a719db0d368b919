import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../collectors/browser.ts';
import type { Brand } from '../../jobs/config/types.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { browserPrinters } from '../../jobs/pipeline/print_pages.ts';
import type { Known } from '../../jobs/report/known.ts';
import { type Lists, readLists } from '../../jobs/report/lists.ts';
import { sheet } from '../../jobs/report/one_page/sheet.ts';
import { type LendPrinters, onePageWriter } from '../../jobs/report/one_page/write.ts';
import { catalogues } from '../../jobs/report/words/languages.ts';
import { BRANDS, CLASSES, HOSTILE, key, market } from '../publish/market.ts';
import { type TestDir, testDir } from '../publish/marts.ts';
import { openTestBrowser, testBrowserPath } from '../support/browser.ts';

let dir: TestDir;
let plain: Lists;
let hostile: Lists;
let browser: Browser;

const own = BRANDS[0]!;
const config = {
  brands: BRANDS,
  publish: { languages: ['en'] as const, identity: CLASSES, keepRuns: 1 },
  workbook: { language: null },
};

beforeAll(async () => {
  dir = await testDir();
  const input = await market(dir.path);
  const { asOf, martDir } = input.weeks.at(-1)!;
  plain = await readLists({ ws: { config }, week: { asOf, dir: martDir }, identity: input.identity });
  hostile = withHostileWords(plain);
  browser = await openTestBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await dir[Symbol.asyncDispose]();
});

/** A full week whose every word of a stranger is hostile in its own way, and an own brand of which nothing is known. */
function withHostileWords(lists: Lists): Lists {
  const words = Object.values(HOSTILE);
  const word = (i: number) => words[i % words.length]!;
  const koc = Array.from({ length: 12 }, (_, i) => ({
    ...lists.koc[0]!,
    ...(i < 8 ? { isNew: true, rankChange: null } : { isNew: false, rankChange: i }),
    authorKey: key(100 + i),
    rank: i + 1,
  }));
  const ugc = Array.from({ length: 4 }, (_, i) => ({ ...lists.ugc[0]!, postKey: `p${i}`, authorKey: key(100 + i) }));
  const known: Known = {
    authors: new Map(koc.map((row, i) => [row.authorKey, { id: 'id', name: word(i), url: 'javascript:alert(1)' }])),
    posts: new Map(ugc.map(({ postKey }, i) => [postKey, { id: null, title: word(i), text: word(i + 1), url: null }])),
  };
  const week = lists.brandWeeks.find((row) => row.brandId === own.id)!;
  const rivals = Array.from({ length: 9 }, (_, i) => ({ ...week, brandId: `rival-${i}`, sovAuthors: 0.1 }));
  const brands: Brand[] = [
    { ...own, names: ['Ａ'.repeat(200)] },
    { ...own, id: 'unknown', names: ['未知'], category: 'tea' },
    ...rivals.map(({ brandId }, i): Brand => ({ ...own, id: brandId, role: 'tracked', names: [word(i)] })),
  ];
  return {
    ...lists,
    koc,
    left: koc,
    ugc,
    known,
    brands: new Map(brands.map((brand) => [brand.id, brand])),
    brandWeeks: [week, ...rivals],
    coverage: Array.from({ length: 30 }, (_, i) => ({ ...lists.coverage[0]!, sourceId: `source-${i}` })),
    history: Array.from({ length: 26 }, (_, i) => ({
      ...week,
      periodStart: `2026-05-${String(i + 1).padStart(2, '0')}`,
      sovAuthors: i === 9 ? null : i / 30,
    })),
  };
}

async function print(lists: Lists, lend: (ctx: RunContext) => LendPrinters, executable: string | null) {
  const out = await testDir();
  const told: string[] = [];
  const say = (facts: object, message: string) => void told.push(`${message} ${JSON.stringify(facts)}`);
  const ctx: RunContext = {
    run: 'test',
    now: () => 0,
    log: { debug() {}, info: say, warn: say, error: say },
    signal: new AbortController().signal,
    threads: 2,
    env: process.env,
    findBrowser: async () => executable,
  };
  const write = onePageWriter({ config }, lists, lend(ctx), (brand, why) => told.push(`${brand}: ${why}`));
  const paths = (await write(out.path)).map(({ path }) => path);
  return { out: out.path, told, paths, [Symbol.asyncDispose]: out[Symbol.asyncDispose] };
}

/** As Chromium writes it: its objects are not compressed. */
function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/gu)].length;
}

describe('a one-pager', () => {
  test('is one sheet of A4 and one picture for a phone, of hostile words and of nothing at all', async () => {
    await using printed = await print(hostile, browserPrinters, await testBrowserPath());
    expect(printed.told).toEqual([]);
    expect(printed.paths).toEqual(
      ['aurora', 'unknown'].flatMap((id) => [`brands/${id}/one_page.pdf`, `brands/${id}/one_page.png`]),
    );
    for (const path of printed.paths) {
      const bytes = await readFile(join(printed.out, path));
      if (path.endsWith('.png')) {
        expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20) < 5000]).toEqual([1080, true]);
      } else {
        expect(pagesOf(bytes)).toBe(1);
        expect(bytes.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/u);
      }
    }
  });

  test('shows every line on its sheet whatever the words, runs nothing and asks for nothing', async () => {
    const seen = await browser.withPage(async (page) => {
      const asked: string[] = [];
      page.on('request', ({ url }) => asked.push(url()));
      page.on('dialog', () => asked.push('dialog'));
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.emulateMedia({ media: 'print' });
      await page.setContent(sheet(hostile, hostile.brands.get(own.id)!, 'handle', catalogues(['en'])[0]));
      const bounds: unknown = await page.evaluate(`(() => {
        const of = (selector, side) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect()[side]);
        return {
          content: Math.max(...of('.row', 'bottom'), ...of('svg', 'bottom')) <= of('footer', 'top')[0],
          foot: of('footer', 'bottom')[0] <= 1123,
          charts: Math.max(...of('svg, svg text', 'right')) <= 794 - 40,
          wide: document.documentElement.scrollWidth <= 794,
          acting: document.querySelectorAll('script, a, img, iframe').length,
          rows: document.querySelectorAll('.row').length,
          changes: of('.changes p', 'height').every((height) => height > 8 && height < 25),
          changed: document.querySelectorAll('.changes bdi').length,
        };
      })()`);
      return { bounds, asked };
    });
    const fits = { content: true, foot: true, charts: true, wide: true };
    expect(seen).toEqual({ bounds: { ...fits, acting: 0, rows: 13, changes: true, changed: 16 }, asked: [] });
  });

  test('names who came, who rose and who left, also from below the first ten', () => {
    const koc = Array.from({ length: 14 }, (_, i) => ({
      ...plain.koc[0]!,
      authorKey: key(200 + i),
      rank: i + 1,
      isNew: i === 11,
      rankChange: i === 11 ? null : i === 13 ? 4 : 0,
    }));
    const left = [{ ...plain.koc[0]!, authorKey: key(300) }];
    const known: Known = {
      authors: new Map(
        [...koc, ...left].map(({ authorKey }) => [authorKey, { id: 'id', name: `called ${authorKey}`, url: null }]),
      ),
      posts: new Map(),
    };
    const text = sheet({ ...plain, koc, left, known }, own, 'handle', catalogues(['en'])[0]);
    const [, changes = ''] = /<div class="changes">(.*?)<\/div>/su.exec(text) ?? [];
    const lines = changes
      .replaceAll(/<\/p>/gu, '\n')
      .replaceAll(/<[^>]*>/gu, '')
      .trim()
      .split('\n');
    const named = (i: number) => `called ${key(i)}`.slice(0, 20);
    expect(lines).toEqual([
      expect.stringMatching(`^New ${named(211)}.* #12$`),
      expect.stringMatching(`^Risen ${named(213)}.*▲4$`),
      expect.stringMatching(`^Left ${named(300)}`),
    ]);
    expect(sheet({ ...plain, koc, left, known }, own, 'aggregate', catalogues(['en'])[0])).not.toContain('"changes"');
  });

  test('names people by the class of pages, and is the same for the same week', () => {
    const [words] = catalogues(['zh']);
    const [first] = plain.koc;
    const texts = (['handle', 'pseudonym', 'aggregate'] as const).map((each) => sheet(plain, own, each, words));
    const pseudonym = words.labels.pseudonym(first!.authorKey.slice(0, 8));
    expect(texts.map((text) => text.includes(pseudonym))).toEqual([false, true, false]);
    expect(texts.map((text) => text.includes('class="row"'))).toEqual([true, true, false]);
    expect(sheet(plain, own, 'handle', words)).toBe(texts[0]);
  });

  test('that cannot be printed costs nothing else: no browser, one that does not start, a page that fails', async () => {
    await using none = await print(plain, browserPrinters, null);
    await using broken = await print(plain, browserPrinters, '/bin/false');
    const failing = { print: () => Promise.reject(new Error('gone')) };
    await using failed = await print(plain, () => (_, use) => use([failing]), null);
    for (const [printed, said] of [
      [none, 'no browser here'],
      [broken, 'the browser /bin/false did not start'],
      [failed, 'aurora: Error: gone'],
    ] as const) {
      expect(printed.paths).toEqual([]);
      expect(printed.told).toEqual([expect.stringContaining(said)]);
      expect(await readdir(printed.out)).toEqual([]);
    }
  });
});
