/** Answers, articles, thoughts and comments of Zhihu (知乎) as the operator sees them in a browser of their own. */
import type { Query } from '../../warehouse/contracts/live.ts';
import { jsonIn } from '../browsing/json_in.ts';
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { shapes } from './shapes.ts';

const SITE = 'https://www.zhihu.com';

export const collector = siteCollector({
  meta: {
    name: 'zhihu',
    platform: 'zhihu',
    version: 1,
    kinds: ['post', 'comment', 'author'],
    queryKinds: ['keyword', 'mention_feed', 'author', 'post'],
    order: 'unordered',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        'What your own account is shown while you browse, kept for your own brands; programs may not collect here without permission, so nothing is opened by itself.',
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: {},
    collects: ['replies'],
    personal,
    limitations: [
      'Only looked at by a person, or read from saved bodies: it is never driven.',
      'The place of an answer is shown in its page only, that of a comment beside it.',
      'Shares and saves are mostly not shown; likes are 赞同.',
      'Comments of which the beginning was not seen do not know what they stand under.',
      'People who hide their name, and what they write, stay without an author.',
    ],
  },
  options: siteOptions,
  hosts: ['www.zhihu.com', '*.zhihu.com', '*.zhimg.com'],
  session: {
    url: `${SITE}/signin`,
    cookies: ['z_c0'],
    says({ url, text, status, isDocument }) {
      if (isDocument || !/\/api\/v4\/me(?:\?|$)/u.test(url)) return null;
      if (status === 401) return false;
      const body = jsonIn(text) as { url_token?: unknown } | null | undefined;
      return typeof body?.url_token === 'string' ? true : null;
    },
  },
  shapes,
  refusals,
  address,
  said,
});

/** Null = no page is known for it. */
function address(query: Query): string | null {
  switch (query.kind) {
    case 'keyword':
      return `${SITE}/search?type=content&q=${encodeURIComponent(query.words)}`;
    case 'author':
      // The id of an account opens its page, too.
      return query.handle === null && query.authorId === null
        ? null
        : `${SITE}/people/${encodeURIComponent(query.authorId ?? query.handle!)}/answers`;
    case 'post':
      return query.postId.startsWith('question:')
        ? `${SITE}/question/${query.postId.slice('question:'.length)}`
        : `${SITE}/answer/${encodeURIComponent(query.postId)}`;
    default:
      return `${SITE}/notifications`;
  }
}
