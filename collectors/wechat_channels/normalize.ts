/** From a sealed post or comment of WeChat Channels to parts of canonical rows. Pure; times are in seconds. */
import { z } from 'zod';
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { namesContact } from '../reading/business_contact.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { type Comment, type Contact, comment, type Post, post } from './payload.ts';

/** `contact`: whether a business contact stands in the bio, which is dropped; null = no bio is told. */
const sealed = z.discriminatedUnion('item', [
  z.object({ item: z.literal('post'), post, contact: z.boolean().nullable() }),
  z.object({ item: z.literal('comment'), comment, postId: z.string().nullable() }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, payload, `wechat_channels ${id}`);
  return one.item === 'post' ? postSaid(one.post, one.contact) : commentSaid(one.comment, one.postId);
}

/** UTC ms of the platform's seconds; null for none and 0. */
export function momentOf(at: number | null | undefined): number | null {
  return typeof at === 'number' && at > 0 && at < 1e10 ? Math.round(at * 1000) : null;
}

export function accountOf(one: { readonly username?: string | null | undefined }, contact: Contact): string | null {
  return one.username || contact?.username || null;
}

/** The top of its thread, else the post; null = neither is known. */
export function parentOf(one: Pick<Comment, 'reply_comment_id'>, postId: string | null): string | null {
  const answered = one.reply_comment_id;
  return answered && answered !== '0' ? answered : postId;
}

/** `media_type` of a video. */
const VIDEO = 4;

function postSaid(one: Post, hasContact: boolean | null): Said {
  // What was searched for stands in <em>.
  const text = (one.object_desc?.description ?? '').replaceAll(/<\/?em\b[^<>]{0,100}>/giu, '');
  const media = one.object_desc?.media ?? [];
  const videos = media.filter(({ media_type }) => Number(media_type) === VIDEO);
  const pictures = media.filter((file) => !videos.includes(file));
  const favourites = one.object_extend?.fav_info;
  const authorId = accountOf(one, one.contact);
  return {
    record: {
      authorId,
      title: one.object_desc?.short_title?.map(({ short_title }) => short_title ?? '').join(' ') || null,
      text: text || null,
      hashtags: [...text.matchAll(/#([^\s#]{1,100})/gu)].map(([, tag]) => tag!),
      format: videos.length > 0 ? 'video' : pictures.length > 0 ? 'images' : null,
      region: one.ip_region_info?.region_text || null,
      imageCount: pictures.length,
      imageMinPx: shorterSide(pictures),
      hasVideo: videos.length > 0,
      publishedAt: momentOf(one.createtime),
    },
    author: authorId === null ? null : { ...accountSaid(one.nickname, one.contact), hasContact },
    counts: shownCounts({
      likes: countOf(favourites?.fingerlike_fav_count) ?? countOf(one.fav_count),
      saves: unlessZero(favourites?.star_fav_count),
      replies: countOf(one.comment_count),
      shares: countOf(one.forward_count),
      // Shown to the author only; others are sent 0.
      views: unlessZero(one.read_count) ?? unlessZero(one.object_extend?.monotonic_data?.count_info?.read_count),
    }),
  };
}

function commentSaid(one: Comment, postId: string | null): Said {
  const authorId = accountOf(one, one.author_contact);
  return {
    record: {
      parentId: parentOf(one, postId),
      rootId: postId,
      authorId,
      text: one.content || null,
      region: one.ip_region_info?.region_text || null,
      publishedAt: momentOf(one.createtime),
    },
    author: authorId === null ? null : accountSaid(one.nickname, one.author_contact),
    counts: shownCounts({ likes: countOf(one.like_count), replies: countOf(one.expand_comment_count) }),
  };
}

/** Kinds of verification: a person who is known for something, or an organisation. */
const PERSON = 1;

function accountSaid(nickname: string | null | undefined, contact: Contact): NonNullable<Said['author']> {
  const shown = contact?.auth_info;
  const isVerified = Boolean(shown?.auth_profession);
  return {
    name: nickname || contact?.nickname || null,
    isVerified: isVerified ? true : null,
    accountKind: isVerified && Number(shown?.auth_icon_type) > PERSON ? 'organisation' : null,
  };
}

/** Whether a bio names a way to do business. */
export function contactIn(contact: Contact): boolean | null {
  return namesContact(contact?.signature);
}

function countOf(shown: unknown): Count | null {
  return parseCount(shown) ?? null;
}

function unlessZero(shown: unknown): Count | null {
  const count = countOf(shown);
  return count?.value === 0 ? null : count;
}

function shorterSide(
  pictures: readonly { readonly width?: number | null | undefined; readonly height?: number | null | undefined }[],
): number | null {
  const sides = pictures.flatMap(({ width, height }) => (width && height ? [Math.min(width, height)] : []));
  return sides.length === 0 ? null : Math.max(...sides);
}
