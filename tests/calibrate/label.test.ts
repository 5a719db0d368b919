import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeLabels, writeSample } from '../../jobs/pipeline/label.ts';
import { evenShares } from '../../jobs/pipeline/label_sample.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';
import { labelMarket } from './market.ts';

const OPTIONS = { size: 60, seed: 1, sourceId: null };

async function sampleText(ws: TestWorkspace, name: string, options: object = {}): Promise<string> {
  const path = join(ws.dir, name);
  await writeSample(await ws.open(), ws.context(), { ...OPTIONS, ...options, path });
  return readFile(path, 'utf8');
}

/** Cells of each row of a written CSV. */
const rowsOf = (csv: string): string[][] =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));

const take = async (ws: TestWorkspace, path: string) => takeLabels(await ws.open(), ws.context(), { path, by: 'LM' });

describe('koc label', () => {
  // Writing a sample changes no workspace: one serves all.
  let ws: TestWorkspace;
  beforeAll(async () => {
    ws = await labelMarket();
  });
  afterAll(() => ws[Symbol.asyncDispose]());

  test('writes an even share of each source and brand, without the prediction, and the same again for the same seed', async () => {
    const csv = await sampleText(ws, 'a.csv');
    expect(csv.split('\r\n')[0]).toBe('\uFEFFrow_key,source,brand,date,text,label,note');
    const rows = rowsOf(csv);
    const count = (column: number) =>
      Object.fromEntries([...Map.groupBy(rows, (row) => row[column]!)].map(([key, own]) => [key, own.length]));
    expect(count(1)).toEqual({ notes: 30, reviews: 30 });
    // Of 120 notes 12 are about the third brand; an even share is 10 each.
    expect(count(2)['蔻曼']).toBe(10 + 3);
    expect(new Set(rows.map((row) => row[0])).size).toBe(60);
    expect(await sampleText(ws, 'b.csv')).toBe(csv);
    expect(await sampleText(ws, 'c.csv', { seed: 2 })).not.toBe(csv);
    expect(rowsOf(await sampleText(ws, 'd.csv', { sourceId: 'notes' })).every((row) => row[1] === 'notes')).toBe(true);
    expect((await stat(join(ws.dir, 'a.csv'))).mode & 0o777).toBe(0o600);
  });

  test('never overwrites a file, in which labels may be', async () => {
    await sampleText(ws, 'twice.csv');
    await expect(sampleText(ws, 'twice.csv')).rejects.toThrow(/is there already/u);
    await expect(sampleText(ws, 'a.txt')).rejects.toThrow(/ends in \.xlsx or \.csv/u);
  });

  test('writes a workbook with a list to choose from in the workspace’s language', async () => {
    const path = join(ws.dir, 'a.xlsx');
    await writeSample(await ws.open(), ws.context(), { ...OPTIONS, size: 20, path });
    const book = await readXlsx(await readFile(path));
    expect(book.sheets.map(({ name }) => name)).toEqual(['labels', '说明']);
    expect(book.sheets[0]!.rows).toHaveLength(21);
    expect(book.sheets[0]!.dataValidations).toMatchObject([{ type: 'list', range: 'F2:F21' }]);
  });

  test('text that a spreadsheet would run is inert', async () => {
    await using own = await testWorkspace(THREE_BRANDS);
    await own.importRows(
      'notes',
      [{ kind: 'post', id: 'p', author: 'u', text: '=cmd() 欧若拉', at: '2026-11-10' }],
      POSTS_MAP,
    );
    expect(await sampleText(own, 'a.csv')).toContain("'=cmd()");
  });
});

describe('koc label --read', () => {
  test('takes labels in as decisions, once, and what is labelled is not drawn again', async () => {
    await using ws = await labelMarket({ notes: 40 });
    const words = ['正面', 'Neutral', '-1', '无关', ''];
    const csv = await sampleText(ws, 'a.csv', { size: 20 });
    const lines = csv.trim().split('\r\n');
    const labelled = lines.map((line, i) => (i === 0 ? line : `${line.slice(0, -1)}${words[i % 5]},why ${i}`));
    const path = await ws.write('labelled.csv', labelled.join('\r\n'));
    expect(await take(ws, path)).toEqual({ added: 16, unchanged: 0, empty: 4, rejected: [] });
    expect(await take(ws, path)).toMatchObject({ added: 0, unchanged: 16 });
    const raw = await openWorkspaceRaw(await ws.open(), ws.context());
    expect(raw.segments().filter(({ entry }) => entry.source_id === 'koc_decisions')).toHaveLength(1);
    const keys = (text: string) => rowsOf(text).map((row) => row[0]);
    const again = keys(await sampleText(ws, 'b.csv', { size: 1000 }));
    expect(again).toHaveLength(24);
    const taken = new Set(labelled.flatMap((line, i) => (i % 5 === 4 || i === 0 ? [] : [line.split(',')[0]])));
    expect(again.filter((key) => taken.has(key))).toEqual([]);
  });

  test('a changed mind adds a decision, and the newest one counts', async () => {
    await using ws = await labelMarket({ notes: 5 });
    const [row] = rowsOf(await sampleText(ws, 'a.csv'));
    const say = async (label: string) => take(ws, await ws.write('l.csv', `label;row_key\n${label};${row![0]}\n`));
    expect(await say('positive')).toMatchObject({ added: 1 });
    expect(await say('negative')).toMatchObject({ added: 1 });
    expect(await say('negative')).toMatchObject({ added: 0, unchanged: 1 });
    expect(await say('positive')).toMatchObject({ added: 1 });
  });

  test('rows that cannot be used are told with their line, and the others count', async () => {
    await using ws = await labelMarket({ notes: 20 });
    const [a, b] = rowsOf(await sampleText(ws, 'a.csv')).map((row) => row[0]);
    const lines = [
      'row_key,label',
      `${a},positive`,
      `${b},great`,
      'not a key,positive',
      `${'0'.repeat(32)}:aurora,positive`,
      `${a!.split(':')[0]}:unknown,positive`,
      `${a},negative`,
    ];
    const taken = await take(ws, await ws.write('l.csv', lines.join('\n')));
    expect(taken.added).toBe(1);
    expect(taken.rejected).toEqual([
      { line: 3, field: 'label', reason: expect.stringContaining('"great"') },
      { line: 4, field: 'row_key', reason: 'not a row key of koc' },
      { line: 5, field: 'row_key', reason: 'no post of this workspace' },
      { line: 6, field: 'row_key', reason: 'unknown brand unknown' },
      { line: 7, field: 'label', reason: 'line 2 says positive of the same row' },
    ]);
    await expect(take(ws, await ws.write('l.csv', 'key,label\n'))).rejects.toThrow(/row_key/u);
    await expect(take(ws, join(ws.dir, 'none.csv'))).rejects.toThrow(/cannot read/u);
  });

  test('a labelled workbook comes back like a CSV', async () => {
    await using ws = await labelMarket({ notes: 20 });
    const path = join(ws.dir, 'a.xlsx');
    await writeSample(await ws.open(), ws.context(), { ...OPTIONS, path });
    const book = await readXlsx(await readFile(path));
    const { writeXlsx } = await import('hucre/xlsx');
    const rows = book.sheets[0]!.rows.map((row, i) =>
      i === 0 ? row : row.map((cell, j) => (j === 5 ? '负面' : cell)),
    );
    await writeFile(path, await writeXlsx({ sheets: [{ name: 'labels', rows }] }));
    expect(await take(ws, path)).toEqual({ added: 20, unchanged: 0, empty: 0, rejected: [] });
  });
});

test('even shares use everything there is, exceed no capacity, and differ by at most one where there is room', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.array(fc.nat(100), { maxLength: 12 }), (total, capacities) => {
      const shares = evenShares(total, capacities);
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      expect(sum(shares)).toBe(Math.min(total, sum(capacities)));
      expect(shares.every((share, i) => share <= capacities[i]!)).toBe(true);
      const open = shares.filter((share, i) => share < capacities[i]!);
      if (open.length > 0) expect(Math.max(...shares) - Math.min(...open)).toBeLessThanOrEqual(1);
    }),
  );
});
