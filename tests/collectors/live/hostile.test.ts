/** Servers that mean harm: whatever they send, the client stops within its limits of bytes, time and hops. */

import type { AddressInfo } from 'node:net';
import { createServer as createPlain, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { askedToWaitUntil } from '../../../collectors/engine/http_limits.ts';
import { makeTransport } from '../../../collectors/engine/http_transport.ts';
import { PayloadError } from '../../../warehouse/contracts/errors.ts';
import { caught, clientStage, NOW, outcomeOf } from './client.ts';

const MIB = 1024 * 1024;

/** A server below HTTP, for what no honest library sends. */
async function rawServer(talk: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const seen = { connections: 0 };
  const server = createPlain((socket) => {
    seen.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => talk(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Writes a piece again and again for as long as the other side takes it. */
function forEver(socket: Socket, piece: string | Buffer, everyMs: number): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else if (socket.writableLength < MIB) socket.write(piece);
  }, everyMs);
}

describe('bytes', () => {
  const zeros = Buffer.alloc(100 * MIB);
  test.each([
    ['gzip', () => gzipSync(zeros)],
    ['br', () => brotliCompressSync(zeros, { params: { [0x1]: 1 } })],
    ['zstd', () => zstdCompressSync(zeros)],
    ['gzip, gzip', () => gzipSync(gzipSync(zeros))],
  ] as const)('a bomb of 100 MB in %s ends at the limit, unpacked a little at a time', async (encoding, pack) => {
    const bomb = pack();
    expect(bomb.byteLength).toBeLessThan(MIB);
    await using on = await clientStage((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    const error = await caught(on.http.send({ url: on.url, maxBytes: MIB }));
    expect(outcomeOf(error)).toBe('failed');
    expect(String(error)).toContain('larger than 1024 KiB');
    expect(on.asked).toHaveLength(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * MIB);
  });

  test('a plain body of 100 MB is hung up on', async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, 0x20);
    await using on = await clientStage((_request, response) => {
      response.writeHead(200, { 'content-length': 100 * MIB });
      const more = () => {
        while (sent < 100 * MIB && !response.destroyed) {
          sent += piece.byteLength;
          if (!response.write(piece)) break;
        }
      };
      response.on('drain', more);
      more();
    });
    expect(outcomeOf(await caught(on.http.send({ url: on.url, maxBytes: MIB })))).toBe('failed');
    expect(sent).toBeLessThan(20 * MIB);
    expect(on.asked).toHaveLength(1);
  });

  test('headers without an end are hung up on', async () => {
    await using server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      forEver(socket, `x-more: ${'m'.repeat(8000)}\r\n`.repeat(8), 1);
    });
    await using on = await clientStage(() => {}, { hosts: new Set([server.host]) });
    const error = await caught(on.http.send({ url: `http://${server.host}/` }));
    expect(outcomeOf(error)).toBe('failed');
    expect(String(error)).toMatch(/overflow/iu);
    expect(server.seen.connections).toBe(5);
  });

  test.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['lists that never close', '['.repeat(100_000)],
  ])('JSON of 100,000 %s in one another is a PayloadError', async (_what, body) => {
    await using on = await clientStage((_request, response) => response.end(body));
    expect(await caught(on.http.json({ url: on.url }, z.unknown()))).toBeInstanceOf(PayloadError);
  });

  test.each([
    ['half a form, over and over', `<html>${'<input '.repeat(500_000)}`],
    ['half a title, over and over', `<html>${'<title '.repeat(500_000)}`],
    ['nothing but spaces', ' '.repeat(4_000_000)],
  ])('a body made to be slow to look at (%s) is refused in no time', async (_what, body) => {
    await using on = await clientStage((_request, response) => response.end(body));
    const began = performance.now();
    expect(outcomeOf(await caught(on.http.json({ url: on.url }, z.unknown())))).toBe('blocked');
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describe('time', () => {
  test.each([
    ['a body', 'HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n', ' '],
    ['headers', 'HTTP/1.1 200 OK\r\nx-slow: ', 's'],
    ['promises of an answer', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('%s that drips without an end ends with the time for all of it', async (_what, begin, drop) => {
    await using server = await rawServer((socket) => {
      socket.write(begin);
      forEver(socket, drop, 20);
    });
    await using on = await clientStage(() => {}, { hosts: new Set([server.host]), totalMs: 300 });
    const began = performance.now();
    const error = await caught(on.http.send({ url: `http://${server.host}/` }));
    expect(outcomeOf(error)).toBe('failed');
    expect(String(error)).toContain('no whole answer within 0.3 s');
    expect(server.seen.connections).toBe(5);
    expect(performance.now() - began).toBeLessThan(5 * 300 + 3000);
  });

  test('a pause without measure is cut to a month, and said as a date', async () => {
    for (const [name, value] of [
      ['retry-after', '9'.repeat(400)],
      ['retry-after', '99999999999999999999'],
      ['retry-after', 'Fri, 31 Dec 9999 23:59:59 GMT'],
      ['x-ratelimit-reset', '1e300'],
    ] as const) {
      expect(askedToWaitUntil(429, { [name]: value }, NOW)).toBe(NOW + 30 * 86_400_000);
      await using on = await clientStage((_request, response) => {
        response.writeHead(429, { [name]: value });
        response.end();
      });
      expect(outcomeOf(await caught(on.http.send({ url: on.url })))).toBe('rate_limited');
      const again = await caught(on.http.send({ url: on.url }));
      expect(outcomeOf(again)).toBe('rate_limited');
      expect(String(again)).toContain('until 2026-12-16');
      expect(on.asked).toHaveLength(1);
    }
    expect(askedToWaitUntil(429, { 'x-ratelimit-reset': '-500' }, NOW)).toBe(NOW);
  });
});

describe('where it leads', () => {
  test('a chain of redirects ends after five', async () => {
    await using on = await clientStage((request, response) => {
      response.writeHead(302, { location: `${request.url}x` });
      response.end();
    });
    expect(outcomeOf(await caught(on.http.send({ url: `${on.url}/a` })))).toBe('failed');
    expect(on.asked).toHaveLength(6);
  });

  test.each([
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[fe80::1]/',
    'http://[fd12:3456::1]/',
    'http://[64:ff9b::a00:1]/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1:80/',
    'http://router.lan/',
    'http://intranet/',
    'http://１２７.0.0.1/',
    'gopher://example.org/',
    'data:application/json,{}',
  ])('a redirect to %s is refused before a socket opens', async (target) => {
    const opened: string[] = [];
    await using on = await clientStage((_request, response) => {
      response.writeHead(302, { location: target.replace(/[^ -~]+/gu, encodeURIComponent) });
      response.end();
    });
    const transport = makeTransport({ allowPrivate: true, env: {} });
    await using strict = await clientStage(() => {}, {
      allowPrivate: false,
      hosts: new Set(['api.example.org', new URL(target).host]),
      send: (request) => {
        opened.push(request.url.href);
        return transport.send({ ...request, url: new URL(on.url) });
      },
    });
    expect(outcomeOf(await caught(strict.http.send({ url: 'https://api.example.org/' })))).toBe('blocked');
    expect(opened).toEqual(['https://api.example.org/']);
    transport.close();
  });

  test('a name that resolves to a private address is refused by the socket', async () => {
    await using on = await clientStage((_request, response) => response.end('private'));
    const transport = makeTransport({ allowPrivate: false, env: {} });
    const url = new URL(on.url);
    url.hostname = 'localhost';
    const { signal } = new AbortController();
    const error = await caught(transport.send({ method: 'GET', url, headers: {}, body: null, maxBytes: MIB, signal }));
    transport.close();
    expect(on.asked).toEqual([]);
    expect(outcomeOf(error)).toBe('blocked');
  });
});
