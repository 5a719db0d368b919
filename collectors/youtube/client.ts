/**
 * Asks the YouTube Data API by the operator's key, within the quotas of the day, which begins at midnight in California. Invariant: what
 * the API gives as its reason decides, since most refusals share the status 403.
 */
import { z } from 'zod';
import type { Fetched, HttpAnswer, HttpRequest } from '../../warehouse/contracts/live.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import type { Outcome } from '../../warehouse/contracts/raw.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';
import type { Ask } from '../engine/listing.ts';
import { type Quota, quotaLeft, spendQuota } from '../engine/quota.ts';
import { parseJson, parseShape } from '../reading/json_body.ts';
import type { Next, Options } from './options.ts';
import { type ListAnswer, type ListName, listAnswer } from './payload.ts';

export type YouTubeAsk = Ask<Options, Next>;

const offset = zoneOffset('America/Los_Angeles');

/** Searches have a bucket of their own; all other lists cost one unit a call. */
function quotaOf(name: ListName, options: Options): Quota {
  return name === 'search'
    ? { name: 'search calls', perDay: options.search_calls_per_day, offset }
    : { name: 'units', perDay: options.units_per_day, offset };
}

/** Throws RefusalError (rate_limited) unless the day has so many units left; asked before a call that is of no use without them. */
export function needUnits({ state, options, now }: YouTubeAsk, units: number): void {
  const quota = quotaOf('videos', options);
  const left = quotaLeft(state, quota, now());
  if (left < units)
    throw new RefusalError('rate_limited', `the day's quota of ${quota.perDay} units is used up`, { facts: { left } });
}

/** One call. Throws RefusalError as YouTube says it (its word is in `facts.reason`), PayloadError for another shape. */
export async function askYouTube(
  ask: YouTubeAsk,
  name: ListName,
  query: NonNullable<HttpRequest['query']>,
): Promise<Fetched<ListAnswer>> {
  const quota = quotaOf(name, ask.options);
  const key = ask.secret('YOUTUBE_API_KEY');
  await spendQuota(ask.state, quota, 1, ask.now());
  const answer = await ask.http.send({
    url: new URL(`/youtube/v3/${name}`, ask.options.base_url),
    query,
    secretQuery: { key },
    accept: 'json',
    judge: (said) => (reasonOf(said) === null ? null : 'accept'),
  });
  const reason = reasonOf(answer);
  if (reason !== null) {
    if (DAY_IS_SPENT.has(reason)) await spendQuota(ask.state, quota, quotaLeft(ask.state, quota, ask.now()), ask.now());
    throw refusal(reason, answer.status);
  }
  const value = parseShape(listAnswer(name), parseJson(answer.text, answer.url), answer.url);
  return { value, url: answer.url, fetchedAt: answer.fetchedAt, headers: answer.headers };
}

interface Word {
  readonly outcome: Outcome;
  readonly says: string;
  readonly hint?: string;
}

const WRONG_KEY: Word = {
  outcome: 'login_needed',
  says: 'YouTube does not take the key',
  hint: 'Look at YOUTUBE_API_KEY, and at the key in the Google Cloud console: is it whole, not expired, and is the YouTube Data API on?',
};
const SPENT: Word = { outcome: 'rate_limited', says: 'the quota of the key is used up for today' };
const HASTY: Word = { outcome: 'rate_limited', says: 'YouTube has had too many requests in a short time' };
const NO_CHANNEL: Word = { outcome: 'gone', says: 'the channel is not there any more' };
const NO_VIDEO: Word = { outcome: 'gone', says: 'the video is not there any more' };

/** Reasons of the API's error documentation; any other is left to the common table. */
const WORDS: Readonly<Record<string, Word>> = {
  quotaExceeded: SPENT,
  dailyLimitExceeded: SPENT,
  rateLimitExceeded: HASTY,
  userRateLimitExceeded: HASTY,
  keyInvalid: WRONG_KEY,
  keyExpired: WRONG_KEY,
  API_KEY_INVALID: WRONG_KEY,
  API_KEY_EXPIRED: WRONG_KEY,
  API_KEY_SERVICE_BLOCKED: WRONG_KEY,
  API_KEY_IP_ADDRESS_BLOCKED: WRONG_KEY,
  API_KEY_HTTP_REFERRER_BLOCKED: WRONG_KEY,
  SERVICE_DISABLED: WRONG_KEY,
  accessNotConfigured: WRONG_KEY,
  ipRefererBlocked: WRONG_KEY,
  commentsDisabled: { outcome: 'gone', says: 'comments are switched off' },
  videoNotFound: NO_VIDEO,
  parentCommentNotFound: { outcome: 'gone', says: 'the comment is not there any more' },
  commentNotFound: { outcome: 'gone', says: 'the comment is not there any more' },
  channelNotFound: NO_CHANNEL,
  channelClosed: NO_CHANNEL,
  channelSuspended: NO_CHANNEL,
  playlistNotFound: NO_CHANNEL,
  playlistItemsNotAccessible: NO_CHANNEL,
};
const DAY_IS_SPENT: ReadonlySet<string> = new Set(['quotaExceeded', 'dailyLimitExceeded']);

function refusal(reason: string, status: number): RefusalError {
  const { outcome, says, hint } = WORDS[reason]!;
  return new RefusalError(outcome, says, { facts: { reason, status }, ...(hint === undefined ? {} : { hint }) });
}

const word = z.looseObject({ reason: z.string().optional() });
const errorBody = z.looseObject({
  error: z.looseObject({ errors: z.array(word).default([]), details: z.array(word).default([]) }),
});

/** YouTube's own word for a refusal that we know; null for other answers. A 429 that is about the moment is for the client to wait out. */
function reasonOf({ status, text }: HttpAnswer): string | null {
  if (status < 400 || status >= 500 || !text.trimStart().startsWith('{')) return null;
  const read = errorBody.safeParse(parseJson(text, 'a refusal'));
  if (!read.success) return null;
  const { errors, details } = read.data.error;
  const known = [...details, ...errors].find(({ reason }) => reason !== undefined && Object.hasOwn(WORDS, reason));
  const reason = known?.reason ?? null;
  return status === 429 && reason !== null && !DAY_IS_SPENT.has(reason) ? null : reason;
}
