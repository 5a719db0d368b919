/** The names of a table's columns, checked against what the mapping wants before any row is read. */
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { didYouMean } from '../../../warehouse/contracts/nearest.ts';

/** Columns that must be there; of each list one is enough. */
export type Wanted = readonly (string | readonly string[])[];

export interface Header {
  readonly names: readonly string[];
  /** Cells beyond the header are dropped. */
  rowOf(cells: readonly unknown[]): Record<string, unknown>;
}

/**
 * Empty names become `column_3`, doubled ones `likes_2`. Throws UsageError for a wanted column that is
 * missing or stands there twice.
 */
export function headerOf(cells: readonly unknown[], wanted: Wanted, where: string): Header {
  const names: string[] = [];
  const firstOf = new Map<string, number>();
  const doubled: { readonly name: string; readonly at: readonly [number, number] }[] = [];
  for (const [index, cell] of cells.entries()) {
    const shown = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
    const name = shown === '' ? `column_${index + 1}` : shown;
    const first = firstOf.get(name);
    if (first === undefined) firstOf.set(name, index + 1);
    else doubled.push({ name, at: [first, index + 1] });
    let unique = name;
    for (let copy = 2; names.includes(unique); copy += 1) unique = `${name}_${copy}`;
    names.push(unique);
  }
  const missing = wanted.map(either).find((columns) => !columns.some((column) => hasColumn(names, column)));
  if (missing !== undefined) {
    const [first] = missing;
    const which =
      missing.length === 1
        ? `no column ${JSON.stringify(first)}${didYouMean(first!, names)}`
        : `none of the columns ${missing.map((column) => JSON.stringify(column)).join(', ')}`;
    throw new UsageError(`${where} has ${which}`, {
      hint: `It has: ${names.slice(0, 40).join(', ')}${names.length > 40 ? ', …' : ''}.`,
    });
  }
  const vague = doubled.find(({ name }) => wanted.flat().some((column) => columnRead(names, column) === name));
  if (vague !== undefined) {
    const [first, second] = vague.at;
    throw new UsageError(
      `${where} has the column ${JSON.stringify(vague.name)} twice: columns ${first} and ${second}`,
      {
        hint: 'The mapping names it, and which of them is meant is unknown: rename or remove one.',
      },
    );
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

/** The column itself, or the first step of a dotted path that is no column's own name. */
function columnRead(names: readonly string[], column: string): string {
  return names.includes(column) ? column : column.split('.')[0]!;
}

/** Whether all that is wanted is there. A dotted path is there when its first step is. */
export function hasColumns(names: readonly string[], wanted: Wanted): boolean {
  return wanted.every((columns) => either(columns).some((column) => hasColumn(names, column)));
}

const either = (columns: string | readonly string[]): readonly string[] =>
  typeof columns === 'string' ? [columns] : columns;

function hasColumn(names: readonly string[], column: string): boolean {
  return names.includes(columnRead(names, column));
}
