/**
 * Drafts a mapping from a file's columns: a guess wherever a head's words and its values agree, and a line marked `# ?` wherever
 * a person must decide. A draft is refused until no such mark is left, so that a guess never becomes data unseen.
 */
import { stringify } from 'yaml';
import { readMoment } from '../../reading/moments.ts';
import { isEmpty, type Row, readPath } from '../columns.ts';
import { FIELDS, type FieldName } from '../fields.ts';
import { readBoolean, readCount, readRating } from '../values.ts';
import { folded } from './names.ts';
import type { Peek, View } from './peek.ts';
import { HEAD_WORDS, HOSTS, type Looks } from './words.ts';

interface Guess {
  readonly field: FieldName;
  readonly column: string;
}

/** YAML of the draft. `file`: the file's name, `next`: the command that imports it. */
export function draftMapping(seen: Peek, file: string, next: string): string {
  const view = fullest(seen.views);
  const columns = columnsIn(view);
  const isChinese = columns.some((name) => /\p{Script=Han}/u.test(name));
  const say = (english: string, chinese: string): string => (isChinese ? `${english} / ${chinese}` : english);
  const guesses = guess(view, columns);
  const taken = new Set(guesses.map(({ column }) => column));
  const has = (field: FieldName) => guesses.some((one) => one.field === field);
  const platform = platformIn(view, columns);
  const lines = [
    `# ${say(`Drafted from the columns of ${file}.`, '根据文件表头起草')}`,
    `# ${say('Settle each line marked "# ?": mend or delete it, then delete the mark. Then run:', '逐行确认带 "# ?" 的行：修改或删除该行，并去掉标记，然后运行：')}`,
    `#   ${next}`,
    `platform: { value: ${platform ?? 'other'} } # ? ${say(platform === null ? 'the platform: a name of a-z, 0-9, _ or -' : 'guessed from the links', platform === null ? '平台名称' : '根据链接猜测')}`,
    `kind: { value: ${has('rating') ? 'review' : has('parent_id') || has('root_id') ? 'comment' : 'post'} } # ? ${say('post, comment, review, mention or author', '帖子、评论、评价、提及或账号')}`,
    `timezone: ${isChinese ? 'Asia/Shanghai' : 'UTC'} # ? ${say('of times without an offset', '无时区时间所属时区')}`,
    `coverage_basis: keyword_only # ? ${say('full, where the file holds all posts of its authors', '若含作者全部内容则为 full')}`,
    ...(view.sheet === 1
      ? []
      : [`sheet: ${view.sheet} # ? ${say('the sheet with the most columns', '列最多的工作表')}`]),
    'fields:',
  ];
  for (const { field, column } of guesses)
    lines.push(`  ${field}: ${scalar(column)} # ? ${sampleOf(view, column)}${FIELDS[field]}`);
  if (has('rating')) lines.push(`  rating_scale: { value: 5 } # ? ${say('the best rating there is', '最高分')}`);
  for (const field of ['text', 'published_at', 'author_id'] as const) {
    if (!has(field)) lines.push(`  # ${field}: ${say('no column fits; name it here', '没有匹配的列，请在此填写')} # ?`);
  }
  const left = columns.filter((column) => !taken.has(column));
  if (left.length > 0) {
    lines.push(`# ${say('Columns without a field', '未使用的列')}: ${left.map(scalar).join(', ')}`);
    lines.push(`# ${say('Fields', '字段说明')}: docs/import.md`);
  }
  return `${lines.join('\n')}\n`;
}

function guess(view: View, columns: readonly string[]): Guess[] {
  const taken = new Set<string>();
  const guesses: Guess[] = [];
  const hasValues = (name: string) => valuesOf(view, name).length > 0;
  // A column that is empty so far stands behind one that is not.
  const ordered = [...columns.filter(hasValues), ...columns.filter((name) => !hasValues(name))];
  for (const { field, head, looks } of HEAD_WORDS) {
    const column = ordered.find(
      (name) =>
        !taken.has(name) && head.test(folded(name.split('.').at(-1)!)) && looksLike(valuesOf(view, name), looks),
    );
    if (column === undefined) continue;
    taken.add(column);
    guesses.push({ field, column });
  }
  const order = Object.keys(FIELDS);
  return ownId(guesses).sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}

/** `note_id` is the note's that a comment answers only where the comment has an id of its own; else the rows are the notes. */
function ownId(guesses: readonly Guess[]): Guess[] {
  if (guesses.some(({ field }) => field === 'id' || field === 'parent_id')) return [...guesses];
  return guesses.map((one) =>
    one.field === 'root_id' && OF_A_POST.test(folded(one.column)) ? { ...one, field: 'id' } : one,
  );
}

const OF_A_POST = /(?:post|note|video|article|帖子|笔记)id$/u;

/** The view with the most named columns; of equal ones the first. */
function fullest(views: readonly View[]): View {
  const named = ({ names }: View) => new Set((names ?? []).filter((name) => !/^column_\d+$|^\d/u.test(name))).size;
  const [best] = views.toSorted((a, b) => named(b) - named(a));
  return best ?? { names: [], rows: [], sheet: 1 };
}

/** Columns of a table; of objects the paths of their single values, two levels deep. */
function columnsIn({ names, rows }: View): string[] {
  if (names !== null) return names.filter((name) => !/^column_\d+$/u.test(name));
  const paths = new Set<string>();
  const visit = (row: Row, prefix: string, depth: number): void => {
    for (const [name, value] of Object.entries(row)) {
      const path = `${prefix}${name}`;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        if (depth < 2) visit(value as Row, `${path}.`, depth + 1);
      } else paths.add(path);
    }
  };
  for (const row of rows.slice(0, 20)) visit(row, '', 0);
  return [...paths];
}

const valuesOf = ({ rows }: View, column: string): unknown[] =>
  rows.map((row) => readPath(row, column)).filter((value) => !isEmpty(value));

/** Nine in ten of the values must bear a guess out; a column without values bears out nothing but its head. */
function looksLike(values: readonly unknown[], looks: Looks): boolean {
  if (looks === 'any' || values.length === 0) return true;
  return values.filter((value) => FITS[looks](value)).length * 10 >= values.length * 9;
}

const UTC = { offset: () => 0, unit: 'auto', order: 'dmy' } as const;

const FITS: { readonly [look in Exclude<Looks, 'any'>]: (value: unknown) => boolean } = {
  id: (value) => typeof value !== 'object' && /^[\w:@.=%~+/-]{1,128}$/u.test(String(value).trim()),
  url: (value) => /^https?:\/\//iu.test(String(value).trim()),
  date: (value) => typeof (readMoment(value, UTC) ?? readMoment(value, { ...UTC, order: 'mdy' })) === 'number',
  count: (value) => isReadable(() => readCount(value, 'count')),
  text: (value) => typeof value === 'string' && !/^(?:https?:\/\/\S+|[\d.,%+-]+[千万亿kw]?\+?)$/iu.test(value.trim()),
  rating: (value) => isReadable(() => readRating(value, 'rating')),
  boolean: (value) => isReadable(() => readBoolean(value, 'boolean')),
};

function isReadable(read: () => unknown): boolean {
  try {
    return read() !== null;
  } catch {
    return false;
  }
}

function platformIn(view: View, columns: readonly string[]): string | null {
  for (const column of columns) {
    for (const value of valuesOf(view, column).slice(0, 20)) {
      const host = URL.parse(String(value))?.hostname;
      const platform = host === undefined ? undefined : HOSTS.find(([shape]) => shape.test(host))?.[1];
      if (platform !== undefined) return platform;
    }
  }
  return null;
}

/** What kind of values stand there, never the values: a draft is passed around. */
function sampleOf(view: View, column: string): string {
  const values = valuesOf(view, column);
  return values.length === 0 ? '(no values in the first rows) ' : '';
}

const scalar = (text: string): string => stringify(text, { lineWidth: 0 }).trim();
