/** Tables that read well in a terminal and in Markdown alike. Invariant: every row has as many cells as the head. */

/** @param rows head first; columns but the first are right-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => width(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell + pad(cell, widths[i]!) : pad(cell, widths[i]!) + cell)).join(' | ')} |`;
  const rule = `| ${widths.map((size, i) => (i === 0 ? '-'.repeat(size) : `${'-'.repeat(size - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

function pad(cell: string, size: number): string {
  return ' '.repeat(Math.max(0, size - width(cell)));
}

/** Columns of a terminal: Han characters take two. */
function width(cell: string): number {
  let columns = 0;
  for (const character of cell) columns += /[\p{sc=Han}\u3000-\u303f\uff00-\uffef]/u.test(character) ? 2 : 1;
  return columns;
}
