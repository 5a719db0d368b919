/** Sixty weeks of an invented market: regulars who come back to their brand, passers-by who praise once, fans of the rivals. */
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

export const AS_OF = '2026-11-16';
/** 26 weeks before. */
export const CUT = '2026-05-18';

const WEEK_MS = 7 * 86_400_000;
const FIRST = Date.UTC(2025, 8, 22, 4);

export interface Row {
  readonly kind: string;
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly [column: string]: unknown;
}

/** Praise of `brand` by `author` in the given weeks, from 0. */
function praise(author: string, brand: string, weeks: readonly number[], stars = 5): Row[] {
  return weeks.map((week) => ({
    kind: 'post',
    id: `${author}-${brand}-${week}`,
    author,
    name: author,
    text: `${brand} ${author} ${week}`,
    stars,
    likes: (week * 7) % 40,
    at: new Date(FIRST + week * WEEK_MS).toISOString(),
  }));
}

const every = (step: number, from = 0) =>
  Array.from({ length: Math.ceil((60 - from) / step) }, (_, i) => from + i * step);

/** By date: 10 regulars of Aurora, 30 who praised it twice in one week long ago, 12 fans of the rivals who mention it once. */
export const ROWS: readonly Row[] = [
  ...Array.from({ length: 10 }, (_, i) => praise(`regular${i}`, 'Aurora', every(3 + (i % 4), i))).flat(),
  ...Array.from({ length: 30 }, (_, i) => [
    ...praise(`passer${i}`, 'Aurora', [i % 30]),
    ...praise(`passer${i}`, '欧若拉', [i % 30]),
  ]).flat(),
  ...Array.from({ length: 12 }, (_, i) => [
    ...praise(`rival${i}`, i % 2 === 0 ? 'Nova' : 'Coman', every(4, i)),
    ...praise(`rival${i}`, 'Aurora', [20 + i], i % 3 === 0 ? 1 : 5),
  ]).flat(),
].toSorted((a, b) => (a.at < b.at ? -1 : 1));

export async function marketOf(rows: readonly Row[]): Promise<TestWorkspace> {
  const ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('posts', rows, POSTS_MAP);
  return ws;
}
