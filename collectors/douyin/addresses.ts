/** Where a person looks on www.douyin.com, and how the driven browser goes through it. Classes and marks are those of the platform's pages. */
import type { Query } from '../../warehouse/contracts/live.ts';
import type { Itinerary } from '../browsing/site.ts';
import { profileUrl } from './accounts.ts';

const SITE = 'https://www.douyin.com';
/** Ids by which accounts open; the number that rows carry (`uid`) opens nothing. */
const SEC_UID = /^MS4w\.?[\w-]{10,}$/u;

/** Null = there is no such page: an account of which neither the long id nor a name or Douyin number is known. */
export function address(query: Query): string | null {
  switch (query.kind) {
    case 'keyword':
      return searchFor(query.words, 'general');
    case 'author': {
      const known = [query.authorId, query.handle].find((id) => id !== null && SEC_UID.test(id));
      if (known !== null && known !== undefined) return profileUrl(known);
      const name = (query.handle ?? '').replace(/^@/u, '').trim();
      return name === '' ? null : searchFor(name, 'user');
    }
    case 'post':
      return /^\d{5,}$/u.test(query.postId) ? `${SITE}/video/${query.postId}` : null;
    case 'mention_feed':
      return `${SITE}/?recommend=1`;
  }
}

/** Null: what is not asked for by program. `link`: the known page of an account. */
export function drive(query: Query, link: string | null): Itinerary | null {
  const url = address(query);
  switch (query.kind) {
    case 'keyword':
      return {
        url: url!,
        expects: ['search', 'search_stream', 'search_videos'],
        scrolls: null,
        unfolds: [],
        follows: true,
      };
    case 'author': {
      const page = link ?? (url?.includes('/user/') === true ? url : null);
      return page === null ? null : { url: page, expects: ['posts'], scrolls: null, unfolds: [], follows: true };
    }
    case 'post':
      if (url === null) return null;
      return { url, expects: ['comments'], scrolls: null, unfolds: [MORE_REPLIES], follows: false };
    case 'mention_feed':
      return { url: url!, expects: ['mentions'], scrolls: NOTICE_LIST, unfolds: [NOTICES], follows: true };
  }
}

/** 「展开 N 条回复」 below a comment. */
const MORE_REPLIES = '.comment-reply-expand-btn';
/** The bell in the head of every page, and the list that it opens. */
const NOTICES = '[data-e2e="notice-entry"]';
const NOTICE_LIST = '[data-e2e="notice-list"]';

function searchFor(words: string, type: 'general' | 'user'): string {
  return `${SITE}/search/${encodeURIComponent(words)}?type=${type}`;
}
