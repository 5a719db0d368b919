/** Columns that several tabs share: who, which post, what the team does. Names, words and links come from what the scope may know. */
import type { CellValue } from '../columns.ts';
import { calledName, shortKey } from '../known.ts';
import { followersBand, grouped, percent } from '../numbers.ts';
import type { CandidateRow, EvidenceRow } from '../rows.ts';
import { firstWords, safeUrl } from '../text.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { NO_WORK, ROW_KEY, type WorkField, workKey, workPlace } from '../work.ts';
import type { GridColumn } from './grid.ts';
import { platformIdLabel } from './platform_id.ts';
import { workWords } from './rules.ts';
import type { Scope } from './scope.ts';
import type { CellKind } from './styles.ts';

/** One author of one brand. */
export interface Pair {
  readonly brandId: string;
  readonly authorKey: string;
}

/** Longest name, in graphemes. */
const NAME = 60;

const WIDTHS: Readonly<Record<CellKind, number>> = {
  text: 14,
  whole: 10,
  decimal: 10,
  percent: 10,
  times: 12,
  change: 8,
  date: 12,
  place: 6,
  link: 7,
};

/** A column that shows a field of the row, under the catalogue's name of it. */
export function shown<Row, Key extends keyof Row & keyof Words['columns'] & string>(
  words: Words,
  key: Key,
  kind: CellKind,
  more: Partial<GridColumn<Row>> = {},
): GridColumn<Row> {
  return { label: words.columns[key], kind, width: WIDTHS[kind], value: (row) => row[key] as CellValue, ...more };
}

/** Which brand a row is about; no column where the workbook has one brand. */
export function brandColumn<Row extends { readonly brandId: string }>(
  scope: Scope,
  isAlways = false,
): GridColumn<Row>[] {
  if (scope.brands.length < 2 && !isAlways) return [];
  const { lists, words } = scope;
  return [
    {
      label: words.workbook.columns.brand,
      kind: 'text',
      width: 14,
      value: ({ brandId }) => lists.brands.get(brandId)?.names[0] ?? brandId,
    },
  ];
}

/** The shown name, else the start of the pseudonym. */
export function whoColumn<Row>({ known, words }: Scope, keyOf: (row: Row) => string | null): GridColumn<Row> {
  return {
    label: words.workbook.columns.who,
    kind: 'text',
    width: 18,
    isWrapped: true,
    value: (row) => {
      const key = keyOf(row);
      return key === null
        ? null
        : (firstWords(calledName(known.authors.get(key)), NAME) ?? words.labels.pseudonym(shortKey(key)));
    },
  };
}

/** Platform, id there and profile. */
export function accountColumns<Row>(
  { known, words, isNamed }: Scope,
  of: { readonly platform: (row: Row) => string | null; readonly authorKey: (row: Row) => string | null },
): GridColumn<Row>[] {
  const author = (row: Row) => known.authors.get(of.authorKey(row) ?? '');
  const { columns } = words.workbook;
  if (!isNamed) return [platformColumn(words, of.platform)];
  return [
    platformColumn(words, of.platform),
    {
      label: columns.platformId,
      kind: 'text',
      width: 18,
      isWrapped: true,
      value: (row) => platformIdLabel(of.platform(row), author(row)?.id ?? null, words),
    },
    profileColumn({ known, words }, of.authorKey),
  ];
}

/**
 * A word that leads there, for the cell beside what it is about: some programs neither break nor wrap a text that is a link itself.
 */
function linkColumn<Row>(words: Words, label: string, urlOf: (row: Row) => string | null | undefined): GridColumn<Row> {
  return {
    label,
    kind: 'link',
    width: 7,
    value: (row) => (safeUrl(urlOf(row) ?? null) === null ? null : words.workbook.open),
    link: (row) => urlOf(row) ?? null,
  };
}

/** Leads to the profile. */
export function profileColumn<Row>(
  { known, words }: Pick<Scope, 'known' | 'words'>,
  keyOf: (row: Row) => string | null,
): GridColumn<Row> {
  return linkColumn(words, words.workbook.columns.profile, (row) => known.authors.get(keyOf(row) ?? '')?.url);
}

/** What people call the platform. */
export function platformColumn<Row>(words: Words, platform: (row: Row) => string | null): GridColumn<Row> {
  return {
    label: words.workbook.columns.platform,
    kind: 'text',
    width: 12,
    value: (row) => {
      const id = platform(row);
      return id === null ? null : worded(words.platform, id);
    },
  };
}

/** A band, never the exact number: that would invite ranking by it. */
export function bandColumn<Row extends { readonly followersCount: number | null }>(words: Words): GridColumn<Row> {
  return {
    label: words.workbook.columns.band,
    kind: 'text',
    width: 11,
    value: ({ followersCount }) =>
      followersCount === null ? words.labels.followersUnknown : words.workbook.band(followersBand(followersCount)),
  };
}

/** Counts and date of a post where they are known. */
export type PostFacts = Pick<EvidenceRow, 'publishedDate' | 'likesCount' | 'savesCount' | 'repliesCount'>;

/** Title or first words over date and counts, and a link to the post; empty without a post. */
export function postColumns<Row>(
  { known, words, lists, titleOf, isNamed }: Scope,
  label: string,
  keyOf: (row: Row) => string | null,
  factsOf: (row: Row, key: string) => PostFacts | undefined = (_, key) => lists.evidence.get(key),
): GridColumn<Row>[] {
  return [
    {
      label,
      kind: 'text',
      width: 36,
      isWrapped: true,
      value: (row) => {
        const key = keyOf(row);
        if (key === null) return null;
        const called =
          titleOf(key) ?? (known.posts.has(key) ? words.workbook.untitled : words.labels.post(shortKey(key)));
        const facts = factsOf(row, key);
        return facts === undefined ? called : words.workbook.post({ title: called, facts: postFacts(facts, words) });
      },
    },
    ...(isNamed ? [postLinkColumn({ known, words }, keyOf)] : []),
  ];
}

/** Leads to the post. */
export function postLinkColumn<Row>(
  { known, words }: Pick<Scope, 'known' | 'words'>,
  keyOf: (row: Row) => string | null,
): GridColumn<Row> {
  return linkColumn(words, words.workbook.columns.link, (row) => known.posts.get(keyOf(row) ?? '')?.url);
}

/** Date and counts in one line; what the platform does not show is left out. */
export function postFacts({ publishedDate, likesCount, savesCount, repliesCount }: PostFacts, words: Words): string {
  const told = (count: number | null) => (count === null ? null : grouped(count));
  return words.workbook.postFacts({
    date: publishedDate ?? words.workbook.undated,
    saves: told(savesCount),
    likes: told(likesCount),
    replies: told(repliesCount),
  });
}

/** What the posts declare, in words; "none" says that no mark was seen, not that nothing was received. */
export function marksText({ disclosedShare, giftedMentionsCount }: CandidateRow, words: Words): string {
  const { marks } = words.workbook;
  const told = [
    disclosedShare !== null && disclosedShare > 0 ? marks.paid(percent(disclosedShare)) : null,
    giftedMentionsCount > 0 ? marks.gifted(grouped(giftedMentionsCount)) : null,
  ].filter((part) => part !== null);
  return told.length === 0 ? marks.none : told.join(words.separator);
}

/** The four columns that people fill, with what stands, and the hidden key by which they are read back. */
export function workColumns<Row extends Pair>(scope: Scope): GridColumn<Row>[] {
  if (!scope.isNamed) return [];
  const { headers, statuses } = workWords(scope.words);
  const work = ({ brandId, authorKey }: Pair) => scope.lists.work.get(workPlace(brandId, authorKey)) ?? NO_WORK;
  const column = (field: WorkField, width: number, value: (row: Row) => CellValue): GridColumn<Row> => ({
    label: headers[field],
    kind: field === 'lastContact' ? 'date' : 'text',
    width,
    work: field,
    isWrapped: field === 'note',
    value,
  });
  return [
    column('status', 11, (row) => statuses[work(row).status]),
    column('owner', 11, (row) => work(row).owner),
    column('note', 26, (row) => work(row).note),
    column('lastContact', 12, (row) => work(row).lastContact),
  ];
}

/** Last of a tab that people work in. */
export function keyColumn<Row extends Pair>(scope: Scope): GridColumn<Row>[] {
  if (!scope.isNamed) return [];
  return [
    {
      label: ROW_KEY,
      kind: 'text',
      width: 10,
      isHidden: true,
      value: ({ brandId, authorKey }) =>
        workKey(brandId, authorKey, scope.lists.work.get(workPlace(brandId, authorKey)) ?? NO_WORK),
    },
  ];
}
