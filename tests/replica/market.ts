/** What the replica sites show: invented people, posts and threads that know no platform. The same options give the same market. */
import { dice } from '../../jobs/sample/dice.ts';

export interface ReplicaAuthor {
  /** From 1. */
  readonly no: number;
  readonly name: string;
  readonly bio: string;
  readonly region: string;
  readonly followers: number;
  readonly following: number;
  /** Likes (and saves) of all that they posted. */
  readonly liked: number;
  readonly account: 'person' | 'verified person' | 'organisation';
}

export interface ReplicaComment {
  /** From 1, over all comments of the market. */
  readonly no: number;
  readonly post: ReplicaPost;
  /** The comment at the top of its thread; null = this one is. */
  readonly root: ReplicaComment | null;
  /** What it answers; null = the post. */
  readonly parent: ReplicaComment | null;
  readonly author: ReplicaAuthor;
  readonly text: string;
  /** UTC ms, whole seconds. */
  readonly at: number;
  readonly likes: number;
  readonly region: string;
  /** At most one top comment of a post. */
  readonly isPinned: boolean;
  /** Everything below a top comment, oldest first; of others empty. */
  readonly replies: ReplicaComment[];
}

export interface ReplicaPost {
  /** From 1. */
  readonly no: number;
  readonly author: ReplicaAuthor;
  readonly title: string;
  /** May be long, and may hold line breaks and marks such as < & ". */
  readonly text: string;
  readonly tags: readonly string[];
  /** UTC ms, whole seconds. */
  readonly at: number;
  readonly likes: number;
  readonly saves: number;
  readonly shares: number;
  readonly views: number;
  readonly coins: number;
  readonly danmaku: number;
  readonly images: number;
  readonly hasVideo: boolean;
  readonly region: string;
  /** Found by search, and taken away since: its page says so. */
  readonly isGone: boolean;
  /** Hands on another post, in words of its own; for platforms that know reposts. Null = it does not. */
  readonly reposts: ReplicaPost | null;
  /** Top comments, the pinned one first, then newest first. */
  readonly comments: ReplicaComment[];
}

export interface ReplicaMarket {
  /** What is searched for; stands in every post but those that are only in a profile. */
  readonly words: string;
  readonly authors: readonly ReplicaAuthor[];
  /** Newest first. */
  readonly posts: readonly ReplicaPost[];
  /** The operator's own account. */
  readonly own: ReplicaAuthor;
  /** Posts that name the own account with an @, newest first. */
  readonly mentions: readonly ReplicaPost[];
}

export interface MarketSize {
  readonly posts: number;
  readonly authors: number;
  /** Top comments of a post: this many for every third, a few for the rest. */
  readonly comments: number;
  /** Answers below every fourth top comment. */
  readonly replies: number;
  /** UTC ms: nothing is newer. */
  readonly until: number;
  /** Ms between two posts. */
  readonly every?: number;
  readonly seed?: number;
}

/** Small enough to be browsed in seconds, large enough that every list takes several answers. */
export const SMALL: Omit<MarketSize, 'until'> = { posts: 24, authors: 7, comments: 12, replies: 5 };

const WORDS = '晨露面霜';
const REGIONS = ['上海', '广东', '四川', '浙江', '北京'] as const;
const OPENERS = ['用了两周', '朋友推荐的', '第三次回购', '专柜试过', '换季急救'] as const;
const SAYINGS = [
  '保湿力在线，早上起来脸还是润的',
  '质地有点厚，油皮慎入',
  '味道很淡，敏感肌没有泛红',
  '价格 < 预期，性价比 & 效果都满意',
  '闺蜜说我气色"变好了"',
] as const;
const ANSWERS = ['求链接', '同款好用', '油皮能用吗', '我用着闷痘', '已经空瓶了', '谢谢分享'] as const;

/** A market of these sizes; ids, dates and texts are its own. */
export function replicaMarket(size: MarketSize): ReplicaMarket {
  const chance = dice(`replica/${size.seed ?? 1}`);
  const authors = Array.from({ length: Math.max(2, size.authors) }, (_, index): ReplicaAuthor => {
    return {
      no: index + 1,
      name: index === 0 ? '晨露官方' : `${chance.pick(['小满', '阿禾', '北桥', '云朵', '青柠'])}${index}`,
      bio: index === 0 ? '晨露护肤官方账号' : `${chance.pick(REGIONS)}人，写点日常`,
      region: chance.pick(REGIONS),
      followers: index === 0 ? 128_000 : 40 + chance.below(9_000),
      following: 20 + chance.below(400),
      liked: 100 + chance.below(9_000),
      account: index === 0 ? 'organisation' : index % 3 === 0 ? 'verified person' : 'person',
    };
  });
  const own = authors[0]!;
  const people = authors.slice(1);
  let comments = 0;
  const newest = Math.floor(size.until / 1000) * 1000 - 3_600_000;
  const every = Math.floor((size.every ?? 4 * 3_600_000) / 1000) * 1000;
  const posts: ReplicaPost[] = [];
  for (let no = size.posts; no >= 1; no--) {
    const at = newest - (size.posts - no) * every;
    const isLong = no % 7 === 0;
    const said = Array.from({ length: isLong ? 24 : 1 + chance.below(3) }, () => chance.pick(SAYINGS));
    const post: ReplicaPost = {
      no,
      author: people[no % people.length]!,
      title: `${WORDS}${chance.pick(['使用感受', '真实测评', '空瓶记'])}第${no}篇`,
      text: `${chance.pick(OPENERS)}，${WORDS}${said.join(isLong ? '。\n' : '，')}。${no % 5 === 0 ? `@${own.name} ` : ''}`.trim(),
      tags: no % 2 === 0 ? [WORDS, '护肤日记'] : ['护肤日记'],
      at,
      likes: no % 9 === 0 ? 12_345 + no : chance.below(2_000),
      saves: chance.below(900),
      shares: chance.below(300),
      views: 1_000 + chance.below(80_000),
      coins: chance.below(90),
      danmaku: chance.below(60),
      images: no % 4 === 0 ? 0 : 1 + chance.below(6),
      hasVideo: no % 4 === 0,
      region: chance.pick(REGIONS),
      isGone: no === 3,
      reposts: no % 8 === 5 ? (posts.at(-1) ?? null) : null,
      comments: [],
    };
    posts.push(post);
    if (post.isGone) continue;
    const many = no % 3 === 1 ? size.comments : Math.min(size.comments, chance.below(4));
    for (let place = 0; place < many; place++) {
      const write = (root: ReplicaComment | null, parent: ReplicaComment | null, after: number): ReplicaComment => {
        comments += 1;
        return {
          no: comments,
          post,
          root,
          parent,
          author: chance.pick(people),
          text: `${chance.pick(ANSWERS)}（${comments}）`,
          at: after,
          likes: chance.below(80),
          region: chance.pick(REGIONS),
          isPinned: root === null && place === 0 && no % 2 === 0,
          replies: [],
        };
      };
      const top = write(null, null, at + (many - place) * 60_000);
      post.comments.push(top);
      for (let deep = 0; deep < (place % 4 === 0 ? size.replies : 0); deep++) {
        const answered = deep > 0 && deep % 2 === 0 ? top.replies[deep - 1]! : top;
        top.replies.push(write(top, answered, top.at + (deep + 1) * 1000));
      }
    }
  }
  const mentions = posts.filter((post) => post.text.includes(`@${own.name}`) && !post.isGone);
  return { words: WORDS, authors, posts, own, mentions };
}

/** Everything below a post, top comments and their replies. */
export function commentsOf(post: ReplicaPost): ReplicaComment[] {
  return post.comments.flatMap((top) => [top, ...top.replies]);
}

/** Replies and top comments together, as platforms count them. */
export function commentCount(post: ReplicaPost): number {
  return post.comments.reduce((sum, { replies }) => sum + 1 + replies.length, 0);
}

/** Posts of one account, newest first. */
export function postsOf(market: ReplicaMarket, author: ReplicaAuthor): ReplicaPost[] {
  return market.posts.filter((post) => post.author.no === author.no);
}

/** Part of a list: `items` from `from` on, and where the next part begins; null = this was the last. */
export function partOf<Item>(
  list: readonly Item[],
  from: number,
  size: number,
): { items: Item[]; next: number | null } {
  const next = from + size;
  return { items: list.slice(from, next), next: next < list.length ? next : null };
}
