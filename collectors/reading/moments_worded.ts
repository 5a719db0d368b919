/** Moments in words or in local order, by pattern; slower than the year-first ones and rarer. */
import type { ZoneOffset } from '../../warehouse/contracts/time.ts';
import { readOffset, wallTime } from './wall_time.ts';

/** `2026年11月15日 08时00分30秒`, `2026-11-15 下午8:00`, `11/15/2026 8:00 PM`, `15.11.2026`. */
export function readOrdered(
  words: string,
  { offset, order }: { readonly offset: ZoneOffset; readonly order: 'mdy' | 'dmy' | undefined },
): number | undefined {
  const chinese = CHINESE.exec(words);
  if (chinese !== null) return fromParts(chinese, [1, 2, 3], offset);
  const local = LOCAL.exec(words);
  if (local === null) return undefined;
  const isDayFirst = local[2] === '.' || order === 'dmy' || Number(local[1]) > 12;
  const isMonthFirst = !isDayFirst && (order === 'mdy' || Number(local[3]) > 12);
  if (!isDayFirst && !isMonthFirst) return undefined;
  return fromParts(
    [local[0], local[4]!, local[isDayFirst ? 3 : 1]!, local[isDayFirst ? 1 : 3]!, ...local.slice(5)],
    [1, 2, 3],
    offset,
  );
}

const CLOCK = String.raw`(?:[\sT]*([上下]午)?\s*(\d{1,2})[:时點点](\d{1,2})?(?:[:分](\d{1,2})?)?秒?分?\s*([AP]M)?)?`;
const CHINESE = new RegExp(String.raw`^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?${CLOCK}$`, 'iu');
const LOCAL = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})${CLOCK}$`, 'iu');

function fromParts(
  match: readonly (string | undefined)[],
  [y, m, d]: readonly [number, number, number],
  offset: ZoneOffset,
): number | undefined {
  const hour = hourOf(Number(match[5] ?? 0), match[4] ?? match[8]);
  if (hour === undefined) return undefined;
  const minute = Number(match[6] ?? 0);
  return wallTime(Number(match[y]), Number(match[m]), Number(match[d]), hour, minute, Number(match[7] ?? 0), 0, offset);
}

/** Hour of the day. `half`: `PM`, `a.m.`, `下午`; there is no 13 PM. */
function hourOf(shown: number, half: string | undefined): number | undefined {
  if (half === undefined) return shown;
  if (half.endsWith('午') && shown > 12) return shown < 24 && half === '下午' ? shown : undefined;
  if (shown > 12 || (shown < 1 && !half.endsWith('午'))) return undefined;
  return (shown % 12) + (/^(?:p|下)/iu.test(half) ? 12 : 0);
}

/** RFC 2822 `Sun, 15 Nov 2026 08:00:00 +0800`, Weibo's `Sun Nov 15 08:00:00 +0800 2026`, `Nov 15, 2026`. */
export function readNamedMonth(words: string, offset: ZoneOffset): number | undefined {
  const month = MONTHS.indexOf(
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu.exec(words)?.[1]?.toLowerCase() ?? '-',
  );
  const year = /(?<![\d:+-])(\d{4})(?![\d:])/u.exec(words)?.[1];
  const day = /(?<![\d:+-])(\d{1,2})(?![\d:])/u.exec(words)?.[1];
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap]\.?m\b))?/iu.exec(words);
  const hour = hourOf(Number(clock?.[1] ?? 0), clock?.[4]);
  if (month < 0 || year === undefined || day === undefined || hour === undefined) return undefined;
  const zone = /(?:\b(?:Z|UTC|GMT)(?![+-])|[+-]\d{2}:?\d{2})(?!\d)/u.exec(words)?.[0];
  const shift = zone === undefined ? undefined : readOffset(zone);
  return wallTime(
    Number(year),
    month + 1,
    Number(day),
    hour,
    Number(clock?.[2] ?? 0),
    Number(clock?.[3] ?? 0),
    0,
    shift === undefined ? offset : () => shift,
  );
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
