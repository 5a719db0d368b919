/**
 * Reads one cell as a text, an id, a number, a yes or a list. Nothing (empty, null, absent) is null in every reader; what is
 * neither nothing nor readable is a RowProblem, never a guess.
 */
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import { kindOf, RowProblem } from './row_problem.ts';

/** Longest id that any known platform gives is far below this; longer ones are texts in the wrong column. */
const MAX_ID_LENGTH = 512;

/** The words, without NUL and unpaired surrogates, which no later store could hold; null when there are none. */
export function readText(value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') {
    const clean = value.includes('\0') ? value.replaceAll('\0', '') : value;
    const words = clean.isWellFormed() ? clean : clean.toWellFormed();
    return words.trim() === '' ? null : words;
  }
  if (typeof value === 'object') throw new RowProblem(field, `expected a text, got ${kindOf(value)}`);
  return String(value);
}

/** A trimmed text of one line; null for nothing. */
export function readName(value: unknown, field: string): string | null {
  const text = readText(value, field);
  return text === null ? null : text.trim();
}

/** An id of at most 512 characters; whole numbers count as ids. One that a spreadsheet has rounded is many people's: RowProblem. */
export function readId(value: unknown, field: string): string | null {
  const id = readName(value, field);
  if (id === null) return null;
  if (id.length > MAX_ID_LENGTH) throw new RowProblem(field, `expected an id, got ${kindOf(value)}`);
  if (ROUNDED.test(id) || (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
    throw new RowProblem(field, 'a spreadsheet has rounded this id; import the file as its tool wrote it');
  }
  return id;
}

/** `7.57E+18`, as a spreadsheet saves long numbers. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d{2,}$/u;

/** Id of another record; the placeholders that platforms write for "none" are null. */
export function readReference(value: unknown, field: string): string | null {
  const id = readId(value, field);
  return id === null || NO_REFERENCE.has(id) ? null : id;
}

const NO_REFERENCE = new Set(['0', '-1', 'null', 'None', 'nan', 'NaN']);

/** A shown count. A negative number is a net score, not a count: null. */
export function readCount(value: unknown, field: string): Count | null {
  if (typeof value === 'number' ? value < 0 : typeof value === 'string' && /^\s*-\d/u.test(value)) return null;
  const count = parseCount(value);
  if (count === undefined) throw new RowProblem(field, `expected a count, got ${kindOf(value)}`);
  return count;
}

/** How many: a number, a list, or a text that lists addresses. */
export function readHowMany(value: unknown, field: string): number | null {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'string' && value.includes('://')) return value.split('://').length - 1;
  return readCount(value, field)?.value ?? null;
}

/** Yes or no in the words of the usual exports. An address counts as yes where `isYesIfGiven` says so. */
export function readBoolean(value: unknown, field: string, isYesIfGiven = false): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  const word = String(value).trim().toLowerCase();
  if (NOTHING.has(word)) return null;
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  if (isYesIfGiven) return Array.isArray(value) ? value.length > 0 : true;
  throw new RowProblem(field, `expected yes or no, got ${kindOf(value)}`);
}

const YES = new Set(['true', '1', '1.0', 'yes', 'y', 't', '是', '有', '已认证', '√', '✓']);
const NO = new Set(['false', '0', '0.0', 'no', 'n', 'f', '否', '无', '未认证', '×', '✗']);
const NOTHING = new Set(['', '-', '--', 'null', 'none', 'nan', 'n/a', 'undefined']);

/** A finite number; null for nothing. */
export function readNumber(value: unknown, field: string): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === null || value === undefined) return null;
  const word = typeof value === 'string' ? value.normalize('NFKC').trim() : '';
  if (typeof value === 'string' && NOTHING.has(word.toLowerCase())) return null;
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)$/u.test(word)) return Number(word);
  throw new RowProblem(field, `expected a number, got ${kindOf(value)}`);
}

/** A rating with the scale it carries itself, if any: 4, "4.5", "4/5", "5星", "3 stars". */
export function readRating(value: unknown, field: string): { value: number; scale: number | null } | null {
  const shown = typeof value === 'string' ? RATING.exec(value.normalize('NFKC').trim()) : null;
  if (shown !== null) return { value: Number(shown[1]), scale: shown[2] === undefined ? null : Number(shown[2]) };
  const number = readNumber(value, field);
  return number === null ? null : { value: number, scale: null };
}

const RATING = /^(\d+(?:\.\d+)?)\s*(?:\/\s*(\d+(?:\.\d+)?)|stars?|星|分)$/iu;

/** Texts of a list, or of one text split by `separators`; objects give their `name` or `id`. Empty items are left out. */
export function readList(value: unknown, field: string, separators: RegExp): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') {
    const inner = value.startsWith('[') ? listIn(value) : null;
    return inner === null ? cleaned(value.split(separators), field) : readList(inner, field, separators);
  }
  if (!Array.isArray(value)) return cleaned([value], field);
  return cleaned(
    value.map((item: unknown) => (isNamed(item) ? (item.name ?? item.id) : item)),
    field,
  );
}

/** Separators of ids and of hashtags. A hashtag may hold spaces only where it ends in #, as on Weibo. */
export const ID_SEPARATORS = /[|,;，；\s]+/u;
export const TAG_SEPARATORS = /[|,;，；、]+|\s*#\s*|\s+/u;

function cleaned(items: readonly unknown[], field: string): string[] {
  const names: string[] = [];
  for (const item of items) {
    const name = readName(item, field);
    if (name !== null && name !== '[话题]') names.push(name.replace(/^#|\[话题\]$|#$/gu, ''));
  }
  return names;
}

function isNamed(item: unknown): item is { name?: unknown; id?: unknown } {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

/** Lists that were written into a cell as JSON, or as Python prints them; null when it is neither. */
function listIn(text: string): unknown[] | null {
  for (const attempt of [text, text.replaceAll("'", '"')]) {
    try {
      const list: unknown = JSON.parse(attempt);
      if (Array.isArray(list)) return list;
    } catch {
      // not a list in this notation
    }
  }
  return null;
}
