/** Videos by their ids, with the subscribers of their channels: lists and searches name ids only or shorten what they name. */
import type { Fetched } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord, Page } from '../engine/listing.ts';
import { askYouTube, type YouTubeAsk } from './client.ts';
import { type Channel, channel, type Video, video } from './payload.ts';

/** Ids that a call takes. */
export const IDS_AT_ONCE = 50;
/** All that says something of what people see; `player` tells the shape of the picture when it is asked for at a height. */
const PARTS = 'snippet,statistics,contentDetails,status,liveStreamingDetails,paidProductPlacementDetails,player';
const PLAYER_HEIGHT = 720;

export interface FoundVideos {
  readonly videos: readonly Video[];
  readonly records: readonly ListedRecord[];
  readonly rejected: NonNullable<Page<never>['rejected']>;
  readonly fetched: Pick<Fetched<unknown>, 'url' | 'fetchedAt'>;
}

/** Those that are there, in the order of the ids (at least one, at most 50). */
export async function videosOf(ask: YouTubeAsk, ids: readonly string[]): Promise<FoundVideos> {
  const asked = [...ids].sort();
  const fetched = await askYouTube(ask, 'videos', { part: PARTS, id: asked.join(','), maxHeight: PLAYER_HEIGHT });
  const { items, rejected } = readItems(fetched.value.items ?? [], video);
  const byId = new Map(items.map(({ value }) => [value.id, value]));
  const videos = ids.flatMap((id) => byId.get(id) ?? []);
  const channels = await channelsOf(ask, videos);
  return {
    videos,
    records: videos.map((one) => recordOf(one, channels.get(one.snippet.channelId ?? '') ?? null)),
    rejected,
    fetched,
  };
}

function recordOf(one: Video, of: Channel | null): ListedRecord {
  return {
    kind: 'post',
    id: one.id,
    parentId: null,
    authorId: one.snippet.channelId ?? null,
    publishedAt: Date.parse(one.snippet.publishedAt),
    payload: { video: one, channel: of },
  };
}

async function channelsOf(ask: YouTubeAsk, videos: readonly Video[]): Promise<ReadonlyMap<string, Channel>> {
  const ids = [...new Set(videos.flatMap(({ snippet }) => snippet.channelId ?? []))].sort();
  if (!ask.options.followers || ids.length === 0) return new Map();
  const fetched = await askYouTube(ask, 'channels', { part: 'statistics', id: ids.join(','), maxResults: IDS_AT_ONCE });
  const { items } = readItems(fetched.value.items ?? [], channel);
  return new Map(items.map(({ value }) => [value.id, value]));
}
