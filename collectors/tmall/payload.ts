/** What Tmall's and Taobao's pages send of a review: loose, only what ids, dates and rows are read from. */
import { z } from 'zod';

const id = z.union([z.string().regex(/^\w{1,64}$/u), z.int().positive()]).transform(String);
const words = z.string().nullish().catch(null);
const number = z.union([z.number(), z.string()]).nullish().catch(null);
const list = z.array(z.unknown()).nullish().catch(null);
const productId = z.union([z.string(), z.int()]).transform(String).nullish().catch(null);

/** Of `list_detail_rate.htm`. Names of buyers are masked and no account is told. */
export const rate = z.looseObject({
  id,
  rateContent: words,
  rateDate: words,
  auctionSku: words,
  auctionTitle: words,
  pics: list,
  videoList: list,
  appendComment: z.looseObject({ content: words }).nullish().catch(null),
});
export type Rate = z.infer<typeof rate>;

/** Of `mtop.taobao.rate.detaillist.get`. */
export const shownRate = z.looseObject({
  id,
  feedback: words,
  feedbackDate: words,
  /** 1 good, 0 middling, -1 bad, by the buyer. */
  rateType: number,
  skuMap: z.record(z.string(), z.unknown()).nullish().catch(null),
  skuValueStr: words,
  auctionTitle: words,
  auctionNumId: productId,
  feedPicPathList: list,
  feedPicList: list,
  video: z.unknown().optional(),
  appendedFeed: z.looseObject({ appendedFeedback: words }).nullish().catch(null),
  interactInfo: z.looseObject({ likeCount: number, commentCount: number, readCount: number }).nullish().catch(null),
});
export type ShownRate = z.infer<typeof shownRate>;
