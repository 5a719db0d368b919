/** What the lists do not know, told honestly from the coverage mart; silence here means that no gap is known. */

import type { CoverageRow } from './brand_rows.ts';
import { grouped, percent } from './numbers.ts';
import { worded } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** One sentence a gap, by source; a single reassuring sentence when there is none. */
export function coverageNotes(coverage: readonly CoverageRow[], words: Words): string[] {
  const say = words.coverageNotes;
  const notes = new Set<string>();
  for (const row of coverage) {
    const { sourceId, platform } = row;
    if (row.latestOutcome !== null && row.latestOutcome !== 'ok')
      notes.add(say.outcome(sourceId, worded(words.platform, platform), worded(words.outcome, row.latestOutcome)));
  }
  for (const [source, rows] of Map.groupBy(coverage, (row) => row.sourceId)) {
    const [{ wordsCount = null, wordsNotSearchedCount: left = null } = {}] = rows;
    if (wordsCount !== null && left !== null && left > 0)
      notes.add(say.notSearched(source, grouped(left), grouped(wordsCount)));
    for (const [platform, ofPlatform] of Map.groupBy(rows, (row) => row.platform))
      if (ofPlatform.every((row) => row.recordsCount === 0))
        notes.add(say.noRecords(source, worded(words.platform, platform)));
    const undated = rows.reduce((sum, row) => sum + row.undatedTotalCount, 0);
    if (undated > 0) notes.add(say.undated(source, grouped(undated)));
    const assumed = meanShare(rows, (row) => row.assumedObservationShare);
    if (assumed > 0) notes.add(say.assumed(source, percent(assumed)));
    const keywordOnly = meanShare(rows, (row) => row.keywordOnlyShare);
    if (keywordOnly > 0) notes.add(say.keywordOnly(source, percent(keywordOnly)));
    if (rows.some((row) => row.isCalibrated === false)) notes.add(say.uncalibrated(source));
    if (!rows.some((row) => row.collectsReplies === true)) notes.add(say.noReplies(source));
  }
  return notes.size === 0 ? [say.fine] : [...notes];
}

function meanShare(rows: readonly CoverageRow[], share: (row: CoverageRow) => number | null): number {
  const total = rows.reduce((sum, row) => sum + row.recordsTotalCount, 0);
  return total === 0 ? 0 : rows.reduce((sum, row) => sum + (share(row) ?? 0) * row.recordsTotalCount, 0) / total;
}
