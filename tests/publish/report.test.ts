/** The files for people: whole, readable by others, silent about tracked people, harmless. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { Config, IdentityClass } from '../../jobs/config/types.ts';
import { type Lists, readLists } from '../../jobs/report/lists.ts';
import { publicationLines } from '../../jobs/report/publications.ts';
import { shortlistTable } from '../../jobs/report/terminal.ts';
import { catalogues } from '../../jobs/report/words/languages.ts';
import { reportWriters } from '../../jobs/report/writers.ts';
import { canonicalPublication } from '../../warehouse/contracts/rows.ts';
import type { PublishInput } from '../../warehouse/publish/types.ts';
import { BRANDS, CLASSES, key, market } from './market.ts';
import { testDir } from './marts.ts';

function workspace(identityClass: IdentityClass, languages: Config['publish']['languages'] = ['zh', 'en']) {
  const identity = { ...CLASSES, workbook: identityClass, html: identityClass, csv: identityClass };
  return {
    config: {
      brands: BRANDS,
      keywords: { isEnabled: false, file: null },
      people: [],
      workbook: { language: null },
      publish: { languages, identity, keepRuns: 3 },
    },
  };
}

async function lists(input: PublishInput, identityClass: IdentityClass = 'handle'): Promise<Lists> {
  const week = input.weeks.at(-1)!;
  const ws = workspace(identityClass);
  return readLists({ ws, week: { asOf: week.asOf, dir: week.martDir }, identity: input.identity });
}

async function written(dir: string, identityClass: IdentityClass, languages?: Config['publish']['languages']) {
  const out = join(dir, `out-${identityClass}-${languages?.join('') ?? ''}`);
  await mkdir(out);
  const all = await lists(await market(dir), identityClass);
  const files = [];
  for (const write of reportWriters(workspace(identityClass, languages), all, null)) files.push(...(await write(out)));
  return { out, files };
}

async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}

/** Every text in every file, cells of workbooks included. */
async function everyText(dir: string): Promise<string> {
  let text = '';
  for (const name of await filesIn(dir)) {
    const bytes = await readFile(join(dir, name));
    text += name.endsWith('.xlsx')
      ? JSON.stringify((await readXlsx(bytes)).sheets.map((sheet) => [sheet.rows, [...(sheet.cells?.values() ?? [])]]))
      : bytes.toString('utf8');
  }
  return text;
}

describe('lists', () => {
  test('are who the models listed, who is early and who left; nobody else is looked up', async () => {
    await using dir = await testDir();
    const all = await lists(await market(dir.path));
    expect(all.koc.map((row) => [row.rank, row.authorKey])).toEqual([
      [1, key(2)],
      [2, key(1)],
      [3, key(4)],
    ]);
    expect(all.early.map((row) => row.authorKey)).toEqual([key(5)]);
    expect(all.left.map((row) => row.authorKey)).toEqual([key(3)]);
    expect([...all.known.authors.keys()].sort()).toEqual([1, 2, 3, 4, 5, 7].map(key));
  });

  test('show names as they were known before as_of', async () => {
    await using dir = await testDir();
    const all = await lists(await market(dir.path));
    expect(all.known.authors.get(key(2))?.name).toBe('=HYPERLINK("http://evil.example","x")');
    expect(all.known.authors.get(key(1))).toMatchObject({ url: 'https://old.example/1' });
  });

  test('do not open identity when no target may print it', async () => {
    await using dir = await testDir();
    const input = await market(dir.path, { identity: { identity_authors: ['missing'], identity_posts: ['missing'] } });
    expect((await lists(input, 'pseudonym')).known.authors.size).toBe(0);
    await expect(lists(input, 'handle')).rejects.toThrow();
  });

  test('become publication records that raw accepts', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const { asOf } = input.weeks.at(-1)!;
    const lines = publicationLines(await lists(input), { asOf, modelVersion: 'm', publishedAt: 5, selfTest: null });
    expect(lines.map((line) => canonicalPublication.parse(line))).toEqual(lines);
    expect(lines[1]).toMatchObject({
      list: 'koc_shortlist',
      rank: 2,
      authorKey: key(1),
      index: 50,
      references: { k_ref: 1 },
    });
  });
});

describe('files', () => {
  test('are the lists as CSV, the workbooks by brand and week, and the page', async () => {
    await using dir = await testDir();
    const { out, files } = await written(dir.path, 'handle');
    expect(await filesIn(out)).toEqual(files.map((file) => file.path).sort());
    expect(await filesIn(out)).toEqual([
      'author_profiles.csv',
      'brand_weeks.csv',
      'brands/aurora/KOC周榜_欧若拉_2026-W46.xlsx',
      'brands/aurora/index.html',
      'brands/aurora/koc_shortlist.xlsx',
      ...[1, 2, 3, 4].map((n) => `brands/aurora/people/${key(n).slice(0, 16)}.html`),
      'coverage.csv',
      'index.html',
      'koc_early.csv',
      'koc_shortlist.csv',
      'koc_shortlist.xlsx',
      'kol_candidates.csv',
      'ugc_candidates.csv',
      'worklist.csv',
    ]);
  });

  test('are the same bytes each time', async () => {
    await using one = await testDir();
    await using two = await testDir();
    const [first, second] = [await written(one.path, 'handle'), await written(two.path, 'handle')];
    for (const { path } of first.files)
      expect([path, (await readFile(join(second.out, path))).equals(await readFile(join(first.out, path)))]).toEqual([
        path,
        true,
      ]);
  });

  test('show at pseudonym no name, word, link or id, and at aggregate not even keys', async () => {
    await using dir = await testDir();
    const names = /old name|evil|the kol|smile|alert|id-of-|post-of-|xhs\.example|third bottle|水润/u;
    const pseudonym = await everyText((await written(dir.path, 'pseudonym')).out);
    expect(pseudonym).not.toMatch(names);
    expect(pseudonym).toContain(key(1));
    const aggregate = (await written(dir.path, 'aggregate')).out;
    expect(await filesIn(aggregate)).toEqual([
      'brand_weeks.csv',
      'brands/aurora/KOC周榜_欧若拉_2026-W46.xlsx',
      'brands/aurora/index.html',
      'brands/aurora/koc_shortlist.xlsx',
      'coverage.csv',
      'index.html',
      'koc_shortlist.xlsx',
    ]);
    const text = await everyText(aggregate);
    expect(text).not.toMatch(names);
    for (const n of [1, 2, 3, 4, 5, 7]) expect(text).not.toContain(key(n).slice(0, 8) + key(n).slice(8));
  });
});

describe('csv', () => {
  test('opens with a BOM, keeps rows whole, and holds no cell that a spreadsheet would run', async () => {
    await using dir = await testDir();
    const { out } = await written(dir.path, 'handle');
    for (const name of (await readdir(out)).filter((each) => each.endsWith('.csv'))) {
      const bytes = await readFile(join(out, name));
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const [header, ...rows] = parse(bytes, { bom: true, relaxColumnCount: false }) as string[][];
      expect(header?.slice(0, 3)).toEqual(['as_of', 'week_start', 'iso_week']);
      for (const cell of rows.flat()) if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^\s*[=+\-@]/u);
    }
    const [first] = parse(await readFile(join(out, 'koc_shortlist.csv')), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    expect(first).toMatchObject({
      brand_id: 'aurora',
      rank: '1',
      rank_change: '1',
      author_name: '\'=HYPERLINK("http://evil.example","x")',
      author_url: '',
      share: '0.41',
      evidence_1_url: 'https://xhs.example/p/2',
    });
  });
});

describe('KOLs apart', () => {
  test('stand in a file of their own with name and reach, and in no list of customers', async () => {
    await using dir = await testDir();
    const { out } = await written(dir.path, 'handle');
    const rows = async (name: string) =>
      parse(await readFile(join(out, name)), { bom: true, columns: true }) as Record<string, string>[];
    expect(await rows('kol_candidates.csv')).toMatchObject([
      {
        brand_id: 'aurora',
        rank: '1',
        author_name: 'the kol',
        author_url: 'https://xhs.example/u/7',
        followers_count: '123456',
        reactions_per_post: '1843.2',
        overlap_share: '0.225',
        disclosed_share: '0.5',
        mentions_count: '2',
      },
    ]);
    for (const list of ['koc_shortlist.csv', 'koc_early.csv', 'author_profiles.csv'])
      expect((await rows(list)).map((row) => row['author_key'])).not.toContain(key(7));
  });

  test('are a short table on the page, with the name only where the page may carry it', async () => {
    await using dir = await testDir();
    const page = async (identityClass: IdentityClass) =>
      readFile(join((await written(dir.path, identityClass)).out, 'brands/aurora/index.html'), 'utf8');
    const named = await page('handle');
    for (const text of ['never on the shortlist', 'the kol', '1,843', '23 %', '50 %']) expect(named).toContain(text);
    expect(await page('pseudonym')).not.toContain('the kol');
    expect(await page('aggregate')).not.toContain('1,843');
  });
});

describe('pages', () => {
  test('load nothing, run nothing of strangers and lead to plain places, whatever the names are', async () => {
    await using dir = await testDir();
    const { out } = await written(dir.path, 'handle');
    const pages = (await filesIn(out)).filter((name) => name.endsWith('.html'));
    expect(pages).toHaveLength(6);
    for (const name of pages) {
      const text = await readFile(join(out, name), 'utf8');
      expect(text).toContain("default-src 'none'");
      expect(text.match(/<script\b/giu)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(text).not.toMatch(/<(img|link|iframe|object|embed|base)\b/iu);
      expect(text).not.toMatch(/\son\w+=|src=|@import|url\(/iu);
      const links = [...text.matchAll(/href="([^"]*)"/gu)].map((match) => match[1] ?? '');
      expect(links.filter((link) => !/^(?:#|https?:\/\/|[\w./#-]+$)/u.test(link))).toEqual([]);
      for (const mark of ['\u202e', '\u2066', '\u0000', '\u001b']) expect(text).not.toContain(mark);
    }
  });

  test('of a brand count who comes back month by month: 0 where nobody came, nothing where the month is to come', async () => {
    await using dir = await testDir();
    const { out } = await written(dir.path, 'handle', ['en']);
    const text = await readFile(join(out, 'brands/aurora/index.html'), 'utf8');
    expect(text).toContain('<html lang="en"');
    expect(text).not.toContain('推荐名单');
    const cells = (month: string) =>
      [
        ...(text.match(new RegExp(`<tr><t[hd][^>]*>${month}</t[hd]>.*?</tr>`, 'su'))?.[0] ?? '').matchAll(
          /<t[hd][^>]*>([^<]*)/gu,
        ),
      ].map((match) => match[1]);
    expect(cells('2026-08')).toEqual(['2026-08', '31', '17', '0', '5']);
    expect(cells('2026-11')).toEqual(['2026-11', '12', '', '', '']);
  });
});

describe('terminal', () => {
  test('prints one line a candidate that no name can break', async () => {
    await using dir = await testDir();
    const all = await lists(await market(dir.path));
    const [words] = catalogues(['en']);
    const text = shortlistTable(all, words, { width: 120, limit: 2, identityClass: 'handle' });
    expect(text.split('\n')).toHaveLength(7);
    expect(text).toContain('… 1');
    expect(shortlistTable(all, words, { width: 120, limit: 2, identityClass: 'pseudonym' })).not.toContain('HYPERLINK');
    expect(shortlistTable(all, words, { width: 120, limit: 2, identityClass: 'aggregate' })).toBe('');
  });
});
