/** The lists as tables, for CSV and workbook alike. A table shows what its target's class may know and nothing else. */
import type { IdentityClass } from '../config/types.ts';
import { type Column, field, type Table } from './columns.ts';
import { type Known, knownAt } from './known.ts';
import { evidenceKeys, type Lists } from './lists.ts';
import type { BrandWeekRow, CandidateRow, CoverageRow, EvidenceRow, ProfileRow, UgcRow } from './rows.ts';
import { firstWords } from './text.ts';
import { missingPhrases, ugcSentence, weakestSentence, whySentences } from './why.ts';
import type { Words } from './words/words.ts';

/** A post that somebody's row cites. */
export interface CitedPost {
  readonly row: CandidateRow;
  readonly post: EvidenceRow;
}

export interface Tables {
  /** Empty lists of people at class aggregate. */
  readonly koc: Table<CandidateRow>;
  readonly early: Table<CandidateRow>;
  readonly ugc: Table<UgcRow>;
  readonly evidence: Table<CitedPost>;
  readonly profiles: Table<ProfileRow>;
  readonly brandWeeks: Table<BrandWeekRow>;
  readonly coverage: Table<CoverageRow>;
}

/** @param brandId only this brand's rows; brand weeks then keep the brand's category. */
export function tables(
  lists: Lists,
  identityClass: IdentityClass,
  languages: readonly Words[],
  brandId?: string,
): Tables {
  const known = knownAt(identityClass, lists.known);
  const people = identityClass !== 'aggregate';
  const isWanted = (row: { brandId: string }) => people && (brandId === undefined || row.brandId === brandId);
  const koc = lists.koc.filter(isWanted);
  const early = lists.early.filter(isWanted);
  const ugc = lists.ugc.filter(isWanted);
  const authors = new Set([...koc, ...early, ...ugc].map((row) => row.authorKey));
  const category = brandId === undefined ? undefined : lists.brands.get(brandId)?.category;
  const brand = brandColumns<{ brandId: string }>(lists);
  const context: Context = { lists, known, languages };
  return {
    koc: {
      id: 'koc_shortlist',
      rows: koc,
      columns: [...brand, ...RANK, ...candidateColumns(context), ...reasons(context)],
    },
    early: { id: 'koc_early', rows: early, columns: [...brand, ...candidateColumns(context), ...lacks(context)] },
    ugc: { id: 'ugc_candidates', rows: ugc, columns: [...brand, ...ugcColumns(context)] },
    evidence: {
      id: 'evidence',
      rows: [...koc, ...early].flatMap((row) =>
        evidenceKeys(row).flatMap((key) => {
          const post = lists.evidence.get(key);
          return post === undefined ? [] : [{ row, post }];
        }),
      ),
      columns: evidenceColumns(context),
    },
    profiles: {
      id: 'author_profiles',
      rows: lists.profiles.filter((row) => people && authors.has(row.authorKey)),
      columns: profileColumns(known),
    },
    brandWeeks: {
      id: 'brand_weeks',
      rows: lists.brandWeeks.filter((row) => category === undefined || row.category === category),
      columns: [...brand, ...BRAND_WEEK],
    },
    coverage: { id: 'coverage', rows: lists.coverage, columns: COVERAGE },
  };
}

interface Context {
  readonly lists: Lists;
  readonly known: Known;
  readonly languages: readonly Words[];
}

function brandColumns<Row extends { readonly brandId: string }>(lists: Lists): Column<Row>[] {
  return [
    { id: 'brand_id', kind: 'text', width: 12, only: 'csv', label: () => 'brand_id', value: (row) => row.brandId },
    {
      id: 'brand_name',
      kind: 'text',
      width: 14,
      label: (words) => words.columns.brandName,
      value: (row) => lists.brands.get(row.brandId)?.names[0] ?? row.brandId,
    },
  ];
}

/** Name with link for people, name, link and key apart for programs. */
function whoColumns<Row>(known: Known, keyOf: (row: Row) => string | null): Column<Row>[] {
  const of = (row: Row) => known.authors.get(keyOf(row) ?? '');
  return [
    {
      id: 'author_name',
      kind: 'text',
      width: 20,
      label: (words) => words.columns.who,
      value: (row) => firstWords(of(row)?.name ?? null, 80),
      link: (row) => of(row)?.url ?? null,
    },
    {
      id: 'author_url',
      kind: 'text',
      width: 20,
      only: 'csv',
      label: () => 'author_url',
      value: () => null,
      link: (row) => of(row)?.url ?? null,
    },
    { id: 'author_key', kind: 'text', width: 34, label: (words) => words.columns.authorKey, value: keyOf },
  ];
}

/** First words with link for people, words and link apart for programs. */
function postColumns<Row>(
  id: string,
  known: Known,
  keyOf: (row: Row) => string | null,
  label: Column<Row>['label'],
): Column<Row>[] {
  const of = (row: Row) => known.posts.get(keyOf(row) ?? '');
  const words = (row: Row) => firstWords(of(row)?.title ?? null, 60) ?? firstWords(of(row)?.text ?? null, 60);
  return [
    {
      id: `${id}_words`,
      kind: 'text',
      width: 36,
      label,
      value: (row) => words(row) ?? (of(row)?.url ? '↗' : null),
      link: (row) => of(row)?.url ?? null,
    },
    {
      id: `${id}_url`,
      kind: 'text',
      width: 20,
      only: 'csv',
      label: () => `${id}_url`,
      value: () => null,
      link: (row) => of(row)?.url ?? null,
    },
  ];
}

const RANK: readonly Column<CandidateRow>[] = [
  field('rank', 'whole', 7),
  field('rankChange', 'whole', 8),
  field('isNew', 'flag'),
  field('indexValue', 'decimal'),
];

function candidateColumns({ known }: Context): Column<CandidateRow>[] {
  return [
    ...whoColumns<CandidateRow>(known, (row) => row.authorKey),
    field('platform', 'text', 13),
    field('sourceId', 'text', 14),
    field('followersCount', 'whole'),
    field('followersIsFloor', 'flag'),
    field('mentionsCount', 'whole'),
    field('positiveMentionsCount', 'whole'),
    field('negativeMentionsCount', 'whole'),
    field('namedMentionsCount', 'whole'),
    field('inheritedMentionsCount', 'whole'),
    field('giftedMentionsCount', 'whole'),
    field('categoryMentionsCount', 'whole'),
    field('mentions12wCount', 'whole'),
    field('weeksCount', 'whole'),
    field('ratePerYear', 'decimal'),
    field('share', 'percent'),
    field('shareLift', 'decimal'),
    field('pos', 'percent'),
    field('posLow', 'percent'),
    field('posHigh', 'percent'),
    field('nEff', 'decimal'),
    field('kocScore', 'decimal'),
    field('firstMentionDate', 'date'),
    field('lastMentionDate', 'date'),
  ];
}

function reasons({ lists, known, languages }: Context): Column<CandidateRow>[] {
  const brandOf = (row: CandidateRow) => lists.brands.get(row.brandId);
  return [
    ...inEach<CandidateRow>(languages, 'why', 70, (row, words) => whySentences(row, brandOf(row), words).join(' ')),
    ...inEach<CandidateRow>(languages, 'weakest', 50, (row, words) => weakestSentence(row, brandOf(row), words)),
    ...([1, 2, 3] as const).flatMap((place) =>
      postColumns<CandidateRow>(
        `evidence_${place}`,
        known,
        (row) => evidenceKeys(row)[place - 1] ?? null,
        (words) => `${words.columns.evidence} ${place}`,
      ),
    ),
  ];
}

function lacks({ languages, known }: Context): Column<CandidateRow>[] {
  return [
    ...inEach<CandidateRow>(languages, 'missing', 60, (row, words) => missingPhrases(row, words).join('; ')),
    ...postColumns<CandidateRow>(
      'evidence_1',
      known,
      (row) => row.evidencePostKey1,
      (words) => `${words.columns.evidence} 1`,
    ),
  ];
}

function ugcColumns({ known, languages }: Context): Column<UgcRow>[] {
  return [
    field('rank', 'whole', 7),
    field('ugcScore', 'decimal'),
    ...postColumns<UgcRow>(
      'post',
      known,
      (row) => row.postKey,
      (words) => words.columns.words,
    ),
    field('postKey', 'text', 34),
    ...whoColumns<UgcRow>(known, (row) => row.authorKey),
    field('platform', 'text', 13),
    field('kind', 'text', 10),
    field('rightsState', 'text', 12),
    field('publishedDate', 'date'),
    field('quality', 'percent'),
    field('visual', 'percent'),
    field('resonance', 'percent'),
    field('freshness', 'percent'),
    field('likesCount', 'whole'),
    field('savesCount', 'whole'),
    field('repliesCount', 'whole'),
    field('sharesCount', 'whole'),
    field('imageCount', 'whole'),
    field('hasVideo', 'flag'),
    field('textLength', 'whole'),
    ...inEach<UgcRow>(languages, 'why', 60, (row, words) => ugcSentence(row, words)),
  ];
}

function evidenceColumns({ lists, known }: Context): Column<CitedPost>[] {
  const fromPost = (
    key: 'publishedDate' | 'platform' | 'kind' | 'likesCount' | 'savesCount' | 'repliesCount' | 'sharesCount',
  ): Column<CitedPost> => {
    const column = field<EvidenceRow, typeof key>(
      key,
      key === 'publishedDate' ? 'date' : key.endsWith('Count') ? 'whole' : 'text',
      12,
    );
    const { id, kind, width, label } = column;
    return { id, kind, width, label, value: ({ post }) => column.value(post) };
  };
  return [
    {
      id: 'brand_name',
      kind: 'text',
      width: 14,
      label: (words) => words.columns.brandName,
      value: ({ row }) => lists.brands.get(row.brandId)?.names[0] ?? row.brandId,
    },
    { id: 'rank', kind: 'whole', width: 7, label: (words) => words.columns.rank, value: ({ row }) => row.rank },
    ...whoColumns<CitedPost>(known, ({ row }) => row.authorKey),
    fromPost('publishedDate'),
    ...postColumns<CitedPost>(
      'post',
      known,
      ({ post }) => post.postKey,
      (words) => words.columns.words,
    ),
    ...(['platform', 'kind', 'likesCount', 'savesCount', 'repliesCount', 'sharesCount'] as const).map(fromPost),
    {
      id: 'post_key',
      kind: 'text',
      width: 34,
      label: (words) => words.columns.postKey,
      value: ({ post }) => post.postKey,
    },
  ];
}

function profileColumns(known: Known): Column<ProfileRow>[] {
  return [
    ...whoColumns<ProfileRow>(known, (row) => row.authorKey),
    field('platform', 'text'),
    field('class', 'text'),
    field('followersCount', 'whole'),
    field('followersIsFloor', 'flag'),
    field('postsCount', 'whole'),
    field('commentsCount', 'whole'),
    field('reviewsCount', 'whole'),
    field('mentionsCount', 'whole'),
    field('brandsCount', 'whole'),
    field('categoriesCount', 'whole'),
    field('activeWeeksCount', 'whole'),
    field('positiveShare', 'percent'),
    field('topBrandId', 'text'),
    field('firstSeenDate', 'date'),
    field('lastSeenDate', 'date'),
  ];
}

const BRAND_WEEK: readonly Column<BrandWeekRow>[] = [
  field('role', 'text', 10),
  field('category', 'text', 14),
  field('mentionsCount', 'whole'),
  field('mentionsPrevWeekCount', 'whole'),
  field('namedMentionsCount', 'whole'),
  field('inheritedMentionsCount', 'whole'),
  field('subjectMentionsCount', 'whole'),
  field('authorsCount', 'whole'),
  field('authorsPrevWeekCount', 'whole'),
  field('authorsNamedCount', 'whole'),
  field('authors4wCount', 'whole'),
  field('consumerAuthorsCount', 'whole'),
  field('positiveMentionsCount', 'whole'),
  field('negativeMentionsCount', 'whole'),
  field('neutralMentionsCount', 'whole'),
  field('sovMentions', 'percent'),
  field('sovAuthors', 'percent'),
  field('sovPositiveAuthors', 'percent'),
  field('netSentimentAll', 'decimal'),
  field('netSentimentOpinions', 'decimal'),
  field('likesSum', 'whole'),
  field('repliesSum', 'whole'),
];

const COVERAGE: readonly Column<CoverageRow>[] = [
  field('sourceId', 'text', 20),
  field('platform', 'text'),
  field('kind', 'text', 10),
  field('outcome', 'text'),
  field('latestOutcome', 'text'),
  field('recordsCount', 'whole'),
  field('recordsTotalCount', 'whole'),
  field('withBrandTotalCount', 'whole'),
  field('authorsTotalCount', 'whole'),
  field('undatedTotalCount', 'whole'),
  field('assumedObservationShare', 'percent'),
  field('keywordOnlyShare', 'percent'),
  field('collectsReplies', 'flag'),
  field('firstDate', 'date'),
  field('lastDate', 'date'),
];

/** The same column once a language, the leading one first. */
function inEach<Row>(
  languages: readonly Words[],
  key: 'why' | 'weakest' | 'missing',
  width: number,
  value: (row: Row, words: Words) => string | null,
): Column<Row>[] {
  return languages.map((words) => ({
    id: `${key}_${words.code}`,
    kind: 'text',
    width,
    label: () => words.columns[key],
    value: (row) => value(row, words),
  }));
}
