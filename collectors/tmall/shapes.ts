/** Which answers of Tmall's and Taobao's product pages are read. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape, SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { rate, shownRate } from './payload.ts';

/** The page of reviews until about 2022; still in saved bodies. */
const rateList = shape({
  name: 'rate_list',
  sees: 'reviews',
  paths: [/^\/list_detail_rate\.htm$/u],
  part: 'json',
  keeps: ['itemId', 'currentPage', 'order'],
  body: z.looseObject({
    rateDetail: z.looseObject({
      rateList: z.array(z.unknown()),
      paginator: z.looseObject({ page: z.int(), lastPage: z.int() }).nullish().catch(null),
    }),
  }),
  read: ({ rateDetail: { rateList: list, paginator } }, answer) => {
    return { ...rates(list, answer), more: paginator ? paginator.page < paginator.lastPage : null };
  },
});

/** The window of reviews as it is scrolled. The first answer may only hand out the page's key: it asks again by itself. */
const detailList = shape({
  name: 'detail_list',
  sees: 'reviews',
  paths: [/^\/h5\/mtop\.(?:taobao|tmall)\.rate\.detaillist\.get\/[\d.]+\/?$/u],
  part: 'json',
  isAt: ({ text }) => !/"FAIL_SYS_(?:TOKEN_(?:EMPTY|EXOIRED|EXPIRED)|ILLEGAL_ACCESS)\b/u.test(text.slice(0, 2000)),
  keeps: [],
  body: z.looseObject({
    data: z.looseObject({
      rateList: z.array(z.unknown()),
      hasNext: z.union([z.boolean(), z.string()]).nullish().catch(null),
    }),
  }),
  read: ({ data: { rateList: list, hasNext } }, answer) => {
    return {
      ...shownRates(list, answer),
      more: hasNext === null || hasNext === undefined ? null : `${hasNext}` === 'true',
    };
  },
});

export const shapes: readonly Shape[] = [detailList, rateList];

type Found = Pick<Read, 'records' | 'rejected'>;

function rates(list: readonly unknown[], { at }: Received): Found {
  const { items, rejected } = readItems(list, rate);
  const records = items.map(({ value, payload }) => {
    return reviewRecord(value.id, publishedAtOf(value.rateDate, at), { item: 'rate', rate: payload });
  });
  return { records, rejected };
}

function shownRates(list: readonly unknown[], { at }: Received): Found {
  const { items, rejected } = readItems(list, shownRate);
  const records = items.map(({ value, payload }) => {
    return reviewRecord(value.id, publishedAtOf(value.feedbackDate, at), { item: 'shown', rate: payload });
  });
  return { records, rejected };
}

function reviewRecord(id: string, publishedAt: number | null, payload: unknown): SiteRecord {
  return { kind: 'review', id, parentId: null, authorId: null, publishedAt, payload };
}
