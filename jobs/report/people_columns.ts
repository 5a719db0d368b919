/** Columns of the lists about people. A column reads names, words and links only from what its target may know. */
import { type Column, columnId, field, fields } from './columns.ts';
import { calledName, type Known } from './known.ts';
import { evidenceKeys, type Lists } from './lists.ts';
import type { CandidateRow, ProfileRow, UgcRow, WorklistRow } from './rows.ts';
import { firstWords } from './text.ts';
import { badges, missingPhrases, ugcSentence, weakestSentence, whySentences } from './why.ts';
import { worded } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** What the columns of one target may look at. */
export interface Context {
  readonly lists: Lists;
  readonly known: Known;
  readonly languages: readonly Words[];
}

/** Which brand a row is about: id for programs, name for people. */
export function brandColumns<Row extends { readonly brandId: string }>(lists: Lists): Column<Row>[] {
  return [
    { id: 'brand_id', value: (row) => row.brandId },
    { id: 'brand_name', value: (row) => lists.brands.get(row.brandId)?.names[0] ?? row.brandId },
  ];
}

/** Name, id on the platform, profile and key. */
export function whoColumns<Row>(known: Known, keyOf: (row: Row) => string | null): Column<Row>[] {
  const of = (row: Row) => known.authors.get(keyOf(row) ?? '');
  return [
    { id: 'author_name', value: (row) => firstWords(calledName(of(row)), 80) },
    { id: 'author_id', value: (row) => of(row)?.id ?? null },
    { id: 'author_url', value: (row) => of(row)?.url ?? null, isLink: true },
    { id: 'author_key', value: keyOf },
  ];
}

/** First words and link. */
function postColumns<Row>(id: string, known: Known, keyOf: (row: Row) => string | null): Column<Row>[] {
  const of = (row: Row) => known.posts.get(keyOf(row) ?? '');
  const words = (row: Row) => firstWords(of(row)?.title ?? null, 60) ?? firstWords(of(row)?.text ?? null, 60);
  return [
    { id: `${id}_words`, value: (row) => words(row) ?? (of(row)?.url ? '↗' : null) },
    { id: `${id}_url`, value: (row) => of(row)?.url ?? null, isLink: true },
  ];
}

/** Place on the list and how it moved. */
export const RANK: readonly Column<CandidateRow>[] = fields<CandidateRow>(
  'rank',
  'rankChange',
  'isNew',
  'grade',
  'indexValue',
  'indexLow',
  'indexHigh',
  'computedRank',
  'diversity',
);

/** Who a candidate is. */
export function whoIs({ known }: Context): Column<CandidateRow>[] {
  return [...whoColumns<CandidateRow>(known, (row) => row.authorKey), field('platform'), field('followersCount')];
}

/** The figures behind a rank. */
export const NUMBERS: readonly Column<CandidateRow>[] = fields<CandidateRow>(
  'engagementValue',
  'engagedPostsCount',
  'authenticityLabel',
  'auth',
  'authenticityFlagsCount',
  'respondersCount',
  'credibleRespondersCount',
  'innerCircleCount',
  'reachNewShare',
  'circle',
  'influence',
  'floorFactor',
  'activity',
  'expectedMentions',
  'affinityPercentile',
  'mentionsCount',
  'positiveMentionsCount',
  'negativeMentionsCount',
  'namedMentionsCount',
  'inheritedMentionsCount',
  'giftedMentionsCount',
  'categoryMentionsCount',
  'mentions12wCount',
  'weeksCount',
  'ratePerYear',
  'share',
  'shareLift',
  'pos',
  'posLow',
  'posHigh',
  'nEff',
  'kocScore',
  'disclosedShare',
  'brandsCount',
  'firstMentionDate',
  'lastMentionDate',
  'followersIsFloor',
  'isKeywordOnly',
  'sourceId',
);

/** Why the candidate stands there, and the posts that say so. */
export function reasons({ lists, known, languages }: Context): Column<CandidateRow>[] {
  const brandOf = (row: CandidateRow) => lists.brands.get(row.brandId);
  return [
    ...inEach<CandidateRow>(languages, 'why', (row, words) => whySentences(row, brandOf(row), words).join(words.gap)),
    ...inEach<CandidateRow>(languages, 'badges', (row, words) => badges(row, words).join(words.separator) || null),
    ...inEach<CandidateRow>(languages, 'weakest', (row, words) => weakestSentence(row, brandOf(row), words)),
    ...([1, 2, 3] as const).flatMap((place) =>
      postColumns<CandidateRow>(`evidence_${place}`, known, (row) => evidenceKeys(row)[place - 1] ?? null),
    ),
  ];
}

/** What an early candidate lacks. */
export function lacks({ languages, known }: Context): Column<CandidateRow>[] {
  return [
    ...inEach<CandidateRow>(languages, 'missing', (row, words) => missingPhrases(row, words).join(words.separator)),
    ...postColumns<CandidateRow>('evidence_1', known, (row) => row.evidencePostKey1),
  ];
}

/** What to do this week, and under which post. */
export function worklistColumns({ known }: Context): Column<WorklistRow>[] {
  return [
    ...fields<WorklistRow>('itemNo', 'action'),
    ...whoColumns<WorklistRow>(known, (row) => row.authorKey),
    ...fields<WorklistRow>('rank', 'rankChange'),
    ...postColumns<WorklistRow>('post', known, (row) => row.postKey),
    field('postKey'),
  ];
}

/** A post to feature. */
export function ugcColumns({ known, languages }: Context): Column<UgcRow>[] {
  return [
    ...fields<UgcRow>('rank', 'ugcScore'),
    ...postColumns<UgcRow>('post', known, (row) => row.postKey),
    field('postKey'),
    ...whoColumns<UgcRow>(known, (row) => row.authorKey),
    ...fields<UgcRow>('platform', 'kind'),
    ...inEach<UgcRow>(languages, 'recommendedUse', (row, words) => worded(words.use, row.recommendedUse ?? 'none')),
    ...fields<UgcRow>(
      'recommendedUse',
      'rightsState',
      'declaredKind',
      'publishedDate',
      'quality',
      'utility',
      'visual',
      'resonance',
      'freshness',
      'likesCount',
      'savesCount',
      'repliesCount',
      'sharesCount',
      'imageCount',
      'hasVideo',
      'textLength',
      'ownLength',
      'appeal',
      'utilityCue',
      'utilityCuesCount',
      'entertainmentCuesCount',
      'saveLift',
      'isCopied',
      'missingParts',
    ),
    ...inEach<UgcRow>(languages, 'why', (row, words) => ugcSentence(row, words)),
  ];
}

/** An account in short. */
export function profileColumns(known: Known): Column<ProfileRow>[] {
  return [
    ...whoColumns<ProfileRow>(known, (row) => row.authorKey),
    ...fields<ProfileRow>(
      'platform',
      'class',
      'followersCount',
      'followersIsFloor',
      'postsCount',
      'commentsCount',
      'reviewsCount',
      'mentionsCount',
      'brandsCount',
      'categoriesCount',
      'activeWeeksCount',
      'positiveShare',
      'topBrandId',
      'firstSeenDate',
      'lastSeenDate',
    ),
  ];
}

/** The same column once a language, the leading one first. */
function inEach<Row>(
  languages: readonly Words[],
  key: string,
  value: (row: Row, words: Words) => string | null,
): Column<Row>[] {
  return languages.map((words) => ({ id: `${columnId(key)}_${words.code}`, value: (row) => value(row, words) }));
}
