/** Posts one message to one bot. Invariant: neither the address nor a secret of it is ever in what this returns or throws. */

import type { Message } from '../report/one_page/message.ts';
import { cleanText, firstWords } from '../report/text.ts';
import type { Answer, Platform } from './notify_platforms.ts';

export interface PostOptions {
  readonly platform: Platform;
  readonly message: Message;
  readonly url: URL;
  readonly secret: string | null;
  /** UTC ms. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Null = sent; else why it was not, in one line. */
export type Failure = string | null;

const ANSWER_MS = 15_000;
const ANSWER_LENGTH = 20_000;
const SAID_LENGTH = 120;

/** Waits before the second and third try. */
const WAITS_MS = [1_000, 4_000];
const LONGEST_WAIT_MS = 30_000;

/** Errors before a word of the message left this machine. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Tries again only where nothing can have arrived: no connection, or a platform that says it is busy. Rejects when the signal is aborted. */
export async function postMessage(options: PostOptions): Promise<Failure> {
  const { signal, sleep } = options;
  for (let attempt = 0; ; attempt++) {
    const tried = await tryOnce(options);
    signal.throwIfAborted();
    const wait = WAITS_MS[attempt];
    if (tried.failure === null || !tried.mayRepeat || wait === undefined) return tried.failure;
    if (tried.waitMs > LONGEST_WAIT_MS) return tried.failure;
    await sleep(Math.max(wait, tried.waitMs), signal);
  }
}

interface Tried {
  readonly failure: Failure;
  readonly mayRepeat: boolean;
  /** What the platform asks to wait, ms; 0 = it does not say. */
  readonly waitMs: number;
}

async function tryOnce({ platform, message, url, secret, now, signal }: PostOptions): Promise<Tried> {
  const request = platform.request(message, url, secret, now());
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(request.body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    const answer = platform.read(response.status, await firstPart(response));
    if (answer.outcome === 'sent') return { failure: null, mayRepeat: false, waitMs: 0 };
    const waitMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
    return {
      failure: told(answer, [url.href, url.pathname, url.search, secret ?? '']),
      mayRepeat: answer.outcome === 'busy',
      waitMs: Number.isFinite(waitMs) ? waitMs : 0,
    };
  } catch (error) {
    const code = causeCode(error);
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    const why = isTimeout
      ? `no answer in ${ANSWER_MS / 1000} s; it may have arrived`
      : `no connection${code === null ? '' : ` (${code})`}`;
    return { failure: why, mayRepeat: code !== null && NOT_SENT.has(code), waitMs: 0 };
  }
}

async function firstPart(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > ANSWER_LENGTH) break;
  }
  return text.slice(0, ANSWER_LENGTH);
}

/** What the platform said, without anything of the address in it. */
function told(answer: Exclude<Answer, { outcome: 'sent' }>, secrets: readonly string[]): string {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(/[/?&=]/u)]).filter((part) => part.length >= 6);
  const hidden = parts
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, part) => text.replaceAll(part, '…'), cleanText(answer.said));
  const said = firstWords(hidden, SAID_LENGTH);
  return `${answer.outcome === 'busy' ? 'busy' : 'refused'} (${answer.code}${said === null ? '' : `: ${said}`})`;
}

function causeCode(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : null;
}
