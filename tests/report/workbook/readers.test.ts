/** LibreOffice and openpyxl open a workbook as it is meant: pages of A4, the same cells, dropdowns, filters, links and the hidden key. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../../jobs/report/words/languages.ts';
import { scopes } from '../../../jobs/report/workbook/scope.ts';
import { workbookBytes } from '../../../jobs/report/workbook/workbook.ts';
import { week } from './week.ts';

const run = promisify(execFile);
const python = process.env['KOC_READERS_PYTHON'];
const hasOffice = spawnSync('soffice', ['--version']).status === 0;

let dir = '';
let file = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-workbook-'));
  file = join(dir, 'week.xlsx');
  const lists = week({ candidates: 8 });
  const scopeOf = scopes({ lists, words: catalogues(['zh'])[0], identityClass: 'handle', people: [] });
  await writeFile(file, await workbookBytes(scopeOf([lists.brands.get('aurora')!])));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

async function sheetsOf(path: string): Promise<Sheet[]> {
  return (await readXlsx(await readFile(path), { readStyles: true })).sheets;
}

function linksOf(sheet: Sheet): string[] {
  return [...(sheet.cells?.values() ?? [])].flatMap((cell) => cell.hyperlink?.target ?? []).sort();
}

/** Cells as text, numbers to 12 digits, without the empty ends of rows that programs write or not. */
function textsOf(sheet: Sheet): string[] {
  return sheet.rows.map((row) => row.map(text).join('\t').trimEnd());
}

function text(value: Sheet['rows'][number][number]): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value ?? '');
}

if (hasOffice)
  test('LibreOffice prints it on few pages of A4 and saves it again with nothing lost', async () => {
    const profile = `-env:UserInstallation=file://${join(dir, 'profile')}`;
    const out = join(dir, 'out');
    const convert = (to: string) => run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', out, file]);
    await convert('pdf');
    await convert('xlsx:Calc MS Excel 2007 XML');

    const pdf = (await readFile(join(out, 'week.pdf'))).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(14);
    expect(pages).toBeLessThanOrEqual(18);
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/gu)].map(([, w, h]) => [
      Math.round(Number(w)),
      Math.round(Number(h)),
    ]);
    expect(new Set(boxes.map(String))).toEqual(new Set(['842,595']));

    // Panes are of a window, and a conversion opens none: openpyxl looks at those.
    const [before, after] = [await sheetsOf(file), await sheetsOf(join(out, 'week.xlsx'))];
    expect(after.map((sheet) => sheet.name)).toEqual(before.map((sheet) => sheet.name));
    for (const [i, sheet] of before.entries()) {
      const saved = after[i]!;
      expect(textsOf(saved).filter((line) => line !== '')).toEqual(textsOf(sheet).filter((line) => line !== ''));
      expect(linksOf(saved)).toEqual(linksOf(sheet));
      expect(saved.autoFilter?.range).toBe(sheet.autoFilter?.range);
      expect(saved.dataValidations?.map(({ type, range, values }) => ({ type, range, values }))).toEqual(
        sheet.dataValidations?.map(({ type, range, values }) => ({ type, range, values })),
      );
      expect(saved.columns?.map((column) => column.hidden === true).indexOf(true)).toBe(
        sheet.columns?.map((column) => column.hidden === true).indexOf(true),
      );
      expect(saved.conditionalRules?.length).toBe(sheet.conditionalRules?.length);
    }
  });

const seenSchema = z.array(
  z.object({
    name: z.string(),
    rows: z.array(z.array(z.string().nullable())),
    freeze: z.string().nullable(),
    filter: z.string().nullable(),
    hidden: z.array(z.string()),
    formulas: z.int(),
    dates: z.int(),
    links: z.array(z.string()),
    validations: z.array(z.tuple([z.string(), z.string(), z.string()])),
    bars: z.int(),
    paper: z.int(),
    orientation: z.string(),
    titles: z.tuple([z.string().nullable(), z.string().nullable()]),
  }),
);

if (python !== undefined)
  test('openpyxl reads values, dropdowns, the hidden key, filters, panes and print titles', async () => {
    const script = join(import.meta.dirname, 'read_workbook.py');
    const { stdout } = await run(python, [script, file], { maxBuffer: 1e8 });
    const [worklist, shortlist, ...rest] = seenSchema.parse(JSON.parse(stdout));
    expect(worklist).toMatchObject({
      name: '本周待办',
      freeze: 'D2',
      filter: 'A1:O9',
      hidden: ['O'],
      formulas: 0,
      bars: 0,
    });
    expect(worklist?.rows[2]).toEqual(
      expect.arrayContaining(['已联系', '小王', "'=1+1 聊过一次，很友好", '2026-11-12 00:00:00']),
    );
    expect(shortlist).toMatchObject({
      name: 'KOC 榜单',
      freeze: 'D2',
      filter: 'A1:AE9',
      hidden: ['AE'],
      formulas: 0,
      bars: 3,
    });
    expect(shortlist?.titles).toEqual(['$1:$1', '$A:$C']);
    for (const tab of [worklist, shortlist]) {
      expect(tab?.validations.map(([type]) => type)).toEqual(['list', 'textLength', 'textLength', 'date']);
      expect(tab?.validations[0]?.[2]).toBe('"待联系,已联系,已回复,已同意,已寄样,已婉拒,已完成"');
      expect(tab?.dates).toBe(1);
    }
    const all = [worklist!, shortlist!, ...rest];
    expect(all.flatMap((tab) => tab.links).filter((link) => !/^https:\/\/xhs\.example\//u.test(link))).toEqual([]);
    for (const tab of all) expect([tab.name, tab.paper, tab.orientation]).toEqual([tab.name, 9, 'landscape']);
  });
