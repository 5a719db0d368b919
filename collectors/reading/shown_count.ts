/** Counts that stand among words on a page ("7回应", "赞 (1.2万+)"). What shows no figure shows no count. */
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';

const FIGURE = /\d[\d,]*(?:\.\d+)?\s*[千kw万萬m亿億b]?\s*\+?/iu;

/** Null = no figure is shown. */
export function countAmong(words: string | null | undefined): Count | null {
  return parseCount(FIGURE.exec(words ?? '')?.[0] ?? null) ?? null;
}

/** The counts where at least one is shown, else null. */
export function shownCounts<Counts extends Readonly<Record<string, Count | null>>>(counts: Counts): Counts | null {
  return Object.values(counts).some((count) => count !== null) ? counts : null;
}
