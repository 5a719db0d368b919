/** Fills what a source does not say: every field of a canonical row that a normaliser leaves out is null, empty or the pass's own. */
import { isMaskedAuthorId } from '../../warehouse/contracts/ids.ts';
import type { RawEnvelope, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { CanonicalAuthor, CanonicalCounts, CanonicalRecord, Rows } from '../../warehouse/contracts/rows.ts';

/** What a normaliser says of one record; the rest is filled in. */
export interface Said {
  readonly record: Partial<Omit<CanonicalRecord, 'platform' | 'kind' | 'id' | 'observedAt' | 'observedBasis'>>;
  /** Null = the payload tells nothing of its author. */
  readonly author: Partial<Omit<CanonicalAuthor, 'platform' | 'id' | 'observedAt' | 'observedBasis'>> | null;
  /** Null = no count is shown. */
  readonly counts: Partial<
    Pick<CanonicalCounts, 'likes' | 'saves' | 'replies' | 'shares' | 'views' | 'coins' | 'danmaku'>
  > | null;
}

/**
 * Rows of one record, seen when it was fetched. A masked author id becomes null and no author. A record of kind `author` (a profile)
 * gives its author alone: whom `said.record.authorId` names, else the record's own id.
 */
export function makeRows(envelope: RawEnvelope, header: SegmentHeader, collectsReplies: boolean, said: Said): Rows {
  const { platform, kind, id, fetched_at: observedAt, parent_id: parentId } = envelope;
  const seen = { observedAt, observedBasis: 'observed' as const };
  if (kind === 'author') {
    const account = said.record.authorId ?? id;
    if (said.author === null || isMaskedAuthorId(account)) return NO_ROWS;
    return { records: [], authors: [{ ...NO_PROFILE, ...said.author, platform, id: account, ...seen }], counts: [] };
  }
  if (kind !== 'post' && kind !== 'comment' && kind !== 'review' && kind !== 'mention') return NO_ROWS;
  const authorId = isMaskedAuthorId(said.record.authorId) ? null : (said.record.authorId ?? null);
  const record: CanonicalRecord = {
    ...NOTHING_SAID,
    parentId,
    coverageBasis: header.context['coverage'] === 'full' ? 'full' : 'keyword_only',
    collectsReplies,
    ...said.record,
    authorId,
    platform,
    kind,
    id,
    ...seen,
  };
  const author: CanonicalAuthor | null =
    authorId === null || said.author === null
      ? null
      : { ...NO_PROFILE, ...said.author, platform, id: authorId, ...seen };
  const counts: CanonicalCounts | null =
    said.counts === null ? null : { ...NO_COUNTS, ...said.counts, platform, kind, id, ...seen };
  return { records: [record], authors: author === null ? [] : [author], counts: counts === null ? [] : [counts] };
}

const NO_ROWS: Rows = { records: [], authors: [], counts: [] };

const NOTHING_SAID = {
  rootId: null,
  repliedBy: [],
  title: null,
  text: null,
  transcript: null,
  ocrText: null,
  hashtags: [],
  url: null,
  format: null,
  region: null,
  brand: null,
  product: null,
  rating: null,
  ratingScale: null,
  ratingSign: null,
  imageCount: null,
  imageMinPx: null,
  hasVideo: null,
  isBrand: null,
  isRepost: null,
  isDisclosed: null,
  isGifted: null,
  isPurchaseVerified: null,
  publishedAt: null,
};

const NO_PROFILE = { name: null, url: null, followers: null, accountKind: null, isVerified: null, hasContact: null };

const NO_COUNTS = { likes: null, saves: null, replies: null, shares: null, views: null, coins: null, danmaku: null };
