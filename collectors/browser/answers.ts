/**
 * Tells what the pages of a browser received, whole and in the order in which it came. Invariant: what is told holds no cookie; the
 * address and what was sent may hold tokens and passwords, so nobody seals or logs them as they stand.
 */
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { BrowserContext, Page, Request, Response } from '../browser.ts';
import type { Wire } from './wire.ts';

export interface AnswerListener {
  /** UTC ms. */
  readonly now: () => number;
  /** Documents, what scripts asked for (XHR, fetch) and scripts that are JSONP. Redirects are not told, only where they lead. */
  readonly onAnswer: (answer: Received) => void;
  /** An answer whose body could not be had. Absent: nobody is told. */
  readonly onMissed?: (missed: MissedAnswer) => void;
  /** Bytes of one body, at most; default 20 MiB. */
  readonly maxBytes?: number;
}

export interface MissedAnswer {
  /** Host and path; without query. */
  readonly address: string;
  readonly reason: 'too long' | 'gone';
  /** Of the body; null = not known. */
  readonly bytes: number | null;
}

/** The answers that are on their way from the browser to whoever listens. */
export interface Arrivals {
  /** Waits for those of one page (null: of all), a moment at most: bodies go with their page. */
  settle(page: Page | null): Promise<void>;
  /** Nothing is told any more. */
  stop(): void;
}

const MAX_BYTES = 20 * 2 ** 20;

/** Nobody waits longer for a body, ms: one is there at once, or its page hangs. */
const [READ_MS, SETTLE_MS] = [15_000, 3_000];

/** `onFailure`: what `onAnswer` threw. */
export function listenForAnswers(
  context: BrowserContext,
  wire: Wire,
  listener: AnswerListener,
  onFailure: (error: unknown) => void,
): Arrivals {
  let isStopped = false;
  let last: Promise<void> = Promise.resolve();
  const pending = new Map<Promise<void>, Page | null>();
  const askedFrom = new WeakMap<Request, string>();

  const deliver = (came: Received | MissedAnswer | null): void => {
    if (isStopped || came === null) return;
    if ('reason' in came) listener.onMissed?.(came);
    else listener.onAnswer(came);
  };
  context.on('request', (request) => {
    askedFrom.set(request, pageOf(request)?.url() ?? '');
  });
  const arrive = (request: Request): void => {
    if (!isAnswer(request) || isStopped) return;
    const reading = inTime(
      readAnswer(request, askedFrom.get(request) ?? '', wire, listener),
      missed(request, 'gone', null),
    );
    const arrival = last
      .then(() => reading)
      .then(deliver)
      .catch(onFailure);
    last = arrival;
    pending.set(arrival, pageOf(request));
    void arrival.finally(() => pending.delete(arrival));
  };
  context.on('requestfailed', (request) => {
    // Chromium shows a page of its own for a document that is an error and nothing else; the site did answer.
    if (isAnsweredError(request.failure()?.errorText ?? '')) arrive(request);
  });
  context.on('requestfinished', (request) => arrive(request));

  return {
    async settle(page) {
      const wanted = [...pending].filter(([, of]) => page === null || of === page).map(([arrival]) => arrival);
      if (wanted.length > 0) await inTime(Promise.all(wanted), [], SETTLE_MS);
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Whether what going to a page threw (or a request failed with) is an answer all the same: an error status without a body. */
export function isAnsweredError(message: string): boolean {
  return message.includes('ERR_HTTP_RESPONSE_CODE_FAILURE');
}

/** A script is one when it was asked for with the name of a function to call. */
function isAnswer(request: Request): boolean {
  const type = request.resourceType();
  if (!/^https?:/u.test(request.url())) return false;
  return type === 'document' || type === 'xhr' || type === 'fetch' || (type === 'script' && JSONP.test(request.url()));
}

const JSONP = /[?&](?:callback|jsonp\w*|cb)=/iu;

async function readAnswer(
  request: Request,
  pageUrl: string,
  wire: Wire,
  { now, maxBytes = MAX_BYTES }: AnswerListener,
): Promise<Received | MissedAnswer | null> {
  const at = now();
  try {
    const response = await request.response();
    if (response === null || isRedirect(response)) return null;
    const announced = Number(response.headers()['content-length'] ?? 0);
    if (announced > maxBytes) return missed(request, 'too long', announced);
    const body = await bodyOf(request, response, wire);
    if (body === null) return missed(request, 'gone', null);
    if (body.length > maxBytes) return missed(request, 'too long', body.length);
    const isDocument = isOfPage(request);
    return {
      url: request.url(),
      method: request.method(),
      sent: request.postData(),
      status: response.status(),
      headers: withoutCookies(response.headers()),
      text: decode(body, response.headers()['content-type'] ?? ''),
      at,
      isDocument,
      pageUrl: isDocument ? request.url() : pageUrl,
    };
  } catch {
    return missed(request, 'gone', null);
  }
}

/**
 * From the wire before all: Playwright keeps every body that it was asked for while its page lives, and Chromium forgets the bodies of a
 * page that leaves. It has nothing to give of an empty one, and says the same of one that it forgot.
 */
async function bodyOf(request: Request, response: Response, wire: Wire): Promise<Uint8Array | null> {
  if (request.failure() !== null) return new Uint8Array();
  const body = (await wire.body(request)) ?? (await response.body().catch(() => null));
  return body ?? (wire.isEmpty(request) ? new Uint8Array() : null);
}

function isRedirect(response: Response): boolean {
  return response.status() >= 300 && response.status() < 400 && response.headers()['location'] !== undefined;
}

/** Whether the address itself, not a picture or frame in it, is gone to. */
export function isOfPage(request: Request): boolean {
  if (!request.isNavigationRequest()) return false;
  try {
    return request.frame().parentFrame() === null;
  } catch {
    return true;
  }
}

/** Null while it is not there yet (the first request of a page) and for workers. */
export function pageOf(request: Request): Page | null {
  try {
    return request.frame().page();
  } catch {
    return null;
  }
}

function withoutCookies(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !COOKIES.has(name)));
}

const COOKIES = new Set(['set-cookie', 'set-cookie2', 'cookie']);

/** Chromium has read most bodies in their charset already; what it takes for binary comes as it was sent. */
function decode(body: Uint8Array, contentType: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return decodeAs(body, /charset="?([\w-]+)/iu.exec(contentType)?.[1] ?? 'gb18030');
  }
}

function decodeAs(body: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function missed(request: Request, reason: MissedAnswer['reason'], bytes: number | null): MissedAnswer {
  const { host, pathname } = new URL(request.url());
  return { address: host + pathname, reason, bytes };
}

/** What `work` gives, or `late` when it has not come within `ms`. */
export async function inTime<T>(work: Promise<T>, late: T, ms = READ_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
