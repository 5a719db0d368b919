/** Turns what a person's browser received into lines of a capture, with counts for whoever watches. Knows no browser and no file. */
import type { Drift, Reading } from '../../collectors/browsing/answer.ts';
import { driftFacts } from '../../collectors/browsing/drift.ts';
import type { Refusal, SiteSource } from '../../collectors/browsing/site.ts';
import { siteReader } from '../../collectors/browsing/site_reader.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { ManifestEntry, Outcome, RecordKind } from '../../warehouse/contracts/raw.ts';
import type { CaptureLine } from './capture_lines.ts';
import { looksAt, type WantedItem } from './capture_wanted.ts';

/** What a capture has seen so far. */
export interface CaptureCounts {
  /** Different posts, comments, authors and so on. */
  readonly kinds: Readonly<Partial<Record<RecordKind, number>>>;
  /** Records written: other counts of the same post are another one. */
  readonly records: number;
  readonly rejected: number;
  /** `shape: path` of a changed layout → how often. */
  readonly drifts: Readonly<Record<string, number>>;
  /** The same, for the pass. */
  readonly driftFacts: ManifestEntry['asked'];
  /** Answers that broke on the way. */
  readonly broken: number;
}

export interface CaptureReader {
  /** What one answer brought; a refusal that concerns more than one page ends the capture. */
  take(answer: Received): { readonly lines: readonly CaptureLine[]; readonly refusal: Refusal | null };
  readonly counts: CaptureCounts;
}

/** `wanted` is ticked off as its things are seen. */
export function captureReader(
  site: SiteSource,
  hosts: readonly string[],
  wanted: readonly WantedItem[],
): CaptureReader {
  const reader = siteReader(site, hosts);
  const ids = new Set<string>();
  const kinds: Partial<Record<RecordKind, number>> = {};
  const drifts: Record<string, number> = {};
  const counts = { kinds, drifts, driftFacts: {}, records: 0, rejected: 0, broken: 0 };
  const changed: Pick<Drift, 'shape' | 'path'>[] = [];
  const count = (kind: RecordKind, id: string): void => {
    const key = `${kind} ${id}`;
    if (ids.has(key)) return;
    ids.add(key);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  };
  const of = (answer: Received, reading: Reading): CaptureLine[] => {
    const { at } = answer;
    const lines: CaptureLine[] = reading.rejected.map(({ field, reason }) => ({ line: 'rejected', field, reason }));
    counts.rejected += lines.length;
    for (const { kind, id } of reading.records) count(kind, id);
    for (const authorId of listedAuthors(reading)) lines.push({ line: 'listed', authorId, at });
    if (Object.keys(reading.links).length > 0) lines.push({ line: 'links', links: { ...reading.links } });
    for (const item of wanted) {
      if (item.seenAt !== null || !looksAt(item, answer, reading)) continue;
      item.seenAt = at;
      lines.push({ line: 'looked', query: item.query, at });
    }
    return lines;
  };
  return {
    counts,
    take(answer) {
      const read = reader.read(answer);
      if (read.kind === 'refusal') return { lines: [], refusal: read.refusal };
      if (read.kind === 'broken') counts.broken += 1;
      if (read.kind !== 'seen') return { lines: [], refusal: null };
      for (const { shape, path } of read.drifts) {
        const name = `${shape}: ${path || 'the whole body'}`;
        drifts[name] = (drifts[name] ?? 0) + 1;
        changed.push({ shape, path });
      }
      counts.driftFacts = driftFacts(changed);
      const records = reader
        .seal(read, answer.at)
        .map((record): CaptureLine => ({ line: 'record', record: { ...record, fetchedAt: answer.at } }));
      counts.records += records.length;
      return { lines: [...records, ...read.readings.flatMap((reading) => of(answer, reading))], refusal: null };
    },
  };
}

/** How a capture that was not refused ended. */
export function goodEnd({ records, drifts, rejected }: CaptureCounts): Outcome {
  if (Object.keys(drifts).length > 0) return 'partial';
  return records + rejected === 0 ? 'empty' : 'ok';
}

/** Authors whose own list of posts this is: one, on every platform. */
function listedAuthors({ shape, records }: Reading): string[] {
  if (shape.sees !== 'posts of an author') return [];
  const authors = new Set(
    records.flatMap(({ kind, authorId }) => (kind === 'post' && authorId !== null ? [authorId] : [])),
  );
  return authors.size === 1 ? [...authors] : [];
}
