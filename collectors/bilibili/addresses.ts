/** Where a person looks on Bilibili. */
import type { Query } from '../../warehouse/contracts/live.ts';
import { addressOf, aidOf } from './ids.ts';

/** Null where Bilibili has no such page. */
export function address(query: Query): string | null {
  switch (query.kind) {
    case 'keyword':
      return `https://search.bilibili.com/video?keyword=${encodeURIComponent(query.words)}&order=pubdate`;
    case 'author':
      // A name is no address; it can only be searched for.
      if (query.authorId !== null && /^\d+$/u.test(query.authorId))
        return `https://space.bilibili.com/${query.authorId}/upload/video`;
      return query.handle === null
        ? null
        : `https://search.bilibili.com/upuser?keyword=${encodeURIComponent(query.handle.replace(/^@/u, ''))}`;
    case 'post':
      return addressOf(aidOf(query.postId) ?? query.postId);
    case 'mention_feed':
      return 'https://message.bilibili.com/#/at';
  }
}
