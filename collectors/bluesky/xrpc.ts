/**
 * Asks Bluesky's methods, openly or as the operator's own account. Tokens live as long as the pass and nowhere but in memory: they go
 * out in secret headers and never into a record, a cursor, the state or a log.
 */
import type { z } from 'zod';
import { type Fetched, type Http, type HttpAnswer, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Ask } from '../engine/listing.ts';
import { parseJson, parseShape } from '../reading/json_body.ts';
import type { Options } from './options.ts';
import { refusal, session } from './payload.ts';

type Session = z.infer<typeof session>;
/** What a method is asked by. */
export type Caller = Pick<Ask<Options, unknown>, 'http' | 'options' | 'secret'>;
type Params = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One login a pass: the client is the pass's own. */
const sessions = new WeakMap<Http, Promise<Session>>();

/** Answer of a method. Throws RefusalError and PayloadError as the client does; a token that has run out is renewed once. */
export async function call<T>(
  caller: Caller,
  method: string,
  params: Params,
  schema: z.ZodType<T>,
): Promise<Fetched<T>> {
  const { login, base_url, pds_url } = caller.options;
  const url = new URL(`/xrpc/${method}`, login ? pds_url : base_url);
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) if (one !== undefined) url.searchParams.append(name, String(one));
  }
  for (let renewed = false; ; renewed = true) {
    const token = login ? (await sessionOf(caller)).accessJwt : null;
    const answer = await caller.http.send({
      url,
      accept: 'json',
      ...(token === null ? {} : { secretHeaders: { authorization: `Bearer ${token}` } }),
      judge: (said) => judge(said, login, !renewed),
    });
    if (errorOf(answer)?.error === EXPIRED) await renew(caller);
    else {
      const value = parseShape(schema, parseJson(answer.text, answer.url), answer.url);
      return { value, url: answer.url, fetchedAt: answer.fetchedAt, headers: answer.headers };
    }
  }
}

function sessionOf(caller: Caller): Promise<Session> {
  const known = sessions.get(caller.http);
  if (known !== undefined) return known;
  const body = JSON.stringify({
    identifier: caller.secret('BLUESKY_IDENTIFIER'),
    password: caller.secret('BLUESKY_APP_PASSWORD'),
  });
  return remembered(caller, open(caller, 'createSession', { headers: { 'content-type': 'application/json' }, body }));
}

/** By the refresh token; where that has run out too, by the password. */
async function renew(caller: Caller): Promise<void> {
  const { refreshJwt } = await sessionOf(caller);
  const renewed = open(caller, 'refreshSession', { secretHeaders: { authorization: `Bearer ${refreshJwt}` } });
  await remembered(caller, renewed).catch((error: unknown) => {
    if (!(error instanceof RefusalError) || !['failed', 'login_needed'].includes(error.outcome)) throw error;
  });
}

async function open(
  { http, options }: Caller,
  method: 'createSession' | 'refreshSession',
  how: {
    readonly headers?: Record<string, string>;
    readonly secretHeaders?: Record<string, string>;
    readonly body?: string;
  },
): Promise<Session> {
  const url = new URL(`/xrpc/com.atproto.server.${method}`, options.pds_url);
  return (await http.json({ url, method: 'POST', ...how }, session)).value;
}

function remembered(caller: Caller, opening: Promise<Session>): Promise<Session> {
  sessions.set(caller.http, opening);
  opening.catch(() => sessions.delete(caller.http));
  return opening;
}

const EXPIRED = 'ExpiredToken';
/** Errors that mean that a post or an account cannot be had: deleted, taken down, or it does not want this reader. */
const GONE = new Set([
  'NotFound',
  'AccountTakedown',
  'AccountDeactivated',
  'AccountSuspended',
  'RepoNotFound',
  'BlockedActor',
  'BlockedByActor',
]);

function judge(answer: HttpAnswer, hasLogin: boolean, mayRenew: boolean): ReturnType<NonNullable<Judge>> {
  const said = errorOf(answer);
  if (said?.error === EXPIRED) return mayRenew ? 'accept' : 'login_needed';
  if (said !== null && (GONE.has(said.error) || /^(?:Profile|Actor|Account) not found/iu.test(said.message ?? '')))
    return 'gone';
  // The search is closed to strangers at times; their proxy says so in a page of its own.
  if (answer.status === 403 && !hasLogin && /administrative rules/iu.test(answer.text)) return 'login_needed';
  return null;
}
type Judge = Parameters<Http['send']>[0]['judge'];

function errorOf({ status, text }: HttpAnswer): z.infer<typeof refusal> | null {
  if (status < 400 || status >= 500 || !text.startsWith('{')) return null;
  try {
    const read = refusal.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
