/** Suggests the known name that a mistyped one was meant to be; silent when nothing is near. */

/** ` (did you mean likes?)`, or an empty text when no known name is within a third of its length. */
export function didYouMean(given: string, known: Iterable<string>): string {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  const isNear = best !== undefined && bestDistance <= Math.max(1, Math.floor(Math.max(given.length, best.length) / 3));
  return isNear ? ` (did you mean ${best}?)` : '';
}

/** Levenshtein's distance: fewest insertions, deletions and replacements of UTF-16 units. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
