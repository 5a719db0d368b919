/** What the YouTube Data API (v3) sends, as far as it is read; everything else of an item is sealed as it came. Counts of videos are strings. */
import { z } from 'zod';

const moment = z.iso.datetime({ offset: true });
const shown = z.union([z.string(), z.number()]).nullish();

export const video = z.looseObject({
  id: z.string().min(1),
  snippet: z.looseObject({
    publishedAt: moment,
    channelId: z.string().nullish(),
    channelTitle: z.string().nullish(),
    title: z.string().nullish(),
    description: z.string().nullish(),
    /** `none`, `live` or `upcoming`. */
    liveBroadcastContent: z.string().nullish(),
  }),
  /** A count that is hidden or switched off is absent. */
  statistics: z.looseObject({ viewCount: shown, likeCount: shown, commentCount: shown }).nullish(),
  contentDetails: z.looseObject({ duration: z.string().nullish() }).nullish(),
  liveStreamingDetails: z.looseObject({}).nullish(),
  paidProductPlacementDetails: z.looseObject({ hasPaidProductPlacement: z.boolean().nullish() }).nullish(),
  /** Of the player that was asked for, so that they tell the shape of the picture. */
  player: z.looseObject({ embedWidth: shown, embedHeight: shown }).nullish(),
});
export type Video = z.infer<typeof video>;

export const channel = z.looseObject({
  id: z.string().min(1),
  statistics: z.looseObject({ subscriberCount: shown, hiddenSubscriberCount: z.boolean().nullish() }).nullish(),
  contentDetails: z
    .looseObject({ relatedPlaylists: z.looseObject({ uploads: z.string().nullish() }).nullish() })
    .nullish(),
});
export type Channel = z.infer<typeof channel>;

export const comment = z.looseObject({
  id: z.string().min(1),
  snippet: z.looseObject({
    publishedAt: moment,
    authorDisplayName: z.string().nullish(),
    authorChannelId: z.looseObject({ value: z.string().nullish() }).nullish(),
    /** As it was typed; not shown of every comment. */
    textOriginal: z.string().nullish(),
    textDisplay: z.string().nullish(),
    /** Absent of what stands directly under a video. */
    parentId: z.string().nullish(),
    likeCount: z.number().nullish(),
  }),
});
export type Comment = z.infer<typeof comment>;

/** A comment under a video and the first five answers to it. */
export const commentThread = z.looseObject({
  snippet: z.looseObject({
    videoId: z.string().nullish(),
    topLevelComment: comment,
    totalReplyCount: z.int().nonnegative().nullish(),
  }),
  replies: z.looseObject({ comments: z.array(z.unknown()).nullish() }).nullish(),
});

/** What is sealed: the item, beside what its address or its page says and it does not. */
export const sealedVideo = z.looseObject({ video, channel: channel.nullish() });
export const sealedComment = z.looseObject({
  comment,
  videoId: z.string().min(1),
  totalReplyCount: z.int().nonnegative().nullish(),
});

/** What each list says it is. */
export const LISTS = {
  search: 'searchListResponse',
  videos: 'videoListResponse',
  channels: 'channelListResponse',
  playlistItems: 'playlistItemListResponse',
  commentThreads: 'commentThreadListResponse',
  comments: 'commentListResponse',
} as const;
export type ListName = keyof typeof LISTS;

/** The answer of a list; `items` is absent where there are none. */
export const listAnswer = (name: ListName) =>
  z.looseObject({
    kind: z.literal(`youtube#${LISTS[name]}`),
    nextPageToken: z.string().nullish(),
    items: z.array(z.unknown()).nullish(),
  });
export type ListAnswer = z.infer<ReturnType<typeof listAnswer>>;

/** A hit that is no video (a channel, a playlist) has no `videoId`. */
export const searchHit = z.looseObject({ id: z.looseObject({ videoId: z.string().nullish() }) });
export const playlistItem = z.looseObject({ contentDetails: z.looseObject({ videoId: z.string().min(1) }) });
