/** The shortlist as publication records: what raw keeps, so that later weeks can say what changed. */
import type { CanonicalPublication } from '../../warehouse/contracts/rows.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { PRINTED_LIST } from '../../warehouse/publish/publications.ts';
import type { Lists } from './lists.ts';
import { recordedFigures, type SelfTest } from './self_test.ts';

export interface PublicationFacts {
  readonly asOf: AsOf;
  readonly modelVersion: string;
  /** UTC ms; one moment for the whole printing. */
  readonly publishedAt: number;
  readonly selfTest: SelfTest | null;
}

/**
 * The back-test figures of a brand stand on its first lines only: they are the brand's, and a few copies outlive the forgetting
 * of one person.
 */
const LINES_WITH_FIGURES = 3;

/** One line a listed candidate, by brand and rank. */
export function publicationLines(lists: Lists, facts: PublicationFacts): CanonicalPublication[] {
  return lists.koc.flatMap((row) =>
    row.rank === null || row.indexValue === null
      ? []
      : {
          asOf: facts.asOf.date,
          list: PRINTED_LIST,
          brandId: row.brandId,
          authorKey: row.authorKey,
          rank: row.rank,
          index: row.indexValue,
          score: row.kocScore,
          references: { k_ref: referenceScore(row.kocScore, row.indexValue) },
          backtest: row.rank <= LINES_WITH_FIGURES ? figuresOf(row.brandId, facts.selfTest) : {},
          modelVersion: facts.modelVersion,
          publishedAt: facts.publishedAt,
        },
  );
}

function figuresOf(brandId: string, selfTest: SelfTest | null): CanonicalPublication['backtest'] {
  const tested = selfTest?.brands.get(brandId);
  return tested === undefined ? {} : recordedFigures(tested);
}

/** K_ref of ranking 7, which index = 100 K / (K + K_ref) was made with, to 6 places; 0 at the index's end of 100. */
function referenceScore(score: number, index: number): number {
  return index <= 0 ? 0 : Math.round(((score * (100 - index)) / index) * 1e6) / 1e6;
}
