/** Which answers of JD's product pages are read. Reviews stand in a page of ten each; the newest layout has them in floors. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape, SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { review, shownReview } from './payload.ts';

const pageComments = shape({
  name: 'page_comments',
  sees: 'reviews',
  paths: [/^\/(?:comment|discussion)\/(?:product|skuProduct)PageComments\.action$/u],
  part: 'json',
  keeps: ['productId', 'score', 'sortType', 'page', 'pageSize'],
  body: z.looseObject({ comments: z.array(z.unknown()), maxPage: z.int().nonnegative().nullish() }),
  read: ({ comments, maxPage }, answer) => {
    const page = pageOf(answer);
    const found = reviews(comments, answer);
    return { ...found, more: page === null || typeof maxPage !== 'number' ? null : page + 1 < maxPage };
  },
});

/** One address answers many questions; `functionId` says which, in the query or in what was sent. */
const ASKED = /(?:^|[?&])functionId=(?:getLegoWareDetailComment|getCommentListPage)(?:&|$)/u;
const isReviews = ({ url, sent }: Pick<Received, 'url' | 'sent'>) => ASKED.test(url) || ASKED.test(sent ?? '');

/** The first few reviews beside a product. */
const detailComments = shape({
  name: 'detail_comments',
  sees: 'reviews',
  paths: [/^\/(?:api|client\.action)?\/?$/u],
  part: 'json',
  isAt: isReviews,
  keeps: ['functionId'],
  body: z.looseObject({ commentInfoList: z.array(z.unknown()) }),
  read: ({ commentInfoList }, answer) => ({ ...shownReviews(commentInfoList, answer), more: null }),
});

/** All reviews of a product, as its window of reviews is scrolled. */
const commentFloors = shape({
  name: 'comment_floors',
  sees: 'reviews',
  paths: [/^\/(?:api|client\.action)?\/?$/u],
  part: 'json',
  isAt: isReviews,
  keeps: ['functionId'],
  body: z.looseObject({ result: z.looseObject({ floors: z.array(z.looseObject({ data: z.unknown() })) }) }),
  read: ({ result }, answer) => {
    const infos = result.floors.flatMap(({ data }) => (Array.isArray(data) ? data.flatMap(infoIn) : []));
    return { ...shownReviews(infos, answer), more: infos.length > 0 };
  },
});

export const shapes: readonly Shape[] = [pageComments, commentFloors, detailComments];

type Found = Pick<Read, 'records' | 'rejected'>;

function reviews(list: readonly unknown[], { at }: Received): Found {
  const { items, rejected } = readItems(list, review);
  const records = items.map(({ value, payload }) => {
    return reviewRecord(value.id, publishedAtOf(value.creationTime, at), { item: 'review', review: payload });
  });
  return { records, rejected };
}

function shownReviews(list: readonly unknown[], { at }: Received): Found {
  const { items, rejected } = readItems(list, shownReview);
  const records = items.map(({ value, payload }) => {
    return reviewRecord(value.commentId, publishedAtOf(value.commentDate, at), { item: 'shown', review: payload });
  });
  return { records, rejected };
}

function reviewRecord(id: string, publishedAt: number | null, payload: unknown): SiteRecord {
  return { kind: 'review', id, parentId: null, authorId: null, publishedAt, payload };
}

function infoIn(one: unknown): unknown[] {
  const info = typeof one === 'object' && one !== null && 'commentInfo' in one ? one.commentInfo : null;
  return info === null || info === undefined ? [] : [info];
}

/** Number of the page, from 0; null = the address does not tell. */
function pageOf({ url }: Received): number | null {
  const page = URL.parse(url)?.searchParams.get('page');
  return page !== null && page !== undefined && /^\d{1,6}$/u.test(page) ? Number(page) : null;
}
