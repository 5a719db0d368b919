/** How a driven browser sees what a query asks for, on m.weibo.cn. */

import type { Query } from '../../warehouse/contracts/live.ts';
import type { Itinerary } from '../browsing/site.ts';
import { address } from './addresses.ts';

/** 「共 N 条回复」 below a comment. */
const FOLDED_REPLIES = '.cmt-sub-txt .more-reply';

export function drive(query: Query): Itinerary | null {
  const url = address(query);
  if (url === null) return null;
  const list = { url, scrolls: null, unfolds: [] } as const;
  switch (query.kind) {
    case 'keyword':
      return { ...list, expects: ['search'], follows: true };
    case 'author':
      return { ...list, expects: ['author_posts'], follows: true };
    case 'mention_feed':
      return { ...list, expects: ['mentions'], follows: true };
    case 'post':
      return { ...list, expects: ['comments'], unfolds: [FOLDED_REPLIES], follows: false };
  }
}
