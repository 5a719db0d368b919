/** How a driven browser sees what a query asks for. */
import type { Query } from '../../warehouse/contracts/live.ts';
import type { Itinerary } from '../browsing/site.ts';
import { address } from './addresses.ts';

/** 「点击查看」 below a comment and 「下一页」 of its answers: of the comments as they are, and as they were. */
const FOLDED_REPLIES = [
  'bili-comment-replies-renderer #view-more bili-text-button',
  'bili-comment-replies-renderer #pagination-foot bili-text-button:last-of-type',
  '.reply-item .view-more-btn',
  '.reply-item .pagination-to-next',
] as const;

const NEXT_PAGE = '.vui_pagenation--btn-side:last-child:not([disabled])';

export function drive(query: Query): Itinerary | null {
  const url = address(query);
  if (url === null) return null;
  const paged = { url, scrolls: null, unfolds: [], next: NEXT_PAGE, follows: true } as const;
  switch (query.kind) {
    case 'keyword':
      return { ...paged, expects: ['search', 'search_page'] };
    case 'author':
      return query.authorId === null ? null : { ...paged, expects: ['author_videos'] };
    case 'mention_feed':
      return { url, expects: ['mentions'], scrolls: null, unfolds: [], follows: true };
    case 'post':
      return { url, expects: ['comments'], scrolls: null, unfolds: FOLDED_REPLIES, follows: false };
  }
}
