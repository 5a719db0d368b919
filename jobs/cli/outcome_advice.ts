/** What an operator makes of an outcome, in a few words; docs/collecting.md says more. */
import type { Outcome } from '../../warehouse/contracts/raw.ts';

/** Null = nothing is to be said or done. */
export const OUTCOME_ADVICE: Readonly<Record<Outcome, string | null>> = {
  ok: null,
  empty: null,
  capped: 'there is more than was shown; the next run goes on',
  partial: 'a part could not be read; the next run asks for it first',
  blocked: 'it refuses; ask for permission or use an export',
  login_needed: 'a key, token or login is missing or expired',
  rate_limited: 'it asks for a pause; the next run goes on',
  gone: 'what was asked for does not exist any more',
  failed: 'it broke or is out of reach; the next run tries again',
};
