/** Lines of the worklist with who and what they are about, and why each is due now; the same in workbooks and on pages. */
import { type IncentiveFacts, suggestIncentive } from './dossier/incentive.ts';
import type { Lists } from './lists.ts';
import { grouped } from './numbers.ts';
import type { CandidateRow, UgcRow, WorklistRow } from './rows.ts';
import { ugcSentence, whySentences } from './why.ts';
import type { Words } from './words/words.ts';

/** What is known of an author when something is suggested. */
export type FactsOf = (row: CandidateRow) => IncentiveFacts;

/** A line of the list with what is known of its author and its post. */
export interface WorkItem {
  readonly row: WorklistRow;
  readonly brandId: string;
  readonly authorKey: string;
  /** Null: the author stands on no list, only the post does. */
  readonly candidate: CandidateRow | null;
  readonly ugc: UgcRow | null;
}

/** Platform of the author or the post; null = neither is known. */
export function platformOf({ candidate, ugc }: WorkItem): string | null {
  return candidate?.platform ?? ugc?.platform ?? null;
}

/** A verb phrase. Whoever has just complained, or shows unusual patterns, is not thanked as if nothing were. */
export function whatToDo({ row, candidate }: WorkItem, words: Words, facts: FactsOf): string {
  const { do: does } = words.workbook;
  if (row.action === 'ugc_ask') return does.ugc_ask;
  const { reasonCode } = candidate === null ? { reasonCode: null } : suggestIncentive(candidate, facts(candidate));
  if (reasonCode === 'complaint' || reasonCode === 'patterns') return does[reasonCode];
  return row.action === 'new' ? does.new(row.rank !== null) : does[row.action];
}

/** What happened, then the strongest thing that is known of the author, or of the post that is asked for. */
export function whyNow(
  { row, candidate, ugc }: WorkItem,
  { words, lists }: { readonly words: Words; readonly lists: Pick<Lists, 'brands'> },
): string {
  const { whyNow: say } = words.workbook;
  const rank = row.rank === null ? null : grouped(row.rank);
  const because = candidate === null ? [] : whySentences(candidate, lists.brands.get(row.brandId), words).slice(0, 1);
  switch (row.action) {
    case 'new': {
      const isFirst = candidate?.isNew === true;
      const news = rank === null ? [] : [isFirst ? say.firstTime({ rank }) : say.notMet({ rank })];
      return [...news, ...because].join(words.gap);
    }
    case 'risen': {
      const news = rank === null ? [] : [say.risen({ rank, places: grouped(Math.max(0, row.rankChange ?? 0)) })];
      return [...news, ...because].join(words.gap);
    }
    case 'at_risk': {
      const since = candidate?.lastMentionDate ?? null;
      return since === null ? say.fading : say.silent({ since });
    }
    case 'ugc_ask': {
      const published = ugc?.publishedDate ?? null;
      const news = published === null ? [] : [say.post({ published })];
      return [...news, ...(ugc === null ? [] : [ugcSentence(ugc, words)])].join(words.gap);
    }
  }
}
