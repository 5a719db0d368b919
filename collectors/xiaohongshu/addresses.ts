/** Where a person looks on the web, and how the driven browser goes through it. Classes are those of the platform's own pages. */
import type { Query } from '../../warehouse/contracts/live.ts';
import type { Itinerary } from '../browsing/site.ts';

const SITE = 'https://www.xiaohongshu.com';
const OBJECT_ID = /^[0-9a-f]{24}$/u;

/** Null = the web has no page for it. A 小红书号 has none of its own: the search finds it. */
export function address(query: Query): string | null {
  switch (query.kind) {
    case 'keyword':
      return searchAddress(query.words);
    case 'author':
      if (query.authorId !== null && OBJECT_ID.test(query.authorId)) return `${SITE}/user/profile/${query.authorId}`;
      return query.handle === null ? null : searchAddress(query.handle);
    case 'post':
      return `${SITE}/explore/${encodeURIComponent(query.postId)}`;
    default:
      return `${SITE}/notification`;
  }
}

function searchAddress(words: string): string {
  return `${SITE}/search_result?keyword=${encodeURIComponent(words)}&source=web_search_result_notes`;
}

/** Null: an account that is known by a name or number only. `link`: the address of a note with the token that opens it. */
export function drive(query: Query, link: string | null): Itinerary | null {
  const url = address(query);
  if (url === null) return null;
  switch (query.kind) {
    case 'keyword':
      return { url, expects: ['search_notes', 'search_page'], scrolls: null, unfolds: [], follows: true };
    case 'author':
      if (query.authorId === null || !OBJECT_ID.test(query.authorId)) return null;
      return { url, expects: ['author_notes', 'profile_page'], scrolls: null, unfolds: [], follows: true };
    case 'post':
      return {
        url: link ?? url,
        expects: ['comments', 'note_page', 'note'],
        scrolls: '.note-scroller',
        unfolds: ['.comments-container .show-more'],
        follows: false,
      };
    default:
      return { url, expects: ['mentions'], scrolls: null, unfolds: [], follows: true };
  }
}
