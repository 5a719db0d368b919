/** What kind of video it is. The API does not say what a Short is: it is told by length and shape. */
import type { Video } from './payload.ts';

/** Shorts are upright or square and last three minutes at most (one before October 2024). */
const SHORT_SECONDS = 180;
/** Where the shape is not known, only what is shorter than most other videos is taken for one. */
const SURELY_SHORT_SECONDS = 60;

/** `live` for streams and premieres, past ones too; null = its length is not told. */
export function formatOf(video: Video): 'live' | 'short' | 'video' | null {
  const { snippet, liveStreamingDetails, contentDetails, player } = video;
  const isAnnounced = snippet.liveBroadcastContent === 'live' || snippet.liveBroadcastContent === 'upcoming';
  if (isAnnounced || (liveStreamingDetails !== null && liveStreamingDetails !== undefined)) return 'live';
  const seconds = secondsOf(contentDetails?.duration);
  if (seconds === null) return null;
  const [width, height] = [Number(player?.embedWidth ?? Number.NaN), Number(player?.embedHeight ?? Number.NaN)];
  const isShort = Number.isNaN(width / height)
    ? seconds <= SURELY_SHORT_SECONDS
    : width <= height && seconds <= SHORT_SECONDS;
  return isShort ? 'short' : 'video';
}

/** Seconds of an ISO 8601 duration such as `PT1M3S`; null for none and for what is no length (a stream that goes on: `P0D`). */
export function secondsOf(duration: string | null | undefined): number | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/u.exec(duration ?? '');
  if (match === null) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const all = (((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60 + seconds!;
  return all === 0 ? null : all;
}
