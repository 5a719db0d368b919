/** A workspace in a temporary folder for import tests: real files, the real raw store, the real importer. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCollector } from '../../collectors/discover.ts';
import { importFile, type Unchanged } from '../../jobs/pipeline/collect.ts';
import type { PassProgress } from '../../jobs/pipeline/progress.ts';
import type { Log } from '../../warehouse/contracts/collector.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import type { CanonicalRecord, Rows } from '../../warehouse/contracts/rows.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { openRaw, type RawStore } from '../../warehouse/raw/store.ts';

/** When all test imports happen. */
export const IMPORTED_AT = Date.UTC(2026, 10, 16, 7);

export interface TestWorkspace extends AsyncDisposable {
  readonly dir: string;
  readonly raw: RawStore;
  readonly warnings: string[];
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): Promise<string>;
  /** Without `map` the file is recognised by itself. */
  import(file: string, map?: string, extra?: ImportExtra): Promise<ManifestEntry | Unchanged>;
  /** All rows of raw, normalised. */
  rows(): Promise<Rows[]>;
  records(): Promise<CanonicalRecord[]>;
  /** Lines of the reject file of the given import (from 0). */
  rejects(pass?: number): Promise<{ line: number; field: string | null; reason: string }[]>;
}

export interface ImportExtra {
  readonly as?: string;
  readonly maxRejectRatio?: number;
  readonly signal?: AbortSignal;
  readonly forgotten?: readonly string[];
  readonly timezone?: string;
  readonly sourceId?: string;
  readonly onProgress?: (progress: PassProgress) => void;
}

export const MAP = `platform: { value: weibo }
kind: { value: post }
timezone: Asia/Shanghai
fields: { id: id, author_id: author, text: text, published_at: at, likes: likes }
`;

export async function testWorkspace(): Promise<TestWorkspace> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-import-'));
  const warnings: string[] = [];
  const log: Log = { debug() {}, info() {}, warn: (_facts, message) => warnings.push(message), error() {} };
  const raw = await openRaw(join(dir, 'raw'), { now: () => IMPORTED_AT, log });
  let passes = 0;
  const runOf = (pass: number) => `20261116T07${String(pass).padStart(2, '0')}00Z-abcdef`;
  const ws: TestWorkspace = {
    dir,
    raw,
    warnings,
    async file(name, content) {
      await writeFile(join(dir, name), content);
      return join(dir, name);
    },
    import(file, map, extra = {}) {
      const run = runOf(passes);
      passes += 1;
      return importFile({
        file,
        ...(map === undefined ? {} : { map }),
        ...(extra.as === undefined ? {} : { as: extra.as }),
        sourceId: extra.sourceId ?? 'test',
        timezone: extra.timezone ?? 'Asia/Shanghai',
        raw,
        run,
        now: () => IMPORTED_AT,
        log,
        signal: extra.signal ?? new AbortController().signal,
        isForgotten: (platform, id) => extra.forgotten?.includes(`${platform}:${id}`) ?? false,
        rejectDir: join(dir, 'rejects'),
        ...(extra.maxRejectRatio === undefined ? {} : { maxRejectRatio: extra.maxRejectRatio }),
        ...(extra.onProgress === undefined ? {} : { onProgress: extra.onProgress }),
      });
    },
    async rows() {
      const all: Rows[] = [];
      for (const { ref } of raw.segments()) {
        const { header, batches } = await readSegment(raw.dir, ref);
        const normalise = (await loadCollector(header.collector)).normalizer(header);
        for await (const batch of batches) {
          for (const envelope of batch) {
            const rows = normalise(envelope);
            if ('skip' in rows) throw new Error(`sealed but not read again: ${rows.skip}`);
            all.push(rows);
          }
        }
      }
      return all;
    },
    async records() {
      return (await ws.rows()).flatMap(({ records }) => records);
    },
    async rejects(pass = passes - 1) {
      const text = await readFile(join(dir, 'rejects', `test-${runOf(pass)}.jsonl`), 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
  return ws;
}

/** One JSON line of the shape that `MAP` reads. */
export function line(id: string, more: object = {}): string {
  return `${JSON.stringify({ id, author: `u${id}`, text: `text ${id}`, at: '2026-11-01T08:00:00Z', likes: 1, ...more })}\n`;
}
