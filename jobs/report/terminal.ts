/** The shortlist as a table for a terminal; names of strangers cannot move the cursor, and Chinese keeps its columns straight. */
import { calledName, knownAt, shortKey } from './known.ts';
import type { Lists } from './lists.ts';
import { followersBand } from './numbers.ts';
import { firstWords } from './text.ts';
import { changeLabel, whySentences } from './why.ts';
import { displayWidth, fit } from './width.ts';
import { worded } from './words/languages.ts';
import type { Words } from './words/words.ts';

export interface TerminalOptions {
  /** Columns of the terminal, at least 60. */
  readonly width: number;
  /** Rows a brand. */
  readonly limit: number;
  readonly identityClass: 'aggregate' | 'pseudonym' | 'handle';
}

/** One table a own brand that has a list, with a heading each; empty at class aggregate. Ends with a line end. */
export function shortlistTable(lists: Lists, words: Words, options: TerminalOptions): string {
  if (options.identityClass === 'aggregate') return '';
  const known = knownAt(options.identityClass, lists.known);
  const label = words.columns;
  const header = [
    label.rank,
    label.rankChange,
    label.who,
    label.platform,
    label.followersCount,
    label.mentionsCount,
    label.indexValue,
    label.why,
  ];
  let text = '';
  for (const [brandId, all] of Map.groupBy(lists.koc, (row) => row.brandId)) {
    const brand = lists.brands.get(brandId);
    const rows = all
      .slice(0, options.limit)
      .map((row) => [
        String(row.rank),
        changeLabel(row, words),
        firstWords(calledName(known.authors.get(row.authorKey)), 24) ?? shortKey(row.authorKey),
        worded(words.platform, row.platform),
        row.followersCount === null ? words.labels.followersUnknown : followersBand(row.followersCount),
        String(row.mentionsCount),
        row.indexValue === null ? '–' : row.indexValue.toFixed(0),
        whySentences(row, brand, words)[0] ?? '',
      ]);
    text += `${brand?.names[0] ?? brandId} · ${words.lists.koc} · ${lists.asOf.isoWeek}\n`;
    text += table([header, ...rows], options.width);
    if (all.length > options.limit) text += `… ${all.length - options.limit}\n`;
    text += '\n';
  }
  return text;
}

/** Right-aligned where the column holds numbers; the last column takes what is left. */
function table(rows: readonly (readonly string[])[], width: number): string {
  const numeric = new Set([0, 5, 6]);
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.min(26, Math.max(...rows.map((row) => displayWidth(row[i] ?? '')))),
  );
  const taken = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  widths[widths.length - 1] = Math.max(10, width - taken);
  return rows
    .map((row) =>
      row
        .map((cell, i) => fit(cell, widths[i] ?? 10, numeric.has(i) ? 'right' : 'left'))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
