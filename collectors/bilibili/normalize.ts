/** What a sealed record of Bilibili says, by its item. Pure. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { authorSaid, counted } from './accounts.ts';
import { picturesOf, placeIn, postedAt, postIdOf, shorterSide, titleOf, topicsOf, wordsOf } from './dynamic_parts.ts';
import { addressOf, aidOf, postIdOfMention, spaceOf } from './ids.ts';
import {
  type Article,
  type Card,
  type Dynamic,
  type Listed,
  type Mention,
  type Reply,
  record,
  type Video,
} from './payload.ts';

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt }: RawEnvelope): Said | Skip {
  const one = parseShape(record, payload, `bilibili ${id}`);
  switch (one.item) {
    case 'video':
      return videoSaid(one.video, one.tags);
    case 'listed':
      return listedSaid(one.listed, one.by);
    case 'article':
      return articleSaid(one.article);
    case 'card':
      return cardSaid(one.card, seenAt);
    case 'account':
      return { record: { authorId: one.account.mid }, author: authorSaid(one.account, one.contact), counts: null };
    case 'reply':
      return replySaid(one.reply, one.post);
    case 'dynamic':
      return dynamicSaid(one.dynamic);
    case 'mention':
      return mentionSaid(one.mention);
  }
}

function videoSaid(video: Video, tags: readonly string[]): Said {
  const { aid, bvid, owner, stat, copyright } = video;
  const announced = video.dynamic?.trim() ?? '';
  const desc = textOf(video.desc);
  const words = [desc, announced].filter((part) => part !== null && part !== '');
  return {
    record: {
      ...VIDEO,
      authorId: owner.mid,
      title: video.title,
      text: announced !== '' && desc?.includes(announced) ? desc : words.join('\n') || null,
      hashtags: [...new Set([...tags, ...topicsIn(announced)])],
      url: watchAt(aid, bvid),
      // 2: somebody else's video, passed on.
      isRepost: copyright === 1 ? false : copyright === 2 ? true : null,
      isDisclosed: /广告|商业|推广|营销|赞助/u.test(video.argue_info?.argue_msg ?? '') ? true : null,
      publishedAt: momentOf(video.pubdate),
    },
    author: { name: owner.name || null, url: spaceOf(owner.mid) },
    counts: shownCounts({
      likes: counted(stat?.like),
      saves: counted(stat?.favorite),
      replies: counted(stat?.reply),
      shares: counted(stat?.share),
      views: counted(stat?.view),
      coins: counted(stat?.coin),
      danmaku: counted(stat?.danmaku),
    }),
  };
}

const VIDEO = { format: 'video', hasVideo: true, imageCount: 0 } as const;

function listedSaid(listed: Listed, by: string | null): Said {
  const mid = listed.mid ?? by;
  return {
    record: {
      ...VIDEO,
      authorId: mid,
      title: marked(listed.title),
      text: textOf(listed.description ?? listed.desc),
      isExcerpt: true,
      hashtags: (listed.tag ?? '').split(',').flatMap((tag) => tag.trim() || []),
      url: watchAt(listed.aid, listed.bvid),
      publishedAt: momentOf(listed.pubdate ?? listed.created),
    },
    author: mid === null ? null : { name: listed.author || null, url: spaceOf(mid) },
    counts: shownCounts({
      likes: counted(listed.like),
      saves: counted(listed.favorites ?? listed.fav),
      replies: counted(listed.comment ?? listed.review),
      shares: null,
      views: counted(listed.play),
      coins: counted(listed.coin),
      danmaku: counted(listed.danmaku ?? listed.video_review ?? listed.dm),
    }),
  };
}

function articleSaid(article: Article): Said {
  const id = `cv${article.id}`;
  return {
    record: {
      authorId: article.mid,
      title: marked(article.title),
      text: textOf(article.desc),
      isExcerpt: true,
      url: addressOf(id),
      format: 'article',
      imageCount: article.image_urls?.length ?? null,
      hasVideo: false,
      publishedAt: momentOf(article.pub_time),
    },
    author: { url: spaceOf(article.mid) },
    counts: shownCounts({
      likes: counted(article.like),
      replies: counted(article.reply),
      views: counted(article.view),
    }),
  };
}

function cardSaid(card: Card, seenAt: number): Said {
  const mid = card.mid ?? null;
  return {
    record: {
      ...VIDEO,
      authorId: mid,
      title: card.title,
      isExcerpt: true,
      url: watchAt(aidOf(card.bvid) ?? '', card.bvid),
      publishedAt: publishedAtOf(card.time?.replace(/^[\s·]+/u, ''), seenAt),
    },
    author: mid === null ? null : { name: card.author || null, url: spaceOf(mid) },
    counts: shownCounts({ views: counted(card.play), danmaku: counted(card.danmaku) }),
  };
}

function replySaid(reply: Reply, post: string | null): Said {
  const { member, content, reply_control: control } = reply;
  const pictures = content.pictures ?? [];
  const above = above0(reply.parent) ?? above0(reply.root);
  const address = post === null ? null : addressOf(post);
  return {
    record: {
      authorId: member?.mid ?? reply.mid ?? null,
      parentId: above ?? post,
      rootId: post,
      repliedBy: answersOf(reply.replies),
      text: content.message.replace(ANSWERED, '').trim() || null,
      url: address === null ? null : `${address}#reply${reply.rpid}`,
      region: placeIn(control?.location),
      imageCount: pictures.length,
      imageMinPx: shorterSide(pictures),
      publishedAt: momentOf(reply.ctime),
    },
    author: member === null || member === undefined ? null : authorSaid(member, null),
    counts: shownCounts({ likes: counted(reply.like), replies: counted(reply.rcount) }),
  };
}

/** 「回复 @X :」 in front of an answer says whom it is for; it is no part of the words. */
const ANSWERED = /^\s*回复\s*@[^:：]{1,60}\s*[:：]\s*/u;

function dynamicSaid(dynamic: Dynamic): Said {
  const { modules, orig } = dynamic;
  const { module_author: author, module_stat: stat } = modules;
  const { text, isCut } = wordsOf(dynamic);
  const archive = modules.module_dynamic?.major?.archive ?? null;
  const pictures = picturesOf(dynamic);
  const id = postIdOf(dynamic);
  const original = orig?.id_str ?? null;
  return {
    record: {
      authorId: author.mid,
      parentId: original,
      rootId: original,
      title: titleOf(dynamic),
      text: [text, textOf(archive?.desc)].filter((part) => part !== null && part !== '').join('\n') || null,
      // Of a video or an article it is the announcement.
      isExcerpt: isCut || id !== dynamic.id_str,
      hashtags: topicsOf(dynamic),
      url: archive === null ? addressOf(id) : watchAt(id, archive.bvid),
      format: archive !== null ? 'video' : id.startsWith('cv') ? 'article' : pictures.length > 0 ? 'image' : 'text',
      region: placeIn(author.pub_location_text),
      imageCount: pictures.length,
      imageMinPx: shorterSide(pictures),
      hasVideo: archive !== null,
      isRepost: dynamic.type === 'DYNAMIC_TYPE_FORWARD' && NO_WORDS.test(text),
      publishedAt: postedAt(dynamic),
    },
    author: authorSaid(author, null),
    counts: shownCounts({
      likes: counted(stat?.like?.count),
      replies: counted(stat?.comment?.count),
      shares: counted(stat?.forward?.count),
      views: counted(archive?.stat?.play),
      danmaku: counted(archive?.stat?.danmaku),
    }),
  };
}

/** Words that Bilibili writes for somebody who forwards without any. */
const NO_WORDS = /^(?:转发动态|转发|分享动态)?[\s。.]*$/u;

function mentionSaid({ at_time: at, user, item }: Mention): Said {
  const post = postIdOfMention(item.business_id, item.subject_id, item.uri);
  const isReply = item.type === 'reply';
  const address = post === null ? null : addressOf(post);
  return {
    record: {
      authorId: user.mid,
      parentId: isReply ? (above0(item.target_id) ?? above0(item.root_id) ?? post) : null,
      rootId: isReply ? post : null,
      title: isReply ? null : item.title || null,
      text: item.source_content?.replace(ANSWERED, '').trim() || null,
      // A line of a feed; the comment or post itself says more.
      isExcerpt: true,
      url: isReply && address !== null ? `${address}#reply${String(item.source_id)}` : address,
      publishedAt: momentOf(at),
    },
    author: { name: user.nickname || null, url: spaceOf(user.mid) },
    counts: null,
  };
}

function answersOf(replies: unknown): string[] {
  if (!Array.isArray(replies)) return [];
  return replies.flatMap((one: { rpid?: unknown } | null) =>
    one?.rpid === undefined || one.rpid === null ? [] : [String(one.rpid)],
  );
}

/** An id, or nothing for 0. */
function above0(value: number | string | null | undefined): string | null {
  return value === null || value === undefined || String(value) === '0' || String(value) === '' ? null : String(value);
}

/** UTC ms; 0 is how Bilibili shows none. */
function momentOf(second: number | null | undefined): number | null {
  return second === null || second === undefined || second === 0 ? null : second * 1000;
}

/** 「-」 stands for none. */
function textOf(words: string | null | undefined): string | null {
  const text = words?.trim() ?? '';
  return text === '' || text === '-' ? null : text;
}

/** The search marks the words that were looked for. */
function marked(title: string): string {
  return title.replace(/<\/?em\b[^>]*>/gu, '');
}

function topicsIn(words: string): string[] {
  return [...words.matchAll(/#([^#\n]{1,80})#/gu)].map(([, topic]) => topic!.trim()).filter((topic) => topic !== '');
}

function watchAt(aid: string, bvid: string | null | undefined): string {
  return `https://www.bilibili.com/video/${bvid || `av${aid}`}`;
}
