/** How each platform's export of the sample market looks: its own columns, count style and clock, and the mapping that reads them. */
import type { PlatformName } from './market.ts';
import type { SampleRecord } from './timeline.ts';

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
    head: '类型,笔记ID,根笔记ID,用户ID,昵称,主页,粉丝,认证,标题,正文,链接,发布时间,采集时间,点赞,收藏,评论,转发,图片数',
    line: (record) => {
      const { author } = record;
      const link = `https://notes.example/explore/${record.rootId ?? record.id}`;
      return csv([
        record.kind === 'post' ? '笔记' : '评论',
        `n${record.id}`,
        record.rootId === null ? '' : `n${record.rootId}`,
        record.isMasked ? '匿名用户' : author.id,
        record.isMasked ? '' : author.name,
        record.isMasked ? '' : `https://notes.example/user/${author.id}`,
        record.isMasked ? '' : shown(record.followers),
        author.role === 'official' ? '企业' : '',
        record.title ?? '',
        record.text,
        link,
        local(record.publishedAt),
        local(record.observedAt),
        shown(record.likes),
        record.kind === 'post' ? shown(record.saves) : '',
        record.kind === 'post' ? shown(record.replies) : '',
        record.kind === 'post' ? shown(record.shares) : '',
        record.kind === 'post' ? String(record.images) : '',
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
  parent_id: 根笔记ID
  author_id: 用户ID
  author_name: 昵称
  author_url: 主页
  followers: 粉丝
  account_kind: { column: 认证, values: { 企业: organisation } }
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
    line: (record) => {
      const { author } = record;
      return JSON.stringify({
        mid: `w${record.id}`,
        type: record.kind === 'post' ? 'status' : 'comment',
        root_mid: record.rootId === null ? null : `w${record.rootId}`,
        user: record.isMasked
          ? { id: null, screen_name: '匿名用户' }
          : {
              id: author.id,
              screen_name: author.name,
              profile_url: `https://blog.example/u/${author.id}`,
              followers_count: record.followers,
              verified: author.role === 'official' || author.role === 'kol',
              verified_type: author.role === 'official' ? 'enterprise' : null,
            },
        text: record.text,
        url: `https://blog.example/status/${record.rootId ?? record.id}`,
        created_at: local(record.publishedAt),
        crawled_at: Math.floor(record.observedAt / 1000),
        attitudes_count: record.likes,
        comments_count: record.kind === 'post' ? record.replies : null,
        reposts_count: record.kind === 'post' ? record.shares : null,
        pic_num: record.images,
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
  parent_id: root_mid
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
    line: (record) => {
      const { author } = record;
      return JSON.stringify({
        uri: `at-${record.id}`,
        kind: record.kind === 'post' ? 'post' : 'reply',
        root: record.rootId === null ? null : `at-${record.rootId}`,
        author: record.isMasked
          ? null
          : {
              did: author.id,
              handle: author.name,
              followersCount: record.followers,
              kind: author.role === 'official' ? 'organisation' : 'person',
            },
        record: { text: record.text, createdAt: new Date(record.publishedAt).toISOString() },
        url: `https://social.example/post/${record.rootId ?? record.id}`,
        seenAt: new Date(record.observedAt).toISOString(),
        likeCount: record.likes,
        replyCount: record.kind === 'post' ? record.replies : null,
        repostCount: record.kind === 'post' ? record.shares : null,
        images: record.images,
      });
    },
    map: `# JSON lines with UTC times
platform: { value: bluesky }
kind: { column: kind, values: { post: post, reply: comment } }
collects: [replies]
fields:
  id: uri
  root_id: root
  parent_id: root
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
