/** Whether reviews written for a free product are told from others once the shop's own tag is gone. Invariant: the tag never reaches a scorer. */
import { z } from 'zod';
import { type Disclosure, disclosure } from '../../../transforms/disclosure.ts';
import { fold } from '../../../transforms/text.ts';
import { recallAt } from './figures.ts';
import { learnedScores } from './learned_words.ts';
import { rowsOf } from './shared_data.ts';

const review = z.object({
  product_id: z.string(),
  title: z.string().nullish(),
  text: z.string(),
  tagged_incentivised: z.boolean(),
});

/** The tag stands in brackets at the head of the text. */
const TAG = /\[[^\]]{0,120}\]/gu;

export interface IncentiveFigures {
  readonly tagged: number;
  readonly untagged: number;
  /** Tagged reviews of the two products that have most of them. */
  readonly ofTwoProducts: number;
  /** Share of tagged reviews whose own words say so, and of untagged ones that do. */
  readonly declared: { readonly recall: number; readonly falsePositives: number };
  /** Recall at 5 % false positives: disclosure first, then the length of the text. */
  readonly withLength: number;
  /** The same by length alone. */
  readonly lengthAlone: number;
  /** The same by words learned from reviews of other products; no part of koc. */
  readonly learned: number;
}

const RANK: Readonly<Record<Disclosure['state'], number>> = { declared: 2, suspected: 1, none: 0 };
const FALSE_POSITIVES = 0.05;

/** Text without anything in brackets. */
export function withoutTag(text: string): string {
  return text.replace(TAG, ' ').trim();
}

export function incentiveFigures(): IncentiveFigures {
  const texts = rowsOf('en_sephora_2026', review).map((row) => ({
    group: row.product_id,
    isTrue: row.tagged_incentivised,
    folded: fold(`${row.title ?? ''}\n${withoutTag(row.text)}`),
  }));
  const learned = learnedScores(texts);
  const rows = texts.map((row, i) => ({
    ...row,
    rank: RANK[disclosure(row.folded).state],
    length: row.folded.length,
    learned: learned[i]!,
  }));
  const tagged = rows.filter((row) => row.isTrue);
  const untagged = rows.filter((row) => !row.isTrue);
  const share = (of: typeof rows): number => of.filter((row) => row.rank > 0).length / of.length;
  const recall = (score: (row: (typeof rows)[number]) => number): number =>
    recallAt(FALSE_POSITIVES, tagged.map(score), untagged.map(score));
  const counts = Map.groupBy(tagged, (row) => row.group).values();
  const [most = 0, next = 0] = [...counts].map((of) => of.length).sort((a, b) => b - a);
  return {
    tagged: tagged.length,
    untagged: untagged.length,
    ofTwoProducts: most + next,
    declared: { recall: share(tagged), falsePositives: share(untagged) },
    withLength: recall(({ rank, length }) => rank + length / (1000 + length)),
    lengthAlone: recall(({ length }) => length),
    learned: recall((row) => row.learned),
  };
}
