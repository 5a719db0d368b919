/** One page of each kind of question: search, newest posts, an account's posts, a topic. */
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import { DAY_MS, isoDate } from '../../warehouse/contracts/time.ts';
import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord, Page } from '../engine/listing.ts';
import { accountId, postId, siteOf, topicOf, usernameOf } from './ids.ts';
import { isWithheld } from './normalize.ts';
import { type DiscourseAsk, type Next, request } from './options.ts';
import * as sent from './payload.ts';

/** Pages of a search that forums answer (`PAGE_LIMIT` of their search controller). */
const SEARCH_PAGES = 10;
const ACTIONS_PER_PAGE = 30;
/** Posts of a topic that are asked for at once, as the forum's own pages do. */
const POSTS_PER_REQUEST = 20;
/** `user_actions.json`: topics begun and answers given. */
const WROTE = '4,5';

type Read = ReturnType<typeof readItems<sent.Post>>;

/** Hits come with an excerpt only; each is read in its topic, with the posts around it. */
export async function searchedPage(ask: DiscourseAsk, words: string): Promise<Page<Next>> {
  const { window, next } = ask;
  const number = typeof next === 'number' ? next : 1;
  const after = isoDate(Math.floor(window.since / DAY_MS));
  const before = isoDate(Math.ceil(window.until / DAY_MS));
  const q = `"${words.replaceAll('"', ' ')}" order:latest after:${after} before:${before}`;
  const found = await ask.http.json(
    request(ask, '/search.json', { q, page: number === 1 ? undefined : number }),
    sent.searchPage,
  );
  const { posts, grouped_search_result: about } = found.value;
  if (typeof about.error === 'string') {
    throw new RefusalError('rate_limited', 'the forum is too busy to search at the moment');
  }
  const hits = readItems(posts ?? [], sent.hit);
  const records: ListedRecord[] = [];
  const rejected = [...hits.rejected];
  const oldest = Math.min(...hits.items.map(({ value }) => Date.parse(value.created_at)));
  for (const { value } of hits.items) {
    const around = await topicAt(ask, value.topic_id, value.post_number);
    if (around === null) continue;
    rejected.push(...around.rejected);
    // Older neighbours would look as if the listing had come that far.
    records.push(...listed(ask, around).filter(({ publishedAt }) => publishedAt !== null && publishedAt >= oldest));
  }
  const hasMore = about.more_full_page_results === true && hits.items.length > 0;
  return {
    records,
    next: hasMore && number < SEARCH_PAGES ? number + 1 : null,
    isCapped: hasMore && number >= SEARCH_PAGES,
    url: found.url,
    fetchedAt: found.fetchedAt,
    rejected,
  };
}

/** All public posts of the forum, by their ids. */
export async function latestPage(ask: DiscourseAsk): Promise<Page<Next>> {
  const before = typeof ask.next === 'number' ? ask.next : undefined;
  const found = await ask.http.json(request(ask, '/posts.json', { before }), sent.latestPosts);
  const read = readItems(found.value.latest_posts, sent.ownPost);
  const last = Math.min(...read.items.map(({ value }) => value.id)) - 1;
  const { url, fetchedAt } = found;
  return {
    records: listed(ask, read),
    next: read.items.length > 0 && last > 0 ? last : null,
    url,
    fetchedAt,
    rejected: read.rejected,
  };
}

/** Topics and answers of an account; of long ones the list has an excerpt only, so these are asked for one by one. */
export async function authorPage(ask: DiscourseAsk, query: Query & { kind: 'author' }): Promise<Page<Next>> {
  const username = usernameOf(siteOf(ask.options.base_url), query.authorId, query.handle);
  if (username === null) throw new RefusalError('gone', 'the account is of another forum');
  const offset = typeof ask.next === 'number' ? ask.next : 0;
  const found = await ask.http.json(
    request(ask, '/user_actions.json', { username, filter: WROTE, offset }),
    sent.userActions,
  );
  const actions = readItems(found.value.user_actions, sent.action);
  const records: ListedRecord[] = [];
  for (const item of actions.items) {
    const { topic_id, post_number, truncated, excerpt } = item.value;
    const isCut = truncated ?? /(?:…|&hellip;)\s*$/u.test(excerpt ?? '');
    const around = isCut && !isWithheld(item.value) ? await topicAt(ask, topic_id, post_number) : null;
    const whole = around?.items.find(({ value }) => value.post_number === post_number);
    records.push(...listed(ask, { items: [whole ?? item] }));
  }
  const isPast = actions.items.some(({ value }) => Date.parse(value.created_at) < ask.window.since);
  const isLast = isPast || found.value.user_actions.length < ACTIONS_PER_PAGE;
  const { url, fetchedAt } = found;
  return { records, next: isLast ? null : offset + ACTIONS_PER_PAGE, url, fetchedAt, rejected: actions.rejected };
}

/** A topic: its first posts, then the newest ones back from its end. */
export async function topicPageOf(ask: DiscourseAsk, id: string): Promise<Page<Next>> {
  const { options, next } = ask;
  const topicId = topicOf(siteOf(options.base_url), id);
  if (topicId === null) throw new RefusalError('gone', 'the post is of another forum');
  const wanted = Array.isArray(next) ? next : null;
  const batch = wanted?.slice(-POSTS_PER_REQUEST) ?? null;
  const path =
    batch === null
      ? `/t/${topicId}.json`
      : `/t/${topicId}/posts.json?${batch.map((one) => `post_ids[]=${one}`).join('&')}`;
  const found = await ask.http.json(request(ask, path), sent.topicPage);
  const read = readTopic(found.value);
  const shown = new Set(read.items.map(({ value }) => value['id']));
  const left =
    wanted?.slice(0, -POSTS_PER_REQUEST) ?? found.value.post_stream.stream?.filter((one) => !shown.has(one)) ?? [];
  const rest = left.slice(-options.answers_per_topic);
  return {
    records: listed(ask, read),
    next: rest.length === 0 ? null : rest,
    url: found.url,
    fetchedAt: found.fetchedAt,
    rejected: read.rejected,
  };
}

/** A topic at one of its posts. Null = not there any more, or not for us. */
async function topicAt(ask: DiscourseAsk, topicId: number, number: number): Promise<Read | null> {
  try {
    return readTopic((await ask.http.json(request(ask, `/t/${topicId}/${number}.json`), sent.topicPage)).value);
  } catch (error) {
    if (error instanceof RefusalError && error.outcome === 'gone') return null;
    throw error;
  }
}

/** Its posts; the first one with what is said of the topic. */
function readTopic(topic: sent.TopicPage): Read {
  if (topic.archetype === 'private_message') throw new RefusalError('gone', 'private messages are not read');
  const { title, slug, views, posts_count } = topic;
  const tags = [...new Set(topic.tags?.flatMap((tag) => (typeof tag === 'string' ? tag : (tag.name ?? []))))];
  return readItems(
    topic.post_stream.posts.map((one) => {
      const isFirst = sent.post.safeParse(one).data?.post_number === 1;
      return isFirst ? { ...(one as object), topic: { title, slug, tags, views, posts_count } } : one;
    }),
    sent.post,
  );
}

/** Records of what people wrote; of what they took back only that it is gone. */
function listed(ask: DiscourseAsk, { items }: Pick<Read, 'items'>): ListedRecord[] {
  const site = siteOf(ask.options.base_url);
  return items.flatMap(({ value, payload }) => {
    const { topic_id, post_number, created_at, username, user_id, post_type } = value;
    if ((post_type ?? 1) > 2 || (user_id ?? 0) < 0) return [];
    const isGone = isWithheld(value);
    const isFirst = post_number === 1;
    return {
      kind: isFirst ? 'post' : 'comment',
      id: postId(site, topic_id, post_number),
      parentId: isFirst ? null : postId(site, topic_id, value.reply_to_post_number ?? 1),
      authorId: isGone || typeof username !== 'string' ? null : accountId(site, username),
      publishedAt: Date.parse(created_at),
      payload: isGone ? { topic_id, post_number, created_at, hidden: true } : payload,
    } as const;
  });
}
