/** Two clocks and one zone: storage is UTC milliseconds; days, weeks and cron are the workspace's zone. No engine or Temporal needed. */
import { UsageError } from './errors.ts';

export const DAY_MS = 86_400_000;

/** Offset of an IANA zone from UTC at a UTC moment, both in milliseconds. */
export type ZoneOffset = (utcMs: number) => number;

/**
 * Asked once a UTC day where the day has one offset, once a quarter hour on the few days on which clocks change (no zone
 * changes its offset within a quarter hour). Throws UsageError for an unknown zone.
 */
export function zoneOffset(timezone: string): ZoneOffset {
  const ask = offsetAsker(timezone);
  const byDay = new Map<number, number | null>();
  const byQuarter = new Map<number, number>();
  return (utcMs) => {
    const day = Math.floor(utcMs / DAY_MS);
    let offset = byDay.get(day);
    if (offset === undefined) {
      const first = ask(day * DAY_MS);
      offset = first === ask((day + 1) * DAY_MS - 1000) ? first : null;
      byDay.set(day, offset);
    }
    if (offset !== null) return offset;
    const quarter = Math.floor(utcMs / QUARTER_MS);
    const known = byQuarter.get(quarter) ?? ask(quarter * QUARTER_MS);
    byQuarter.set(quarter, known);
    return known;
  };
}

const QUARTER_MS = 900_000;

function offsetAsker(timezone: string): ZoneOffset {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new UsageError(`unknown time zone ${JSON.stringify(timezone)}`, {
      hint: 'Use an IANA name such as Asia/Shanghai or Europe/Berlin.',
    });
  }
  return (utcMs) => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = value;
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
    const [month, day, hour, minute, second] = ['month', 'day', 'hour', 'minute', 'second'].map((name) =>
      Number(part[name]),
    );
    return Date.UTC(year, month! - 1, day, hour, minute, second) - utcMs;
  };
}

/** Whole days since 1970-01-01 in the zone. */
export function dayNo(utcMs: number, offset: ZoneOffset): number {
  return Math.floor((utcMs + offset(utcMs)) / DAY_MS);
}

/** UTC milliseconds of a wall-clock time in the zone. A time skipped by a clock change moves forward, a doubled one is the first. */
export function localToUtc(localMs: number, offset: ZoneOffset): number {
  const earlier = localMs - offset(localMs - DAY_MS);
  if (earlier + offset(earlier) === localMs) return earlier;
  const later = localMs - offset(localMs + DAY_MS);
  return later + offset(later) === localMs ? later : earlier;
}

/** Day number of the Monday of the ISO week that a day lies in (1970-01-01 was a Thursday). */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** First day of the calendar quarter that a day lies in. */
export function quarterStart(day: number): number {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), month - (month % 3), 1) / DAY_MS;
}

/** `YYYY-MM-DD` of a day number. */
export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** `2026-11-16 08:00`, in UTC. */
export function utcMinute(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** `2026-W46` of the ISO week that a day lies in. */
export function isoWeek(day: number): string {
  const monday = mondayOf(day);
  const year = new Date((monday + 3) * DAY_MS).getUTCFullYear();
  const firstThursday = mondayOf(Math.floor(Date.UTC(year, 0, 4) / DAY_MS));
  return `${year}-W${String((monday - firstThursday) / 7 + 1).padStart(2, '0')}`;
}

/** What a build is a function of. `asOfDay` is exclusive; the week reported is the last one closed before it. */
export interface AsOf {
  /** `YYYY-MM-DD` in the workspace's zone. */
  readonly date: string;
  /** Day number: records of this day and later are not seen. */
  readonly day: number;
  /** The same moment as UTC milliseconds. */
  readonly utcMs: number;
  /** Monday of the reported week, as day number and as date. */
  readonly weekStartDay: number;
  readonly weekStart: string;
  /** `2026-W46`. */
  readonly isoWeek: string;
}

/** Reads `--as-of YYYY-MM-DD`; throws UsageError on anything else. */
export function parseAsOf(text: string, offset: ZoneOffset): AsOf {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const day = match
    ? Math.floor(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS)
    : Number.NaN;
  if (match === null || isoDate(day) !== match[0]) {
    throw new UsageError(`--as-of expects a date like 2026-11-16, got ${JSON.stringify(text)}`);
  }
  return asOfDay(day, offset);
}

export function asOfDay(day: number, offset: ZoneOffset): AsOf {
  const weekStartDay = mondayOf(day) - 7;
  return {
    date: isoDate(day),
    day,
    utcMs: localToUtc(day * DAY_MS, offset),
    weekStartDay,
    weekStart: isoDate(weekStartDay),
    isoWeek: isoWeek(weekStartDay),
  };
}

/** The default: the last Monday that has begun in the zone. */
export function lastMonday(nowMs: number, offset: ZoneOffset): AsOf {
  return asOfDay(mondayOf(dayNo(nowMs, offset)), offset);
}
