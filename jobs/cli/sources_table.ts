/** What became of each source, as a table: why one is off or failed stands in its own line. */
import type { Query } from '../../warehouse/contracts/live.ts';
import { utcMinute } from '../../warehouse/contracts/time.ts';
import type { SourceResult } from '../pipeline/sources.ts';
import { OUTCOME_ADVICE } from './outcome_advice.ts';
import { formatTable } from './table.ts';

export function sourcesTable(results: readonly SourceResult[]): string {
  const rows = results.map(({ source, outcome, unchanged, off, browsed, records, rejected, error }) => [
    source,
    unchanged ? 'unchanged' : off !== null ? 'off' : browsed !== null ? 'browsed' : (outcome ?? '–'),
    String(records),
    String(rejected),
    error !== null
      ? error.message
      : off !== null
        ? `set acknowledged: true (${off})`
        : browsed !== null
          ? `a person looks: ${browsed}`
          : outcome && OUTCOME_ADVICE[outcome],
  ]);
  return formatTable(['source', 'outcome', 'records', 'rejected', 'note'], rows, new Set([2, 3]));
}

/** What a dry run would ask for; an interval in UTC. Files are read as a whole and have no line of their own. */
export function plannedTable(results: readonly SourceResult[]): string {
  const rows = results.flatMap(({ source, planned, off, browsed, error }) => {
    if (error !== null) return [[source, 'failed', error.message, '', '']];
    if (browsed !== null) return [[source, 'browsed', `a person looks: ${browsed}`, '', '']];
    if (off !== null) return [[source, 'off', `set acknowledged: true (${off})`, '', '']];
    if (planned === null || planned.length === 0) return [[source, 'file', 'is read as a whole', '', '']];
    return planned.map(({ query, window, why }) => [
      source,
      why,
      worded(query),
      utcMinute(window.since),
      utcMinute(window.until),
    ]);
  });
  return formatTable(['source', 'why', 'asks for', 'from (UTC)', 'until (UTC)'], rows, new Set());
}

function worded(query: Query): string {
  switch (query.kind) {
    case 'keyword':
      return `"${query.words}" (${query.brandId})${inFeed(query.feed)}`;
    case 'mention_feed':
      return `mentions${query.brandId === null ? '' : ` of ${query.brandId}`}${inFeed(query.feed)}`;
    case 'author':
      return `posts of ${query.handle ?? query.authorId ?? '?'}`;
    case 'post':
      return `post ${query.postId}`;
  }
}

function inFeed(feed: string | undefined): string {
  return feed === undefined ? '' : ` in ${feed}`;
}
