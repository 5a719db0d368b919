/** One page of a search, of an account's feed, or a thread: what is asked, and what of the answer is a record. */
import type { z } from 'zod';
import type { Query } from '../../warehouse/contracts/live.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import type { Ask, ListedRecord, Page } from '../engine/listing.ts';
import { sortedAt } from './normalize.ts';
import type { Options } from './options.ts';
import {
  type Actor,
  feedItem,
  feedPage,
  type PostView,
  postView,
  profilesPage,
  repostReason,
  searchPage,
  threadPage,
} from './payload.ts';
import { call } from './xrpc.ts';

type Asked = Ask<Options, string>;

/** Posts that a search reaches at most, by pages. */
export const SEARCH_DEPTH = 10_000;
const THREAD_DEPTH = 50;
const PROFILES_AT_ONCE = 25;

export function page(ask: Asked): Promise<Page<string>> {
  const { query } = ask;
  switch (query.kind) {
    case 'author':
      return feed(ask, query.authorId ?? query.handle?.replace(/^@/u, '') ?? '');
    case 'post':
      return thread(ask, query.postId);
    default:
      return search(ask, query.kind === 'keyword' ? query.words : '');
  }
}

async function search(ask: Asked, words: string): Promise<Page<string>> {
  const { options, window, next } = ask;
  const iso = (utcMs: number) => new Date(utcMs).toISOString();
  const answer = await call(
    ask,
    'app.bsky.feed.searchPosts',
    {
      q: words.startsWith('#') ? words : `"${words.replaceAll('"', ' ')}"`,
      sort: 'latest',
      since: iso(window.since),
      until: iso(window.until),
      lang: options.lang,
      limit: options.page_size,
      cursor: next ?? undefined,
    },
    searchPage,
  );
  const { posts, cursor } = answer.value;
  const { items, rejected } = readItems(posts, postView);
  const shown = items.filter(({ value }) => mayBeShown(value.author));
  const isLast = !cursor || posts.length === 0;
  // Strangers are shown the first page only; with a login the pages end at a depth.
  const isCapped = !isLast && (!options.login || Number(cursor) >= SEARCH_DEPTH);
  return {
    records: await listed(ask, shown),
    next: isLast || isCapped ? null : cursor,
    isCapped,
    follow: options.answers ? shown.flatMap(({ value }) => answersOf(value)) : [],
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected,
  };
}

/** The thread that a found post stands in is read where somebody has answered it. */
function answersOf({ uri, replyCount, record, indexedAt }: PostView): Query[] {
  if (!replyCount) return [];
  return [{ kind: 'post', postId: uri, publishedAt: sortedAt(record.createdAt, indexedAt) }];
}

async function feed(ask: Asked, actor: string): Promise<Page<string>> {
  const answer = await call(
    ask,
    'app.bsky.feed.getAuthorFeed',
    { actor, filter: 'posts_with_replies', limit: ask.options.page_size, cursor: ask.next ?? undefined },
    feedPage,
  );
  const { feed: list, cursor } = answer.value;
  const { items, rejected } = readItems(list, feedItem);
  const reposts: ListedRecord[] = [];
  const own: { readonly value: PostView; readonly payload: unknown }[] = [];
  for (const { value, payload } of items) {
    const reason = repostReason.safeParse(value.reason);
    if (reason.success) {
      if (mayBeShown(reason.data.by)) reposts.push(repost(value.post, reason.data, value.reason));
    } else if (mayBeShown(value.post.author)) {
      own.push({ value: value.post, payload: (payload as { readonly post: unknown }).post });
    }
  }
  return {
    records: [...(await listed(ask, own)), ...reposts],
    next: cursor && list.length > 0 ? cursor : null,
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected,
  };
}

function repost(
  subject: PostView,
  { by, indexedAt, uri }: z.output<typeof repostReason>,
  reason: unknown,
): ListedRecord {
  return {
    kind: 'post',
    id: uri ?? `${subject.uri}#reposted-by-${by.did}`,
    parentId: subject.uri,
    authorId: by.did,
    publishedAt: sortedAt(null, indexedAt),
    payload: { reason, subject: { uri: subject.uri } },
  };
}

async function thread(ask: Asked, uri: string): Promise<Page<string>> {
  const answer = await call(
    ask,
    'app.bsky.feed.getPostThread',
    { uri, depth: THREAD_DEPTH, parentHeight: 0 },
    threadPage,
  );
  const root = answer.value.thread;
  const facts = { next: null, url: answer.url, fetchedAt: answer.fetchedAt };
  if (root['notFound'] === true) throw new RefusalError('gone', 'the post is not found any more');
  // Its author and the reader keep each other out: the post is there, for others.
  if (root['blocked'] === true) {
    ask.log.info({}, 'a post may not be seen by this account; left as it is known');
    return { ...facts, records: [] };
  }
  const { items, rejected } = readItems(postsOf(root), postView);
  const shown = items.filter(({ value }) => mayBeShown(value.author));
  return { ...facts, records: shown.map((item) => record(item, null)), rejected };
}

/** Posts of a thread, the first one and then the answers; what is deleted or blocked is left out. */
function postsOf(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null || !('post' in node)) return [];
  const replies = 'replies' in node && Array.isArray(node.replies) ? node.replies : [];
  return [node.post, ...replies.flatMap(postsOf)];
}

type Item = { readonly value: PostView; readonly payload: unknown };

/** Records of posts with the followers of their authors, who are asked for by the page. */
async function listed(ask: Asked, items: readonly Item[]): Promise<ListedRecord[]> {
  const dids = ask.options.followers ? [...new Set(items.map(({ value }) => value.author.did))] : [];
  const followers = new Map<string, number | null>();
  for (let at = 0; at < dids.length; at += PROFILES_AT_ONCE) {
    const actors = dids.slice(at, at + PROFILES_AT_ONCE);
    const { value } = await call(ask, 'app.bsky.actor.getProfiles', { actors }, profilesPage);
    for (const { did, followersCount } of value.profiles) followers.set(did, followersCount ?? null);
  }
  return items.map((item) => record(item, followers.get(item.value.author.did) ?? null));
}

function record({ value, payload }: Item, followersCount: number | null): ListedRecord {
  const { reply, createdAt } = value.record;
  return {
    kind: reply ? 'comment' : 'post',
    id: value.uri,
    parentId: reply?.parent.uri ?? null,
    authorId: value.author.did,
    publishedAt: sortedAt(createdAt, value.indexedAt),
    payload: followersCount === null ? { post: payload } : { post: payload, profile: { followersCount } },
  };
}

/** False for accounts that ask not to be shown to people who have no account. */
function mayBeShown({ labels }: Actor): boolean {
  return labels?.some(({ val }) => val === '!no-unauthenticated') !== true;
}
