/** What comes back in a workbook: exactly the edits, whatever else was done to the file, and never over what somebody else decided. */
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Workspace } from '../../jobs/config/types.ts';
import { appendDecisions, decisionHistory } from '../../jobs/pipeline/decisions.ts';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { importReview } from '../../jobs/pipeline/review_import.ts';
import { workOf } from '../../jobs/pipeline/work.ts';
import { NO_WORK, ROW_KEY, WORK_WORDS, type Work, workKey, workPlace } from '../../jobs/report/work.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const HEADERS = Object.values(WORK_WORDS.zh.headers);
const PEOPLE = ['ann', 'ben', 'cat'] as const;
const TESTS = 4;

let space: TestWorkspace;
let ws: Workspace;

/** One workspace, since reading it in takes longer than all tests; every test has people of its own. */
beforeAll(async () => {
  space = await testWorkspace(THREE_BRANDS);
  const people = Array.from({ length: TESTS }, (_, test) => PEOPLE.map((who) => `${who}${test}`)).flat();
  const rows = people.map((id) => ({ id, kind: 'post', author: id, name: id.toUpperCase(), text: '欧若拉真好用' }));
  await space.importRows('notes', rows, POSTS_MAP);
  ws = await space.open();
  await syncLake(ws, space.context());
});
afterAll(() => space[Symbol.asyncDispose]());

/** Three people, and ways to print, edit and import workbooks about them. */
function team(number: number) {
  const keyOf = (who: (typeof PEOPLE)[number]) => ws.pseudonymise(`weibo:${who}${number}`);
  const keys = { ann: keyOf('ann'), ben: keyOf('ben'), cat: keyOf('cat') };
  const works = async () => workOf(await decisionHistory(ws, space.context()));
  const workFor = async (who: keyof typeof keys) => (await works()).get(workPlace('aurora', keys[who])) ?? NO_WORK;
  /** Rows as they are printed now, in the layout of the tabs: something, the four columns, the key. */
  const printed = async (people: readonly (keyof typeof keys)[] = PEOPLE): Promise<CellValue[][]> =>
    Promise.all(
      people.map(async (who) => {
        const work = await workFor(who);
        const { status, owner, note, lastContact } = work;
        const day = lastContact === null ? null : new Date(`${lastContact}T00:00:00Z`);
        return [who, WORK_WORDS.zh.statuses[status], owner, note, day, workKey('aurora', keys[who], work)];
      }),
    );
  let files = 0;
  const save = async (sheets: readonly WriteSheet[]) => {
    files += 1;
    return space.write(
      `copy${number}-${files}.xlsx`,
      await writeXlsx({ sheets: [{ name: '说明', rows: [['如何阅读']] }, ...sheets] }),
    );
  };
  const sheet = (rows: readonly CellValue[][], name = '本周工作'): WriteSheet => ({
    name,
    rows: [['昵称', ...HEADERS, ROW_KEY], ...rows],
  });
  const take = async (
    paths: string | readonly string[],
    how: { theirs?: boolean; dryRun?: boolean; by?: string } = {},
  ) => {
    const given = { by: how.by ?? 'LM', dryRun: how.dryRun ?? false, theirs: how.theirs ?? false };
    return importReview(ws, space.context(), typeof paths === 'string' ? [paths] : paths, given);
  };
  const decide = (type: 'work_status' | 'work_note', who: keyof typeof keys, value: string) =>
    appendDecisions(ws, space.context(), [
      { type, subjectKey: keys[who], brandId: 'aurora', value, reason: null, by: 'AN' },
    ]);
  return { keys, workFor, printed, sheet, save, take, decide };
}

function edited(
  rows: readonly CellValue[][],
  at: number,
  values: Partial<Work> & { readonly status?: string },
): CellValue[][] {
  const fields = ['status', 'owner', 'note', 'lastContact'] as const;
  return rows.map((row, i) =>
    i === at ? [row[0]!, ...fields.map((field, j) => (field in values ? values[field]! : row[j + 1]!)), row[5]!] : row,
  );
}

test('edits become decisions with who, where and when; what was carried along becomes none, and twice is once', async () => {
  const { save, sheet, take, printed, workFor } = team(0);
  const start = await printed();
  const file = await save([
    sheet(
      edited(start, 1, {
        status: '已联系' as never,
        owner: '小李',
        note: '=看起来不错\n周三再问',
        lastContact: '2026/11/9',
      }),
    ),
  ]);
  expect(await take(file, { dryRun: true })).toMatchObject({ changed: 4, decisions: [], conflicts: [], problems: [] });
  expect(await take(file)).toMatchObject({ changed: 4, known: 0, rows: 3 });
  const standing: Work = {
    status: 'contacted',
    owner: '小李',
    note: '=看起来不错\n周三再问',
    lastContact: '2026-11-09',
  };
  expect(await workFor('ben')).toEqual(standing);
  expect((await decisionHistory(ws, space.context())).map(({ by, reason }) => [by, reason])).toContainEqual([
    'LM',
    'copy0-1.xlsx 本周工作!B3',
  ]);
  expect(await take(file)).toMatchObject({ changed: 0, known: 4, conflicts: [] });
  // Next week's copy carries the values; nothing in it is an edit, and emptying a cell is one.
  const next = await printed();
  expect(await take(await save([sheet(next)]))).toMatchObject({ changed: 0, known: 0 });
  expect(await take(await save([sheet(edited(next, 1, { note: null }))]))).toMatchObject({ changed: 1 });
  expect(await workFor('ben')).toEqual({ ...standing, note: null });
});

test('of two copies the changes that do not touch each other are both kept, the others are listed and what stands stays', async () => {
  const { save, sheet, take, printed, workFor, decide } = team(1);
  const start = await printed();
  const hers = await save([sheet(edited(edited(start, 0, { status: 'Contacted' as never }), 1, { owner: 'LM' }))]);
  const his = await save([
    sheet(edited(edited(start, 0, { status: '已回复' as never, note: 'called back' }), 1, { owner: 'LM' })),
  ]);
  const both = await take([hers, his]);
  expect(both).toMatchObject({ changed: 3, known: 1 });
  expect(both.conflicts).toMatchObject([
    {
      file: 'copy1-2.xlsx',
      cell: '本周工作!B2',
      field: 'status',
      given: 'replied',
      standing: 'contacted',
      standingBy: 'LM',
      authorName: 'ANN1',
    },
  ]);
  expect(await workFor('ann')).toEqual({ ...NO_WORK, status: 'contacted', note: 'called back' });
  expect(await take(his, { theirs: true })).toMatchObject({ changed: 1, conflicts: [] });
  expect((await workFor('ann')).status).toBe('replied');
  // Hers was heard and replaced: it is neither taken in again nor a conflict.
  expect(await take(hers)).toMatchObject({ changed: 0, known: 2, conflicts: [] });
  await decide('work_status', 'ann', 'done');
  expect((await take(his)).conflicts).toEqual([]);
  // Whoever decided in the desk meanwhile is not overruled by an older copy.
  await decide('work_note', 'cat', 'prefers mail');
  const late = await take(await save([sheet(edited(start, 2, { note: 'prefers calls' }))]));
  expect(late.conflicts).toMatchObject([{ given: 'prefers calls', standing: 'prefers mail', standingBy: 'AN' }]);
});

test('a person on several tabs counts once; two tabs that say different things are told and neither is taken', async () => {
  const { save, sheet, take, printed, workFor } = team(2);
  const start = await printed();
  const file = await save([
    sheet(edited(edited(start, 0, { status: '已联系' as never }), 1, { note: 'a' })),
    sheet(edited(start, 1, { note: 'b' }), '早期 & 上升'),
  ]);
  const taken = await take(file, { theirs: true });
  expect(taken).toMatchObject({ changed: 1, rows: 6 });
  expect(taken.conflicts).toMatchObject([
    { cell: '本周工作!D3', given: 'a', standing: 'b', standingCell: "'早期 & 上升'!D3", standingAt: null },
  ]);
  expect(await workFor('ann')).toMatchObject({ status: 'contacted' });
  expect(await workFor('ben')).toEqual(NO_WORK);
});

test('sorting, added columns and rows, deleted rows, formulas, rich text and odd dates do no harm; what cannot be read is told by its cell', async () => {
  const { keys, save, take, printed, workFor } = team(3);
  const rows = await printed();
  const keyOf = (at: number): CellValue => rows[at]![5]!;
  const sheet: WriteSheet = {
    name: 'Work',
    rows: [
      ['my notes on top'],
      ['mood', ROW_KEY, 'Last contact', 'status', 'Note / 备注', 'OWNER '],
      // Sorted the other way round, with a column of somebody's own in front.
      ['😀', keyOf(2), 46_335, ' agreed ', 'x', 12],
      ['?', keyOf(1), '9.11.2026', '想联系', null, 'a\nb'],
      ['', null, null, null, 'who is this?', null],
      ['', 'aurora:nobody', null, '已联系', null, null],
      ['', workKey('aurora', 'e'.repeat(32), NO_WORK), null, '已联系', null, null],
      ['', workKey('gone', keys.ann, NO_WORK), null, '已联系', null, null],
      ['', keyOf(0), '2999-01-01', 'Contacted', 'y'.repeat(2001), null],
    ],
    cells: new Map([
      [
        '2,4',
        { value: 'from a formula', formula: 'A1&"!"', formulaResult: 'from a formula', type: 'formula' as const },
      ],
      [
        '3,4',
        { value: 'rich', richText: [{ text: 'ri' }, { text: 'ch', font: { bold: true } }], type: 'richText' as const },
      ],
    ]),
  };
  const taken = await take(await save([sheet]));
  expect(await workFor('cat')).toEqual({
    status: 'agreed',
    owner: '12',
    note: 'from a formula',
    lastContact: '2026-11-09',
  });
  expect(await workFor('ben')).toEqual({ ...NO_WORK, owner: 'a b', note: 'rich' });
  expect(await workFor('ann')).toEqual({ ...NO_WORK, status: 'contacted' });
  expect(taken.problems.map(({ cell, problem }) => `${cell} ${problem.split(':')[0]}`).sort()).toEqual([
    'Work!B6 is no row key of koc; the row is left out',
    'Work!C4 "9.11.2026" is no day',
    'Work!C9 2999-01-01 lies in the future',
    'Work!D4 "想联系" is no status',
    'Work!D7 is about nobody in this workspace',
    'Work!D8 is about gone, which koc.yaml does not have',
    'Work!E5 stands in a row without row_key; nobody knows whose it is',
    'Work!E9 expected at most 2000 characters',
  ]);
  await expect(take(await save([{ name: 'Else', rows: [['a']] }]))).rejects.toThrow('no tab has the column row_key');
  await expect(take(await space.write('note.xlsx', 'not a workbook'))).rejects.toThrow('not a readable workbook');
});
