/** The list in order: who, what was measured, the posts that say so, what to do about it; index and interval at the far right. */
import { contactRoutes, routesInShort } from '../../dossier/contact_route.ts';
import { evidenceKeys } from '../../lists.ts';
import type { CandidateRow } from '../../rows.ts';
import { whySentences } from '../../why.ts';
import { worded } from '../../words/languages.ts';
import {
  accountColumns,
  bandColumn,
  brandColumn,
  keyColumn,
  marksText,
  postColumns,
  shown,
  whoColumn,
  workColumns,
} from '../columns.ts';
import type { Grid, GridColumn } from '../grid.ts';
import type { Scope } from '../scope.ts';
import { suggested } from './worklist.ts';

/** Listed people of the shown brands. */
export function shortlist(scope: Scope): Grid<CandidateRow> {
  const { words, lists } = scope;
  const { columns } = words.workbook;
  return {
    name: words.workbook.tabs.shortlist,
    tone: 'people',
    frozenColumns: scope.brands.length > 1 ? 4 : 3,
    pagesWide: 2,
    rows: scope.peopleOf(lists.koc),
    columns: [
      ...brandColumn<CandidateRow>(scope),
      ...place(scope),
      ...who(scope),
      ...measured(scope),
      ...([1, 2, 3] as const).flatMap((n) =>
        postColumns<CandidateRow>(scope, columns.evidence(n), (row) => evidenceKeys(row)[n - 1] ?? null),
      ),
      ...reasons(scope),
      basisColumn(scope),
      ...workColumns<CandidateRow>(scope),
      shown(words, 'indexValue', 'decimal', { bar: 'index' }),
      shown(words, 'indexLow', 'decimal', { label: columns.low }),
      shown(words, 'indexHigh', 'decimal', { label: columns.high }),
      ...keyColumn<CandidateRow>(scope),
    ],
  };
}

function place({ words }: Scope): GridColumn<CandidateRow>[] {
  const { change } = words;
  return [
    shown(words, 'rank', 'place'),
    {
      label: words.workbook.columns.change,
      kind: 'change',
      width: 7,
      value: ({ isNew, rankChange }) => (isNew === true ? change.isNew : (rankChange ?? change.unknown)),
    },
  ];
}

/** Nickname, platform, id, profile and band of a candidate. */
export function who(scope: Scope): GridColumn<CandidateRow>[] {
  return [
    whoColumn<CandidateRow>(scope, ({ authorKey }) => authorKey),
    ...accountColumns<CandidateRow>(scope, {
      platform: ({ platform }) => platform,
      authorKey: ({ authorKey }) => authorKey,
    }),
    bandColumn<CandidateRow>(scope.words),
  ];
}

/** What was counted and compared. */
export function measured({ words }: Scope): GridColumn<CandidateRow>[] {
  const { columns } = words.workbook;
  return [
    shown(words, 'mentions12wCount', 'whole', { label: columns.mentions12w }),
    { label: columns.positive12w, kind: 'whole', width: 9, value: (row) => row.positiveMentions12wCount },
    shown(words, 'shareLift', 'times', { label: columns.preference, bar: 'open' }),
    shown(words, 'engagementValue', 'whole', { label: columns.engagement, width: 13, bar: 'open' }),
    {
      label: words.columns.authenticityLabel,
      kind: 'text',
      width: 13,
      value: ({ authenticityLabel }) =>
        authenticityLabel === null ? null : worded(words.authenticity, authenticityLabel),
    },
  ];
}

function reasons(scope: Scope): GridColumn<CandidateRow>[] {
  const { words, lists, facts } = scope;
  const { columns } = words.workbook;
  return [
    whyColumn(scope),
    {
      label: columns.incentive,
      kind: 'text',
      width: 34,
      isWrapped: true,
      value: (row) => suggested(row, { words, lists, facts }),
    },
    { label: columns.marks, kind: 'text', width: 16, isWrapped: true, value: (row) => marksText(row, words) },
    {
      label: columns.contact,
      kind: 'text',
      width: 22,
      isWrapped: true,
      value: (row) => routesInShort(contactRoutes(row, facts(row)), words),
    },
  ];
}

/** The sentences on why somebody stands there. */
export function whyColumn({ words, lists }: Scope): GridColumn<CandidateRow> {
  return {
    label: words.columns.why,
    kind: 'text',
    width: 54,
    isWrapped: true,
    value: (row) => whySentences(row, lists.brands.get(row.brandId), words).join(words.gap),
  };
}

function basisColumn({ words }: Scope): GridColumn<CandidateRow> {
  const { basis, columns } = words.workbook;
  return {
    label: columns.basis,
    kind: 'text',
    width: 12,
    value: ({ isKeywordOnly }) => (isKeywordOnly === null ? null : isKeywordOnly ? basis.keywordOnly : basis.full),
  };
}
