/** The sample market as one platform's replica shows it, so that the weekly lists of browsing and of importing can be compared. */
import { compose } from '../../jobs/sample/compose.ts';
import { dice } from '../../jobs/sample/dice.ts';
import type { SampleAuthor } from '../../jobs/sample/market.ts';
import { marketEvents } from '../../jobs/sample/timeline.ts';
import { sampleMarket } from '../../jobs/sample/write_market.ts';
import {
  commentCount,
  commentsOf,
  type ReplicaAuthor,
  type ReplicaComment,
  type ReplicaMarket,
  type ReplicaPost,
} from './market.ts';
import type { Replica } from './site.ts';

export interface SampleOptions {
  readonly seed: number;
  readonly authors: number;
  readonly weeks: number;
  readonly asOf: string;
  /** UTC ms: nothing is newer. */
  readonly until: number;
  /** Names of brands: posts that hold none of them are found by nobody. */
  readonly words: readonly string[];
}

/** Everybody of that platform, what they post with one of the words in it, and what is answered. Each as it was seen last. */
export function sampleReplicaMarket(platform: SampleAuthor['platform'], options: SampleOptions): ReplicaMarket {
  const market = sampleMarket(options);
  const chance = dice(String(options.seed)).fork('words');
  const authors = new Map<number, ReplicaAuthor>();
  const posts = new Map<number, ReplicaPost>();
  const comments = new Map<number, ReplicaComment>();
  for (const event of marketEvents(market)) {
    const { title, text } = compose(event, chance);
    if (event.author.platform !== platform || event.publishedAt >= options.until) continue;
    const seen = event.sightings.at(-1)!;
    const author = known(authors, event.author, seen.followers);
    const said = {
      no: event.no,
      author,
      text,
      at: Math.floor(event.publishedAt / 1000) * 1000,
      likes: seen.likes,
      region: '上海',
    };
    if (event.parentNo === null) {
      if (!options.words.some((word) => text.includes(word))) continue;
      const { saves, shares } = seen;
      const [views, coins, danmaku] = [0, 0, 0];
      const things = { images: event.images, hasVideo: false, tags: [], comments: [], isGone: false, reposts: null };
      posts.set(event.no, { ...said, ...things, title: title ?? '', saves, shares, views, coins, danmaku });
      continue;
    }
    const post = posts.get(event.rootNo!);
    if (post === undefined) continue;
    const parent = comments.get(event.parentNo) ?? null;
    const root = parent?.root ?? parent;
    const comment: ReplicaComment = { ...said, post, root, parent, isPinned: false, replies: [] };
    comments.set(event.no, comment);
    (root === null ? post.comments : root.replies).push(comment);
  }
  const newest = [...posts.values()].sort((a, b) => b.at - a.at || b.no - a.no);
  const all = [...authors.values()];
  return { words: options.words[0]!, authors: all, posts: newest, own: all[0]!, mentions: [] };
}

/** Accounts as they are when they are seen first: one number each is what a page shows. */
function known(authors: Map<number, ReplicaAuthor>, { index, role }: SampleAuthor, followers: number): ReplicaAuthor {
  const before = authors.get(index);
  if (before !== undefined) return before;
  const account = role === 'official' ? 'organisation' : role === 'kol' ? 'verified person' : 'person';
  const numbers = { followers, following: 100, liked: 1000 };
  const author: ReplicaAuthor = { no: index + 1, name: `u${index}`, bio: '', region: '上海', account, ...numbers };
  authors.set(index, author);
  return author;
}

/** What the rows of a file say besides the market's own numbers, so that they say as much as the pages do. */
export interface Shows {
  /** UTC ms at which all was seen. */
  readonly seen: number;
  /** Followers and kind of an account beside each of its posts and comments. */
  readonly hasAccounts: boolean;
  readonly format: (post: ReplicaPost) => string;
  /** Null = the platform does not say. */
  readonly isRepost: boolean | null;
}

/** What a replica shows of a market as rows of a file, to be imported by `shownMap`. */
export function shownRows({ ids, visible }: Replica, market: ReplicaMarket, shows: Shows): object[] {
  const told = (author: ReplicaAuthor) => ({
    author: ids.author(author.no),
    name: author.name,
    fans: shows.hasAccounts ? author.followers : null,
    verified: shows.hasAccounts ? author.account !== 'person' : null,
    account: shows.hasAccounts && author.account === 'organisation' ? 'organisation' : null,
    region: author.region,
    seen: new Date(shows.seen).toISOString(),
  });
  const counted = (post: ReplicaPost) =>
    Object.fromEntries(
      (['likes', 'saves', 'shares', 'replies'] as const)
        .filter((what) => visible.post.includes(what))
        .map((what) => [what, what === 'replies' ? commentCount(post) : post[what]]),
    );
  return market.posts.flatMap((post) => [
    {
      kind: 'post',
      id: ids.post(post.no),
      title: visible.post.includes('title') && post.title !== '' ? post.title : null,
      text: post.text,
      at: new Date(post.at).toISOString(),
      images: post.images,
      format: shows.format(post),
      video: post.hasVideo,
      repost: shows.isRepost,
      ...counted(post),
      ...told(post.author),
    },
    ...commentsOf(post).map((comment) => ({
      kind: 'comment',
      id: ids.comment(comment.no),
      root: ids.post(post.no),
      parent: comment.parent === null ? ids.post(post.no) : ids.comment(comment.parent.no),
      text: comment.text,
      at: new Date(comment.at).toISOString(),
      images: 0,
      likes: comment.likes,
      replies: comment.root === null ? comment.replies.length : null,
      ...told(comment.author),
    })),
  ]);
}

export function shownMap(platform: string): string {
  return `platform: { value: ${platform} }
kind: { column: kind, values: { post: post, comment: comment } }
collects: [replies]
coverage_basis: keyword_only
fields: { id: id, root_id: root, parent_id: parent, author_id: author, author_name: name, followers: fans, account_kind: account, account_verified: verified, title: title, text: text, region: region, published_at: at, observed_at: seen, likes: likes, saves: saves, shares: shares, replies: replies, image_count: images, format: format, has_video: video, is_repost: repost }
`;
}
