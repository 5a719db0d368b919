/**
 * The sheet that a person labels, as XLSX with a list to choose from, or as CSV. Invariant: a row is known by its `row_key` alone, so
 * sorting, filtering, and further columns do no harm; a row that cannot be used is told by its line and the others count.
 */
import { stat, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { headOf, readBytes } from '../../collectors/file_import/formats/bytes.ts';
import { csvRows, guessDelimiter } from '../../collectors/file_import/formats/csv.ts';
import { guessEncoding, SAMPLE_BYTES } from '../../collectors/file_import/formats/encoding.ts';
import type { Rows } from '../../collectors/file_import/formats/rows.ts';
import { decode } from '../../collectors/file_import/formats/texts.ts';
import { xlsxRows } from '../../collectors/file_import/formats/xlsx.ts';
import { codeOf } from '../../warehouse/atomic.ts';
import type { Reject } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Brand, Language } from '../config/types.ts';
import { csvCell } from '../report/csv.ts';
import { cellText } from '../report/workbook/cells.ts';
import type { LabelRow } from './label_sample.ts';

/** What a person may say; the models read the first three as feelings, the last one takes the mention away. */
export const LABELS = ['positive', 'neutral', 'negative', 'irrelevant'] as const;
export type Label = (typeof LABELS)[number];

/** A label as read back. */
export interface GivenLabel {
  readonly line: number;
  readonly postKey: string;
  readonly brandId: string;
  readonly label: Label;
  readonly note: string | null;
}

export interface ReadLabels {
  readonly labels: readonly GivenLabel[];
  /** Rows without a label yet. */
  readonly emptyCount: number;
  readonly rejects: readonly Reject[];
}

const COLUMNS = ['row_key', 'source', 'brand', 'date', 'text', 'label', 'note'] as const;
const WIDTHS = [14, 16, 16, 12, 80, 14, 24];
const CHOICES: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  en: LABELS,
  zh: ['正面', '中性', '负面', '无关'],
};
const HELP: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Choose for each row how the text feels about the brand named in the row, not about anything else in it.',
    'positive: praise, content, bought again, recommends · negative: complaint, disappointment, warns',
    'neutral: names the brand without judging it: questions, announcements, lists, lotteries',
    'irrelevant: the word does not mean this brand here, or nobody can tell what is meant',
    'Leave the cell empty when unsure. Rows may be sorted and filtered; keep the column row_key as it is.',
    'The file holds words of people: keep it as safe as the workspace and delete it when it has been read.',
  ],
  zh: [
    '请按每一行「brand」列的品牌来判断：这段话对这个品牌是什么态度，与文中其他内容无关。',
    '正面：夸、满意、回购、推荐 · 负面：抱怨、失望、劝退',
    '中性：提到品牌但没有评价：提问、公告、罗列、抽奖',
    '无关：这里的词不是指这个品牌，或看不出指什么',
    '拿不准就留空。可以排序和筛选；请不要改动 row_key 列。',
    '文件里有他人的原话：请像保护工作区一样保护它，读回之后删除。',
  ],
};

/** Writes a new file by its ending, readable by its owner only. @throws UsageError when it is there already or ends otherwise. */
export async function writeLabelFile(
  path: string,
  rows: readonly LabelRow[],
  how: { readonly brands: readonly Brand[]; readonly language: Language },
): Promise<void> {
  const names = new Map(how.brands.map(({ id, names }) => [id, names[0] ?? id]));
  const cells = rows.map((row) => [
    `${row.postKey}:${row.brandId}`,
    row.sourceId,
    names.get(row.brandId) ?? row.brandId,
    row.date,
    row.text,
    null,
    null,
  ]);
  const kind = kindOf(path);
  const bytes = kind === 'csv' ? csvText(cells) : await workbook(cells, how.language);
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
    throw new UsageError(`${path} is there already`, {
      hint: 'Labels may be in it: read it first, or name another file.',
    });
  }
}

function kindOf(path: string): 'csv' | 'xlsx' {
  const ending = extname(path).toLowerCase();
  if (ending === '.csv' || ending === '.xlsx') return ending.slice(1) as 'csv' | 'xlsx';
  throw new UsageError(`--out: expected a name that ends in .xlsx or .csv, got ${JSON.stringify(path)}`);
}

function csvText(rows: readonly (readonly (string | null)[])[]): string {
  return `\uFEFF${[COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

async function workbook(rows: readonly (readonly (string | null)[])[], language: Language): Promise<Uint8Array> {
  const sheet: WriteSheet = {
    name: 'labels',
    columns: WIDTHS.map((width) => ({ width, style: { alignment: { vertical: 'top', wrapText: width === 80 } } })),
    rows: [[...COLUMNS], ...rows.map((row) => row.map((cell) => (cell === null ? null : cellText(cell))))],
    freezePane: { rows: 1 },
    dataValidations: [
      {
        type: 'list',
        values: [...CHOICES[language]],
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: 'label',
        errorMessage: CHOICES[language].join(' / '),
        range: `F2:F${rows.length + 1}`,
      },
    ],
  };
  const help: WriteSheet = {
    name: language === 'zh' ? '说明' : 'how to label',
    columns: [{ width: 110, style: { alignment: { wrapText: true } } }],
    rows: HELP[language].map((line) => [line]),
  };
  return writeXlsx({ sheets: [sheet, help] });
}

const MEANINGS: ReadonlyMap<string, Label> = new Map(
  LABELS.flatMap((label, i) => [
    [label, label],
    [CHOICES.zh[i]!, label],
    [['1', '0', '-1', 'x'][i]!, label],
    [['正', '中', '负', '不相关'][i]!, label],
  ]),
);

/** Reads a labelled file back. @throws UsageError when it is no such file. */
export async function readLabelFile(path: string): Promise<ReadLabels> {
  const labels: GivenLabel[] = [];
  const rejects: Reject[] = [];
  let emptyCount = 0;
  const rows = await openRows(path);
  for await (const batch of rows) {
    rejects.push(...batch.rejects);
    for (const { line, value } of batch.rows) {
      const given = cell(value['label']);
      if (given === null) {
        emptyCount++;
        continue;
      }
      const label = MEANINGS.get(given.normalize('NFKC').toLowerCase());
      const key = /^([0-9a-f]{32}):([a-z0-9][a-z0-9_-]{0,63})$/u.exec(cell(value['row_key']) ?? '');
      if (key === null) rejects.push({ line, field: 'row_key', reason: 'not a row key of koc' });
      else if (label === undefined) {
        rejects.push({
          line,
          field: 'label',
          reason: `expected ${LABELS.join(', ')}, got ${JSON.stringify(given.slice(0, 40))}`,
        });
      } else labels.push({ line, postKey: key[1]!, brandId: key[2]!, label, note: cell(value['note']) });
    }
  }
  return { labels, emptyCount, rejects };
}

function cell(value: unknown): string | null {
  const text = value === null || value === undefined ? '' : String(value).trim();
  return text === '' ? null : text;
}

const WANTED = ['row_key', 'label'];

async function openRows(path: string): Promise<Rows> {
  if (!(await stat(path).catch(() => null))?.isFile()) throw new UsageError(`cannot read ${path}`);
  const head = await headOf(path, SAMPLE_BYTES);
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return xlsxRows(path, undefined, WANTED);
  const { encoding } = guessEncoding(head);
  if (encoding === null)
    throw new UsageError(`${path}: cannot tell the text encoding`, { hint: 'Save it as CSV UTF-8.' });
  const start = new TextDecoder(encoding).decode(head, { stream: true });
  return csvRows(decode(readBytes(path), encoding), guessDelimiter(start), WANTED);
}
