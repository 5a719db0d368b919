/**
 * Bodies that somebody saved, one by one: a JSON or JSONP body, a list or lines of them, a page, a HAR. What stands in a file decides,
 * never its name. Invariant: of lines and HAR only the one under way is held in memory.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { decodePage } from '../reading/html.ts';
import { NO_ADDRESS } from './address.ts';
import { readHar } from './har.ts';
import { jsonIn } from './json_in.ts';

/** One body, or what stands where one should be. */
export interface SavedBody {
  /** Line, element or entry of the file, from 1. */
  readonly line: number;
  /** Its address is `NO_ADDRESS` where the file does not say it. A text: it cannot be used, and why. */
  readonly body: Received | string;
}

/** Bytes of one line, or of a document that is read in one piece. */
const MAX_PIECE = 256 * 1024 * 1024;

/**
 * In the order of the file. What has no moment of its own was seen when the file was written. `onRead`: bytes read so far. Throws
 * UsageError for what cannot be read at all.
 */
export async function* savedBodies(
  path: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<SavedBody, void> {
  const name = basename(path);
  const savedAt = await writtenAt(path);
  const head = await headOf(path);
  const ink = decodePage(head, undefined).trimStart();
  if (ink === '') throw new UsageError(`${name} is empty`);
  if (/^\{\s{0,99}"log"\s{0,99}:\s{0,99}\{/u.test(ink)) {
    yield* harBodies(bytesOf(path, onRead), name);
    return;
  }
  if (ink.startsWith('<')) {
    yield { line: 1, body: pageBody(decodePage(await joined(bytesOf(path, onRead), name), undefined), savedAt) };
    return;
  }
  // UTF-16 has line ends of its own.
  const isWide = head[0]! >= 0xfe && head[1]! >= 0xfe;
  const lines = isWide ? bytesOf(path, onRead) : linesOf(bytesOf(path, onRead), name);
  let line = 0;
  let unread: Buffer[] = [];
  let areLines = false;
  for await (const bytes of lines) {
    line += 1;
    const value = isWide || unread.length > 0 ? undefined : jsonOf(bytes);
    if (value !== undefined) {
      areLines = true;
      yield* bodiesIn(value, line, savedAt);
    } else if (areLines) {
      if (!isBlank(bytes)) yield { line, body: 'not JSON' };
    } else if (unread.length > 0 || !isBlank(bytes)) unread.push(bytes);
  }
  if (unread.length === 0) return;
  const value = jsonOf(await joined(unread, name));
  unread = [];
  if (value === undefined) {
    throw new UsageError(`${name} is no JSON, no HAR and no page`, {
      hint: 'Save what the browser received: a HAR with content, a body as JSON, or the page.',
    });
  }
  yield* bodiesIn(value, 1, savedAt);
}

async function* harBodies(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<SavedBody, void> {
  let line = 0;
  for await (const entry of readHar(bytes, name)) {
    line += 1;
    if ('gap' in entry) yield { line, body: entry.gap === 'too_long' ? 'the entry is too long' : 'no entry of a HAR' };
    else yield { line, body: entry.hasBody ? entry.received : 'saved without its content' };
  }
}

/** The elements of a list are bodies, never the list itself. */
function* bodiesIn(value: unknown, line: number, at: number): Generator<SavedBody> {
  for (const [index, one] of (Array.isArray(value) ? value : [value]).entries()) {
    yield { line: line + index, body: { ...NOWHERE, text: JSON.stringify(one), at, isDocument: false } };
  }
}

function pageBody(text: string, at: number): Received {
  // Browsers note where a page was that they save.
  const from = /<!--\s{0,9}saved from url=\(\d+\)(https?:[^\s<>]{1,2000})\s{0,9}-->/u.exec(text.slice(0, 4096))?.[1];
  const url = from ?? NO_ADDRESS;
  return { ...NOWHERE, url, pageUrl: url, text, at, isDocument: true };
}

const NOWHERE = { url: NO_ADDRESS, method: 'GET', sent: null, status: 200, headers: {}, pageUrl: NO_ADDRESS } as const;

/** Undefined = no JSON. Of a platform that answers in GBK too. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return jsonIn(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const isMarked = bytes[0]! >= 0xfe && bytes[1]! >= 0xfe;
    return jsonIn(isMarked ? decodePage(bytes, undefined) : new TextDecoder('gb18030').decode(bytes));
  }
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte <= 0x20);

async function writtenAt(path: string): Promise<number> {
  const about = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${basename(path)}: ${cause.code}`, { cause, hint: `Looked for ${path}.` });
  });
  return Math.floor(about.mtimeMs);
}

async function headOf(path: string): Promise<Buffer> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  return buffer.subarray(0, bytesRead);
}

async function* bytesOf(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer, void> {
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    read += (chunk as Buffer).length;
    onRead(read);
    yield chunk as Buffer;
  }
}

/** With their line ends. */
async function* linesOf(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer, void> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      parts.push(chunk.subarray(from, end + 1));
      yield Buffer.concat(parts);
      [parts, held, from] = [[], 0, end + 1];
    }
    parts.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > MAX_PIECE) throw tooLong(name);
  }
  if (held > 0) yield Buffer.concat(parts);
}

const LINE_END = 0x0a;

async function joined(pieces: AsyncIterable<Buffer> | readonly Buffer[], name: string): Promise<Buffer> {
  const all: Buffer[] = [];
  let held = 0;
  for await (const piece of pieces) {
    all.push(piece);
    held += piece.length;
    if (held > MAX_PIECE) throw tooLong(name);
  }
  return Buffer.concat(all);
}

function tooLong(name: string): UsageError {
  return new UsageError(`${name}: more than 256 MiB in one piece`, { hint: 'Save it as JSON lines, or as a HAR.' });
}
