/** What became of each source, as a table: why one is off or failed stands in its own line. */
import type { SourceResult } from '../pipeline/sources.ts';
import { formatTable } from './table.ts';

export function sourcesTable(results: readonly SourceResult[]): string {
  const rows = results.map(({ source, outcome, unchanged, off, records, rejected, error }) => [
    source,
    unchanged ? 'unchanged' : off !== null ? 'off' : (outcome ?? '–'),
    String(records),
    String(rejected),
    error !== null ? error.message : off !== null ? `set acknowledged: true (${off})` : '',
  ]);
  return formatTable(['source', 'outcome', 'records', 'rejected', 'note'], rows, new Set([2, 3]));
}
