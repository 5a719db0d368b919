/**
 * Takes in what people saved from their own browser's network panel: the same shapes as a capture, each answer at the moment it came.
 * Nothing is asked of anybody. Invariant: a file becomes part of raw whole or not at all, and only once.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isHostOf, siteHosts } from '../../collectors/browsing/address.ts';
import { type HarAnswer, type HarGap, readHar } from '../../collectors/browsing/har.ts';
import { isCandidate } from '../../collectors/browsing/match.ts';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Outcome } from '../../warehouse/contracts/raw.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';
import { PURPOSE } from './capture_join.ts';
import type { CaptureLine } from './capture_lines.ts';
import { type CaptureCounts, captureReader, goodEnd } from './capture_reader.ts';
import { gathered, noteCapture } from './capture_state.ts';
import { askedOf, type WantedItem } from './capture_wanted.ts';
import type { RunContext } from './context.ts';
import { forgottenAccounts } from './forgotten.ts';

export interface HarInput {
  /** Absolute path. */
  readonly file: string;
  readonly sourceId: string;
  readonly collector: Collector;
  readonly site: SiteSource;
  readonly options: SiteOptions;
  /** Ticked off as its things are found. */
  readonly wanted: readonly WantedItem[];
  readonly raw: RawStore;
  /** Bytes read so far and in all. */
  readonly onProgress?: (readBytes: number, totalBytes: number, counts: CaptureCounts) => void;
}

export interface HarResult {
  readonly file: string;
  readonly outcome: Outcome;
  readonly counts: CaptureCounts;
  /** Answers of the platform without their content: "Save all as HAR with content" would have them. */
  readonly withoutBody: number;
  /** Entries that were too long or no entries of HAR. */
  readonly unusable: number;
  /** Signs of refusals by how often. Nothing is stopped by what is past. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly run: string;
}

/** The same file was taken in before, by that run. */
export interface HarKnown {
  readonly file: string;
  readonly unchanged: true;
  readonly run: string;
}

/** Records that are written at once. */
const BATCH = 1000;

/** The caller holds the workspace's lock. Throws UsageError for what is no HAR or breaks off; nothing of it is kept then. */
export async function captureHar(ws: Workspace, ctx: RunContext, input: HarInput): Promise<HarResult | HarKnown> {
  const { file, sourceId, collector, site, raw } = input;
  const name = basename(file);
  const { bytes, sha256 } = await measured(file, ctx.signal);
  const known = raw.entries().find((entry) => entry.source_id === sourceId && entry.asked['har_sha256'] === sha256);
  if (known !== undefined) return { file: name, unchanged: true, run: known.run };
  const hosts = siteHosts(site, input.options);
  const reader = captureReader(site, hosts, input.wanted);
  const told = { withoutBody: 0, unusable: 0, refusals: {} as Record<string, number> };
  let refused: Outcome | null = null;
  let read = 0;
  let lines: CaptureLine[] = [];
  const notes: CaptureLine[] = [];
  await using pass = raw.beginPass({
    run: ctx.run,
    sourceId,
    collector: collector.meta.name,
    collectorVersion: collector.meta.version,
    context: {},
    startedAt: ctx.now(),
    isForgotten: await forgottenAccounts(ws, raw),
  });
  const write = async (): Promise<void> => {
    await pass.write(lines.flatMap((line) => (line.line === 'record' ? [line.record] : [])));
    notes.push(...lines.filter(({ line }) => line !== 'record' && line !== 'rejected'));
    lines = [];
  };
  const take = (entry: HarAnswer | HarGap): void => {
    if ('gap' in entry) {
      told.unusable += 1;
    } else if (!entry.hasBody) {
      const path = URL.parse(entry.received.url)?.pathname ?? '';
      if (
        isHostOf(hosts, URL.parse(entry.received.url)?.host ?? '') &&
        site.shapes.some((shape) => isCandidate(shape, entry.received, path))
      )
        told.withoutBody += 1;
    } else {
      const took = reader.take(entry.received);
      lines.push(...took.lines);
      if (took.refusal === null) return;
      refused ??= took.refusal.outcome;
      told.refusals[took.refusal.sign] = (told.refusals[took.refusal.sign] ?? 0) + 1;
    }
  };
  for await (const entry of readHar(
    counting(createReadStream(file, { signal: ctx.signal }), (size) => {
      read += size;
    }),
    name,
  )) {
    ctx.signal.throwIfAborted();
    take(entry);
    if (lines.length < BATCH) continue;
    await write();
    input.onProgress?.(read, bytes, reader.counts);
  }
  await write();
  const outcome = endOf(reader.counts, refused, told.withoutBody);
  const { run } = await pass.end({
    outcome,
    asked: {
      ...PURPOSE,
      har_sha256: sha256,
      ...askedOf(input.wanted),
      ...reader.counts.driftFacts,
      without_body: told.withoutBody,
    },
    rejected: reader.counts.rejected,
    cursor: null,
    platforms: [site.meta.platform],
  });
  await noteCapture(ws, { source_id: sourceId, platform: site.meta.platform }, gathered(notes));
  return { file: name, outcome, counts: reader.counts, ...told, run };
}

/** A file of which nothing could be read is never an empty success. */
function endOf(counts: CaptureCounts, refused: Outcome | null, withoutBody: number): Outcome {
  const good = goodEnd(counts);
  if (good !== 'empty') return good;
  return refused ?? (withoutBody > 0 ? 'partial' : good);
}

async function measured(path: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  try {
    const { size } = await stat(path);
    const sum = createHash('sha256');
    for await (const chunk of createReadStream(path, { signal })) sum.update(chunk as Buffer);
    return { bytes: size, sha256: sum.digest('hex') };
  } catch (error) {
    if (signal.aborted) throw error;
    throw new UsageError(`cannot read ${path}`, { cause: error });
  }
}

async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead(chunk.byteLength);
    yield chunk;
  }
}
