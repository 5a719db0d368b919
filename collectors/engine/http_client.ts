/**
 * The polite client behind every source that reaches out: turn, robots, request, redirects, then one table on what the answer means.
 * Secrets are put on the wire only; whatever is logged, thrown or returned carries the address without them.
 */

import type { Log } from '../../warehouse/contracts/collector.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import {
  type Accept,
  type Http,
  type HttpAnswer,
  type HttpRequest,
  type LivePass,
  RefusalError,
} from '../../warehouse/contracts/live.ts';
import { parseJson, parseShape } from '../reading/json_body.ts';
import type { Clock } from './clock.ts';
import { type HostMemory, HostQueue, MAX_WAIT_MS } from './host_queue.ts';
import { checkTarget, isAmong } from './http_addresses.ts';
import { type Hop, isRedirect, redirectOf } from './http_hop.ts';
import { askedToWaitUntil } from './http_limits.ts';
import { actionFor, isLoginAddress } from './http_status.ts';
import { ACCEPT_ENCODING, type Transport, TransportError, type WireAnswer } from './http_transport.ts';
import { ROBOTS_KEEP_MS, ROBOTS_MAX_BYTES, type RobotsRules, robotsRules } from './robots.ts';

export interface HttpClientOptions {
  /** `koc-radar/0.1.0 (+contact)`. */
  readonly userAgent: string;
  readonly pace: { readonly perMinute: number; readonly concurrency: number };
  /** Hosts (with port) that may be asked; `*.example.com` means every host below it. */
  readonly hosts: ReadonlySet<string>;
  readonly obeysRobots: boolean;
  readonly allowPrivate: boolean;
  readonly send: Transport;
  readonly memory: HostMemory;
  readonly validators: LivePass['validators'];
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onWait: (untilMs: number | null) => void;
}

/** Repeats of what broke (network, 5xx), and waits that one request may be told to make. */
const MAX_REPEATS = 4;
const MAX_WAITS = 8;
const MAX_REDIRECTS = 5;
const MAX_BYTES = 20 * 1024 * 1024;
const FIRST_DELAY_MS = 1000;

export function makeHttp(options: HttpClientOptions): Http {
  const client = new HttpClient(options);
  return {
    send: (request) => client.send(request),
    async json(request, schema) {
      const answer = await client.send({ ...request, accept: 'json' });
      const value = parseShape(schema, parseJson(answer.text, answer.url), answer.url);
      return { value, url: answer.url, fetchedAt: answer.fetchedAt, headers: answer.headers };
    },
    checkRobots: (url) => client.checkRobots(new URL(url)),
  };
}

class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #queues = new Map<string, HostQueue>();
  readonly #robots = new Map<string, Promise<RobotsRules>>();

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    let hop = this.#firstHop(request);
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#settled(hop, request, true);
      const next = redirectOf(answer, hop);
      if (next === null) {
        if (request.conditional === true) this.#remember(this.#firstHop(request).url, answer);
        return answer;
      }
      if (redirects >= MAX_REDIRECTS)
        throw new RefusalError('failed', `${hop.url.host}: redirected more than ${MAX_REDIRECTS} times`);
      if (isLoginAddress(next.url.href) && !isLoginAddress(hop.url.href))
        throw new RefusalError('login_needed', `${hop.url.host} redirects to a login`, { hint: LOGIN_HINT });
      hop = next;
    }
  }

  async checkRobots(url: URL): Promise<void> {
    const { allowPrivate, hosts } = this.#options;
    checkTarget(url, allowPrivate);
    if (!isAmong(hosts, url.host)) throw unknownHost(url);
    await this.#checkRobots(url, this.#queueOf(url.host));
  }

  /** One answer that the table takes, or a redirect; repeats and waits as the table says. */
  async #settled(
    hop: Hop,
    request: Pick<HttpRequest, 'accept' | 'judge' | 'maxBytes' | 'obeysRobots'>,
    asRobot: boolean,
  ): Promise<HttpAnswer> {
    const { allowPrivate, hosts, log, clock } = this.#options;
    const { obeysRobots = this.#options.obeysRobots } = request;
    checkTarget(hop.url, allowPrivate);
    if (!isAmong(hosts, hop.url.host)) throw unknownHost(hop.url);
    const queue = this.#queueOf(hop.url.host);
    if (asRobot && obeysRobots) await this.#checkRobots(hop.url, queue);
    return queue.run(async () => {
      let waits = 0;
      for (let repeats = 0; ; ) {
        await queue.turn();
        const answer = await this.#attempt(hop, request.maxBytes ?? MAX_BYTES);
        if ('error' in answer) {
          log.debug({ host: hop.url.host, reason: answer.error.message }, 'request broke on the way');
        } else {
          const until = askedToWaitUntil(answer.status, answer.headers, clock.now());
          if (until !== null) queue.postpone(until);
          const action = this.#judged(answer, request);
          if (action.do !== 'repeat') queue.tell('through');
          if (action.do === 'take') return answer;
          if (action.do === 'refuse') throw refusalOf(hop.url, action.outcome, action.why, answer.status);
          if (action.do === 'wait') {
            waits += 1;
            if (until === null) queue.postpone(clock.now() + this.#delayMs(waits + 2));
            const waitMs = queue.record.nextAt - clock.now();
            if (waits > MAX_WAITS || waitMs > MAX_WAIT_MS)
              throw refusalOf(hop.url, 'rate_limited', 'it asks for a longer pause', answer.status);
            log.debug({ host: hop.url.host, status: answer.status, waitMs }, 'told to wait');
            continue;
          }
        }
        repeats += 1;
        if (repeats > MAX_REPEATS) {
          queue.tell('broke');
          const why = 'error' in answer ? answer.error.message : `it answered with status ${answer.status}`;
          throw refusalOf(
            hop.url,
            'failed',
            `${why}, ${repeats} times in a row`,
            'error' in answer ? null : answer.status,
          );
        }
        queue.postpone(clock.now() + this.#delayMs(repeats));
      }
    });
  }

  async #attempt(hop: Hop, maxBytes: number): Promise<HttpAnswer | { readonly error: TransportError }> {
    const { send, signal, clock, log } = this.#options;
    signal.throwIfAborted();
    let wire: WireAnswer;
    try {
      wire = await send({ method: hop.method, url: hop.wire, headers: hop.headers, body: hop.body, maxBytes, signal });
    } catch (error) {
      if (error instanceof TransportError) return { error };
      throw error;
    }
    const url = hop.url.href;
    log.debug({ host: hop.url.host, status: wire.status, bytes: wire.bytes.byteLength }, 'answered');
    return {
      status: wire.status,
      url,
      headers: wire.headers,
      bytes: wire.bytes,
      text: decode(wire.bytes, wire.headers['content-type']),
      fetchedAt: clock.now(),
      isNotModified: wire.status === 304,
    };
  }

  #judged(answer: HttpAnswer, { judge, accept = 'any' }: Pick<HttpRequest, 'accept' | 'judge'>) {
    if (isRedirect(answer)) return { do: 'take' } as const;
    const said = judge?.(answer) ?? null;
    if (said === 'accept') return { do: 'take' } as const;
    if (said !== null) return { do: 'refuse', outcome: said, why: 'it says so in its own words' } as const;
    return actionFor(answer, accept);
  }

  async #checkRobots(url: URL, queue: HostQueue): Promise<void> {
    const rules = await (this.#robots.get(url.origin) ?? this.#loadRobots(url.origin, queue));
    if (!rules.isAllowed(url.href)) {
      throw new RefusalError('blocked', `robots.txt of ${url.host} does not allow ${url.pathname}`, { retry: 'never' });
    }
    if (rules.delayMs !== null)
      queue.postpone(queue.record.nextAt - 60_000 / this.#options.pace.perMinute + rules.delayMs);
  }

  #loadRobots(origin: string, queue: HostQueue): Promise<RobotsRules> {
    const { memory, clock } = this.#options;
    const load = async (): Promise<RobotsRules> => {
      const host = new URL(origin).host;
      const known = queue.record.robots;
      if (known !== null && known.at > clock.now() - ROBOTS_KEEP_MS) return robotsRules(origin, known.text, AGENT);
      const url = new URL('/robots.txt', origin);
      const hop: Hop = { url, wire: url, method: 'GET', headers: this.#headers('any'), body: null };
      const text = await this.#robotsText(hop);
      memory.set(host, { ...queue.record, robots: { text, at: clock.now() } });
      return robotsRules(origin, text, AGENT);
    };
    const loading = load();
    this.#robots.set(origin, loading);
    loading.catch(() => this.#robots.delete(origin));
    return loading;
  }

  /** No file (any 4xx) allows everything; a host that cannot say leaves us waiting, and then not asking. */
  async #robotsText(first: Hop): Promise<string> {
    const judge = ({ status }: HttpAnswer) => (status >= 400 && status < 500 && status !== 429 ? 'accept' : null);
    let hop = first;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer = await this.#settled(hop, { judge, maxBytes: ROBOTS_MAX_BYTES }, false);
      const next = redirectOf(answer, hop);
      if (next === null) return answer.status >= 200 && answer.status < 300 ? answer.text : '';
      if (!isAmong(this.#options.hosts, next.url.host)) return '';
      hop = next;
    }
    return '';
  }

  #firstHop({
    url,
    query = {},
    secretQuery = {},
    method = 'GET',
    headers,
    secretHeaders,
    body,
    accept = 'any',
    conditional,
  }: HttpRequest): Hop {
    const told = new URL(url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) told.searchParams.set(name, String(value));
    told.hash = '';
    const wire = new URL(told);
    for (const [name, value] of Object.entries(secretQuery)) wire.searchParams.set(name, value);
    const known = conditional === true ? this.#options.validators.get(told.href) : undefined;
    return {
      url: told,
      wire,
      method,
      headers: {
        ...this.#headers(accept),
        ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
        ...(known?.modified === undefined ? {} : { 'if-modified-since': known.modified }),
        ...headers,
        ...secretHeaders,
      },
      body: body ?? null,
    };
  }

  #headers(accept: Accept): Record<string, string> {
    return { 'user-agent': this.#options.userAgent, accept: ACCEPTS[accept], 'accept-encoding': ACCEPT_ENCODING };
  }

  #remember(url: URL, { headers, isNotModified }: HttpAnswer): void {
    const [etag, modified] = [headers['etag'], headers['last-modified']];
    if (isNotModified || (etag === undefined && modified === undefined)) return;
    this.#options.validators.set(url.href, {
      ...(etag === undefined ? {} : { etag }),
      ...(modified === undefined ? {} : { modified }),
    });
  }

  #queueOf(host: string): HostQueue {
    const { pace, memory, clock, log, signal, onWait } = this.#options;
    let queue = this.#queues.get(host);
    if (queue === undefined) {
      queue = new HostQueue({ host, pace, memory, clock, log, signal, onWait });
      this.#queues.set(host, queue);
    }
    return queue;
  }

  /** 1–1.5 s, 2–3 s, 4–6 s …: grows whatever the dice say, from the host's own pace on where that is slower. */
  #delayMs(attempt: number): number {
    const first = Math.max(FIRST_DELAY_MS, 60_000 / this.#options.pace.perMinute);
    return first * 2 ** (attempt - 1) * (1 + this.#options.clock.random() / 2);
  }
}

const AGENT = 'koc-radar';
const LOGIN_HINT = 'This source needs an account or a token of yours; see its README.';
const ACCEPTS: Readonly<Record<Accept, string>> = {
  json: 'application/json',
  html: 'text/html,application/xhtml+xml',
  xml: 'application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5',
  any: '*/*',
};

function unknownHost({ host }: URL): RefusalError {
  return new RefusalError('blocked', `${host} is not among the hosts of this source`, { retry: 'never' });
}

function refusalOf(url: URL, outcome: RefusalError['outcome'], why: string, status: number | null): RefusalError {
  return new RefusalError(outcome, `${url.host}: ${why}`, {
    facts: { status, path: url.pathname.slice(0, 200) },
    ...(outcome === 'login_needed' ? { hint: LOGIN_HINT } : {}),
  });
}

function decode(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = /charset\s*=\s*["']?([\w-]+)/iu.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw new PayloadError('the body cannot be read', { cause: error });
    return new TextDecoder().decode(bytes);
  }
}
