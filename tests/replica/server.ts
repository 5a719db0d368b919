/** Serves a replica on this machine, remembers who asked for what and when, and misbehaves as it is told to. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Replica, ReplicaAnswer, ReplicaSite } from './site.ts';

export interface Asked {
  /** UTC ms. */
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly agent: string;
  readonly isLoggedIn: boolean;
  /** Something of the kit's own (script, style), not of the site. */
  readonly isKit: boolean;
  /** What was wrong with the site when it answered. */
  readonly fault: Fault;
}

export interface ReplicaServer extends AsyncDisposable {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** Where a login is a click: sets the replica's cookies. */
  readonly loginUrl: string;
  /** All requests so far. */
  readonly asked: readonly Asked[];
  /** Requests that reached the stranger: a host of this machine that pages name and that nobody may ask. */
  readonly strayed: readonly string[];
  fault: Fault;
  /** Sets the fault once so many more requests of the site were answered; null = no change. */
  faultIn: { readonly requests: number; readonly fault: Fault } | null;
  /** Text of robots.txt; null = there is none. */
  robots: string | null;
  /** Whether nobody gets anything but the login wall without the cookies. */
  needsLogin: boolean;
  /** Ms before each answer. */
  delayMs: number;
  /** Told of each request before it is answered; null = nobody is. */
  onAsked: ((asked: Asked) => void) | null;
  /** Paths whose requests are never answered, or cut off. */
  hangs: RegExp | null;
  drops: RegExp | null;
}

const KIT = '/_replica/';
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  'page.js': ['page_script.js', 'text/javascript; charset=utf-8'],
  'page.css': ['page.css', 'text/css'],
};

/** `site` answers; `replica` names its cookies. */
export async function serveReplica(
  replica: Pick<Replica, 'cookies'>,
  site: ReplicaSite,
  options: Partial<Pick<ReplicaServer, 'fault' | 'robots' | 'needsLogin' | 'delayMs'>> = {},
): Promise<ReplicaServer> {
  const asked: Asked[] = [];
  const strayed: string[] = [];
  const stranger = createServer((request, response) => {
    strayed.push(request.url ?? '');
    response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
  });
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const foreign = await listen(stranger, 'localhost');
  const url = await listen(server, '127.0.0.1');
  const state: Omit<ReplicaServer, keyof AsyncDisposable> = {
    url,
    loginUrl: `${url}${KIT}login`,
    asked,
    strayed,
    fault: 'none',
    faultIn: null,
    robots: null,
    needsLogin: false,
    delayMs: 0,
    onAsked: null,
    hangs: null,
    drops: null,
    ...options,
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(request.url ?? '/', url);
    const cookies = cookiesOf(request.headers.cookie ?? '');
    const isLoggedIn = replica.cookies.every((name) => cookies.has(name));
    const isKit = target.pathname.startsWith(KIT) || target.pathname === '/favicon.ico';
    const fault = state.needsLogin && !isLoggedIn ? 'login_wall' : state.fault;
    const one: Asked = {
      at: Date.now(),
      method: request.method ?? 'GET',
      target: `${target.pathname}${target.search}`,
      agent: request.headers['user-agent'] ?? '',
      isLoggedIn,
      isKit,
      fault,
    };
    asked.push(one);
    state.onAsked?.(one);
    if (isKit) return send(response, kit(target.pathname.slice(KIT.length), replica.cookies, foreign));
    if (target.pathname === '/robots.txt') {
      return send(
        response,
        state.robots === null ? { status: 404, body: '' } : { body: state.robots, type: 'text/plain' },
      );
    }
    const sent = await textOf(request);
    if (state.delayMs > 0) await wait(state.delayMs);
    if (state.hangs?.test(target.pathname) === true) return;
    if (state.drops?.test(target.pathname) === true) return void response.destroy();
    const answer = site.answer({
      method: request.method ?? 'GET',
      url: target,
      path: target.pathname,
      query: target.searchParams,
      sent,
      headers: headersOf(request),
      cookies,
      fault,
    });
    if (state.faultIn !== null) {
      const requests = state.faultIn.requests - 1;
      if (requests > 0) state.faultIn = { ...state.faultIn, requests };
      else [state.fault, state.faultIn] = [state.faultIn.fault, null];
    }
    send(response, answer ?? { status: 404, body: 'not found', type: 'text/plain' });
  }

  return Object.assign(state, {
    async [Symbol.asyncDispose]() {
      for (const one of [server, stranger]) {
        one.closeAllConnections();
        await new Promise((closed) => one.close(closed));
      }
    },
  });
}

function send(response: ServerResponse, { status = 200, headers = {}, body, bytes, type, shows }: ReplicaAnswer): void {
  response.writeHead(status, {
    'content-type': type ?? 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(shows === undefined ? {} : { 'x-replica-shows': encodeURIComponent(JSON.stringify(shows)) }),
    ...headers,
  });
  response.end(bytes ?? body);
}

/** Script and style of all pages; each page also looks at a stranger, which a kept browser must never reach. */
function kit(name: string, cookies: readonly string[], foreign: string): ReplicaAnswer {
  const [file, type] = FILES[name] ?? [];
  if (file !== undefined && type !== undefined) {
    const body = readFileSync(new URL(file, import.meta.url), 'utf8');
    const looks = `new Image().src = '${foreign}/pixel.gif'; fetch('${foreign}/beacon').catch(() => {});\n`;
    return { body: name === 'page.js' ? looks + body : body, type };
  }
  if (name === 'login') {
    const scripts = cookies.map((one) => `document.cookie = '${one}=a-secret-of-${one}; path=/; max-age=86400'`);
    const body = `<!doctype html><meta charset="utf-8"><title>登录</title>
<button id="login" onclick="${scripts.join('; ')}; this.textContent = '已登录'">登录</button>`;
    return { body, type: 'text/html; charset=utf-8' };
  }
  return { status: 404, body: '' };
}

async function listen(server: Server, host: string): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, host, ready));
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function cookiesOf(header: string): Map<string, string> {
  return new Map(
    header.split(/;\s*/u).flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
    }),
  );
}
