/** From a sealed review of Tmall or Taobao to parts of canonical rows. Pure; times are UTC+8. Buyers are masked, so no review belongs to an account. */
import { z } from 'zod';
import { parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { spokenReviews } from '../reading/unspoken_review.ts';
import { type Rate, rate, type ShownRate, shownRate } from './payload.ts';

const sealed = z.discriminatedUnion('item', [
  z.object({ item: z.literal('rate'), rate }),
  z.object({ item: z.literal('shown'), rate: shownRate }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt, request_url: address }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, payload, `tmall ${id}`);
  return one.item === 'rate' ? rateSaid(one.rate, seenAt, askedFor(address)) : shownSaid(one.rate, seenAt);
}

/** Reviews of the older list say nothing of their product but its name; the question did. */
function askedFor(address: string | null): string | null {
  return URL.parse(address ?? '')?.searchParams.get('itemId') ?? null;
}

function rateSaid(one: Rate, seenAt: number, product: string | null): Said {
  return {
    record: {
      // The searched words stand in <b>.
      text: spokenReviews(unmarked(one.rateContent), unmarked(one.appendComment?.content)),
      url: productUrl(product),
      product: [one.auctionTitle, one.auctionSku].filter(Boolean).join(' ') || null,
      imageCount: one.pics?.length ?? null,
      hasVideo: one.videoList === null || one.videoList === undefined ? null : one.videoList.length > 0,
      isPurchaseVerified: true,
      publishedAt: publishedAtOf(one.rateDate, seenAt),
    },
    author: null,
    counts: null,
  };
}

function shownSaid(one: ShownRate, seenAt: number): Said {
  const kinds =
    one.skuValueStr ??
    Object.values(one.skuMap ?? {})
      .filter((word) => typeof word === 'string')
      .join(' ');
  const { interactInfo: reactions } = one;
  return {
    record: {
      text: spokenReviews(one.feedback, one.appendedFeed?.appendedFeedback),
      url: productUrl(one.auctionNumId),
      product: [one.auctionTitle, kinds].filter(Boolean).join(' ') || null,
      ratingSign: signOf(one.rateType),
      imageCount: (one.feedPicPathList ?? one.feedPicList)?.length ?? null,
      hasVideo: one.video === undefined ? null : Boolean(one.video),
      isPurchaseVerified: true,
      publishedAt: publishedAtOf(one.feedbackDate, seenAt),
    },
    author: null,
    counts: shownCounts({
      likes: parseCount(reactions?.likeCount) ?? null,
      replies: parseCount(reactions?.commentCount) ?? null,
      views: parseCount(reactions?.readCount) ?? null,
    }),
  };
}

function productUrl(id: string | null | undefined): string | null {
  return id && /^\d+$/u.test(id) ? `https://detail.tmall.com/item.htm?id=${id}` : null;
}

/** What the buyer chose of 好评, 中评 and 差评; null = it is not told. */
function signOf(rateType: ShownRate['rateType']): 1 | 0 | -1 | null {
  const shown = rateType === null || rateType === undefined || rateType === '' ? null : Number(rateType);
  return shown === 1 || shown === 0 || shown === -1 ? shown : null;
}

function unmarked(markup: string | null | undefined): string | null {
  return markup?.replaceAll(/<\/?b>/giu, '') ?? null;
}
