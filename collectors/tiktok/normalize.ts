/** From a sealed post, comment or account of TikTok to parts of canonical rows; one normaliser an item. Pure; times are in seconds. */
import { z } from 'zod';
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { type Comment, comment, type Item, item, profile, type User, user } from './payload.ts';

/** What is sealed: the platform's own object beside the name of its normaliser. */
export const sealed = z.discriminatedUnion('item', [
  z.object({ item: z.literal('post'), post: item }),
  z.object({ item: z.literal('comment'), comment }),
  z.object({ item: z.literal('user'), user, contact: z.boolean().nullable() }),
  z.object({ item: z.literal('profile'), profile, contact: z.boolean().nullable() }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, payload, `tiktok ${id}`);
  switch (one.item) {
    case 'post':
      return postSaid(one.post);
    case 'comment':
      return commentSaid(one.comment);
    case 'user': {
      const author = { ...userSaid(one.user), followers: statOf(one.user.follower_count), hasContact: one.contact };
      return { record: { authorId: one.user.uid ?? null }, author, counts: null };
    }
    case 'profile': {
      const { user: owner, stats, statsV2 } = one.profile;
      const followers = statOf(statsV2?.followerCount) ?? statOf(stats?.followerCount);
      const author = { ...ownerSaid(owner, null), followers, hasContact: one.contact };
      return { record: { authorId: owner.id }, author, counts: null };
    }
  }
}

/** UTC ms of the platform's seconds; null for none, for 0 and for what is no second of these years. */
export function momentOf(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' && seconds > 0 && seconds < 1e10 ? Math.round(seconds * 1000) : null;
}

/** Id of what a comment answers: the reply that it names, else the top of its thread, else the post. */
export function parentOf(one: Pick<Comment, 'aweme_id' | 'reply_id' | 'reply_to_reply_id'>): string {
  const named = [one.reply_to_reply_id, one.reply_id].find((id) => id !== null && id !== undefined && !NOBODY.has(id));
  return named ?? one.aweme_id;
}

const NOBODY = new Set(['', '0', '-1']);

/** Account of a post; null = not told. */
export function authorOf({ author, authorId }: Pick<Item, 'author' | 'authorId'>): string | null {
  return author?.id ?? authorId ?? null;
}

function postSaid(one: Item): Said {
  const { author, video, statsV2, stats } = one;
  const pictures = one.imagePost?.images ?? [];
  const authorId = authorOf(one);
  const followers = statOf(one.authorStatsV2?.followerCount) ?? statOf(one.authorStats?.followerCount);
  const named =
    author === null || author === undefined ? { name: one.nickname || null } : ownerSaid(author, one.nickname);
  const tags = [
    ...(one.challenges ?? []).map(({ title }) => title),
    ...(one.textExtra ?? []).map(({ hashtagName }) => hashtagName),
  ];
  return {
    record: {
      authorId,
      text: one.desc || null,
      url: postUrl(author?.uniqueId ?? '', one.id),
      format: pictures.length > 0 ? 'images' : 'video',
      hashtags: [...new Set(tags.flatMap((tag) => (tag ? [tag] : [])))],
      imageCount: pictures.length,
      imageMinPx: shorterSide(pictures.map(({ imageWidth, imageHeight }) => [imageWidth, imageHeight])),
      hasVideo: pictures.length === 0 || (video?.duration ?? 0) > 0,
      isDisclosed: one.isAd === true || one.adAuthorization === true ? true : (one.isAd ?? null),
      publishedAt: momentOf(one.createTime),
    },
    author: authorId === null ? null : { ...named, followers },
    counts: shownCounts({
      likes: statOf(statsV2?.diggCount) ?? statOf(stats?.diggCount),
      saves: statOf(statsV2?.collectCount) ?? statOf(stats?.collectCount),
      replies: statOf(statsV2?.commentCount) ?? statOf(stats?.commentCount),
      shares: statOf(statsV2?.shareCount) ?? statOf(stats?.shareCount),
      views: statOf(statsV2?.playCount) ?? statOf(stats?.playCount),
    }),
  };
}

function commentSaid(one: Comment): Said {
  const pictures = one.image_list ?? [];
  return {
    record: {
      parentId: parentOf(one),
      rootId: one.aweme_id,
      authorId: one.user?.uid ?? null,
      text: one.text || null,
      // Whose post it is the comment does not say; the address leads there without.
      url: postUrl('', one.aweme_id),
      imageCount: pictures.length,
      imageMinPx: shorterSide(pictures.map(({ origin_url }) => [origin_url?.width, origin_url?.height])),
      publishedAt: momentOf(one.create_time),
    },
    author: one.user === null || one.user === undefined ? null : userSaid(one.user),
    counts: shownCounts({ likes: countOf(one.digg_count), replies: countOf(one.reply_comment_total) }),
  };
}

function userSaid({ unique_id, nickname, custom_verify, enterprise_verify_reason }: User): NonNullable<Said['author']> {
  const isTold = typeof custom_verify === 'string' && typeof enterprise_verify_reason === 'string';
  const isVerified = Boolean(custom_verify || enterprise_verify_reason);
  return {
    name: unique_id || nickname || null,
    url: profileUrl(unique_id),
    isVerified: isVerified ? true : isTold ? false : null,
  };
}

function ownerSaid(
  { uniqueId, nickname, verified, ttSeller }: NonNullable<Item['author']>,
  otherName: string | null | undefined,
): NonNullable<Said['author']> {
  return {
    name: uniqueId || nickname || otherName || null,
    url: profileUrl(uniqueId),
    isVerified: verified ?? null,
    accountKind: ttSeller === true ? 'store' : null,
  };
}

function postUrl(uniqueId: string, id: string): string {
  return `https://www.tiktok.com/@${encodeURIComponent(uniqueId)}/video/${id}`;
}

function profileUrl(uniqueId: string | null | undefined): string | null {
  return uniqueId ? `https://www.tiktok.com/@${encodeURIComponent(uniqueId)}` : null;
}

function countOf(shown: unknown): Count | null {
  return parseCount(shown) ?? null;
}

/**
 * A count of the web's statistics, which writes what its pages show ("11.6K", "1.8M") in digits: from 10,000 on to the hundred, from a
 * million on to the hundred thousand. One that is written out in full is exact.
 */
function statOf(shown: unknown): Count | null {
  const count = countOf(shown);
  if (count === null || count.granularity > 1) return count;
  const step = count.value >= 1_000_000 ? 100_000 : count.value >= 10_000 ? 100 : 1;
  return count.value % step === 0 ? { ...count, granularity: step } : count;
}

/** Shorter side of the largest picture, pixels; null = none is told. */
function shorterSide(sizes: readonly (readonly (number | null | undefined)[])[]): number | null {
  const sides = sizes.flatMap(([width, height]) => (width && height ? [Math.min(width, height)] : []));
  return sides.length === 0 ? null : Math.max(...sides);
}
