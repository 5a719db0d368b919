/**
 * One request and its whole body over the wire, nothing more: no redirect, no retry, no waiting. Bodies are unpacked here, since a
 * cut or oversized one must be an error and never a shorter body (fetch reads cut gzip as whole).
 */
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { request as secureRequest, Agent as TlsAgent } from 'node:https';
import { type Duplex, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib';
import { KocError } from '../../warehouse/contracts/errors.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { publicLookup } from './http_addresses.ts';

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Bytes of the unpacked body, at most. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case, repeated ones joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** Throws TransportError for what broke on the way and RefusalError for what is not asked or too big. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

/** The connection broke, was too slow or the body came damaged: worth another try. */
export class TransportError extends KocError {}

export interface TransportOptions {
  readonly allowPrivate: boolean;
  /** Of which HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read. Behind a proxy it is the proxy that resolves names. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ms without a byte, and in all. Default 30 s and 2 min. */
  readonly idleMs?: number;
  readonly totalMs?: number;
}

/** Connections are kept open between requests; `close` ends them. */
export function makeTransport(options: TransportOptions): { readonly send: Transport; readonly close: () => void } {
  const { idleMs = 30_000, totalMs = 120_000 } = options;
  const agents = { keepAlive: true, proxyEnv: proxiesOf(options.env) };
  const plain = new PlainAgent(agents);
  const tls = new TlsAgent(agents);
  const lookup = options.allowPrivate ? {} : { lookup: publicLookup };
  const send: Transport = async ({ method, url, headers, body, maxBytes, signal }) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(totalMs)]);
    try {
      const message = await new Promise<IncomingMessage>((resolve, reject) => {
        const isPlain = url.protocol === 'http:';
        const request = (isPlain ? plainRequest : secureRequest)(
          url,
          {
            method,
            headers: { ...headers },
            agent: isPlain ? plain : tls,
            signal: limit,
            maxHeaderSize: 65_536,
            ...lookup,
          },
          resolve,
        );
        request.setTimeout(idleMs, () => request.destroy(new Error(`nothing came for ${idleMs / 1000} s`)));
        request.on('error', reject);
        request.end(body ?? undefined);
      });
      const bytes = await readBody(message, method, maxBytes);
      return { status: message.statusCode ?? 0, headers: headersOf(message), bytes };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof KocError) throw error;
      const why = limit.aborted ? `no whole answer within ${totalMs / 1000} s` : messageOf(error);
      throw new TransportError(why, { retry: 'now', cause: error });
    }
  };
  const close = (): void => {
    plain.destroy();
    tls.destroy();
  };
  return { send, close };
}

async function readBody(message: IncomingMessage, method: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  const gather = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength;
      if (size > maxBytes) return done(tooBig(maxBytes));
      chunks.push(chunk);
      done();
    },
  });
  const isEmpty = message.statusCode === 204 || message.statusCode === 304 || method === 'HEAD';
  await pipeline([message, ...(isEmpty ? [] : unpackers(message.headers['content-encoding'])), gather]);
  return Buffer.concat(chunks);
}

/** At most two encodings deep: more is no server's honest wish. */
function unpackers(encoding: string | undefined): Duplex[] {
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const packed = names.filter((name) => name !== '' && name !== 'identity');
  return packed
    .slice(-2)
    .reverse()
    .map((name) => {
      if (name === 'gzip' || name === 'x-gzip') return createGunzip();
      if (name === 'br') return createBrotliDecompress();
      if (name === 'zstd') return createZstdDecompress();
      throw new TransportError(`the body is packed in ${JSON.stringify(name.slice(0, 20))}, which was not asked for`);
    });
}

/** What `unpackers` understands, for the request's header. */
export const ACCEPT_ENCODING = 'gzip, br, zstd';

function tooBig(maxBytes: number): RefusalError {
  return new RefusalError('failed', `the answer is larger than ${Math.round(maxBytes / 1024)} KiB unpacked`, {
    retry: 'never',
    facts: { max_bytes: maxBytes },
  });
}

function headersOf(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function proxiesOf(env: TransportOptions['env']): NodeJS.ProcessEnv {
  const names = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null || error.message.includes(code) ? error.message : `${code} ${error.message}`;
}
