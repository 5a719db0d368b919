/** Where a person looks on www.kuaishou.com. */
import type { Query } from '../../warehouse/contracts/live.ts';

const SITE = 'https://www.kuaishou.com';
/** Ids by which accounts open; numbers and Kuaishou names (快手号) do not. */
const ACCOUNT = /^3x[\da-z]{8,}$/u;

/** Null = the web has no such page; who names the own account is shown in the app only. */
export function address(query: Query): string | null {
  switch (query.kind) {
    case 'keyword':
      return searchFor('video', query.words);
    case 'author': {
      if (query.authorId !== null && ACCOUNT.test(query.authorId)) return `${SITE}/profile/${query.authorId}`;
      const name = (query.handle ?? '').replace(/^@/u, '').trim();
      return name === '' ? null : searchFor('user', name);
    }
    case 'post':
      return /^[\w-]{5,}$/u.test(query.postId) ? `${SITE}/short-video/${query.postId}` : null;
    case 'mention_feed':
      return null;
  }
}

function searchFor(type: 'video' | 'user', words: string): string {
  return `${SITE}/search/${type}?searchKey=${encodeURIComponent(words)}`;
}
