/** When something was posted on Weibo. Pure; times without a zone are UTC+8. */
import { readMoment } from '../reading/moments.ts';
import { shownTime } from '../reading/shown_time.ts';
import { momentOfMid } from './ids.ts';

const NOTATION = { offset: () => 8 * 3_600_000, unit: 'auto', order: undefined } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * `Fri Jun 14 20:39:20 +0800 2019`, `06-14`, `昨天 08:30`, `5分钟前`. UTC ms; null = not readable. Where less than the minute is shown, the
 * number of the post tells the second, as far as it agrees with what is shown: so the same post has the same date whenever it is seen. Of a day
 * without a year (a list that was saved long ago) the number tells the year as well.
 */
export function postedAt(shown: string, seenAt: number, mid: string): number | null {
  const words = shown.replace(/^\s*(?:转赞人数|置顶).*?\s/u, '').trim();
  const time = shownTime(words.replace(/^(今天|昨天|前天)(?=\d)/u, '$1 '), seenAt);
  if (time === null) return readMoment(words, NOTATION) ?? null;
  const counted = momentOfMid(mid);
  const isCoarse = time.spanMs >= MINUTE_MS;
  const isAgreed = counted !== null && Math.abs(counted - time.at) <= time.spanMs + MINUTE_MS;
  const isDay = counted !== null && YEARLESS.test(words) && dayOfYear(counted) === dayOfYear(time.at);
  if (isCoarse && (isAgreed || isDay)) return counted;
  return time.spanMs > DAY_MS ? null : time.at;
}

const YEARLESS = /^\d{1,2}-\d{1,2}$/u;

/** `06-14`, by the clock of Weibo. */
function dayOfYear(at: number): string {
  return new Date(at + NOTATION.offset()).toISOString().slice(5, 10);
}
