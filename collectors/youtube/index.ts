/**
 * Videos and comments of YouTube by its Data API and a key of the operator's. A search is bounded in time; the day's quotas are kept,
 * and what they do not allow is done the next day.
 */
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import { listingCollector, type Page } from '../engine/listing.ts';
import { askYouTube, needUnits, type YouTubeAsk } from './client.ts';
import { said } from './normalize.ts';
import { type Next, next, type Options, options, type VideosNext } from './options.ts';
import { channel, playlistItem, searchHit } from './payload.ts';
import { mayHaveComments, videoPage } from './threads.ts';
import { IDS_AT_ONCE, videosOf } from './videos.ts';

/** A search shows about 500 videos, 50 a page. */
const SEARCH_PAGES = 10;
/** Ids remembered of a listing, since pages overlap while people post. */
const KNOWN_IDS = 500;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'youtube',
    platform: 'youtube',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: ['YOUTUBE_API_KEY'],
      robots: 'n/a',
      terms:
        'YouTube allows what its API gives to be kept for 30 days unless it is asked for again, and wants deleted what is deleted there; key and quota are your own.',
    },
    pace: { perMinute: 120, concurrency: 1 },
    caps: { videos_per_search: 500, search_calls_per_day: 100, units_per_day: 10_000 },
    expiresDays: 30,
    collects: ['replies'],
    personal: {
      channelTitle: { keep: true, why: 'the name that is printed on the lists of own brands' },
      channelId: { keep: true, why: 'tells people apart' },
      authorDisplayName: { keep: true, why: 'the name that is printed on the lists of own brands' },
      'authorChannelId.value': { keep: true, why: 'tells people apart' },
      authorChannelUrl: { keep: false, why: 'follows from the id' },
      authorGoogleplusProfileUrl: { keep: false, why: 'an account elsewhere' },
      authorProfileImageUrl: { keep: false, why: 'pictures of people; nothing reads them' },
      thumbnails: { keep: false, why: 'pictures, often of people; nothing reads them' },
      recordingDetails: { keep: false, why: 'tells where somebody was' },
    },
    limitations: [
      'Searches are YouTube’s own: they also find related words, miss some videos, and show about 500 of an interval.',
      'The numbers of subscribers are rounded down to three digits, and hidden where the channel wants that.',
      'How many subscribers those who comment have is not asked.',
      'Dislikes, saves and shares are not shown, and the words spoken in a video are not read.',
      'A comment that is deleted is not told of; it leaves raw with its 30 days.',
    ],
  },
  options,
  next,
  boundsTime: true,
  resolutionMs: 1000,
  hosts: ({ base_url }) => [new URL(base_url).host],
  page,
  said,
});

async function page(ask: YouTubeAsk): Promise<Page<Next>> {
  const { query, next } = ask;
  if (query.kind === 'post') return videoPage(ask, query.postId, next?.at === 'threads' ? next : null);
  const before = next?.at === 'videos' ? next : null;
  // A listing is of no use when its videos cannot be asked for.
  needUnits(ask, 4);
  const listed = query.kind === 'keyword' ? await searched(ask, query.words, before) : await uploaded(ask, before);
  const known = new Set(before?.known);
  const fresh = [...new Set(listed.ids)].filter((id) => !known.has(id));
  const found = fresh.length === 0 ? null : await videosOf(ask, fresh);
  const pages = (before?.pages ?? 0) + 1;
  const { pageToken, playlist } = listed;
  const isLast = pageToken === null || listed.ids.length === 0;
  const inWindow = (found?.videos ?? []).filter(({ snippet }) => {
    const at = Date.parse(snippet.publishedAt);
    return at >= ask.window.since && at < ask.window.until;
  });
  return {
    records: found?.records ?? [],
    next: isLast ? null : { at: 'videos', playlist, pageToken, known: [...known, ...fresh].slice(-KNOWN_IDS), pages },
    isCapped: isLast && query.kind === 'keyword' && pages >= SEARCH_PAGES,
    follow:
      query.kind === 'author' || ask.options.answer_pages === 0
        ? []
        : inWindow.filter(mayHaveComments).map(({ id, snippet }) => {
            return { kind: 'post', postId: id, publishedAt: Date.parse(snippet.publishedAt) };
          }),
    url: found?.fetched.url ?? listed.url,
    fetchedAt: found?.fetched.fetchedAt ?? listed.fetchedAt,
    rejected: [...listed.rejected, ...(found?.rejected ?? [])],
  };
}

interface Listed {
  readonly ids: readonly string[];
  readonly pageToken: string | null;
  readonly playlist: string | null;
  readonly url: string;
  readonly fetchedAt: number;
  readonly rejected: NonNullable<Page<never>['rejected']>;
}

async function searched(ask: YouTubeAsk, words: string, before: VideosNext | null): Promise<Listed> {
  const { since, until } = ask.window;
  const { value, url, fetchedAt } = await askYouTube(ask, 'search', {
    part: 'snippet',
    q: `"${words.replaceAll('"', ' ')}"`,
    type: 'video',
    order: 'date',
    safeSearch: 'none',
    publishedAfter: isoSeconds(Math.floor(since / 1000)),
    publishedBefore: isoSeconds(Math.ceil(until / 1000)),
    regionCode: ask.options.region_code,
    relevanceLanguage: ask.options.relevance_language,
    maxResults: IDS_AT_ONCE,
    pageToken: before?.pageToken,
  });
  const { items, rejected } = readItems(value.items ?? [], searchHit);
  const ids = items.flatMap(({ value: hit }) => hit.id.videoId ?? []);
  return { ids, pageToken: value.nextPageToken ?? null, playlist: null, url, fetchedAt, rejected };
}

async function uploaded(ask: YouTubeAsk, before: VideosNext | null): Promise<Listed> {
  const playlist = before?.playlist ?? (await uploadsOf(ask));
  const { value, url, fetchedAt } = await askYouTube(ask, 'playlistItems', {
    part: 'contentDetails',
    playlistId: playlist,
    maxResults: IDS_AT_ONCE,
    pageToken: before?.pageToken,
  });
  const { items, rejected } = readItems(value.items ?? [], playlistItem);
  const ids = items.map(({ value: item }) => item.contentDetails.videoId);
  return { ids, pageToken: value.nextPageToken ?? null, playlist, url, fetchedAt, rejected };
}

/** The playlist of what a channel has uploaded. Throws RefusalError (gone) when there is no such channel. */
async function uploadsOf(ask: YouTubeAsk): Promise<string> {
  const { query } = ask;
  const [id, handle] = query.kind === 'author' ? [query.authorId, query.handle] : [null, null];
  const channelId = [id, handle].find((name) => name !== null && CHANNEL_ID.test(name)) ?? null;
  const whom = channelId === null ? { forHandle: `@${(handle ?? id ?? '').replace(/^@/u, '')}` } : { id: channelId };
  const { value } = await askYouTube(ask, 'channels', { part: 'contentDetails', ...whom });
  const { items } = readItems(value.items ?? [], channel);
  const found = items.find((item) => channelId === null || item.value.id === channelId);
  const uploads = found?.value.contentDetails?.relatedPlaylists?.uploads ?? '';
  if (uploads === '') throw new RefusalError('gone', 'there is no such channel, or it has uploaded nothing');
  return uploads;
}

const CHANNEL_ID = /^UC[\w-]{22}$/u;

function isoSeconds(utcSeconds: number): string {
  return new Date(utcSeconds * 1000).toISOString().replace('.000Z', 'Z');
}
