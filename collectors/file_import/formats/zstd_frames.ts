/**
 * Splits a zstd file into its frames, since the platform's unpacker stops after the first: `cat a.zst b.zst` and the parallel
 * packers make several. Follows RFC 8878, 3.1; nothing is unpacked here.
 */
import type { Bytes } from './texts.ts';

/** Gives each frame's bytes to `unpack` in turn; skippable frames are passed over. Ends at the first tear. */
export async function* eachZstdFrame(
  packed: AsyncIterable<Buffer>,
  unpack: (frame: AsyncIterable<Buffer>) => Bytes,
): Bytes {
  const source = packed[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);
  let isOver = false;
  const pull = async (): Promise<boolean> => {
    if (isOver) return false;
    const next = await source.next();
    if (next.done) isOver = true;
    else left = left.length === 0 ? next.value : Buffer.concat([left, next.value]);
    return !isOver;
  };
  const need = async (bytes: number): Promise<boolean> => {
    while (left.length < bytes) if (!(await pull())) return false;
    return true;
  };
  async function* take(bytes: number): AsyncGenerator<Buffer, boolean> {
    let wanted = bytes;
    while (wanted > 0) {
      if (left.length === 0 && !(await pull())) return false;
      const piece = left.subarray(0, wanted);
      left = left.subarray(piece.length);
      wanted -= piece.length;
      yield piece;
    }
    return true;
  }
  async function* frame(): AsyncGenerator<Buffer, void> {
    if (!(await need(6))) return void (yield* take(left.length));
    const descriptor = left[4]!;
    if (!(yield* take(headerBytes(descriptor)))) return;
    for (let isLast = false; !isLast; ) {
      if (!(await need(3))) return void (yield* take(left.length));
      const block = left.readUIntLE(0, 3);
      isLast = (block & 1) === 1;
      const isRunLength = ((block >> 1) & 3) === 1;
      if (!(yield* take(3 + (isRunLength ? 1 : block >> 3)))) return;
    }
    if ((descriptor & 4) !== 0) yield* take(4);
  }
  while (await need(1)) {
    if (!(await need(4))) return { cut: 'the zstd file ends in the middle (cut off)' };
    const magic = left.readUInt32LE(0);
    if (magic >>> 4 === SKIPPABLE && (await need(8))) {
      for await (const _ of take(8 + left.readUInt32LE(4)));
    } else if (magic === FRAME) {
      const { cut } = yield* unpack(frame());
      if (cut !== null) return { cut };
    } else {
      return { cut: 'the zstd data is followed by something else' };
    }
  }
  return { cut: null };
}

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;

/** Magic number and frame header: the descriptor says how long window, dictionary id and content size are. */
function headerBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const contentSize = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
  return 5 + (isSingleSegment ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + contentSize;
}
