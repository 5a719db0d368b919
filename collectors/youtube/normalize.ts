/** From a video or comment of YouTube to what it says. Pure. A video's tags are words for the search, not hashtags that people see. */
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { formatOf } from './format.ts';
import { type Channel, sealedComment, sealedVideo } from './payload.ts';

const SITE = 'https://www.youtube.com';

/** Throws PayloadError for an item of an unknown shape. */
export function said(envelope: RawEnvelope): Said {
  return envelope.kind === 'comment' ? saidOfComment(envelope) : saidOfVideo(envelope);
}

function saidOfVideo({ payload, id }: RawEnvelope): Said {
  const { video, channel } = parseShape(sealedVideo, payload, `youtube ${id}`);
  const { snippet, statistics, paidProductPlacementDetails: placement } = video;
  const authorId = snippet.channelId ?? null;
  return {
    record: {
      authorId,
      title: snippet.title || null,
      text: snippet.description || null,
      url: `${SITE}/watch?v=${video.id}`,
      format: formatOf(video),
      hasVideo: true,
      isDisclosed: placement?.hasPaidProductPlacement ?? null,
      publishedAt: Date.parse(snippet.publishedAt),
    },
    author:
      authorId === null
        ? null
        : { name: snippet.channelTitle ?? null, url: `${SITE}/channel/${authorId}`, followers: followersOf(channel) },
    counts: {
      likes: count(statistics?.likeCount),
      replies: count(statistics?.commentCount),
      views: count(statistics?.viewCount),
    },
  };
}

function saidOfComment({ payload, id }: RawEnvelope): Said {
  const { comment, videoId, totalReplyCount } = parseShape(sealedComment, payload, `youtube ${id}`);
  const { snippet } = comment;
  const authorId = snippet.authorChannelId?.value || null;
  return {
    record: {
      authorId,
      parentId: snippet.parentId ?? videoId,
      rootId: videoId,
      text: snippet.textOriginal || snippet.textDisplay || null,
      url: `${SITE}/watch?v=${videoId}&lc=${comment.id}`,
      publishedAt: Date.parse(snippet.publishedAt),
    },
    author: authorId === null ? null : { name: snippet.authorDisplayName ?? null, url: `${SITE}/channel/${authorId}` },
    counts: { likes: count(snippet.likeCount), replies: count(totalReplyCount) },
  };
}

/** Subscribers are rounded down to three digits from a thousand on; null when the channel hides them. */
function followersOf(channel: Channel | null | undefined): Count | null {
  const { subscriberCount, hiddenSubscriberCount } = channel?.statistics ?? {};
  const shown = hiddenSubscriberCount === true ? null : count(subscriberCount);
  if (shown === null) return null;
  return { ...shown, granularity: 10 ** Math.max(0, String(shown.value).length - 3) };
}

function count(shown: string | number | null | undefined): Count | null {
  return parseCount(shown) ?? null;
}
