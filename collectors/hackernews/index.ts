/**
 * Stories and comments of Hacker News by its public search. Newest first, bounded in time; of each window the search shows 1,000 hits
 * at most, so that a fuller one is asked for in parts.
 */
import { z } from 'zod';
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import { type Ask, listingCollector, type Page } from '../engine/listing.ts';
import { isComment, said } from './normalize.ts';
import { type Hit, hit, searchPage } from './payload.ts';

const HOST = 'https://hn.algolia.com';
const HITS_PER_QUERY = 1000;

const options = z.strictObject({
  base_url: z
    .url({ protocol: /^https?$/u })
    .default(HOST)
    .describe('where the search answers, for a mirror of your own'),
  hits_per_page: z.int().min(1).max(1000).default(100).describe('records a page'),
});
type Options = z.output<typeof options>;

/** Number of the next page, from 0. */
const next = z.int().positive();
type Next = z.infer<typeof next>;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'hackernews',
    platform: 'hackernews',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: [],
      robots: 'n/a',
      terms:
        'The search of Hacker News by Algolia is open without a key; use it moderately and delete what authors have deleted.',
    },
    pace: { perMinute: 60, concurrency: 1 },
    caps: { hits_per_query: HITS_PER_QUERY },
    collects: ['replies'],
    personal: {
      author: { keep: true, why: 'tells people apart and is printed on the lists of own brands' },
      _highlightResult: { keep: false, why: 'repeats names and words with markup of the search' },
    },
    limitations: [
      'Points of comments are not shown.',
      'A search for words also finds them inside of the titles of threads that a comment stands in.',
      'Of one second and query 1,000 hits are shown at most.',
    ],
  },
  options,
  next,
  boundsTime: true,
  resolutionMs: 1000,
  hosts: ({ base_url }) => [new URL(base_url).host],
  page,
  said,
});

async function page(ask: Ask<Options, Next>): Promise<Page<Next>> {
  const { query, window, options, next } = ask;
  const fetched = await ask.http.json(
    {
      url: new URL('/api/v1/search_by_date', options.base_url),
      query: {
        ...about(query),
        ...(query.kind === 'post'
          ? {}
          : {
              numericFilters: `created_at_i>=${Math.floor(window.since / 1000)},created_at_i<${Math.ceil(window.until / 1000)}`,
            }),
        hitsPerPage: options.hits_per_page,
        page: next ?? 0,
      },
    },
    searchPage,
  );
  const { hits, nbHits, nbPages, page: number } = fetched.value;
  const { items, rejected } = readItems(hits, hit);
  const isLast = number + 1 >= nbPages || hits.length === 0;
  const isCapped = isLast && nbHits > number * options.hits_per_page + hits.length;
  // A story is older than all that stands under it: it is the last hit, which a cap hides.
  const isThere = items.some(({ value }) => value.objectID === (query.kind === 'post' ? query.postId : null));
  if (query.kind === 'post' && isLast && !isCapped && !isThere && rejected.length === 0) {
    throw new RefusalError('gone', 'the story is not found any more');
  }
  return {
    records: items.map(({ value, payload }) => ({
      kind: isComment(value) ? 'comment' : 'post',
      id: value.objectID,
      parentId: parentOf(value),
      authorId: value.author ?? null,
      publishedAt: value.created_at_i * 1000,
      payload,
    })),
    next: isLast ? null : number + 1,
    isCapped,
    url: fetched.url,
    fetchedAt: fetched.fetchedAt,
    rejected,
  };
}

/** The search's words for a query. Quoted words are found as they stand; a post is asked for with everything under it. */
function about(query: Query): Record<string, string> {
  switch (query.kind) {
    case 'keyword':
      return { query: `"${query.words.replaceAll('"', ' ')}"`, tags: '(story,comment)', advancedSyntax: 'true' };
    case 'author':
      return { tags: `(story,comment),author_${query.handle ?? query.authorId ?? ''}` };
    case 'post':
      return { tags: `(story,comment),story_${query.postId}` };
    case 'mention_feed':
      return {};
  }
}

function parentOf({ parent_id }: Hit): string | null {
  return parent_id === null || parent_id === undefined ? null : String(parent_id);
}
