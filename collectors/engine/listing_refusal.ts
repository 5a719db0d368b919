/** What a refusal costs: a page, a query, a post that is gone, or the rest of the pass. What came before is kept in any case. */
import type { CollectContext, CollectedRecord } from '../../warehouse/contracts/collector.ts';
import type { PayloadError } from '../../warehouse/contracts/errors.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import type { Outcome } from '../../warehouse/contracts/raw.ts';
import { goneRecord } from './gone.ts';
import { isFollowed, type ListingCursor } from './listing_cursor.ts';
import { dropped, putAway, restarted, stumbled } from './listing_step.ts';
import type { PassTally } from './listing_tally.ts';

/** How the pass goes on. `records` are sealed with the cursor; null = nothing is. */
export type AfterRefusal =
  | {
      readonly do: 'go_on' | 'throw';
      readonly cursor: ListingCursor;
      readonly records: readonly CollectedRecord[] | null;
    }
  | { readonly do: 'end'; readonly cursor: ListingCursor; readonly records: null; readonly outcome: Outcome };

export interface RefusedPass {
  readonly pass: Pick<CollectContext<unknown, ListingCursor>, 'sourceId' | 'log' | 'now'>;
  readonly platform: string;
  readonly tally: PassTally;
}

/** Ends that are never about one post or account. */
const OF_THE_SOURCE: ReadonlySet<Outcome> = new Set<Outcome>(['rate_limited', 'login_needed']);

/** `cursor` stands at the task that was refused. */
export function afterRefusal(
  error: RefusalError | PayloadError,
  cursor: ListingCursor,
  { pass, platform, tally }: RefusedPass,
): AfterRefusal {
  const task = cursor.todo[0]!;
  const { query } = task;
  const refusal = error instanceof RefusalError ? error : null;
  const isUnknownPage = refusal?.outcome === 'gone' || refusal?.outcome === 'failed';
  if (task.why === 'resumed' && task.next !== null && isUnknownPage) {
    pass.log.info(
      { reason: error.message },
      'the page after which the last pass ended is not known any more; begun anew',
    );
    return { do: 'go_on', cursor: restarted(cursor), records: null };
  }
  if (refusal?.outcome === 'gone' && !isFollowed(query)) {
    tally.gone += 1;
    const records = query.kind === 'post' ? [goneRecord(platform, query.postId, query.publishedAt, pass.now())] : [];
    return { do: 'go_on', cursor: dropped(cursor), records };
  }
  const told = { source: pass.sourceId, outcome: refusal?.outcome ?? ('failed' as const), reason: error.message };
  if (refusal?.concerns === 'query') {
    pass.log.warn(told, 'one of the queries is not answered; the others are asked');
    tally.refused(task.key, told);
    return { do: 'go_on', cursor: putAway(cursor), records: null };
  }
  const { isGivenUp, cursor: after } = OF_THE_SOURCE.has(told.outcome)
    ? { isGivenUp: false, cursor }
    : stumbled(cursor);
  if (isGivenUp) {
    pass.log.warn(told, 'a post or account has ended pass after pass; it is left out');
    tally.isPartial = true;
    return { do: 'go_on', cursor: after, records: null };
  }
  // What stood in the way is remembered although the pass breaks.
  if (refusal === null) return { do: 'throw', cursor: after, records: isFollowed(query) ? null : [] };
  pass.log.warn(told, 'the source does not answer; what came before is kept');
  return { do: 'end', cursor: after, records: null, outcome: told.outcome };
}
