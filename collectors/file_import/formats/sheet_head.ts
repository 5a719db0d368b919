/**
 * Finds the header of a sheet below its title rows. Where two rows make the header, a cell that spans both gives its own name,
 * and a name that stands under several groups is told apart by its group: `互动数据/点赞数`.
 */
import { hasColumns, type Wanted } from './header.ts';

/** Rows in which a header is looked for. */
export const HEAD_ROWS = 20;

export interface SheetHead {
  readonly names: readonly string[];
  /** Rows up to and including the header. */
  readonly rows: number;
}

/** Every row and every pair of neighbours that may be the header, in the order in which they are tried. */
export function* headsOf(rows: readonly (readonly unknown[])[]): Generator<SheetHead, void> {
  for (let at = 0; at < rows.length; at += 1) {
    const top = rows[at]!.map(nameIn);
    if (top.every((name) => name === '')) continue;
    yield { names: top, rows: at + 1 };
    const bottom = rows[at + 1]?.map(nameIn);
    if (bottom?.some((name) => name !== '')) yield { names: merged(top, bottom), rows: at + 2 };
  }
}

/** The first that holds all that is wanted; null when none does. */
export function findHead(rows: readonly (readonly unknown[])[], wanted: Wanted): SheetHead | null {
  for (const head of headsOf(rows)) if (hasColumns(head.names, wanted)) return head;
  return null;
}

function merged(top: readonly string[], bottom: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of bottom) counts.set(name, (counts.get(name) ?? 0) + 1);
  let group = '';
  return Array.from({ length: Math.max(top.length, bottom.length) }, (_, column) => {
    const above = top[column] ?? '';
    const below = bottom[column] ?? '';
    if (above !== '') group = above;
    if (below === '') return above;
    return (counts.get(below) ?? 0) > 1 && group !== '' ? `${group}/${below}` : below;
  });
}

const nameIn = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
