/** A day's quota of a platform, kept in the source's state: what was spent stays spent when the process ends. */
import { z } from 'zod';
import { RefusalError, type SourceState } from '../../warehouse/contracts/live.ts';
import { dayNo, type ZoneOffset } from '../../warehouse/contracts/time.ts';

export interface Quota {
  /** Names it among the quotas of a source. */
  readonly name: string;
  /** Units a day. */
  readonly perDay: number;
  /** Zone in which the platform's day begins. */
  readonly offset: ZoneOffset;
}

const spent = z.object({ day: z.int(), units: z.number().nonnegative() });

/** Units left of the day. */
export function quotaLeft(state: SourceState, quota: Quota, nowMs: number): number {
  const known = state.read(`quota.${quota.name}`, spent);
  return known?.day === dayNo(nowMs, quota.offset) ? Math.max(0, quota.perDay - known.units) : quota.perDay;
}

/** Takes units before they are asked for. Throws RefusalError (rate_limited) when the day has not so many left. */
export async function spendQuota(state: SourceState, quota: Quota, units: number, nowMs: number): Promise<void> {
  const left = quotaLeft(state, quota, nowMs);
  if (units > left) {
    throw new RefusalError('rate_limited', `the day's quota of ${quota.perDay} ${quota.name} is used up`, {
      facts: { left, wanted: units },
    });
  }
  const taken: z.infer<typeof spent> = { day: dayNo(nowMs, quota.offset), units: quota.perDay - left + units };
  await state.write(`quota.${quota.name}`, taken);
}
