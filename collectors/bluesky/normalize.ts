/** From a sealed post or repost to what it says. Pure. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { exactCount } from '../reading/exact_count.ts';
import { instant } from '../reading/instant.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { type Actor, embedView, type PostView, sealedPost, sealedRepost } from './payload.ts';
import { hashtags, richText } from './rich_text.ts';

const SITE = 'https://bsky.app';

/**
 * The moment by which the platform sorts a post: what its author's client claims, but never after it arrived. Null = neither is a
 * date.
 */
export function sortedAt(claimed: string | null | undefined, arrived: string): number | null {
  const [said, seen] = [instant(claimed), instant(arrived)];
  return said === null || seen === null ? (said ?? seen) : Math.min(Math.max(said, 0), seen);
}

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const where = `bluesky ${id}`;
  return isRepost(payload)
    ? saidRepost(parseShape(sealedRepost, payload, where))
    : saidPost(parseShape(sealedPost, payload, where));
}

function isRepost(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'reason' in payload;
}

function saidRepost({ reason }: ReturnType<typeof sealedRepost.parse>): Said {
  return {
    record: { authorId: reason.by.did, isRepost: true, publishedAt: sortedAt(null, reason.indexedAt) },
    author: author(reason.by, null),
    counts: null,
  };
}

function saidPost({ post, profile }: ReturnType<typeof sealedPost.parse>): Said {
  const { record, author: by } = post;
  const { text, facets, tags, reply } = record;
  const { images, hasVideo, card } = media(post.embed);
  const key = /^at:\/\/[^/]+\/app\.bsky\.feed\.post\/([^/]+)$/u.exec(post.uri)?.[1];
  return {
    record: {
      authorId: by.did,
      text: text === null || text === undefined ? null : richText(text, facets ?? [], card),
      hashtags: hashtags(facets ?? [], tags ?? []),
      rootId: reply?.root.uri ?? null,
      url: key === undefined ? null : `${SITE}/profile/${by.did}/post/${key}`,
      // Answers are compared with answers, whatever they show.
      format: reply ? null : hasVideo ? 'video' : images > 0 ? 'images' : null,
      imageCount: images,
      hasVideo,
      isRepost: false,
      publishedAt: sortedAt(record.createdAt, post.indexedAt),
    },
    author: author(by, profile?.followersCount ?? null),
    counts: {
      likes: exactCount(post.likeCount),
      replies: exactCount(post.replyCount),
      shares: exactCount(shares(post)),
      saves: exactCount(post.bookmarkCount),
    },
  };
}

/** A quote is a repost with words of one's own. Null = neither is shown. */
function shares({ repostCount, quoteCount }: PostView): number | null {
  if (typeof repostCount !== 'number') return quoteCount ?? null;
  return repostCount + (quoteCount ?? 0);
}

/** The name is the handle, which tells people apart; accounts that say they are bots count as organisations: no bot is a customer. */
function author({ did, handle, labels, verification }: Actor, followers: number | null): Said['author'] {
  const isBot = labels?.some(({ val, src }) => val === 'bot' && (src === did || !src)) ?? false;
  const states = [verification?.verifiedStatus, verification?.trustedVerifierStatus];
  return {
    name: handle && handle !== 'handle.invalid' ? handle : null,
    url: `${SITE}/profile/${did}`,
    followers: exactCount(followers),
    accountKind: isBot ? 'organisation' : null,
    isVerified: verification ? states.includes('valid') : null,
  };
}

interface Media {
  readonly images: number;
  readonly hasVideo: boolean;
  /** Address of a link card. */
  readonly card: string | null;
}

/** What is attached to a post; a quote with pictures carries them beside the quoted post. */
function media(embed: unknown): Media {
  const none: Media = { images: 0, hasVideo: false, card: null };
  const read = embedView.safeParse(embed);
  if (!read.success) return none;
  const { $type, images, items, external, media: beside } = read.data;
  switch ($type.replace(/^app\.bsky\.embed\.|#view$/gu, '')) {
    case 'recordWithMedia':
      return media(beside);
    case 'images':
    case 'gallery':
      return { ...none, images: (images ?? items)?.length ?? 0 };
    case 'video':
      return { ...none, hasVideo: true };
    case 'external':
      return { ...none, card: external?.uri ?? null };
    default:
      return none;
  }
}
