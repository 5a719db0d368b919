/** Tabs of people who are not the list: those who rise, those of whom too little is known, those with marks of gifts, and KOLs apart. */
import { contactRoutes, routesInShort } from '../../dossier/contact_route.ts';
import type { CandidateRow, KolRow } from '../../rows.ts';
import { missingPhrases } from '../../why.ts';
import { worded } from '../../words/languages.ts';
import { accountColumns, bandColumn, brandColumn, marksText, postColumns, shown, whoColumn } from '../columns.ts';
import type { Grid, GridColumn } from '../grid.ts';
import type { Scope } from '../scope.ts';
import { leftOutReason } from './left_out.ts';
import { measured, who, whyColumn } from './shortlist.ts';

/** Listed or early, and praising more often than before. */
export function rising(scope: Scope): Grid<CandidateRow> {
  const { words, lists } = scope;
  const rows = scope.peopleOf([...lists.koc, ...lists.early]).filter((row) => row.activity === 'rising');
  return {
    ...people(scope, words.workbook.tabs.rising, rows),
    columns: [
      ...brandColumn<CandidateRow>(scope),
      ...who(scope),
      listColumn(scope),
      ...measured(scope),
      shown(words, 'ratePerYear', 'decimal'),
      shown(words, 'expectedMentions', 'decimal'),
      whyColumn(scope),
      ...evidence(scope),
    ],
  };
}

/** What is missing before they can be ranked. */
export function early(scope: Scope): Grid<CandidateRow> {
  const { words, lists } = scope;
  return {
    ...people(scope, words.workbook.tabs.early, scope.peopleOf(lists.early)),
    columns: [
      ...brandColumn<CandidateRow>(scope),
      ...who(scope),
      {
        label: words.workbook.columns.missing,
        kind: 'text',
        width: 46,
        isWrapped: true,
        value: (row) => missingPhrases(row, words).join(words.separator),
      },
      ...measured(scope),
      shown(words, 'lastMentionDate', 'date'),
      ...evidence(scope),
      {
        label: words.workbook.columns.contact,
        kind: 'text',
        width: 22,
        isWrapped: true,
        value: (row) => routesInShort(contactRoutes(row, scope.facts(row)), words),
      },
    ],
  };
}

/** People of the lists whose posts carry marks of gifts or payment. */
export function gifted(scope: Scope): Grid<CandidateRow> {
  const { words, lists } = scope;
  const rows = scope
    .peopleOf([...lists.koc, ...lists.early])
    .filter((row) => row.giftedMentionsCount > 0 || (row.disclosedShare ?? 0) > 0);
  return {
    ...people(scope, words.workbook.tabs.gifted, rows),
    columns: [
      ...brandColumn<CandidateRow>(scope),
      ...who(scope),
      listColumn(scope),
      {
        label: words.workbook.columns.marks,
        kind: 'text',
        width: 28,
        isWrapped: true,
        value: (row) => marksText(row, words),
      },
      shown(words, 'giftedMentionsCount', 'whole', { label: words.workbook.columns.giftedMentions }),
      shown(words, 'disclosedShare', 'percent', { bar: 'share' }),
      ...measured(scope),
      ...evidence(scope),
    ],
  };
}

/** Accounts that live by reach. Reach shows here, as it never does in the rank of a customer. */
export function kol(scope: Scope): Grid<KolRow> {
  const { words, lists } = scope;
  return {
    name: words.workbook.tabs.kol,
    tone: 'people',
    frozenColumns: scope.brands.length > 1 ? 3 : 2,
    pagesWide: 1,
    rows: scope.peopleOf(lists.kol),
    columns: [
      ...brandColumn<KolRow>(scope),
      shown(words, 'rank', 'place'),
      whoColumn<KolRow>(scope, ({ authorKey }) => authorKey),
      ...accountColumns<KolRow>(scope, {
        platform: ({ platform }) => platform,
        authorKey: ({ authorKey }) => authorKey,
      }),
      bandColumn<KolRow>(words),
      shown(words, 'reactionsPerPost', 'whole', { bar: 'open', width: 12 }),
      shown(words, 'overlapShare', 'percent', { bar: 'share' }),
      shown(words, 'disclosedShare', 'percent'),
      shown(words, 'mentionsCount', 'whole'),
      shown(words, 'pos', 'percent', { bar: 'share' }),
      shown(words, 'competitorMentionsCount', 'whole'),
      {
        label: words.workbook.columns.reason,
        kind: 'text',
        width: 34,
        isWrapped: true,
        value: ({ classReason }) => leftOutReason(classReason, words),
      },
    ],
  };
}

function people(scope: Scope, name: string, rows: readonly CandidateRow[]): Omit<Grid<CandidateRow>, 'columns'> {
  return { name, rows, tone: 'people', pagesWide: 1, frozenColumns: scope.brands.length > 1 ? 2 : 1 };
}

function evidence(scope: Scope): GridColumn<CandidateRow>[] {
  return postColumns<CandidateRow>(scope, scope.words.columns.evidence, (row) => row.evidencePostKey1);
}

function listColumn({ words }: Scope): GridColumn<CandidateRow> {
  const { lists, columns } = words.workbook;
  return {
    label: columns.list,
    kind: 'text',
    width: 14,
    value: ({ rank, status }) => (rank === null ? worded({ early: lists.early }, status) : lists.listed(String(rank))),
  };
}
