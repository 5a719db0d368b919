/**
 * Moments as pages of China show them: wall times of UTC+8, often without their year or in words of "now".
 * Invariant: never later than the moment at which the page was seen, but for a day's leeway of its clock.
 */
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { wallTime } from './wall_time.ts';

/** UTC ms of the beginning of what is shown, and how long that is: a minute, a day, a month. */
export interface ShownTime {
  readonly at: number;
  readonly spanMs: number;
}

const ZONE_MS = 8 * 3_600_000;
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

const YEAR_FIRST =
  /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?日?)?(?:\s*(\d{1,2})[:时](\d{2})(?:[:分](\d{2}))?)?[分秒]?$/u;
const DAY_OF_YEAR = /^(\d{1,2})[-/月](\d{1,2})日?(?:\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u;
const DAY_IN_WORDS = /^(今天|昨天|前天)?\s*(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u;
const AGO = /^(\d{1,4})\s*(秒|分钟|小时|天)前$/u;
const UNIT_MS: Readonly<Record<string, number>> = { 秒: SECOND, 分钟: MINUTE, 小时: HOUR, 天: DAY_MS };
const DAYS_BACK: Readonly<Record<string, number>> = { 今天: 0, 昨天: 1, 前天: 2 };

/**
 * `2026-11-15 08:30[:00]`, `2026年11月15日 08:30`, `2026-11`, `11-15 08:30`, `11-15`, `08:30` (today), `昨天 08:30`, `5分钟前`, `刚刚`.
 * `seenAt`: UTC ms of the answer. Null = no moment that we can read, or an impossible day.
 */
export function shownTime(shown: string, seenAt: number): ShownTime | null {
  const text = shown.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (text === '') return null;
  if (text === '刚刚') return { at: seenAt, spanMs: MINUTE };
  const ago = AGO.exec(text);
  if (ago !== null) {
    const unit = UNIT_MS[ago[2]!]!;
    return { at: seenAt - Number(ago[1]) * unit, spanMs: unit };
  }
  const today = new Date(seenAt + ZONE_MS);
  const year = today.getUTCFullYear();
  const dated = YEAR_FIRST.exec(text);
  if (dated !== null) {
    if (dated[3] === undefined && dated[4] !== undefined) return null;
    return moment(Number(dated[1]), Number(dated[2]), dated[3], dated.slice(4));
  }
  const yearless = DAY_OF_YEAR.exec(text);
  if (yearless !== null) {
    const [month, day] = [Number(yearless[1]), yearless[2]];
    // 29 February may be several years back.
    for (let back = 0; back < 9; back++) {
      const found = moment(year - back, month, day, yearless.slice(3));
      if (found !== null && found.at <= seenAt + DAY_MS) return found;
    }
    return null;
  }
  const worded = DAY_IN_WORDS.exec(text);
  if (worded === null) return null;
  const day = new Date(seenAt + ZONE_MS - DAYS_BACK[worded[1] ?? '今天']! * DAY_MS);
  return moment(day.getUTCFullYear(), day.getUTCMonth() + 1, String(day.getUTCDate()), worded.slice(2));
}

/** The same as a moment of publication: UTC ms, null where less than a day is known. */
export function publishedAtOf(shown: string | null | undefined, seenAt: number): number | null {
  const time = shown === null || shown === undefined ? null : shownTime(shown, seenAt);
  return time === null || time.spanMs > DAY_MS ? null : time.at;
}

/** Null for a day or clock that does not exist. */
function moment(
  year: number,
  month: number,
  day: string | undefined,
  [hour, minute, second]: readonly (string | undefined)[],
): ShownTime | null {
  const clock = [hour, minute, second].map((part) => Number(part ?? 0));
  const at = wallTime(year, month, Number(day ?? 1), clock[0]!, clock[1]!, clock[2]!, 0, () => ZONE_MS);
  if (at === undefined) return null;
  const finest = second !== undefined ? SECOND : minute !== undefined ? MINUTE : DAY_MS;
  return { at, spanMs: day === undefined ? 31 * DAY_MS : finest };
}
