/** From a sealed video, comment or account of Kuaishou to parts of canonical rows; one normaliser an item. Pure. */
import { z } from 'zod';
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { type Comment, comment, type Feed, feed, foundUser, profile } from './payload.ts';

/** `post` and `root` of a comment: what it is about and the top of its thread, as the question named them; null = not known, no thread. */
export const sealed = z.discriminatedUnion('item', [
  z.object({ item: z.literal('feed'), feed }),
  z.object({ item: z.literal('comment'), comment, post: z.string().nullable(), root: z.string().nullable() }),
  z.object({ item: z.literal('profile'), user: profile, contact: z.boolean().nullable() }),
  z.object({ item: z.literal('found_user'), user: foundUser, contact: z.boolean().nullable() }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, payload, `kuaishou ${id}`);
  switch (one.item) {
    case 'feed':
      return feedSaid(one.feed);
    case 'comment':
      return commentSaid(one.comment, one.post, one.root);
    case 'profile': {
      const { profile: user, ownerCount } = one.user;
      const author = { ...account(user.user_id, user.user_name), followers: countOf(ownerCount?.fan) };
      return { record: { authorId: user.user_id }, author: { ...author, hasContact: one.contact }, counts: null };
    }
    case 'found_user': {
      const { user_id, user_name, fansCount, fan, verified, verifiedDetail } = one.user;
      const words = verifiedDetail?.description ?? '';
      const author = {
        ...account(user_id, user_name),
        followers: countOf(fansCount) ?? countOf(fan),
        isVerified: words === '' ? (verified ?? null) : true,
        accountKind: COMPANY.test(words) ? ('organisation' as const) : null,
        hasContact: one.contact,
      };
      return { record: { authorId: user_id }, author, counts: null };
    }
  }
}

const COMPANY = /公司|官方|企业|机构|品牌|旗舰店/u;

/** UTC ms; null for none, for 0 and for what is no millisecond of this century. */
export function momentOf(timestamp: number | null | undefined): number | null {
  return typeof timestamp === 'number' && timestamp > 1e11 && timestamp < 1e13 ? Math.round(timestamp) : null;
}

export function commentIdOf({ comment_id, commentId }: Pick<Comment, 'comment_id' | 'commentId'>): string {
  return (comment_id ?? commentId)!;
}

function feedSaid({ photo, author, tags }: Feed): Said {
  const atlas = photo.ext_params?.atlas;
  const pictures = atlas?.list?.length ?? 0;
  const authorId = author?.id ?? null;
  return {
    record: {
      authorId,
      text: photo.originCaption || photo.caption || null,
      url: videoUrl(photo.id),
      format: pictures > 0 ? 'images' : 'video',
      hashtags: topicsOf(tags, photo.originCaption || photo.caption),
      imageCount: pictures,
      imageMinPx: shorterSide(atlas?.size ?? []),
      hasVideo: pictures === 0,
      publishedAt: momentOf(photo.timestamp),
    },
    author: authorId === null ? null : account(authorId, author?.name),
    counts: shownCounts({
      likes: moreThanNone(photo.realLikeCount) ?? countOf(photo.likeCount) ?? countOf(photo.realLikeCount),
      saves: moreThanNone(photo.collectCount),
      replies: moreThanNone(photo.commentCount),
      shares: moreThanNone(photo.shareCount),
      views: moreThanNone(photo.viewCount),
    }),
  };
}

/** As they are listed; some lists leave them out, then as they are written. Each once, without the sign. */
function topicsOf(tags: Feed['tags'], caption: string | null | undefined): string[] {
  const listed = (tags ?? []).flatMap(({ name }) => (name ? [name.replace(/^#/u, '')] : []));
  const written = [...(caption ?? '').matchAll(/#([^\s#@]{1,60})/gu)].map(([, topic]) => topic!);
  return [...new Set(listed.length > 0 ? listed : written)];
}

function commentSaid(one: Comment, post: string | null, root: string | null): Said {
  const authorId = one.author_id ?? one.authorId ?? null;
  return {
    record: {
      parentId: root ?? post,
      rootId: post,
      authorId,
      text: one.content || null,
      url: post === null ? null : videoUrl(post),
      publishedAt: momentOf(one.timestamp),
    },
    author: authorId === null ? null : account(authorId, one.author_name ?? one.authorName),
    counts: shownCounts({
      likes: countOf(one.realLikedCount) ?? countOf(one.likeCount) ?? countOf(one.likedCount),
      replies: root === null ? countOf(one.subCommentCount) : null,
    }),
  };
}

function account(id: string, name: string | null | undefined): NonNullable<Said['author']> {
  return { name: name || null, url: `https://www.kuaishou.com/profile/${encodeURIComponent(id)}` };
}

function videoUrl(id: string): string {
  return `https://www.kuaishou.com/short-video/${id}`;
}

function countOf(shown: unknown): Count | null {
  return parseCount(shown) ?? null;
}

/** Counts of which lists write 0 where they do not know. */
function moreThanNone(shown: unknown): Count | null {
  const count = countOf(shown);
  return count?.value === 0 ? null : count;
}

/** Shorter side of the largest picture, pixels; null = none is told. */
function shorterSide(
  sizes: readonly { readonly w?: number | null | undefined; readonly h?: number | null | undefined }[],
): number | null {
  const sides = sizes.flatMap(({ w, h }) => (w && h ? [Math.min(w, h)] : []));
  return sides.length === 0 ? null : Math.max(...sides);
}
