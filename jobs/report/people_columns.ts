/** Columns of the lists about people. A column reads names, words and links only from what its target may know. */
import { type Column, columnId, field } from './columns.ts';
import { calledName, type Known } from './known.ts';
import { evidenceKeys, type Lists } from './lists.ts';
import type { CandidateRow, EvidenceRow, ProfileRow, UgcRow } from './rows.ts';
import { firstWords } from './text.ts';
import { badges, missingPhrases, ugcSentence, weakestSentence, whySentences } from './why.ts';
import { worded } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** A post that somebody's row cites. */
export interface CitedPost {
  readonly row: CandidateRow;
  readonly post: EvidenceRow;
}

/** What the columns of one target may look at. */
export interface Context {
  readonly lists: Lists;
  readonly known: Known;
  readonly languages: readonly Words[];
}

/** Which brand a row is about: id for programs, name for people. */
export function brandColumns<Row extends { readonly brandId: string }>(lists: Lists): Column<Row>[] {
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
export function whoColumns<Row>(known: Known, keyOf: (row: Row) => string | null): Column<Row>[] {
  const of = (row: Row) => known.authors.get(keyOf(row) ?? '');
  return [
    {
      id: 'author_name',
      kind: 'text',
      width: 20,
      label: (words) => words.columns.who,
      value: (row) => firstWords(calledName(of(row)), 80),
      link: (row) => of(row)?.url ?? null,
    },
    {
      id: 'author_id',
      kind: 'text',
      width: 20,
      label: (words) => words.columns.authorId,
      value: (row) => of(row)?.id ?? null,
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
    { id: 'author_key', kind: 'text', width: 14, label: (words) => words.columns.authorKey, value: keyOf },
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

/** Place on the list and how it moved. */
export const RANK: readonly Column<CandidateRow>[] = [
  field('rank', 'whole', 7),
  field('rankChange', 'whole', 8),
  field('isNew', 'flag'),
  field('grade', 'text', 7),
  field('indexValue', 'decimal'),
  csvOnly(field('indexLow', 'decimal')),
  csvOnly(field('indexHigh', 'decimal')),
  csvOnly(field('computedRank', 'whole')),
  csvOnly(field('diversity', 'text')),
];

/** Who a candidate is. */
export function whoIs({ known }: Context): Column<CandidateRow>[] {
  return [
    ...whoColumns<CandidateRow>(known, (row) => row.authorKey),
    field('platform', 'text', 13),
    field('followersCount', 'whole'),
  ];
}

/** The figures behind a rank; the finer ones in CSV only. */
export const NUMBERS: readonly Column<CandidateRow>[] = [
  field('engagementValue', 'whole'),
  csvOnly(field('engagedPostsCount', 'whole')),
  field('authenticityLabel', 'text', 12),
  csvOnly(field('auth', 'percent')),
  csvOnly(field('authenticityFlagsCount', 'whole')),
  field('respondersCount', 'whole'),
  csvOnly(field('credibleRespondersCount', 'whole')),
  csvOnly(field('innerCircleCount', 'whole')),
  csvOnly(field('reachNewShare', 'percent')),
  csvOnly(field('circle', 'decimal')),
  csvOnly(field('influence', 'decimal')),
  csvOnly(field('floorFactor', 'decimal')),
  field('activity', 'text', 10),
  field('expectedMentions', 'decimal'),
  csvOnly(field('affinityPercentile', 'decimal')),
  field('mentionsCount', 'whole'),
  field('positiveMentionsCount', 'whole'),
  field('negativeMentionsCount', 'whole'),
  csvOnly(field('namedMentionsCount', 'whole')),
  csvOnly(field('inheritedMentionsCount', 'whole')),
  csvOnly(field('giftedMentionsCount', 'whole')),
  csvOnly(field('categoryMentionsCount', 'whole')),
  field('mentions12wCount', 'whole'),
  field('weeksCount', 'whole'),
  field('ratePerYear', 'decimal'),
  field('share', 'percent'),
  field('shareLift', 'decimal'),
  field('pos', 'percent'),
  csvOnly(field('posLow', 'percent')),
  csvOnly(field('posHigh', 'percent')),
  csvOnly(field('nEff', 'decimal')),
  csvOnly(field('kocScore', 'decimal')),
  csvOnly(field('disclosedShare', 'percent')),
  csvOnly(field('brandsCount', 'whole')),
  csvOnly(field('firstMentionDate', 'date')),
  field('lastMentionDate', 'date'),
  csvOnly(field('followersIsFloor', 'flag')),
  csvOnly(field('isKeywordOnly', 'flag')),
  csvOnly(field('sourceId', 'text')),
];

/** Why the candidate stands there, and the posts that say so. */
export function reasons({ lists, known, languages }: Context): Column<CandidateRow>[] {
  const brandOf = (row: CandidateRow) => lists.brands.get(row.brandId);
  return [
    ...inEach<CandidateRow>(languages, 'why', 70, (row, words) =>
      whySentences(row, brandOf(row), words).join(words.gap),
    ),
    ...inEach<CandidateRow>(languages, 'badges', 16, (row, words) => badges(row, words).join(words.separator) || null),
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

/** What an early candidate lacks. */
export function lacks({ languages, known }: Context): Column<CandidateRow>[] {
  return [
    ...inEach<CandidateRow>(languages, 'missing', 60, (row, words) => missingPhrases(row, words).join(words.separator)),
    ...postColumns<CandidateRow>(
      'evidence_1',
      known,
      (row) => row.evidencePostKey1,
      (words) => `${words.columns.evidence} 1`,
    ),
  ];
}

/** A post to feature. */
export function ugcColumns({ known, languages }: Context): Column<UgcRow>[] {
  return [
    field('rank', 'whole', 7),
    field('ugcScore', 'decimal'),
    ...postColumns<UgcRow>(
      'post',
      known,
      (row) => row.postKey,
      (words) => words.columns.words,
    ),
    field('postKey', 'text', 14),
    ...whoColumns<UgcRow>(known, (row) => row.authorKey),
    field('platform', 'text', 13),
    field('kind', 'text', 10),
    ...inEach<UgcRow>(languages, 'recommendedUse', 14, (row, words) => worded(words.use, row.recommendedUse ?? 'none')),
    csvOnly(field('recommendedUse', 'text')),
    field('rightsState', 'text', 12),
    csvOnly(field('declaredKind', 'text')),
    field('publishedDate', 'date'),
    field('quality', 'percent'),
    field('utility', 'percent'),
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
    csvOnly(field('ownLength', 'whole')),
    field('appeal', 'text', 12),
    csvOnly(field('utilityCue', 'text')),
    field('utilityCuesCount', 'whole'),
    field('entertainmentCuesCount', 'whole'),
    field('saveLift', 'decimal'),
    csvOnly(field('isCopied', 'flag')),
    csvOnly(field('missingParts', 'text')),
    ...inEach<UgcRow>(languages, 'why', 60, (row, words) => ugcSentence(row, words)),
  ];
}

/** A post that a row cites. */
export function evidenceColumns({ lists, known }: Context): Column<CitedPost>[] {
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
      width: 14,
      label: (words) => words.columns.postKey,
      value: ({ post }) => post.postKey,
    },
  ];
}

/** An account in short. */
export function profileColumns(known: Known): Column<ProfileRow>[] {
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

/** The same column once a language, the leading one first. */
function inEach<Row>(
  languages: readonly Words[],
  key: 'why' | 'weakest' | 'missing' | 'badges' | 'recommendedUse',
  width: number,
  value: (row: Row, words: Words) => string | null,
): Column<Row>[] {
  return languages.map((words) => ({
    id: `${columnId(key)}_${words.code}`,
    kind: 'text',
    width,
    label: () => words.columns[key],
    value: (row) => value(row, words),
  }));
}

/** The column for programs alone. */
export function csvOnly<Row>(column: Column<Row>): Column<Row> {
  return { ...column, only: 'csv' };
}
