/**
 * Decisions as they were read from their segments, kept by this process: whoever decides looks at all of them every time. Invariant: what
 * is given out is what the file holds that lies there now, and what no entry names any more is not remembered.
 */
import { stat } from 'node:fs/promises';
import { type CanonicalDecision, canonicalDecision } from '../contracts/rows.ts';
import { readSegment } from './reader.ts';
import type { RawSegment, RawStore } from './store.ts';

interface Reading {
  /** Size and time of the file, and the hash that its entry expects. */
  readonly mark: string;
  readonly decisions: readonly CanonicalDecision[];
}

/** By folder of raw, then by path of the segment. */
const readings = new Map<string, Map<string, Reading>>();

/** Throws IntegrityError for a torn, altered or missing file. */
export async function decisionsIn(raw: RawStore, { ref }: RawSegment): Promise<readonly CanonicalDecision[]> {
  const mark = await markOf(raw, ref);
  const known = readings.get(raw.dir)?.get(ref.path);
  if (mark !== null && known?.mark === mark) return known.decisions;
  const decisions: CanonicalDecision[] = [];
  const { batches } = await readSegment(raw.dir, ref);
  for await (const batch of batches) {
    for (const { payload } of batch) {
      const decision = canonicalDecision.safeParse(payload);
      if (decision.success) decisions.push(decision.data);
    }
  }
  if (mark === null) return decisions;
  const ofRaw = readings.get(raw.dir) ?? new Map<string, Reading>();
  readings.set(raw.dir, ofRaw.set(ref.path, { mark, decisions }));
  return decisions;
}

/** Drops what was read from segments other than these. */
export function keepReadings(raw: RawStore, segments: readonly RawSegment[]): void {
  const known = readings.get(raw.dir);
  const named = new Set(segments.map(({ ref }) => ref.path));
  for (const path of known?.keys() ?? []) if (!named.has(path)) known?.delete(path);
}

/** Null when the file cannot be looked at. */
async function markOf(raw: RawStore, ref: RawSegment['ref']): Promise<string | null> {
  const file = await stat(raw.pathOf(ref)).catch(() => null);
  return file === null ? null : `${file.size} ${file.mtimeMs} ${file.ino} ${ref.sha256}`;
}
