/** What an account may do in a day when it is driven. Invariant: an action is counted before it is done, so that a killed pass has not got it for nothing. */
import { RefusalError, type SourceState } from '../../warehouse/contracts/live.ts';
import type { ZoneOffset } from '../../warehouse/contracts/time.ts';
import { type Quota, quotaLeft, spendQuota } from '../engine/quota.ts';

/** Actions a day where a source declares none. */
export const DEFAULT_DAILY_BUDGET = 400;

export interface Budget {
  /** Counts one action. Throws RefusalError (rate_limited) when the day has none left. */
  spend(): Promise<void>;
  /** Actions left of the day. */
  left(): number;
}

export interface BudgetOptions {
  /** Of the account, not of the source: two sources may work with one login. */
  readonly state: SourceState;
  /** Actions a day. */
  readonly perDay: number;
  /** Zone in which the day begins. */
  readonly offset: ZoneOffset;
  /** UTC ms. */
  readonly now: () => number;
  /** `xiaohongshu/main`, for messages. */
  readonly account: string;
}

export function dailyBudget({ state, perDay, offset, now, account }: BudgetOptions): Budget {
  const quota: Quota = { name: 'actions', perDay, offset };
  return {
    left: () => quotaLeft(state, quota, now()),
    async spend() {
      if (quotaLeft(state, quota, now()) < 1) {
        throw new RefusalError('rate_limited', `the day's budget of ${perDay} actions of ${account} is used up`, {
          facts: { per_day: perDay },
          hint: 'Nothing is lost: the next run goes on where this one ended.',
        });
      }
      await spendQuota(state, quota, 1, now());
    },
  };
}
