/** A real local server in the place of every host of the web, and a pass of the feeds collector against it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collector } from '../../collectors/feeds/index.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import type { Query, SourceState, Window } from '../../warehouse/contracts/live.ts';
import { type LiveRun, type RunOptions, runLive } from './live/pass.ts';

export const NOW = Date.UTC(2026, 10, 16, 7);
export const FEED = 'https://feeds.example.org/feed';
/** Wide enough for whatever a fixture is dated. */
export const WINDOW: Window = { since: Date.UTC(2020, 0, 1), until: NOW };

export interface WebRequest {
  /** As it was asked for, `https://host/path`. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Web extends AsyncDisposable {
  readonly asked: WebRequest[];
  readonly reroute: (url: URL) => URL;
}

export async function startWeb(answer: (request: WebRequest, response: ServerResponse) => void): Promise<Web> {
  const asked: WebRequest[] = [];
  const server = createServer((request, response) => {
    const [, scheme, ...rest] = (request.url ?? '').split('/');
    const url = `${scheme}://${rest.join('/')}`;
    asked.push({ url, headers: request.headers });
    answer({ url, headers: request.headers }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    reroute: (url) =>
      new URL(`http://127.0.0.1:${port}/${url.protocol.slice(0, -1)}/${url.host}${url.pathname}${url.search}`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One pass. `queries` absent: what the options mean without a brand. */
export function passOver(
  web: Pick<Web, 'reroute'>,
  options: unknown,
  how: RunOptions & {
    readonly queries?: readonly Query[];
    readonly window?: Window;
    readonly now?: number;
    readonly state?: SourceState;
  } = {},
): Promise<LiveRun> {
  const { queries = [], window = WINDOW, now = NOW, ...rest } = how;
  const read = collector.options.parse(options);
  const asked = collector.queries!(read, queries);
  const feeds = collector as Collector;
  return runLive(feeds, { options, ask: { queries: [...asked], window, now }, exchanges: [] }, web, rest);
}
