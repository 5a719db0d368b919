/**
 * Makes one commit of a pass that committed page by page, once it has ended: few segments instead of many small ones. Lines stay byte for
 * byte and in order. The new entry decides by its rename which of the two forms counts.
 */
import { join } from 'node:path';
import { renameDurably } from '../atomic.ts';
import type { ManifestEntry, SegmentRef } from '../contracts/raw.ts';
import { segmentPath } from './layout.ts';
import { PartFile } from './part.ts';
import { readLines } from './reader.ts';
import type { RawStore } from './store.ts';

/** Records and bytes (packed) of a joined segment, at most. */
const MOST_RECORDS = 50_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** `commits` are all of one pass, in order, the last one with its outcome. Gives what they have become. Throws IntegrityError for a torn segment; nothing has changed then. */
export async function joinCommits(raw: RawStore, commits: readonly ManifestEntry[]): Promise<ManifestEntry> {
  const last = commits.at(-1)!;
  const earlier = commits.slice(0, -1);
  if (earlier.length === 0) return last;
  const segments: SegmentRef[] = [];
  let number = raw.freePart(last.source_id, last.run);
  for (const group of grouped(commits.flatMap((commit) => commit.segments))) {
    const isWhole = group.length === 1;
    segments.push(
      isWhole ? group[0]! : await joined(raw, group, segmentPath(last.source_id, last.run, number), number),
    );
    if (!isWhole) number += 1;
  }
  const entry: ManifestEntry = {
    ...last,
    platforms: [...new Set(commits.flatMap(({ platforms }) => platforms))].sort(),
    counts: commits.map(({ counts }) => counts).reduce(sum),
    observed_from: outermost(commits, 'observed_from', Math.min),
    observed_to: outermost(commits, 'observed_to', Math.max),
    segments,
    joins: earlier.map(({ commit }) => commit),
  };
  await raw.replaceCommits(entry, earlier);
  return entry;
}

type Counts = ManifestEntry['counts'];

function sum(a: Counts, b: Counts): Counts {
  return {
    got: a.got + b.got,
    sealed: a.sealed + b.sealed,
    rejected: a.rejected + b.rejected,
    forgotten: a.forgotten + b.forgotten,
  };
}

function outermost(
  commits: readonly ManifestEntry[],
  field: 'observed_from' | 'observed_to',
  pick: (...moments: number[]) => number,
): number | null {
  const known = commits.flatMap((commit) => commit[field] ?? []);
  return known.length === 0 ? null : pick(...known);
}

/** Neighbours that fit into one segment together. */
function grouped(segments: readonly SegmentRef[]): SegmentRef[][] {
  const groups: SegmentRef[][] = [];
  let [records, bytes] = [Number.POSITIVE_INFINITY, 0];
  for (const segment of segments) {
    records += segment.records;
    bytes += segment.bytes;
    if (records > MOST_RECORDS || bytes > MOST_BYTES) {
      groups.push([]);
      [records, bytes] = [segment.records, segment.bytes];
    }
    groups.at(-1)!.push(segment);
  }
  return groups;
}

async function joined(
  raw: RawStore,
  segments: readonly SegmentRef[],
  path: string,
  number: number,
): Promise<SegmentRef> {
  let part: PartFile | null = null;
  try {
    for (const segment of segments) {
      const { header, batches } = await readLines(raw.dir, segment);
      part ??= await PartFile.create(`${join(raw.dir, path)}.part`, { ...header, part: number });
      for await (const lines of batches) for (const line of lines) if (part.append(`${line}\n`)) await part.flush();
    }
    const { path: from, sha256, bytes, records } = await part!.seal();
    await renameDurably(from, join(raw.dir, path));
    return { path, sha256, bytes, records };
  } catch (error) {
    await part?.discard();
    throw error;
  }
}
