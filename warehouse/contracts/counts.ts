/** Counts as platforms show them: exact, rounded ("1.2万") or a floor ("10万+"). A count that is not shown is null, never 0. */

export interface Count {
  /** Non-negative whole number. */
  readonly value: number;
  /** The true value lies within ± this; 1 means exact. 12000 from "1.2万" carries 1000. */
  readonly granularity: number;
  /** True when the platform shows only a lower bound ("10万+", "999+"). */
  readonly isFloor: boolean;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  千: 1e3,
  k: 1e3,
  w: 1e4,
  万: 1e4,
  萬: 1e4,
  m: 1e6,
  亿: 1e8,
  億: 1e8,
  b: 1e9,
};

const SHOWN = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(千|k|w|万|萬|m|亿|億|b)?\s*(\+)?$/iu;

/**
 * Reads one shown count. Numbers pass through (fractions are floored); "" , "-", "赞", null and undefined are null (not shown).
 * Returns undefined when the text is neither a count nor a known way of showing none, so that the caller can reject the row.
 */
export function parseCount(shown: unknown): Count | null | undefined {
  if (shown === null || shown === undefined) return null;
  if (typeof shown === 'bigint') return parseCount(Number(shown));
  if (typeof shown === 'number') {
    if (!Number.isFinite(shown) || shown < 0 || shown > Number.MAX_SAFE_INTEGER) return undefined;
    return { value: Math.floor(shown), granularity: 1, isFloor: false };
  }
  if (typeof shown !== 'string') return undefined;
  const text = shown.normalize('NFKC').trim();
  if (NOT_SHOWN.has(text)) return null;
  const match = SHOWN.exec(text);
  if (match === null) return undefined;
  const unit = UNITS[(match[3] ?? '').toLowerCase()]!;
  const digits = `${match[1]!.replaceAll(',', '')}${match[2] ?? ''}`;
  const decimals = (match[2] ?? '.').length - 1;
  const value = Math.round(Number(digits) * unit);
  if (!Number.isSafeInteger(value)) return undefined;
  const granularity = Math.max(1, Math.round(unit / 10 ** decimals));
  return { value, granularity, isFloor: match[4] !== undefined };
}

const NOT_SHOWN = new Set([
  '',
  '-',
  '--',
  '—',
  '赞',
  '点赞',
  '收藏',
  '评论',
  '转发',
  '分享',
  '抢首评',
  'null',
  'None',
  'NaN',
]);
