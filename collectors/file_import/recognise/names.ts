/** Finds a column of a table by the name that a known shape gives it, passing over what exporters vary: space, case, width, units. */

/** The column as the file spells it; undefined when it is not there. A name without a unit is preferred to one with it. */
export type FindColumn = (name: string) => string | undefined;

export function columnFinder(names: readonly string[]): FindColumn {
  const byName = new Map<string, string>();
  for (const shape of [folded, withoutUnit]) {
    for (const name of names) if (!byName.has(shape(name))) byName.set(shape(name), name);
  }
  return (name) => byName.get(folded(name)) ?? byName.get(folded(name.split('.')[0]!));
}

/** Full-width forms, case, white space and underscores carry no meaning in a head. */
export const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s_]+/gu, '')
    .toLowerCase();

const withoutUnit = (name: string): string => folded(name).replace(/[([](?:千|万|亿|w|k|m|个|次|人|篇|条)[)\]]$/u, '');
