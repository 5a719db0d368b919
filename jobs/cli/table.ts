/** Tables for the terminal. Columns line up for Chinese too, and no cell can move the cursor. */
import { displayWidth, fit } from '../report/width.ts';

/** Cells as text; null is shown as a blank. Numbers (by `rightAligned`) go to the right. */
export function formatTable(
  heads: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  rightAligned: ReadonlySet<number> = new Set(),
): string {
  const cells = [heads, ...rows].map((row) => row.map((cell) => oneLine(cell ?? '')));
  const widths = heads.map((_, column) =>
    Math.min(MAX_WIDTH, Math.max(...cells.map((row) => displayWidth(row[column] ?? '')))),
  );
  const line = (row: readonly string[]): string => {
    const padded = widths.map((width, column) =>
      fit(row[column] ?? '', width, rightAligned.has(column) ? 'right' : 'left'),
    );
    return padded.join('  ').trimEnd();
  };
  const [head = [], ...body] = cells;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${[line(head), rule, ...body.map(line)].join('\n')}\n`;
}

const MAX_WIDTH = 60;

/** Text fit for a terminal: control characters could move the cursor or recolour it. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
