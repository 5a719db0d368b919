/** A file as plain bytes: unpacked when it is gzip or zstd, whatever its name says. What stands before a tear is never lost. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import type { Bytes } from './texts.ts';
import { eachZstdFrame } from './zstd_frames.ts';

export type Packing = 'plain' | 'gzip' | 'zstd';

const CHUNK_BYTES = 256 * 1024;

/** Goes by the magic number. */
export function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return 'plain';
}

/** First `length` bytes of a file (fewer when it is shorter). */
export async function headOf(path: string, length: number): Promise<Buffer> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/** Reads a file from its start, unpacking it; `onRead` hears how many bytes of the file have been read. */
export async function* readBytes(path: string, onRead: (bytes: number) => void = () => {}): Bytes {
  const packing = packingOf(await headOf(path, 4));
  const packed = fileChunks(path, onRead);
  if (packing === 'plain') {
    yield* packed;
    return { cut: null };
  }
  if (packing === 'gzip') return yield* unpack(packed, createGunzip(), packing);
  return yield* eachZstdFrame(packed, (frame) => unpack(frame, createZstdDecompress(), packing));
}

async function* fileChunks(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer, void> {
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    read += (chunk as Buffer).length;
    onRead(read);
    yield chunk as Buffer;
  }
}

/**
 * Feeds the unpacker piece by piece and takes what comes out before feeding the next, so that a tear loses nothing that stood
 * before it and a small file that unpacks to a huge one stays within bounds.
 */
async function* unpack(packed: AsyncIterable<Buffer>, engine: Gunzip | ZstdDecompress, packing: Packing): Bytes {
  const ready: Buffer[] = [];
  let failure: Error | null = null;
  const closed = new Promise<void>((resolve) => engine.once('close', resolve));
  engine.on('data', (piece: Buffer) => ready.push(piece));
  engine.on('error', (error: Error) => {
    failure = error;
  });
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length && failure === null; at += FEED_BYTES) {
        const written = new Promise<void>((resolve) => {
          engine.write(chunk.subarray(at, at + FEED_BYTES), () => resolve());
        });
        await Promise.race([written, closed]);
        yield* ready.splice(0);
      }
      if (failure !== null) break;
    }
    if (failure === null) engine.end();
    await closed;
    yield* ready.splice(0);
  } finally {
    engine.destroy();
  }
  return { cut: failure === null ? null : sayTear(failure, packing) };
}

/** At most a thousand times as much comes out at once. */
const FEED_BYTES = 64 * 1024;

function sayTear(error: NodeJS.ErrnoException, packing: Packing): string {
  if (error.code === 'Z_BUF_ERROR') return `the ${packing} file ends in the middle (cut off)`;
  return `the ${packing} data is damaged (${error.message})`;
}
