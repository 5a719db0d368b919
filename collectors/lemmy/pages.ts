/** One page of the search or of an account, or a post with a page of its comments: what is asked, and what of it is a record. */
import { z } from 'zod';
import { type Fetched, type HttpAnswer, type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Ask, Page } from '../engine/listing.ts';
import { accountName } from '../reading/account_name.ts';
import { instant } from '../reading/instant.ts';
import { commentPage, listPage, type PostView, postPage } from './payload.ts';
import { postId, readComments, readPosts } from './records.ts';

export const options = z.strictObject({
  base_url: z.url({ protocol: /^https?$/u }).describe('the server that is asked, such as https://lemmy.example'),
  page_size: z.int().min(1).max(50).default(50).describe('posts and comments a page'),
  community: z.string().min(1).optional().describe('only what stands in this community (name or name@host)'),
  answers: z.boolean().default(true).describe('read the comments under the posts that a query has found'),
});
export type Options = z.output<typeof options>;

/** Number of the next page, from 2. */
export const next = z.int().min(2);
type Asked = Ask<Options, number>;
type Params = Readonly<Record<string, string | number | undefined>>;

export function page(ask: Asked): Promise<Page<number>> {
  const { query, options } = ask;
  switch (query.kind) {
    case 'post':
      return thread(ask, query.postId);
    case 'author': {
      const username = accountName(query.authorId, query.handle);
      if (username === null) throw new RefusalError('gone', 'neither id nor handle names an account');
      return listing(ask, '/api/v3/user', { username });
    }
    default: {
      const q = query.kind === 'keyword' ? query.words : '';
      const where = { type_: 'All', listing_type: 'All', community_name: options.community };
      return listing(ask, '/api/v3/search', { q, ...where });
    }
  }
}

/** Posts and comments of a listing stand in two lists, each with the newest first. */
async function listing(ask: Asked, path: string, params: Params): Promise<Page<number>> {
  const { page_size: limit, base_url } = ask.options;
  const { host } = new URL(base_url);
  const answer = await get(ask, path, { ...params, sort: 'New', limit, page: ask.next ?? 1 }, listPage);
  const posts = readPosts(answer.value.posts, host);
  const comments = readComments(answer.value.comments, host);
  const isLast = answer.value.posts.length < limit && answer.value.comments.length < limit;
  const isFollowed = ask.options.answers && ask.query.kind !== 'author';
  return {
    records: [...posts.records, ...comments.records],
    next: isLast ? null : (ask.next ?? 1) + 1,
    follow: isFollowed ? posts.views.flatMap((view) => answersOf(ask, host, view)) : [],
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected: [...posts.rejected, ...comments.rejected],
  };
}

function answersOf({ window }: Asked, host: string, { post, counts }: PostView): Query[] {
  const at = instant(post.published);
  if (!counts?.comments || (at !== null && (at < window.since || at >= window.until))) return [];
  return [{ kind: 'post', postId: postId(host, post.id), publishedAt: at }];
}

async function thread(ask: Asked, uri: string): Promise<Page<number>> {
  const { page_size: limit, base_url } = ask.options;
  const { host } = new URL(base_url);
  const id = uri.startsWith(postId(host, '')) ? uri.slice(postId(host, '').length) : '';
  if (!/^\d+$/u.test(id)) throw new RefusalError('failed', 'the post is not one of this server', { concerns: 'query' });
  const first = ask.next === null ? await get(ask, '/api/v3/post', { id }, postPage) : null;
  const own = readPosts(first === null ? [] : [first.value.post_view], host);
  if (first !== null && own.records.length === 0 && own.rejected.length === 0)
    throw new RefusalError('gone', 'the post is deleted or removed');
  const query = { post_id: id, type_: 'All', sort: 'Old', limit, page: ask.next ?? 1 };
  const answer = await get(ask, '/api/v3/comment/list', query, commentPage);
  const comments = readComments(answer.value.comments, host);
  return {
    records: [...own.records, ...comments.records],
    next: answer.value.comments.length < limit ? null : (ask.next ?? 1) + 1,
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected: [...own.rejected, ...comments.rejected],
  };
}

function get<T>({ http, options }: Asked, path: string, query: Params, schema: z.ZodType<T>): Promise<Fetched<T>> {
  return http.json({ url: new URL(path, options.base_url), query, judge }, schema);
}

/** Lemmy names its errors, under a status that differs by version. */
function judge({ status, text }: HttpAnswer): 'gone' | 'login_needed' | null {
  if (status < 400 || status >= 500) return null;
  if (/"(?:couldnt_find_[a-z_]+|not_found)"/u.test(text)) return 'gone';
  return /"(?:instance_is_private|not_logged_in|incorrect_login)"/u.test(text) ? 'login_needed' : null;
}
