/** The round of a week: published, edited by two people in another program, taken back in, and carried on by the next publication. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { acquireLock } from '../../warehouse/lock.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { POSTS_MAP, testWorkspace } from '../support/workspace.ts';

const KOC = `version: 1
brands:
  - { id: aurora, role: own, category: skincare, names: [欧若拉] }
  - { id: nova, role: tracked, category: skincare, names: [诺瓦] }
  - { id: coman, role: tracked, category: skincare, names: [蔻曼] }
`;
const ENV = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };
const DAYS = ['2026-10-12', '2026-10-20', '2026-10-28', '2026-11-05'];
const python = process.env['KOC_READERS_PYTHON'];

type Row = Readonly<Record<string, string | null>>;

/** Four people who like the brand, published; and how to open, edit and take back the brand's workbook. */
async function week() {
  const ws = await testWorkspace(KOC);
  const rows = ['ann', 'ben', 'cat', 'dan'].flatMap((author) =>
    DAYS.map((day, i) => ({
      id: `${author}${i}`,
      kind: 'post',
      author,
      name: author.toUpperCase(),
      text: '欧若拉真的好用，回购了',
      at: `${day}T08:00:00Z`,
    })),
  );
  await ws.importRows('notes', rows, POSTS_MAP);
  const koc = (args: readonly string[], code = 0) => expectCode(inProcess(ws.dir, args, { env: ENV }), code);
  const json = async (args: readonly string[], code = 0) => JSON.parse((await koc([...args, '--json'], code)).stdout);
  const publish = () => koc(['publish', '--as-of', '2026-11-16', '-q']);
  const folder = () => join(ws.dir, 'exports', 'current', 'brands', 'aurora');
  const edit = async (name: string, edits: readonly (readonly [string, string, string | null])[], reverse = false) => {
    const to = join(ws.dir, name);
    const wanted = JSON.stringify({ tab: 0, edits, reverse });
    const script = join(import.meta.dirname, '../readers/edit_workbook.py');
    const { stdout } = await promisify(execFile)(python!, [script, join(folder(), 'koc_shortlist.xlsx'), to, wanted]);
    return { file: to, rows: JSON.parse(stdout) as Row[] };
  };
  return { ws, koc, json, publish, folder, edit };
}

if (python !== undefined) {
  test('two people edit copies with openpyxl: no edit is lost or doubled, and the next workbook carries them', async () => {
    const { ws, koc, json, publish, folder, edit } = await week();
    await using _ = ws;
    await publish();
    expect((await readdir(folder())).some((name) => /^(KOC周榜|KOC_weekly)_.+_2026-W46\.xlsx$/u.test(name))).toBe(true);

    const { rows } = await edit('look.xlsx', []);
    const headers = Object.keys(rows[0]!);
    const [status, owner, note, contact] = ['状态', '负责人', '备注', '上次联系'].map((zh, i) =>
      headers.includes(zh) ? zh : ['Status', 'Owner', 'Note', 'Last contact'][i]!,
    ) as [string, string, string, string];
    const keys = rows.map((row) => row['row_key']!.split(':').slice(0, 2).join(':'));
    expect(keys).toHaveLength(4);
    const [one, two, three] = keys as [string, string, string];

    const hers = await edit('hers.xlsx', [
      [one, status, '已联系'],
      [one, contact, 'date:2026-11-12'],
      [two, note, '=HYPERLINK("http://x.example")'.slice(1)],
      [three, owner, 'LM'],
    ]);
    const his = await edit(
      'his.xlsx',
      [
        [one, status, 'Replied'],
        [three, owner, 'LM'],
        [three, note, 'met in June'],
      ],
      true,
    );
    // Also while a run holds the workspace.
    await using run = await acquireLock(ws.dir);
    expect(await json(['review', 'import', hers.file, '--by', 'her'])).toMatchObject({
      changed: 4,
      conflicts: [],
      problems: [],
    });
    const second = await json(['review', 'import', his.file, '--by', 'him'], 3);
    expect(second).toMatchObject({ changed: 1, known: 1, problems: [] });
    expect(second.conflicts).toMatchObject([{ given: 'replied', standing: 'contacted', standing_by: 'her' }]);
    expect(await json(['review', 'import', hers.file, '--by', 'her'])).toMatchObject({ changed: 0, known: 4 });
    const told = await koc(['review', 'import', his.file], 3);
    expect(told.stderr).toMatch(
      /his\.xlsx .+: Status of \w+ \(aurora:[0-9a-f]{16}\) is "Replied", but "Contacted" stands, by her/u,
    );
    await run[Symbol.asyncDispose]();
    const decided: { type: string; by: string }[] = await json(['decide', '--log']);
    expect(decided.map(({ type, by }) => `${by} ${type}`).sort()).toEqual([
      'her last_contact',
      'her work_note',
      'her work_owner',
      'her work_status',
      'him work_note',
    ]);

    await publish();
    const next = await edit('next.xlsx', []);
    // Whoever was contacted just now has left the worklist; the others carry what was said of them.
    expect(next.rows.map((row) => row['row_key']!.split(':').slice(0, 2).join(':'))).not.toContain(one);
    const carried = next.rows.find((row) => row['row_key']!.startsWith(three))!;
    expect([carried[owner], carried[note], carried[contact]]).toEqual(['LM', 'met in June', null]);
    expect(await json(['review', 'import', next.file])).toMatchObject({ changed: 0, known: 0, conflicts: [] });
  });
}
