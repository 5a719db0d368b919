/** How each platform's export of the sample market looks: its own columns, count style and clock, and the mapping that reads them. */
import type { PlatformName } from './brands.ts';
import type { Wording } from './compose.ts';
import type { MarketEvent, Sighting } from './events.ts';
import type { Account } from './names.ts';

/** One look at a record, with its words. */
export interface SampleRecord {
  readonly event: MarketEvent;
  readonly seen: Sighting;
  readonly account: Account;
  readonly words: Wording;
}

export interface SampleExport {
  readonly file: string;
  readonly encoding: 'utf8' | 'gb18030';
  /** First line; null = none. */
  readonly head: string | null;
  line(record: SampleRecord): string;
  /** The mapping's YAML. */
  readonly map: string;
}

const CHINA_MS = 8 * 3_600_000;

export const EXPORTS: Readonly<Record<PlatformName, SampleExport>> = {
  xiaohongshu: {
    file: 'xiaohongshu.csv',
    encoding: 'gb18030',
    head: '类型,笔记ID,根笔记ID,回复ID,用户ID,昵称,主页,粉丝,认证,商务合作,标题,正文,链接,发布时间,采集时间,点赞,收藏,评论,转发,图片数',
    line: ({ event, seen, account, words }) => {
      const link = `https://notes.example/explore/${event.rootNo ?? event.no}`;
      return csv([
        event.kind === 'post' ? '笔记' : '评论',
        `n${event.no}`,
        event.rootNo === null ? '' : `n${event.rootNo}`,
        event.parentNo === null ? '' : `n${event.parentNo}`,
        event.isMasked ? '匿名用户' : account.id,
        event.isMasked ? '' : account.name,
        event.isMasked ? '' : `https://notes.example/user/${account.id}`,
        event.isMasked ? '' : shown(seen.followers),
        event.author.role === 'official' ? '企业' : '',
        event.author.hasContact ? '有' : '',
        words.title ?? '',
        words.text,
        link,
        local(event.publishedAt),
        local(seen.observedAt),
        shown(seen.likes),
        event.kind === 'post' ? shown(seen.saves) : '',
        event.kind === 'post' ? shown(seen.replies) : '',
        event.kind === 'post' ? shown(seen.shares) : '',
        event.kind === 'post' ? String(event.images) : '',
      ]);
    },
    map: `# An export with Chinese headings, GB18030 text and counts like 1.2万
platform: { value: xiaohongshu }
kind: { column: 类型, values: { 笔记: post, 评论: comment } }
timezone: Asia/Shanghai
collects: [replies]
fields:
  id: 笔记ID
  root_id: 根笔记ID
  parent_id: 回复ID
  author_id: 用户ID
  author_name: 昵称
  author_url: 主页
  followers: 粉丝
  account_kind: { column: 认证, values: { 企业: organisation } }
  author_contact: 商务合作
  title: 标题
  text: 正文
  url: 链接
  published_at: 发布时间
  observed_at: 采集时间
  likes: 点赞
  saves: 收藏
  replies: 评论
  shares: 转发
  image_count: 图片数
`,
  },
  weibo: {
    file: 'weibo.jsonl',
    encoding: 'utf8',
    head: null,
    line: ({ event, seen, account, words }) => {
      return JSON.stringify({
        mid: `w${event.no}`,
        type: event.kind === 'post' ? 'status' : 'comment',
        root_mid: event.rootNo === null ? null : `w${event.rootNo}`,
        reply_mid: event.parentNo === null ? null : `w${event.parentNo}`,
        user: event.isMasked
          ? { id: null, screen_name: '匿名用户' }
          : {
              id: account.id,
              screen_name: account.name,
              profile_url: `https://blog.example/u/${account.id}`,
              followers_count: seen.followers,
              verified: event.author.role === 'official' || event.author.role === 'kol',
              verified_type: event.author.role === 'official' ? 'enterprise' : null,
            },
        text: words.text,
        url: `https://blog.example/status/${event.rootNo ?? event.no}`,
        created_at: local(event.publishedAt),
        crawled_at: Math.floor(seen.observedAt / 1000),
        attitudes_count: seen.likes,
        comments_count: event.kind === 'post' ? seen.replies : null,
        reposts_count: event.kind === 'post' ? seen.shares : null,
        pic_num: event.images,
      });
    },
    map: `# JSON lines with a nested user, local times and Unix seconds
platform: { value: weibo }
kind: { column: type, values: { status: post, comment: comment } }
timezone: Asia/Shanghai
collects: [replies]
fields:
  id: mid
  root_id: root_mid
  parent_id: reply_mid
  author_id: user.id
  author_name: user.screen_name
  author_url: user.profile_url
  followers: user.followers_count
  account_verified: user.verified
  account_kind: { column: user.verified_type, values: { enterprise: organisation } }
  text: text
  url: url
  published_at: created_at
  observed_at: crawled_at
  likes: attitudes_count
  replies: comments_count
  shares: reposts_count
  image_count: pic_num
`,
  },
  bluesky: {
    file: 'bluesky.jsonl',
    encoding: 'utf8',
    head: null,
    line: ({ event, seen, account, words }) => {
      return JSON.stringify({
        uri: `at-${event.no}`,
        kind: event.kind === 'post' ? 'post' : 'reply',
        root: event.rootNo === null ? null : `at-${event.rootNo}`,
        parent: event.parentNo === null ? null : `at-${event.parentNo}`,
        author: event.isMasked
          ? null
          : {
              did: account.id,
              handle: account.name,
              followersCount: seen.followers,
              kind: event.author.role === 'official' ? 'organisation' : 'person',
            },
        record: { text: words.text, createdAt: new Date(event.publishedAt).toISOString() },
        url: `https://social.example/post/${event.rootNo ?? event.no}`,
        seenAt: new Date(seen.observedAt).toISOString(),
        likeCount: seen.likes,
        replyCount: event.kind === 'post' ? seen.replies : null,
        repostCount: event.kind === 'post' ? seen.shares : null,
        images: event.images,
      });
    },
    map: `# JSON lines with UTC times
platform: { value: bluesky }
kind: { column: kind, values: { post: post, reply: comment } }
collects: [replies]
fields:
  id: uri
  root_id: root
  parent_id: parent
  author_id: author.did
  author_name: author.handle
  followers: author.followersCount
  account_kind: author.kind
  text: record.text
  url: url
  published_at: record.createdAt
  observed_at: seenAt
  likes: likeCount
  replies: replyCount
  shares: repostCount
  image_count: images
`,
  },
};

/** As Chinese platforms show counts: exact to 9,999, then one decimal of 万, from a million on only a floor. */
function shown(count: number): string {
  if (count < 10_000) return String(count);
  if (count >= 1_000_000) return `${Math.floor(count / 10_000)}万+`;
  return `${(Math.round(count / 1000) / 10).toFixed(1).replace(/\.0$/u, '')}万`;
}

/** Wall clock of China, which has no summer time. */
function local(utcMs: number): string {
  return new Date(utcMs + CHINA_MS).toISOString().slice(0, 19).replace('T', ' ');
}

function csv(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
