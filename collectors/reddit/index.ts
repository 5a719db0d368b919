/**
 * Posts and comments of Reddit by its API, as a registered app. Newest first and not bounded in time: a search shows about 250 posts and
 * a listing 1,000, and what lies beyond them is an interval that was lost.
 */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import { listingCollector, type Page } from '../engine/listing.ts';
import { askReddit, nameOf, type RedditAsk } from './client.ts';
import { said } from './normalize.ts';
import { type Next, next, type Options, options } from './options.ts';
import { isTakenBack, listing } from './payload.ts';
import { personal } from './personal.ts';
import { readThings } from './records.ts';
import { postPage } from './tree.ts';

const PER_PAGE = 100;
/** Pages after which the end of a listing may be its cap: a search ends at about 250 posts, any other at 1,000. */
const SEARCH_PAGES = 3;
const LISTING_PAGES = 10;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'reddit',
    platform: 'reddit',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'mention_feed', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: ['REDDIT_CLIENT_ID', 'REDDIT_CLIENT_SECRET'],
      robots: 'n/a',
      terms:
        'Reddit wants an approved app for its API (since November 2025), forbids matching its users with who they are elsewhere and training models with their texts, and wants deleted what they delete.',
    },
    // Reddit allows 100 a minute over ten minutes.
    pace: { perMinute: 60, concurrency: 1 },
    caps: { posts_per_search: 250, things_per_listing: 1000 },
    joinsPeople: false,
    collects: ['replies'],
    personal,
    limitations: [
      'A search finds posts, not comments, and shows about 250 of them; older ones are told as lost.',
      'Of an account and of a subreddit the newest 1,000 posts and comments are shown.',
      'Votes are shown with some noise, as likes minus dislikes; those of young comments are hidden.',
      'Numbers of followers and of views are not shown.',
      'Private, quarantined and banned subreddits are not seen.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: ({ api_url, login_url }) => [new URL(api_url).host, new URL(login_url).host],
  page,
  said,
});

async function page(ask: RedditAsk): Promise<Page<Next>> {
  const { query } = ask;
  const next = ask.next;
  if (query.kind === 'post') return postPage(ask, query.postId, next?.at === 'tree' ? next : null);
  const [after, pages] = next?.at === 'listing' ? [next.after, next.pages + 1] : [undefined, 1];
  const about = listingOf(query, ask.options);
  const fetched = await askReddit(ask, about.path, { ...about.query, limit: PER_PAGE, after }, listing);
  if (new URL(fetched.url).pathname.startsWith('/subreddits/'))
    throw new RefusalError('failed', 'there is no such subreddit', { hint: 'Look at `subreddits` of this source.' });
  const { children, after: further } = fetched.value.data;
  const { things, records, rejected } = readThings(children);
  const isLast = (further ?? '') === '' || children.length === 0;
  const followed = things.flatMap((one) => {
    const publishedAt = Math.round(one.data.created_utc * 1000);
    const isIn = publishedAt >= ask.window.since && publishedAt < ask.window.until;
    if (one.kind !== 't3' || !isIn || isTakenBack(one) || (one.data.num_comments ?? 0) === 0) return [];
    return [[one.data.id, { kind: 'post' as const, postId: one.data.id, publishedAt }] as const];
  });
  return {
    records,
    next: isLast ? null : { at: 'listing', after: further!, pages },
    isCapped: isLast && pages >= (query.kind === 'keyword' ? SEARCH_PAGES : LISTING_PAGES),
    follow: query.kind === 'author' || ask.options.answer_pages === 0 ? [] : [...new Map(followed).values()],
    url: fetched.url,
    fetchedAt: fetched.fetchedAt,
    rejected,
  };
}

function listingOf(
  query: Exclude<Query, { kind: 'post' }>,
  { subreddits, communities }: Options,
): { readonly path: string; readonly query: Record<string, string> } {
  switch (query.kind) {
    case 'keyword': {
      const words = { q: `"${query.words.replaceAll('"', ' ')}"`, sort: 'new', t: 'all', type: 'link' };
      if (subreddits === undefined) return { path: '/search', query: words };
      return { path: `/r/${subreddits.join('+')}/search`, query: { ...words, restrict_sr: '1' } };
    }
    case 'mention_feed': {
      const own = query.brandId === null ? Object.values(communities).flat() : (communities[query.brandId] ?? []);
      if (own.length === 0) {
        throw new UsageError(`reddit: there are no communities of ${query.brandId ?? 'any brand'} to read`, {
          hint: 'Name them:  with: { communities: { my_brand: [its_subreddit] } }',
        });
      }
      return { path: `/r/${[...new Set(own)].join('+')}/new`, query: {} };
    }
    case 'author':
      return { path: `/user/${encodeURIComponent(nameOf(query))}/overview`, query: { sort: 'new', t: 'all' } };
  }
}
