/** What a workbook holds, at every class and in both languages; what comes back from it; what strangers' words can do in it: nothing. */
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { IdentityClass, Language } from '../../../jobs/config/types.ts';
import { catalogues } from '../../../jobs/report/words/languages.ts';
import { NO_WORK, parseWorkKey, WORK_STATUSES, WORK_WORDS, workTrace } from '../../../jobs/report/work.ts';
import { workbookName } from '../../../jobs/report/workbook/file_name.ts';
import { scopes } from '../../../jobs/report/workbook/scope.ts';
import { workbookBytes } from '../../../jobs/report/workbook/workbook.ts';
import { HOSTILE } from '../../publish/market.ts';
import { authorKey, BRANDS, brand, type WeekInput, week } from './week.ts';

interface Written extends WeekInput {
  readonly language?: Language;
  readonly identityClass?: IdentityClass;
}

async function bytesOf({ language = 'zh', identityClass = 'handle', ...input }: Written): Promise<Uint8Array> {
  const lists = week(input);
  const scopeOf = scopes({ lists, words: catalogues([language])[0], identityClass, people: [] });
  return workbookBytes(scopeOf([...lists.brands.values()].filter(({ role }) => role === 'own')));
}

async function sheetsOf(input: Written): Promise<Sheet[]> {
  return (await readXlsx(await bytesOf(input), { readStyles: true })).sheets;
}

function tab(sheets: readonly Sheet[], name: string): Sheet {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found === undefined) throw new Error(`no tab ${name}: ${sheets.map((sheet) => sheet.name).join(', ')}`);
  return found;
}

/** Rows as records by header; equal headers are numbered from the second on. */
function records(sheet: Sheet): Record<string, unknown>[] {
  const [header = [], ...rows] = sheet.rows;
  const seen = new Map<string, number>();
  const names = header.map((name) => {
    const count = (seen.get(String(name)) ?? 0) + 1;
    seen.set(String(name), count);
    return count === 1 ? String(name) : `${name} ${count}`;
  });
  return rows.map((row) => Object.fromEntries(names.map((name, j) => [name, row[j] ?? null])));
}

const TABS = {
  zh: [
    '本周待办',
    'KOC 榜单',
    '上升中',
    '潜力观察',
    'UGC 候选',
    'KOL 另列',
    '受赠与商业标识',
    '未入选统计',
    '月度表现',
    '口碑要点',
    '声量份额',
    '数据覆盖',
    '怎么读',
  ],
  en: [
    'This week',
    'Shortlist',
    'Rising',
    'Early',
    'UGC to feature',
    'KOLs apart',
    'Gifted',
    'Left out',
    'By month',
    'Praise and complaints',
    'Share of voice',
    'Coverage',
    'How to read this',
  ],
} as const;

describe('a workbook', () => {
  test('begins with what to do and is in one language', async () => {
    for (const language of ['zh', 'en'] as const) {
      const sheets = await sheetsOf({ candidates: 12, language });
      expect(sheets.map((sheet) => sheet.name)).toEqual(TABS[language]);
      if (language === 'en')
        for (const sheet of sheets.slice(0, -1))
          expect(String(sheet.rows[0]?.join(' '))).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('says for each thing to do what, who, why now, under which post and what to offer', async () => {
    const rows = records(tab(await sheetsOf({ candidates: 12 }), '本周待办'));
    expect(rows).toHaveLength(12);
    expect(rows[0]).toMatchObject({
      序号: 1,
      做什么: '到帖子下道一声谢',
      昵称: '作者 1 号',
      平台账号: '小红书号 id1',
      主页: '打开',
      在哪条帖子下联系: '第 1 次回购，冬天也不干了\n2026-11-01 · 收藏 678 · 赞 12,345 · 评论 0',
    });
    expect(rows[1]?.['为什么是现在']).toMatch(/^上升 4 位，现列第 2 名。/u);
    expect(rows[2]?.['为什么是现在']).toBe('此前常常称赞本品牌，2026-11-12 之后没有再提到。');
    expect(rows[3]).toMatchObject({ 做什么: '征求这条帖子的使用授权', 建议动作: expect.stringContaining('作品展示') });
  });

  test('lists whom in the promised columns, index and interval last', async () => {
    const sheet = tab(await sheetsOf({ candidates: 12 }), 'KOC 榜单');
    expect(sheet.rows[0]).toEqual([
      '名次',
      '变化',
      '昵称',
      '平台',
      '平台账号',
      '主页',
      '粉丝量级',
      '近 12 周提及',
      '其中正面',
      '偏好倍数（对市场）',
      '互动指数（100 = 通常）',
      '真实性',
      '证据帖 1',
      '链接',
      '证据帖 2',
      '链接',
      '证据帖 3',
      '链接',
      '理由',
      '建议动作',
      '商业或受赠标识',
      '联系方式',
      '采集范围',
      '状态',
      '负责人',
      '备注',
      '上次联系',
      '指数',
      '区间下限',
      '区间上限',
      'row_key',
    ]);
    const rows = records(sheet);
    expect(rows[3]).toMatchObject({
      名次: 4,
      变化: '新',
      '偏好倍数（对市场）': null,
      粉丝量级: '1千–1万',
    });
    expect(rows[6]).toMatchObject({ 商业或受赠标识: '4 % 的内容带商业标识' });
    expect(rows[7]).toMatchObject({ 商业或受赠标识: '受赠标识 2 次', 采集范围: '仅关键词' });
    for (const row of week({ candidates: 12 }).koc)
      if (row.followersCount !== null) expect(sheet.rows.flat()).not.toContain(row.followersCount);
    const formats = new Set([...(sheet.cells?.values() ?? [])].map((cell) => cell.style?.numFmt));
    for (const format of ['0.0"×"', '#,##0.0', 'yyyy-mm-dd', '"▲"0;"▼"0;"＝"']) expect(formats).toContain(format);
    expect(sheet.conditionalRules?.filter(({ type }) => type === 'dataBar')).toHaveLength(3);
  });

  test('keeps headers and names in sight, filters, and prints on A4 with the header repeated and the key left out', async () => {
    const { sheets, namedRanges } = await readXlsx(await bytesOf({ candidates: 3 }));
    for (const sheet of sheets.slice(0, -1)) {
      expect([sheet.name, sheet.freezePane?.rows, sheet.autoFilter?.range.startsWith('A1:')]).toEqual([
        sheet.name,
        1,
        true,
      ]);
      expect(sheet.pageSetup).toMatchObject({
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        printTitlesRow: '$1:$1',
      });
      expect(sheet.headerFooter?.oddFooter).toContain('&P / &N');
    }
    expect(tab(sheets, 'KOC 榜单').pageSetup).toMatchObject({ fitToWidth: 2, printTitlesColumn: '$A:$C' });
    // Excel takes a bare name with a space in it for damage.
    for (const { name, range } of namedRanges ?? [])
      expect([name, range]).toEqual(['_xlnm._FilterDatabase', expect.stringMatching(/^'[^']+'!\$A\$1:/u)]);
    expect(namedRanges).toHaveLength(12);
    for (const name of ['本周待办', 'KOC 榜单']) expect(tab(sheets, name).columns?.at(-1)?.hidden).toBe(true);
  });

  test('tells left-out accounts as counts and reasons, months with the one that is not over, and aspects with an example', async () => {
    const sheets = await sheetsOf({ candidates: 3 });
    expect(tab(sheets, '未入选统计').rows.slice(1)).toEqual([
      ['KOL', '粉丝量超出该平台普通顾客的规模', 12],
      ['待查看', '规律不寻常，需先人工查看', 5],
      ['店铺', '其他', 1],
    ]);
    const months = tab(sheets, '月度表现').rows.slice(1);
    expect(months.map(([month]) => month).slice(0, 2)).toEqual(['2026-11（未完）', '2026-10']);
    expect(months.at(-1)?.[8]).toBeNull();
    expect(tab(sheets, '口碑要点').rows[1]?.slice(0, 6)).toEqual([
      '质地',
      40,
      42,
      3,
      42 / 45,
      expect.stringContaining('早晚各用一次'),
    ]);
    const about = JSON.stringify(tab(sheets, '怎么读').rows);
    for (const text of ['欧若拉 KOC 周榜 2026-W46', '7 条记录没有日期', '不是对任何人的结论', 'koc review import'])
      expect(about).toContain(text);
  });

  test('is the same bytes each time', async () => {
    expect(Buffer.from(await bytesOf({ candidates: 5 })).equals(Buffer.from(await bytesOf({ candidates: 5 })))).toBe(
      true,
    );
  });

  test('names the brand of each row where it has several', async () => {
    const sheets = await sheetsOf({
      candidates: 2,
      brands: [brand('aurora', ['欧若拉']), brand('luna', ['露娜'])],
      work: new Map(),
    });
    expect(
      tab(sheets, 'KOC 榜单')
        .rows.slice(1)
        .map((row) => row[0]),
    ).toEqual(['欧若拉', '欧若拉', '露娜', '露娜']);
    expect(tab(sheets, '本周待办').freezePane).toEqual({ rows: 1, columns: 4 });
  });

  test('of a week without anybody says so on every tab about people', async () => {
    const sheets = await sheetsOf({ candidates: 0 });
    for (const name of TABS.zh.slice(0, 7))
      expect(
        tab(sheets, name)
          .rows.slice(1)
          .map((row) => row[0]),
      ).toEqual(['本周没有内容。']);
    expect(tab(sheets, '本周待办').dataValidations ?? []).toEqual([]);
  });

  test('of a workspace without a brand of its own still tells the week of the brands it tracks', async () => {
    const sheets = await sheetsOf({ candidates: 0, brands: [brand('nova', ['诺瓦'], 'tracked')] });
    expect(tab(sheets, '声量份额').rows[1]?.slice(0, 2)).toEqual(['诺瓦', '对标']);
  });

  test('of 400 candidates takes about four times one of 100, and stays small', async () => {
    const took = async (candidates: number) => {
      const times: number[] = [];
      for (let i = 0; i < 2; i++) {
        const began = performance.now();
        const { length } = await bytesOf({ candidates });
        times.push(performance.now() - began);
        if (candidates === 400) expect(length).toBeLessThan(250_000);
      }
      return Math.min(...times);
    };
    await took(50);
    expect((await took(400)) / (await took(100))).toBeLessThan(9);
  });
});

describe('the columns that people fill', () => {
  const tabs = { zh: TABS.zh.slice(0, 2), en: TABS.en.slice(0, 2) };

  test.each(['zh', 'en'] as const)('carry what stands and the key that knows it (%s)', async (language) => {
    const sheets = await sheetsOf({ candidates: 4, language });
    const { headers, statuses } = WORK_WORDS[language];
    for (const name of tabs[language]) {
      const row = records(tab(sheets, name))[1];
      const lastContact = row?.[headers.lastContact];
      expect(lastContact instanceof Date ? lastContact.toISOString().slice(0, 10) : lastContact).toBe('2026-11-12');
      expect(row).toMatchObject({
        [headers.status]: statuses.contacted,
        [headers.owner]: '小王',
        [headers.note]: "'=1+1 聊过一次，很友好",
      });
      const key = parseWorkKey(String(row?.['row_key']));
      expect(key).toMatchObject({ brandId: 'aurora', authorKey: authorKey(2) });
      // What the cell says is what the key was made of: reading the file untouched is no edit.
      for (const field of ['owner', 'note'] as const)
        expect(key?.base[field]).toBe(workTrace('aurora', authorKey(2), field, String(row?.[headers[field]])));
      expect(records(tab(sheets, name))[0]).toMatchObject({
        [headers.status]: statuses[NO_WORK.status],
        [headers.owner]: null,
        [headers.note]: null,
        [headers.lastContact]: null,
      });
    }
  });

  test('take statuses of a list, short names, dates that are not in the future, and nothing else', async () => {
    const sheets = await sheetsOf({ candidates: 4 });
    for (const name of tabs.zh) {
      const validations = tab(sheets, name).dataValidations ?? [];
      expect(validations.map(({ type }) => type)).toEqual(['list', 'textLength', 'textLength', 'date']);
      expect(validations[0]?.values ?? validations[0]?.formula1).toEqual(
        WORK_STATUSES.map((status) => WORK_WORDS.zh.statuses[status]),
      );
      for (const { range } of validations) expect(range).toMatch(/^[A-Z]+2:[A-Z]+5$/u);
    }
  });
});

describe('at class', () => {
  const says = (n: number) => `SECRET ${n}`;

  test('pseudonym a workbook has keys for people and neither names, words, links nor columns to fill', async () => {
    const sheets = await sheetsOf({ candidates: 3, identityClass: 'pseudonym', says });
    const text = JSON.stringify(sheets.map((sheet) => sheet.rows));
    expect(text).not.toMatch(/SECRET|id1|xhs\.example|小王|聊过|row_key|主页|黄色/u);
    expect(sheets.flatMap((sheet) => sheet.rows[0])).not.toContain('链接');
    expect(text).toContain(`作者 ${authorKey(1).slice(0, 8)}`);
    expect(sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]).filter((cell) => cell.hyperlink)).toEqual([]);
  });

  test('aggregate it has totals only', async () => {
    const sheets = await sheetsOf({ candidates: 3, identityClass: 'aggregate', says });
    expect(sheets.map((sheet) => sheet.name)).toEqual(TABS.zh.slice(7));
    const text = JSON.stringify(sheets.map((sheet) => sheet.rows));
    expect(text).not.toMatch(/SECRET|0000000/u);
  });
});

test('words that try to do harm are inert in every cell, name and link', async () => {
  const texts = Object.values(HOSTILE);
  const hostile = (n: number) => texts[n % texts.length]!;
  const links = [
    'javascript:alert(1)',
    'https://user:pw@evil.example/',
    `https://xhs.example/${'x'.repeat(3000)}`,
    '=cmd',
    'https://ok.example/p?a=1&b="2"',
  ];
  const input: Written = {
    candidates: 12,
    says: hostile,
    url: (n) => links[n % links.length]!,
    brands: [brand('aurora', [`&L&"x"<b>${HOSTILE.override}${'好'.repeat(300)}`]), BRANDS[1]!],
  };
  const sheets = await sheetsOf(input);
  for (const sheet of sheets) {
    for (const value of sheet.rows.flat()) {
      if (typeof value !== 'string') continue;
      expect(value).not.toMatch(/^\s*[=+\-@＝＋－＠](?!$)/u);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
      expect(value).not.toMatch(/[\u0000-\u0008\u000b\u000c\u200e\u202a-\u202e\u2066-\u2069]/u);
      expect(value.length).toBeLessThan(1200);
    }
    for (const [, { height = 0 }] of sheet.rowDefs ?? []) expect(height).toBeLessThan(409);
    for (const cell of sheet.cells?.values() ?? []) {
      expect(cell.formula).toBeUndefined();
      if (cell.hyperlink) expect(cell.hyperlink.target).toMatch(/^https:\/\/ok\.example\//u);
    }
    const { oddHeader = '', oddFooter = '' } = sheet.headerFooter ?? {};
    expect(oddHeader.length).toBeLessThan(256);
    expect(oddFooter.length).toBeLessThan(256);
    expect(oddHeader.replaceAll('&&', '').match(/&./gu)).toEqual(['&L', '&R']);
  }
});

describe('the name of the file', () => {
  const name = (text: string) => workbookName('KOC周榜', text, 'aurora', '2026-W46');

  test('tells brand and week', () => {
    expect(name('欧若拉')).toBe('KOC周榜_欧若拉_2026-W46.xlsx');
    expect(name('Rose & Sons')).toBe('KOC周榜_Rose_Sons_2026-W46.xlsx');
  });

  test.each([
    ['a/b\\c:d*e?f"g<h>i|j', 'KOC周榜_a_b_c_d_e_f_g_h_i_j_2026-W46.xlsx'],
    ['../../etc', 'KOC周榜_etc_2026-W46.xlsx'],
    ['Dr. Brand.', 'KOC周榜_Dr._Brand_2026-W46.xlsx'],
    ['\u202etxt.exe\u0000', 'KOC周榜_txt.exe_2026-W46.xlsx'],
    ['...', 'KOC周榜_aurora_2026-W46.xlsx'],
    ['', 'KOC周榜_aurora_2026-W46.xlsx'],
  ])('keeps of %j what every system takes', (text, expected) => {
    expect(name(text)).toBe(expected);
  });

  test.each(['好'.repeat(500), '👩‍👩‍👧‍👦'.repeat(500), 'x'.repeat(500)])(
    'stays within what file systems take',
    (text) => {
      expect(Buffer.byteLength(name(text))).toBeLessThan(200);
      expect(name(text).isWellFormed()).toBe(true);
    },
  );
});
