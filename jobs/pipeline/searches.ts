/** Which words nobody has searched for by hand in a week, so that silence about a brand is not read as "0 results". */
import { loadCollector } from '../../collectors/discover.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { type AsOf, dayNo, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import type { RefRow } from '../config/ref_tables.ts';
import type { Workspace } from '../config/types.ts';
import { isOnlyBrowsed } from './only_browsed.ts';
import { configuredQueries } from './queries.ts';

/** What one capture was used to search for. */
export interface Searches {
  readonly sourceId: string;
  readonly words: readonly string[];
  /** In the workspace's zone. */
  readonly dayNo: number;
}

/** Of every capture that has been joined, in the order of the manifest. */
export function searchesIn(entries: readonly ManifestEntry[], offset: ZoneOffset): Searches[] {
  return entries.flatMap(({ source_id: sourceId, asked, observed_to: seenAt, finished_at: endedAt }) => {
    const words = asked['purpose'] === 'capture' ? asked['searched'] : null;
    if (typeof words !== 'string') return [];
    return [{ sourceId, words: words.split('\n'), dayNo: dayNo(seenAt ?? endedAt, offset) }];
  });
}

/** Rows of `ref_searches` for the reported week: one for each acknowledged source that only people look at. */
export async function searchRows(ws: Workspace, searches: readonly Searches[], asOf: AsOf): Promise<RefRow[]> {
  const rows: RefRow[] = [];
  const until = Math.min(asOf.weekStartDay + 7, asOf.day);
  for (const source of ws.config.sources) {
    const collector = source.acknowledged ? await loadCollector(source.collector).catch(() => null) : null;
    if (collector === null || collector.meta.platform === null || !isOnlyBrowsed(source, collector)) continue;
    const asked = configuredQueries(ws.config, source, collector);
    const words = new Set(asked.flatMap((query) => (query.kind === 'keyword' ? [query.words] : [])));
    const ofWeek = searches.filter(
      ({ sourceId, dayNo: day }) => sourceId === source.id && day >= asOf.weekStartDay && day < until,
    );
    const searched = new Set(ofWeek.flatMap((one) => one.words));
    rows.push({
      source_id: source.id,
      platform: collector.meta.platform,
      words_count: words.size,
      words_not_searched_count: words.difference(searched).size,
    });
  }
  return rows.toSorted((a, b) => (String(a['source_id']) < String(b['source_id']) ? -1 : 1));
}
