/** Who is new, left, rose or fell since the last printing of an earlier as_of; decided on printed lists, never on recomputed weeks. */
import type { CanonicalPublication } from '../contracts/rows.ts';
import { latestPrintings, PRINTED_LIST } from './publications.ts';

/** Author keys, each list in the order of rank (of the earlier rank for those who left). */
export interface BrandChanges {
  readonly brandId: string;
  readonly new: readonly string[];
  readonly left: readonly string[];
  readonly risen: readonly string[];
  readonly fallen: readonly string[];
  readonly same: readonly string[];
}

export interface Changes {
  /** as_of of the printing compared with; null when there is none, and then nobody is called new. */
  readonly since: string | null;
  readonly brands: readonly BrandChanges[];
}

/** Compares the printing of `asOf` with the newest earlier one in `publications`; brands in order of id. */
export function changesSince(publications: readonly CanonicalPublication[], asOf: string): Changes {
  const printed = latestPrintings(publications).filter((line) => line.list === PRINTED_LIST && line.asOf <= asOf);
  const since = printed.reduce<string | null>((latest, line) => (line.asOf < asOf ? line.asOf : latest), null);
  const brandIds = [
    ...new Set(printed.filter((l) => l.asOf === asOf || l.asOf === since).map((l) => l.brandId)),
  ].sort();
  return {
    since,
    brands: brandIds.map((brandId) => {
      const now = printed.filter((line) => line.brandId === brandId && line.asOf === asOf);
      const before = printed.filter((line) => line.brandId === brandId && line.asOf === since);
      const rankBefore = new Map(before.map((line) => [line.authorKey, line.rank]));
      const listed = new Set(now.map((line) => line.authorKey));
      const where = (test: (rank: number, earlier: number | undefined) => boolean) =>
        now.filter((line) => test(line.rank, rankBefore.get(line.authorKey))).map((line) => line.authorKey);
      return {
        brandId,
        new: since === null ? [] : where((_, earlier) => earlier === undefined),
        left: before.filter((line) => !listed.has(line.authorKey)).map((line) => line.authorKey),
        risen: where((rank, earlier) => earlier !== undefined && rank < earlier),
        fallen: where((rank, earlier) => earlier !== undefined && rank > earlier),
        same: where((rank, earlier) => earlier === rank),
      };
    }),
  };
}
