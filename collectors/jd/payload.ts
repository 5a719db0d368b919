/** What JD's pages send of a review: loose, only what ids, dates and rows are read from. */
import { z } from 'zod';

const id = z.union([z.string().regex(/^\w{1,64}$/u), z.int().positive()]).transform(String);
const words = z.string().nullish().catch(null);
const number = z.union([z.number(), z.string()]).nullish().catch(null);
const list = z.array(z.unknown()).nullish().catch(null);

/** Of `productPageComments.action`. Names of buyers are masked and no account is told. */
export const review = z.looseObject({
  id,
  content: words,
  title: words,
  creationTime: words,
  referenceId: z.union([z.string(), z.int()]).transform(String).nullish().catch(null),
  referenceName: words,
  productColor: words,
  productSize: words,
  score: number,
  usefulVoteCount: number,
  replyCount: number,
  viewCount: number,
  userProvince: words,
  images: list,
  imageCount: number,
  videos: list,
  afterUserComment: z
    .looseObject({
      content: words,
      hAfterUserComment: z.looseObject({ content: words }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
export type Review = z.infer<typeof review>;

/** `commentInfo` of today's product pages. */
export const shownReview = z.looseObject({
  commentId: id,
  commentData: words,
  commentDate: words,
  commentScore: number,
  productName: words,
  wareAttribute: list,
  skuId: z.union([z.string(), z.int()]).transform(String).nullish().catch(null),
  praiseCnt: number,
  replyCnt: number,
  pictureInfoList: z
    .array(z.looseObject({ mediaType: number }))
    .nullish()
    .catch(null),
  afterCommentData: words,
});
export type ShownReview = z.infer<typeof shownReview>;
