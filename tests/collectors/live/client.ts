/** The polite client before a local server that a test writes, on a clock where waiting takes no time. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostRecord } from '../../../collectors/engine/host_queue.ts';
import { type HttpClientOptions, makeHttp } from '../../../collectors/engine/http_client.ts';
import { makeTransport } from '../../../collectors/engine/http_transport.ts';
import { type Http, RefusalError } from '../../../warehouse/contracts/live.ts';
import { type FakeClock, fakeClock } from './pass.ts';

export const NOW = Date.UTC(2026, 10, 16, 7);

export interface ClientStage extends AsyncDisposable {
  readonly url: string;
  readonly http: Http;
  readonly clock: FakeClock;
  readonly memory: Map<string, HostRecord>;
  readonly asked: { readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[];
  readonly logged: string[];
}

/** A client whose only host is the local server, which it may ask because the options allow private addresses. */
export async function clientStage(
  listener: RequestListener,
  more: Partial<HttpClientOptions> & { env?: Record<string, string>; totalMs?: number } = {},
): Promise<ClientStage> {
  const asked: ClientStage['asked'] = [];
  const logged: string[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = makeTransport({
    allowPrivate: true,
    env: more.env ?? {},
    idleMs: 500,
    totalMs: more.totalMs ?? 10_000,
  });
  const clock = fakeClock(NOW);
  const memory = new Map<string, HostRecord>();
  const say = (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const http = makeHttp({
    userAgent: 'koc-radar/test (+tests@example.org)',
    pace: { perMinute: 60, concurrency: 1 },
    hosts: new Set([host]),
    obeysRobots: false,
    allowPrivate: true,
    send: transport.send,
    memory: { get: (name) => memory.get(name), set: (name, record) => void memory.set(name, record) },
    validators: new Map(),
    clock,
    log: { debug: say, info: say, warn: say, error: say },
    signal: new AbortController().signal,
    onWait() {},
    ...more,
  });
  return {
    url: `http://${host}`,
    http,
    clock,
    memory,
    asked,
    logged,
    async [Symbol.asyncDispose]() {
      transport.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const outcomeOf = (error: unknown) => (error instanceof RefusalError ? error.outcome : error);
export const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
