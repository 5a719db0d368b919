/** The names of a table's columns, checked against what the mapping wants before any row is read. */
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { didYouMean } from '../nearest.ts';

export interface Header {
  readonly names: readonly string[];
  /** Cells beyond the header are dropped. */
  rowOf(cells: readonly unknown[]): Record<string, unknown>;
}

/** Empty names become `column_3`, doubled ones `likes_2`. Throws UsageError that names a wanted column which is missing. */
export function headerOf(cells: readonly unknown[], wanted: readonly string[], where: string): Header {
  const names: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const shown = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
    const name = shown === '' ? `column_${index + 1}` : shown;
    let unique = name;
    for (let copy = 2; names.includes(unique); copy += 1) unique = `${name}_${copy}`;
    names.push(unique);
  }
  const missing = wanted.find((column) => !hasColumn(names, column));
  if (missing !== undefined) {
    throw new UsageError(`${where} has no column ${JSON.stringify(missing)}${didYouMean(missing, names)}`, {
      hint: `It has: ${names.slice(0, 40).join(', ')}${names.length > 40 ? ', …' : ''}.`,
    });
  }
  return {
    names,
    rowOf(given) {
      const row: Record<string, unknown> = {};
      for (let index = 0; index < names.length; index += 1) row[names[index]!] = given[index] ?? null;
      return row;
    },
  };
}

/** A dotted path is there when its first step is. */
export function hasColumn(names: readonly string[], column: string): boolean {
  return names.includes(column) || names.includes(column.split('.')[0]!);
}
