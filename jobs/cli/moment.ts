/** Reads a day or a moment from the command line; days begin in the workspace's zone. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { parseAsOf, type ZoneOffset } from '../../warehouse/contracts/time.ts';

/** UTC ms of `2026-11-16` (that day's beginning) or `2026-11-16T08:00:00Z`. Throws UsageError naming the flag. */
export function momentFrom(text: string, flag: string, offset: ZoneOffset): number {
  if (/T.*(?:Z|[+-]\d\d:?\d\d)$/u.test(text)) {
    const moment = Date.parse(text);
    if (!Number.isNaN(moment)) return moment;
  } else if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) {
    return parseAsOf(text, offset).utcMs;
  }
  throw new UsageError(
    `${flag} expects a day like 2026-11-16 or a moment like 2026-11-16T08:00:00Z, got ${JSON.stringify(text)}`,
  );
}
