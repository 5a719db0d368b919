/** From a sealed post, comment or account of Douyin to parts of canonical rows; one normaliser an item. Pure; times are in seconds. */
import { z } from 'zod';
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { authorOf, detailAuthor, pageUserOf, profileOf } from './accounts.ts';
import { type Aweme, aweme, type Comment, comment, type Detail, detail, pageUser, user } from './payload.ts';

/** What is sealed: the platform's own object beside the name of its normaliser. */
export const sealed = z.discriminatedUnion('item', [
  /** `original`: id of the post that it hands on; null = it is none. */
  z.object({ item: z.literal('aweme'), aweme, original: z.string().nullable() }),
  z.object({ item: z.literal('detail'), detail }),
  z.object({ item: z.literal('comment'), comment }),
  z.object({ item: z.literal('user'), user, contact: z.boolean().nullable() }),
  z.object({ item: z.literal('page_user'), user: pageUser, contact: z.boolean().nullable() }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, payload, `douyin ${id}`);
  switch (one.item) {
    case 'aweme':
      return awemeSaid(one.aweme, one.original);
    case 'detail':
      return detailSaid(one.detail);
    case 'comment':
      return commentSaid(one.comment);
    case 'user':
      return { record: { authorId: one.user.uid ?? null }, author: profileOf(one.user, one.contact), counts: null };
    case 'page_user':
      return { record: { authorId: one.user.uid }, author: pageUserOf(one.user, one.contact), counts: null };
    default:
      throw new PayloadError(`douyin ${id}: unknown item`, { facts: { path: 'item' } });
  }
}

/** UTC ms of the platform's seconds; null for none, for 0 and for what is no second of these years. */
export function momentOf(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' && seconds > 0 && seconds < 1e10 ? Math.round(seconds * 1000) : null;
}

function awemeSaid(one: Aweme, original: string | null): Said {
  const { statistics, author } = one;
  const pictures = one.images ?? one.image_infos ?? [];
  return {
    record: {
      ...clip(one.aweme_id, one.desc, one.create_time, one.ip_label, pictures),
      authorId: author?.uid ?? null,
      hashtags: tagsOf([
        ...(one.text_extra ?? []).map(({ hashtag_name }) => hashtag_name),
        ...(one.cha_list ?? []).map(({ cha_name }) => cha_name),
      ]),
      ocrText: one.seo_info?.ocr_content || null,
      isRepost: original === null ? null : isWordless(one.desc),
      isDisclosed: isPaid(one) ? true : null,
    },
    author: author === null || author === undefined ? null : authorOf(author),
    counts: shownCounts({
      likes: countOf(statistics?.digg_count),
      saves: countOf(statistics?.collect_count),
      replies: countOf(statistics?.comment_count),
      shares: countOf(statistics?.share_count),
      views: viewsOf(statistics?.play_count),
    }),
  };
}

function detailSaid(one: Detail): Said {
  const { stats } = one;
  return {
    record: {
      ...clip(one.awemeId, one.desc, one.createTime, one.ipLabel, one.images ?? []),
      authorId: one.authorInfo?.uid ?? one.authorUserId ?? null,
      hashtags: tagsOf((one.textExtra ?? []).map(({ hashtagName }) => hashtagName)),
      isDisclosed: one.isAds === true ? true : null,
    },
    author: detailAuthor(one),
    counts: shownCounts({
      likes: countOf(stats?.diggCount),
      saves: countOf(stats?.collectCount),
      replies: countOf(stats?.commentCount),
      shares: countOf(stats?.shareCount),
      views: viewsOf(stats?.playCount),
    }),
  };
}

function commentSaid(one: Comment): Said {
  return {
    record: {
      parentId: parentOf(one),
      rootId: one.aweme_id,
      authorId: one.user?.uid ?? null,
      text: one.text || null,
      url: videoUrl(one.aweme_id),
      region: one.ip_label || null,
      imageCount: one.image_list?.length ?? 0,
      imageMinPx: shorterSide(one.image_list?.map(({ origin_url }) => origin_url ?? {}) ?? []),
      hasVideo: (one.video_list?.length ?? 0) > 0,
      publishedAt: momentOf(one.create_time),
    },
    author: one.user === null || one.user === undefined ? null : authorOf(one.user),
    counts: shownCounts({ likes: countOf(one.digg_count), replies: countOf(one.reply_comment_total) }),
  };
}

/** Id of what a comment answers: the reply that it names, else the top of its thread, else the post. */
export function parentOf(one: Pick<Comment, 'aweme_id' | 'reply_id' | 'reply_to_reply_id'>): string {
  const named = [one.reply_to_reply_id, one.reply_id].find((id) => id !== null && id !== undefined && !NOBODY.has(id));
  return named ?? one.aweme_id;
}

const NOBODY = new Set(['', '0', '-1']);

function clip(
  id: string,
  text: string | null | undefined,
  seconds: number | null | undefined,
  region: string | null | undefined,
  pictures: readonly Sized[],
): Said['record'] {
  const isNote = pictures.length > 0;
  return {
    text: text || null,
    url: isNote ? `https://www.douyin.com/note/${id}` : videoUrl(id),
    format: isNote ? 'images' : 'video',
    region: region || null,
    imageCount: pictures.length,
    imageMinPx: shorterSide(pictures),
    hasVideo: !isNote,
    publishedAt: momentOf(seconds),
  };
}

interface Sized {
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
}

/** Shorter side of the largest, pixels; null = none is told. */
function shorterSide(pictures: readonly Sized[]): number | null {
  const sides = pictures.flatMap(({ width, height }) =>
    typeof width === 'number' && typeof height === 'number' ? [Math.min(width, height)] : [],
  );
  return sides.length === 0 ? null : Math.max(...sides);
}

function videoUrl(id: string): string {
  return `https://www.douyin.com/video/${id}`;
}

function tagsOf(names: readonly (string | null | undefined)[]): string[] {
  return [...new Set(names.flatMap((name) => (name ? [name] : [])))];
}

function countOf(shown: unknown): Count | null {
  return parseCount(shown) ?? null;
}

/** Visitors are told 0 views of every post. */
function viewsOf(shown: unknown): Count | null {
  const count = countOf(shown);
  return count?.value === 0 ? null : count;
}

/** An advertisement, or an order of Douyin's marketplace for paid posts (星图). */
function isPaid({ is_ads, xigua_base_info }: Aweme): boolean {
  const order = xigua_base_info?.star_altar_order_id;
  return is_ads === true || (order !== null && order !== undefined && !NOBODY.has(order));
}

function isWordless(text: string | null | undefined): boolean {
  return (text ?? '').replace(/^\s*(?:转发|分享)(?:作品|视频|了)?\s*/u, '').trim() === '';
}
