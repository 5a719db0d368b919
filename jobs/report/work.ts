/**
 * What a team does about a person on its list: the four columns that a workbook takes out and brings back. Invariant: a row's key holds a
 * trace of each value as it was printed, so that whoever reads the file tells an edit from a value that was only carried along.
 */
import { hash } from 'node:crypto';
import type { Language } from '../config/types.ts';
import { cleanText } from './text.ts';

export const WORK_STATUSES = ['todo', 'contacted', 'replied', 'agreed', 'gifted', 'declined', 'done'] as const;
export type WorkStatus = (typeof WORK_STATUSES)[number];

/** What stands for one author of one brand. */
export interface Work {
  /** `todo` = nothing was said. */
  readonly status: WorkStatus;
  /** Who looks after it; null = nobody. */
  readonly owner: string | null;
  readonly note: string | null;
  /** `YYYY-MM-DD`; null = never. */
  readonly lastContact: string | null;
}

export const NO_WORK: Work = { status: 'todo', owner: null, note: null, lastContact: null };

export const WORK_FIELDS = ['status', 'owner', 'note', 'lastContact'] as const;
export type WorkField = (typeof WORK_FIELDS)[number];

/** Header of the hidden column that knows its row. */
export const ROW_KEY = 'row_key';

/** Headers and statuses as they are printed and read back, in every language. */
export const WORK_WORDS: Readonly<
  Record<Language, { readonly headers: Record<WorkField, string>; readonly statuses: Record<WorkStatus, string> }>
> = {
  en: {
    headers: { status: 'Status', owner: 'Owner', note: 'Note', lastContact: 'Last contact' },
    statuses: {
      todo: 'To do',
      contacted: 'Contacted',
      replied: 'Replied',
      agreed: 'Agreed',
      gifted: 'Gift sent',
      declined: 'Declined',
      done: 'Done',
    },
  },
  zh: {
    headers: { status: '状态', owner: '负责人', note: '备注', lastContact: '上次联系' },
    statuses: {
      todo: '待联系',
      contacted: '已联系',
      replied: '已回复',
      agreed: '已同意',
      gifted: '已寄样',
      declined: '已婉拒',
      done: '已完成',
    },
  },
};

/** Key of one author's work for one brand in `Lists.work`. */
export function workPlace(brandId: string, authorKey: string): string {
  return `${brandId}:${authorKey}`;
}

/** Content of a row's hidden cell: `<brand_id>:<author_key>:<base>`, the base being 8 hex digits for each of the values printed in the row. */
export function workKey(brandId: string, authorKey: string, values: Work): string {
  const base = WORK_FIELDS.map((field) => workTrace(brandId, authorKey, field, values[field]));
  return `${workPlace(brandId, authorKey)}:${base.join('')}`;
}

export interface WorkRow {
  readonly brandId: string;
  readonly authorKey: string;
  /** Trace of each value as it was printed. */
  readonly base: Readonly<Record<WorkField, string>>;
}

/** Reads a row's hidden cell; null for anything else. */
export function parseWorkKey(text: string): WorkRow | null {
  const match = /^([a-z0-9][a-z0-9_-]{0,63}):([0-9a-f]{32}):([0-9a-f]{32})$/u.exec(text.trim());
  if (match === null) return null;
  const trace = (place: number): string => match[3]!.slice(place * 8, place * 8 + 8);
  return {
    brandId: match[1]!,
    authorKey: match[2]!,
    base: { status: trace(0), owner: trace(1), note: trace(2), lastContact: trace(3) },
  };
}

/** 8 hex digits that tell a value of one cell from its others; those of another row differ. */
export function workTrace(brandId: string, authorKey: string, field: WorkField, value: string | null): string {
  return hash('sha256', JSON.stringify([brandId, authorKey, field, workText(value)])).slice(0, 8);
}

/** A value without what printing it in a cell and saving it in some program adds or drops; null = no words. */
export function workText(value: string | null): string | null {
  if (value === null) return null;
  const text = cleanText(value.replaceAll(/_x000D_/giu, ''))
    .normalize('NFC')
    .trim()
    .replace(/^'(?=[\s\u200b]*[=+\-@＝＋－＠])/u, '')
    .replaceAll(/_x005F_(?=x[0-9a-f]{4}_)/giu, '_')
    .trim();
  return text === '' ? null : text;
}
