/** A real local server that answers as a recorded platform did, and misbehaves when told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Disorder, isSameListing } from './disorder.ts';
import type { Exchange } from './fixture.ts';

/** What goes wrong with one request; null = nothing. */
export type Fault =
  | { readonly kind: 'reset' | 'stall' | 'cut_gzip' | 'login' | 'captcha' | 'html' | 'surprise' | 'loop' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> };

export interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Platform extends AsyncDisposable {
  /** Where the request for `url` really goes. */
  reroute(url: URL): URL;
  /** Requests other than those for robots.txt, in order. */
  readonly asked: readonly Asked[];
  readonly unknown: readonly string[];
  /** Recorded answers that were never asked for. */
  unused(): string[];
  /** Decides on the n-th request (from 0); replaced at will. */
  fault: (index: number, url: string) => Fault | null;
  robots: string | null;
  /** What becomes of recorded JSON on its way; null = nothing. */
  disorder: Disorder | null;
}

type Body = Pick<Exchange, 'json' | 'text'>;

/** `secrets` are values that a request may carry and the records do not name; `otherwise` answers what was not recorded. */
export async function startPlatform(
  exchanges: readonly Exchange[],
  secrets: readonly string[],
  otherwise: (url: string) => Body | null = () => null,
): Promise<Platform> {
  const asked: Asked[] = [];
  const unknown: string[] = [];
  const used = new Set<Exchange>();
  const byKey = Map.groupBy(exchanges, (one) => keyOf(one.method, new URL(one.url), one.sent ?? '', secrets));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString('utf8')));
  });
  const answer = (request: IncomingMessage, response: ServerResponse, sent: string): void => {
    const [, scheme, host, ...path] = (request.url ?? '').split('/');
    const url = new URL(`${scheme}://${host}/${path.join('/')}`);
    if (url.pathname === '/robots.txt') {
      response.writeHead(platform.robots === null ? 404 : 200, { 'content-type': 'text/plain' });
      response.end(platform.robots ?? '');
      return;
    }
    const index = asked.length;
    asked.push({ url: url.href, headers: request.headers });
    const fault = platform.fault(index, url.href);
    if (fault !== null && fault.kind !== 'cut_gzip') {
      misbehave(fault, request, response, url);
      return;
    }
    const recorded = byKey.get(keyOf(request.method ?? 'GET', url, sent, secrets))?.[0];
    if (recorded !== undefined) used.add(recorded);
    const other = recorded === undefined ? otherwise(url.href) : null;
    const found = recorded ?? (other === null ? undefined : { status: 200, headers: {}, ...other });
    if (found === undefined) {
      unknown.push(`${request.method} ${url.href}`);
      response.writeHead(400, { 'content-type': 'text/plain' });
      response.end('not recorded');
      return;
    }
    const json = found.json === undefined ? undefined : disordered(found.json, url);
    const type = found.json === undefined ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    const body = Buffer.from(found.json === undefined ? (found.text ?? '') : JSON.stringify(json));
    const packed = gzipSync(body);
    const whole = fault === null ? packed : packed.subarray(0, Math.max(11, Math.floor(packed.byteLength / 2)));
    response.writeHead(found.status, {
      'content-type': type,
      ...found.headers,
      'content-encoding': 'gzip',
      'content-length': whole.byteLength,
    });
    response.end(whole);
  };
  const shown: { readonly url: URL; readonly json: unknown }[] = [];
  const disordered = (json: unknown, url: URL): unknown => {
    if (platform.disorder === null) return json;
    const earlier = shown.filter((one) => isSameListing(one.url, url)).map((one) => one.json);
    shown.push({ url, json });
    return platform.disorder(json, earlier);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const platform: Platform = {
    reroute: (url) =>
      new URL(`http://127.0.0.1:${port}/${url.protocol.slice(0, -1)}/${url.host}${url.pathname}${url.search}`),
    asked,
    unknown,
    unused: () => exchanges.filter((one) => !used.has(one)).map(({ url }) => url),
    fault: () => null,
    robots: null,
    disorder: null,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return platform;
}

function misbehave(fault: Fault, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const page = (title: string, body: string): void => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`);
  };
  switch (fault.kind) {
    case 'reset':
      request.socket.destroy();
      return;
    case 'stall':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"half":');
      return;
    case 'login':
      response.writeHead(302, { location: `${url.origin}/login?back=1` });
      response.end();
      return;
    case 'loop':
      response.writeHead(302, { location: url.href });
      response.end();
      return;
    case 'captcha':
      page('Just a moment...', 'captcha');
      return;
    case 'html':
      page('Maintenance', '<p>We are back soon.</p>');
      return;
    case 'surprise':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"surprise":[{"a":1}]}');
      return;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers });
      response.end(`status ${fault.status}`);
      return;
    case 'cut_gzip':
      return;
  }
}

export function keyOf(method: string, url: URL, sent: string, secrets: readonly string[]): string {
  const params = [...url.searchParams].filter(([, value]) => !secrets.includes(value));
  params.sort(([a, x], [b, y]) => (a + x < b + y ? -1 : 1));
  return `${method} ${url.origin}${url.pathname} ${JSON.stringify(params)} ${sent}`;
}
