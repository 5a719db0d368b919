/** What to do this week, most urgent first: whom, where, why now, under which post, and what the team made of it. */
import { wordedSuggestion } from '../../dossier/suggestion.ts';
import type { CandidateRow, EvidenceRow } from '../../rows.ts';
import { platformOf, type WorkItem, whatToDo, whyNow } from '../../worklist.ts';
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

/** The first tab. */
export function worklist(scope: Scope): Grid<WorkItem> {
  const { words, lists } = scope;
  const { columns } = words.workbook;
  const byPost = new Map(scope.of(lists.ugc).map((row) => [`${row.brandId} ${row.postKey}`, row]));
  const rows = scope.peopleOf(lists.worklist).map((row): WorkItem => {
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
      ...brandColumn<WorkItem>(scope),
      { label: columns.place, kind: 'place', width: 6, value: ({ row }) => row.itemNo },
      {
        label: columns.todo,
        kind: 'text',
        width: 20,
        isWrapped: true,
        value: (item) => whatToDo(item, words, scope.facts),
      },
      whoColumn<WorkItem>(scope, ({ authorKey }) => authorKey),
      ...accountColumns<WorkItem>(scope, { platform: platformOf, authorKey: ({ authorKey }) => authorKey }),
      { label: columns.whyNow, kind: 'text', width: 40, isWrapped: true, value: (item) => whyNow(item, scope) },
      ...postColumns<WorkItem>(
        scope,
        columns.answerPost,
        ({ row }) => row.postKey,
        (item, key) => factsOf(item, lists.evidence.get(key)),
      ),
      { label: columns.incentive, kind: 'text', width: 36, isWrapped: true, value: (item) => suggestion(item, scope) },
      ...workColumns<WorkItem>(scope),
      ...keyColumn<WorkItem>(scope),
    ],
  };
}

function factsOf({ ugc }: WorkItem, evidence: EvidenceRow | undefined): PostFacts | undefined {
  return evidence ?? ugc ?? undefined;
}

function suggestion({ row, candidate }: WorkItem, { words, lists, facts }: Scope): string | null {
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
