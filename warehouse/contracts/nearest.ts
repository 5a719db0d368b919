/** Finds the name that a typo was meant to be. A suggestion is made only when it is closer than chance would have it. */

/** The known name at the smallest edit distance (insert, delete, replace, swap of neighbours), or null when none is near. */
export function nearest(typed: string, known: Iterable<string>): string | null {
  const wanted = typed.toLowerCase().replaceAll('-', '_');
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(wanted, name.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

/** Optimal string alignment distance; any number ≥ `limit` once it is known not to be smaller. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(above[column]! + 1, line[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1));
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) cost = Math.min(cost, before[column - 2]! + 1);
      line.push(cost);
    }
    [before, above] = [above, line];
  }
  return above[b.length]!;
}

/** ` (did you mean likes?)`, or an empty text when no known name is near. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const name = nearest(typed, known);
  return name === null ? '' : ` (did you mean ${name}?)`;
}
