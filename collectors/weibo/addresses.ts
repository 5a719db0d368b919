/** Where a person looks on Weibo: the site for phones shows the same with less around it, and without tokens in its addresses. */
import type { Query } from '../../warehouse/contracts/live.ts';

const SITE = 'https://m.weibo.cn';

/** Null where Weibo has no such page. */
export function address(query: Query): string | null {
  switch (query.kind) {
    case 'keyword': {
      // 61: newest first.
      const container = `100103type=61&q=${query.words}&t=0`;
      return `${SITE}/search?containerid=${encodeURIComponent(container)}`;
    }
    case 'author': {
      if (query.authorId !== null && /^\d+$/u.test(query.authorId)) return `${SITE}/u/${query.authorId}`;
      const name = (query.handle ?? '').replace(/^@/u, '').trim();
      return name === '' ? null : `${SITE}/n/${encodeURIComponent(name)}`;
    }
    case 'post':
      return /^\w+$/u.test(query.postId) ? `${SITE}/detail/${query.postId}` : null;
    case 'mention_feed':
      return `${SITE}/msg/atme`;
  }
}
