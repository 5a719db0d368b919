/** What to do this week, most urgent first: whom, where, why now, under which post, and what the team made of it. */
import { suggestIncentive } from '../../dossier/incentive.ts';
import { wordedSuggestion } from '../../dossier/suggestion.ts';
import { grouped } from '../../numbers.ts';
import type { CandidateRow, EvidenceRow, UgcRow, WorklistRow } from '../../rows.ts';
import { ugcSentence, whySentences } from '../../why.ts';
import {
  accountColumns,
  brandColumn,
  keyColumn,
  type PostFacts,
  postColumns,
  whoColumn,
  workColumns,
} from '../columns.ts';
import type { Grid } from '../grid.ts';
import type { Scope } from '../scope.ts';

/** A line of the list with what is known of its author and its post. */
interface Item {
  readonly row: WorklistRow;
  readonly brandId: string;
  readonly authorKey: string;
  /** Null: the author stands on no list, only the post does. */
  readonly candidate: CandidateRow | null;
  readonly ugc: UgcRow | null;
}

/** The first tab. */
export function worklist(scope: Scope): Grid<Item> {
  const { words, lists } = scope;
  const { columns } = words.workbook;
  const byPost = new Map(scope.of(lists.ugc).map((row) => [`${row.brandId} ${row.postKey}`, row]));
  const rows = scope.peopleOf(lists.worklist).map((row): Item => {
    const { brandId, authorKey } = row;
    return {
      row,
      brandId,
      authorKey,
      candidate: scope.candidate(row) ?? null,
      ugc: byPost.get(`${brandId} ${row.postKey ?? ''}`) ?? null,
    };
  });
  return {
    name: words.workbook.tabs.worklist,
    tone: 'act',
    frozenColumns: scope.brands.length > 1 ? 4 : 3,
    pagesWide: 1,
    rows,
    columns: [
      ...brandColumn<Item>(scope),
      { label: columns.place, kind: 'place', width: 6, value: ({ row }) => row.itemNo },
      {
        label: columns.todo,
        kind: 'text',
        width: 20,
        isWrapped: true,
        value: (item) => todo(item, scope),
      },
      whoColumn<Item>(scope, ({ authorKey }) => authorKey),
      ...accountColumns<Item>(scope, { platform: platformOf, authorKey: ({ authorKey }) => authorKey }),
      { label: columns.whyNow, kind: 'text', width: 40, isWrapped: true, value: (item) => whyNow(item, scope) },
      ...postColumns<Item>(
        scope,
        columns.answerPost,
        ({ row }) => row.postKey,
        (item, key) => factsOf(item, lists.evidence.get(key)),
      ),
      { label: columns.incentive, kind: 'text', width: 36, isWrapped: true, value: (item) => suggestion(item, scope) },
      ...workColumns<Item>(scope),
      ...keyColumn<Item>(scope),
    ],
  };
}

function platformOf({ candidate, ugc }: Item): string | null {
  return candidate?.platform ?? ugc?.platform ?? null;
}

function factsOf({ ugc }: Item, evidence: EvidenceRow | undefined): PostFacts | undefined {
  return evidence ?? ugc ?? undefined;
}

/** A verb phrase. Whoever has just complained, or shows unusual patterns, is not thanked as if nothing were. */
function todo({ row, candidate }: Item, { words, facts }: Scope): string {
  const { do: does } = words.workbook;
  if (row.action === 'ugc_ask') return does.ugc_ask;
  const { reasonCode } = candidate === null ? { reasonCode: null } : suggestIncentive(candidate, facts(candidate));
  if (reasonCode === 'complaint' || reasonCode === 'patterns') return does[reasonCode];
  return row.action === 'new' ? does.new(row.rank !== null) : does[row.action];
}

/** What happened, then the strongest thing that is known of the author, or of the post that is asked for. */
function whyNow({ row, candidate, ugc }: Item, { words, lists }: Scope): string {
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

function suggestion({ row, candidate }: Item, { words, lists, facts }: Scope): string | null {
  if (row.action === 'ugc_ask')
    return words.workbook.incentive({
      label: words.dossier.incentive.feature,
      reason: words.dossier.incentiveDoes.feature(brandName(row.brandId, lists)),
    });
  if (candidate === null) return null;
  return suggested(candidate, { words, lists, facts });
}

/** Name of the suggested incentive and what to do, or why nothing is to be offered. */
export function suggested(
  row: CandidateRow,
  { words, lists, facts }: Pick<Scope, 'words' | 'lists' | 'facts'>,
): string {
  const { name, does, reason } = wordedSuggestion(
    { row, facts: facts(row), brand: lists.brands.get(row.brandId) },
    words,
  );
  return words.workbook.incentive({ label: name, reason: does ?? reason });
}

function brandName(brandId: string, lists: Scope['lists']): string {
  return lists.brands.get(brandId)?.names[0] ?? brandId;
}
