/** What is worth passing on of a brand's week, in a dozen numbers and rows; the one-pager and the messages tell the same. */
import { isoDate } from '../../../warehouse/contracts/time.ts';
import type { Brand } from '../../config/types.ts';
import type { BrandHistoryRow, BrandWeekRow } from '../brand_rows.ts';
import type { Lists } from '../lists.ts';
import type { CandidateRow, UgcRow } from '../rows.ts';

export interface Digest {
  readonly brand: Brand;
  /** Null = the week has no row of the brand. */
  readonly week: BrandWeekRow | null;
  /** Share of voice of the week before, in [0, 1]; null = not known. */
  readonly shareBefore: number | null;
  readonly listedCount: number;
  /** On the list for the first time, by rank. */
  readonly fresh: readonly CandidateRow[];
  /** Gained places, most first. */
  readonly risen: readonly CandidateRow[];
  /** Listed, and falling silent. */
  readonly atRiskCount: number;
  /** Stood on the list before, by earlier rank. */
  readonly left: readonly CandidateRow[];
  /** First of the list, by rank. */
  readonly top: readonly CandidateRow[];
  /** Posts that may still be asked for: those of the worklist, then the best. */
  readonly ugc: readonly UgcRow[];
  /** Brands of the same category, largest share of voice first; the brand itself is always among them. */
  readonly voices: readonly BrandWeekRow[];
  /** The brand's weeks up to the reported one, oldest first; at most 26. */
  readonly history: readonly BrandHistoryRow[];
}

const TOP = 10;
const UGC = 3;
const VOICES = 6;

/** Rights states after which a post need not be asked for, or must not. */
const SETTLED = new Set(['hidden', 'held', 'asked', 'granted', 'declined', 'featured']);

/** Own brands in the order of their ids. */
export function ownBrands(lists: Lists): Brand[] {
  return [...lists.brands.values()]
    .filter(({ role }) => role === 'own')
    .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

export function digest(lists: Lists, brand: Brand): Digest {
  const koc = lists.koc.filter((row) => row.brandId === brand.id);
  const week = lists.brandWeeks.find((row) => row.brandId === brand.id) ?? null;
  const rivals = lists.brandWeeks.filter((row) => row.category === brand.category && row.brandId !== brand.id);
  const history = lists.history.filter((row) => row.brandId === brand.id && row.periodStart <= lists.asOf.weekStart);
  const before = isoDate(lists.asOf.weekStartDay - 7);
  const asked = lists.worklist.filter((row) => row.brandId === brand.id && row.action === 'ugc_ask');
  const places = new Map(asked.map(({ postKey }, i) => [postKey, i]));
  const place = (row: UgcRow) => places.get(row.postKey) ?? places.size;
  const heard = [...(week === null ? [] : [week]), ...rivals.slice(0, VOICES - 1)];
  return {
    brand,
    week,
    shareBefore: history.find((row) => row.periodStart === before)?.sovAuthors ?? null,
    listedCount: koc.length,
    fresh: koc.filter((row) => row.isNew === true),
    risen: koc.filter((row) => (row.rankChange ?? 0) > 0).toSorted((a, b) => (b.rankChange ?? 0) - (a.rankChange ?? 0)),
    atRiskCount: koc.filter((row) => row.activity === 'at_risk').length,
    left: lists.left.filter((row) => row.brandId === brand.id),
    top: koc.slice(0, TOP),
    ugc: lists.ugc
      .filter((row) => row.brandId === brand.id && row.recommendedUse !== null && !SETTLED.has(row.rightsState))
      .toSorted((a, b) => place(a) - place(b))
      .slice(0, UGC),
    voices: heard.toSorted((a, b) => (b.sovAuthors ?? 0) - (a.sovAuthors ?? 0)),
    history,
  };
}
