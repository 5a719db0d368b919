/** Finds a column of a table by the name that a known shape gives it, passing over what exporters vary: space, case, width, units. */

/** The column as the file spells it; undefined when it is not there. A name without unit and group is preferred to one with them. */
export type FindColumn = (name: string) => string | undefined;

export function columnFinder(names: readonly string[]): FindColumn {
  const byName = new Map<string, string>();
  for (const shape of [folded, withoutUnit, withoutGroup]) {
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

/** Of `笔记数据/点赞数` the column, unless the group is about the account: its likes are not the post's. */
const withoutGroup = (name: string): string => withoutUnit(name.replace(GROUP, ''));

const GROUP = /^(?![^/]*(?:达人|博主|播主|账号|作者|粉丝))[^/]*(?:数据|信息|指标|互动|表现)\//u;
