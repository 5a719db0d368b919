/** A segment while it is written: zstd in the thread pool, hash on the way out; until it is renamed it is not part of raw. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { constants, createZstdCompress } from 'node:zlib';
import type { SegmentHeader } from '../contracts/raw.ts';

/** Written so far / sealed; `bytes` and `sha256` are of the compressed file. */
export interface SealedPart {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly records: number;
}

/** UTF-16 units gathered before a chunk goes to the compressor: cut by content alone, so that bytes depend on nothing else. */
const CHUNK_UNITS = 256 * 1024;

/** A few chunks may wait for the compressor, so that it and the thread that makes lines work side by side. */
const ZSTD = {
  highWaterMark: 2 * 1024 * 1024,
  chunkSize: 256 * 1024,
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
};

export class PartFile {
  readonly path: string;
  #pending: string;
  #units = 0;
  #records = 0;
  #bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #zstd = createZstdCompress(ZSTD);
  readonly #file: Awaited<ReturnType<typeof open>>;
  readonly #drained: Promise<void>;

  private constructor(path: string, file: Awaited<ReturnType<typeof open>>, header: SegmentHeader) {
    this.path = path;
    this.#file = file;
    this.#pending = `${JSON.stringify(header)}\n`;
    this.#drained = this.#drain();
    // Its failure is told by the next append or seal; without this line it would end the process.
    this.#drained.catch(() => {});
  }

  /** Makes the file (and its folder) and starts with the header line. */
  static async create(path: string, header: SegmentHeader): Promise<PartFile> {
    await mkdir(dirname(path), { recursive: true });
    return new PartFile(path, await open(path, 'w'), header);
  }

  get records(): number {
    return this.#records;
  }

  /** UTF-16 units of JSON appended so far. */
  get units(): number {
    return this.#units;
  }

  /** Takes one line with its `\n`. True asks the caller to `await flush()` before the next one. */
  append(line: string): boolean {
    this.#pending += line;
    this.#records += 1;
    this.#units += line.length;
    return this.#pending.length >= CHUNK_UNITS;
  }

  /** Hands what is pending to the compressor and waits as long as that lags behind. */
  async flush(): Promise<void> {
    const chunk = Buffer.from(this.#pending, 'utf8');
    this.#pending = '';
    if (chunk.byteLength === 0 || this.#zstd.write(chunk)) return;
    await Promise.race([once(this.#zstd, 'drain'), this.#drained]);
    if (this.#zstd.destroyed) await this.#drained;
  }

  /** Ends the frame and makes the file durable under its temporary name. */
  async seal(): Promise<SealedPart> {
    await this.flush();
    this.#zstd.end();
    await this.#drained;
    await this.#file.sync();
    await this.#file.close();
    return { path: this.path, sha256: this.#hash.digest('hex'), bytes: this.#bytes, records: this.#records };
  }

  /** Removes the file; safe after a failure and after `seal`. */
  async discard(): Promise<void> {
    this.#zstd.destroy();
    await this.#drained.catch(() => {});
    await this.#file.close().catch(() => {});
    await rm(this.path, { force: true });
  }

  async #drain(): Promise<void> {
    for await (const chunk of this.#zstd) {
      this.#hash.update(chunk as Buffer);
      this.#bytes += (chunk as Buffer).byteLength;
      await this.#file.writeFile(chunk as Buffer);
    }
  }
}
