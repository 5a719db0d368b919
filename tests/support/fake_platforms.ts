/** A market behind local servers, one a platform, with or without the troubles of a network. Faults come once an address: a repeat gets through. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { FAKE_APIS, type FakeApi } from './fake_apis.ts';
import { API_NAMES, type ApiName, type FakeMarket } from './fake_market.ts';

export interface FakePlatforms extends AsyncDisposable {
  readonly apis: Readonly<Record<ApiName, FakeApi>>;
  readonly asked: { readonly api: ApiName; readonly url: string }[];
  /** How often each fault has struck. */
  readonly faults: Record<string, number>;
}

type Fault = (socket: Socket, response: ServerResponse, body: Buffer) => void;

const FAULTS: Readonly<Record<string, Fault>> = {
  reset: (socket) => socket.destroy(),
  broken: (_socket, response) => response.writeHead(500).end('broken'),
  hurried: (_socket, response) => response.writeHead(429, { 'retry-after': '1' }).end('slow down'),
  cut: (_socket, response, body) => {
    const packed = gzipSync(body);
    const half = packed.subarray(0, packed.byteLength - 12);
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip', 'content-length': half.byteLength }).end(half);
  },
};
const JSON_TYPE = { 'content-type': 'application/json' };

export async function startPlatforms(
  market: FakeMarket,
  { faulty }: { readonly faulty: boolean },
): Promise<FakePlatforms> {
  const asked: FakePlatforms['asked'] = [];
  const faults: Record<string, number> = {};
  const servers = await Promise.all(API_NAMES.map((name) => start(name)));
  async function start(name: ApiName) {
    const seen = new Set<string>();
    let api: FakeApi | null = null;
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push({ api: name, url: path });
      const found = api!.answer(new URL(path, 'http://fake'));
      if (found === null) {
        response.writeHead(404, JSON_TYPE).end('{"error":"not found"}');
        return;
      }
      const body = Buffer.from(JSON.stringify(faulty && asked.length % 3 === 0 ? doubled(found.json) : found.json));
      const fault = faulty && !seen.has(path) ? Object.entries(FAULTS)[asked.length % 9] : undefined;
      seen.add(path);
      if (fault !== undefined) {
        faults[fault[0]] = (faults[fault[0]] ?? 0) + 1;
        fault[1](request.socket, response, body);
        return;
      }
      const packed = gzipSync(body);
      response.writeHead(200, { ...JSON_TYPE, ...found.headers, 'content-encoding': 'gzip' }).end(packed);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    api = FAKE_APIS[name](`http://127.0.0.1:${(server.address() as AddressInfo).port}`, market.records[name]);
    return { name, api, server };
  }
  return {
    apis: Object.fromEntries(servers.map(({ name, api }) => [name, api])) as FakePlatforms['apis'],
    asked,
    faults,
    async [Symbol.asyncDispose]() {
      for (const { server } of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** A listing that shows each of its items twice, the second time the other way round. */
function doubled(json: unknown): unknown {
  const lists = Object.entries(json as Record<string, unknown>).map(([name, value]) => {
    return [name, LISTINGS.has(name) && Array.isArray(value) ? [...value, ...value.toReversed()] : value];
  });
  return Array.isArray(json) ? json : Object.fromEntries(lists);
}

const LISTINGS = new Set(['hits', 'posts', 'feed', 'statuses']);
