/** From a sealed review of JD to parts of canonical rows. Pure; times are UTC+8. Buyers are masked, so no review belongs to an account. */
import { z } from 'zod';
import { parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import { ratingSign } from '../reading/rating.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { spokenReview, spokenReviews } from '../reading/unspoken_review.ts';
import { type Review, review, type ShownReview, shownReview } from './payload.ts';

const sealed = z.discriminatedUnion('item', [
  z.object({ item: z.literal('review'), review }),
  z.object({ item: z.literal('shown'), review: shownReview }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, payload, `jd ${id}`);
  return one.item === 'review' ? reviewSaid(one.review, seenAt) : shownSaid(one.review, seenAt);
}

const STARS = 5;

function reviewSaid(one: Review, seenAt: number): Said {
  const { afterUserComment: after, referenceName: name } = one;
  const ofKind = [one.productColor, one.productSize].filter((word) => word && !name?.includes(word));
  return {
    record: {
      title: spokenReview(one.title),
      text: spokenReviews(one.content, after?.hAfterUserComment?.content ?? after?.content),
      url: productUrl(one.referenceId),
      product: [name, ...ofKind].filter(Boolean).join(' ') || null,
      region: one.userProvince || null,
      ...rated(one.score),
      imageCount: one.images?.length ?? numberIn(one.imageCount),
      hasVideo: one.videos === null || one.videos === undefined ? null : one.videos.length > 0,
      isPurchaseVerified: true,
      publishedAt: publishedAtOf(one.creationTime, seenAt),
    },
    author: null,
    counts: shownCounts({
      likes: parseCount(one.usefulVoteCount) ?? null,
      replies: parseCount(one.replyCount) ?? null,
      // Only the app counts views; the web sends 0.
      views: numberIn(one.viewCount) === 0 ? null : (parseCount(one.viewCount) ?? null),
    }),
  };
}

function shownSaid(one: ShownReview, seenAt: number): Said {
  const media = one.pictureInfoList ?? null;
  const videos = media?.filter(({ mediaType }) => numberIn(mediaType) === VIDEO).length ?? 0;
  const kinds = (one.wareAttribute ?? []).flatMap((pair) =>
    typeof pair === 'object' && pair !== null ? Object.values(pair).filter((word) => typeof word === 'string') : [],
  );
  return {
    record: {
      text: spokenReviews(one.commentData, one.afterCommentData),
      url: productUrl(one.skuId),
      product: [one.productName, ...kinds].filter(Boolean).join(' ') || null,
      ...rated(one.commentScore),
      imageCount: media === null ? null : media.length - videos,
      hasVideo: media === null ? null : videos > 0,
      isPurchaseVerified: true,
      publishedAt: publishedAtOf(one.commentDate, seenAt),
    },
    author: null,
    counts: shownCounts({ likes: parseCount(one.praiseCnt) ?? null, replies: parseCount(one.replyCnt) ?? null }),
  };
}

/** `mediaType` of a picture is 1. */
const VIDEO = 2;

function rated(score: number | string | null | undefined): Partial<Said['record']> {
  const rating = numberIn(score);
  if (rating === null || rating < 1 || rating > STARS) return {};
  return { rating, ratingScale: STARS, ratingSign: ratingSign(rating, STARS) };
}

function numberIn(value: number | string | null | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function productUrl(sku: string | null | undefined): string | null {
  return sku && /^\d+$/u.test(sku) ? `https://item.jd.com/${sku}.html` : null;
}
