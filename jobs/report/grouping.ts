/** Rows of lists by brand, or by brand and author, so that nobody looks through all of them for each. Order within a group stays. */

/** By brand id; a brand without rows is not in it. */
export function byBrand<Row extends { readonly brandId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, ({ brandId }) => brandId);
}

/** By `authorPlace`; an author without rows is not in it. */
export function byAuthor<Row extends { readonly brandId: string; readonly authorKey: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, authorPlace);
}

/** What tells one author of one brand from all others. */
export function authorPlace({ brandId, authorKey }: { readonly brandId: string; readonly authorKey: string }): string {
  return `${brandId} ${authorKey}`;
}
