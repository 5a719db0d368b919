/**
 * Asks Reddit's API as a registered app. The token is fetched once a pass and again when it runs out; it lives in memory only, and
 * stands in no record, log or cursor.
 */
import { z } from 'zod';
import { type Fetched, type Http, type HttpAnswer, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Ask } from '../engine/listing.ts';
import { parseJson, parseShape } from '../reading/json_body.ts';
import type { Next, Options } from './options.ts';
import { account } from './payload.ts';

export type RedditAsk = Ask<Options, Next>;

interface Token {
  readonly value: string;
  /** UTC ms until which it is used. */
  readonly until: number;
}

/** By the client of the pass, so that a token ends with it. */
const tokens = new WeakMap<Http, Token>();
/** A token is not used in its last minute. */
const MARGIN_MS = 60_000;

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive().default(3600) });

/** JSON of one path. Throws RefusalError (gone, blocked, login_needed …) as Reddit says it, PayloadError for another shape. */
export async function askReddit<T>(
  ask: RedditAsk,
  path: string,
  query: Readonly<Record<string, string | number | boolean | undefined>>,
  schema: z.ZodType<T>,
): Promise<Fetched<T>> {
  const url = new URL(path, ask.options.api_url);
  const send = async (judge: (answer: HttpAnswer) => 'accept' | null): Promise<HttpAnswer> =>
    ask.http.send({
      url,
      // Else the API writes &amp; for & in the texts.
      query: { raw_json: 1, ...query },
      secretHeaders: { authorization: `Bearer ${await tokenOf(ask)}` },
      accept: 'json',
      judge,
    });
  let answer = await send((said) => (isTokenSpent(said) || reasonOf(said) !== null ? 'accept' : null));
  if (isTokenSpent(answer)) {
    tokens.delete(ask.http);
    answer = await send((said) => (reasonOf(said) === null ? null : 'accept'));
  }
  const reason = reasonOf(answer);
  if (reason !== null) throw await refusal(ask, reason, answer.status);
  const value = parseShape(schema, parseJson(answer.text, answer.url), answer.url);
  return { value, url: answer.url, fetchedAt: answer.fetchedAt, headers: answer.headers };
}

async function tokenOf(ask: RedditAsk): Promise<string> {
  const known = tokens.get(ask.http);
  if (known !== undefined && ask.now() < known.until) return known.value;
  const login = `${ask.secret('REDDIT_CLIENT_ID')}:${ask.secret('REDDIT_CLIENT_SECRET')}`;
  const { value } = await ask.http.json(
    {
      url: new URL('/api/v1/access_token', ask.options.login_url),
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      secretHeaders: { authorization: `Basic ${Buffer.from(login).toString('base64')}` },
      body: 'grant_type=client_credentials',
      judge: ({ text }) => (/^\s*\{\s*"error"/u.test(text) ? 'login_needed' : null),
    },
    tokenAnswer,
  );
  tokens.set(ask.http, { value: value.access_token, until: ask.now() + value.expires_in * 1000 - MARGIN_MS });
  return value.access_token;
}

/** RFC 6750: the token, not the right to ask, is what is wrong. */
function isTokenSpent({ status, headers }: HttpAnswer): boolean {
  return status === 401 && /invalid_token/u.test(headers['www-authenticate'] ?? '');
}

const errorBody = z.looseObject({ error: z.literal(403), reason: z.string().optional() });

/** Reddit's own word in a 403 of its API (`forbidden` without one); null for any other answer, a wall before the API too. */
function reasonOf({ status, text }: HttpAnswer): string | null {
  if (status !== 403 || !text.trimStart().startsWith('{')) return null;
  const read = errorBody.safeParse(parseJson(text, 'a refusal'));
  return read.success ? (read.data.reason ?? 'forbidden') : null;
}

/** Communities that were closed; what is in them is not shown to the public any more. */
const CLOSED = new Set(['private', 'banned', 'quarantined', 'gold_only', 'gated']);

async function refusal(ask: RedditAsk, reason: string, status: number): Promise<RefusalError> {
  const { query } = ask;
  const facts = { status, reason };
  if (CLOSED.has(reason) && query.kind === 'post')
    return new RefusalError('gone', `its community is ${reason} now`, { facts });
  if (CLOSED.has(reason)) {
    return new RefusalError('blocked', `a community of the source is ${reason}`, {
      facts,
      hint: 'Take it out of `subreddits` or `communities` of this source.',
    });
  }
  if (query.kind === 'author' && (await isSuspended(ask)))
    return new RefusalError('gone', 'the account is suspended', { facts });
  return new RefusalError('blocked', 'Reddit does not let this app see it', {
    facts,
    hint: 'Since November 2025 an app needs an approval; see the README of this source.',
  });
}

/** The posts of a suspended account are refused in the same words as everything is to an app without approval. */
async function isSuspended(ask: RedditAsk): Promise<boolean> {
  const { value } = await ask.http.json(
    {
      url: new URL(`/user/${encodeURIComponent(nameOf(ask.query))}/about`, ask.options.api_url),
      query: { raw_json: 1 },
      secretHeaders: { authorization: `Bearer ${await tokenOf(ask)}` },
    },
    account,
  );
  return value.data.is_suspended;
}

/** User name of an author query, without `u/`. */
export function nameOf(query: RedditAsk['query']): string {
  return query.kind === 'author' ? (query.handle ?? query.authorId ?? '').replace(/^\/?u\//iu, '') : '';
}
