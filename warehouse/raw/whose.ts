/** Finds a person's records and traces in raw by their pseudonym: the plain id need not be known beforehand. */
import { KocError, PayloadError } from '../contracts/errors.ts';
import { authorId, type Pseudonymiser, recordId } from '../contracts/ids.ts';
import type { RawEnvelope, SegmentHeader } from '../contracts/raw.ts';
import { KOC } from './append.ts';
import { parseEnvelope } from './envelope.ts';
import { segmentStem } from './layout.ts';
import { readLines } from './reader.ts';
import type { Traces } from './scrub.ts';
import type { RawSegment, RawStore } from './store.ts';

/** Whose a raw record is, as its collector's normaliser tells. */
export interface RecordAuthor {
  readonly platform: string;
  readonly authorId: string;
  /** Handle or shown name; null = not shown. */
  readonly authorName: string | null;
  /** Ids by which other records may refer to this one. */
  readonly nodeIds: readonly string[];
  /** Words of the record. */
  readonly texts: readonly string[];
}

/** Called once a segment; null for records of nobody. What it throws for one record counts as nobody. */
export type AuthorOf = (
  header: SegmentHeader,
) => ((record: RawEnvelope) => RecordAuthor | null) | Promise<(record: RawEnvelope) => RecordAuthor | null>;

export interface Found {
  /** Numbers (from 0) of the person's lines, by the segment's stem, which no rewriting changes. */
  readonly owned: ReadonlyMap<string, ReadonlySet<number>>;
  readonly traces: Traces;
  /** How many lines these are. */
  readonly records: number;
}

/** Reads all of raw once. Records of koc itself come last, since decisions may be about posts of the person. */
export async function findPerson(
  raw: RawStore,
  authorKey: string,
  how: { readonly authorOf: AuthorOf; readonly pseudonymise: Pseudonymiser },
): Promise<Found> {
  const owned = new Map<string, Set<number>>();
  const traces = {
    ids: new Set<string>(),
    names: new Set<string>(),
    nodes: new Set<string>(),
    texts: new Set<string>(),
  };
  const subjects = new Set([authorKey]);
  const subjectOf = ({ platform, kind, id }: RawEnvelope) => how.pseudonymise(recordId(platform, kind, id));
  const segments = raw.segments();
  let records = 0;
  for (const segment of segments.toSorted((a, b) => Number(isOfKoc(a)) - Number(isOfKoc(b)))) {
    const { ref } = segment;
    const { header, batches } = await readLines(raw.dir, ref);
    const authorOf = isOfKoc(segment) ? null : await how.authorOf(header);
    const lines = new Set<number>();
    let at = -1;
    for await (const batch of batches) {
      for (const line of batch) {
        at += 1;
        const record = readable(line);
        if (record === null) continue;
        if (authorOf === null) {
          if (isAbout(record, subjects)) lines.add(at);
          continue;
        }
        const author = authorOrNull(authorOf, record);
        if (author === null) {
          // What is left of a deleted post names its author by its address.
          if (subjects.has(subjectOf(record))) lines.add(at);
          continue;
        }
        if (how.pseudonymise(authorId(author.platform, author.authorId)) !== authorKey) continue;
        lines.add(at);
        subjects.add(subjectOf(record));
        traces.ids.add(author.authorId);
        if (author.authorName !== null) traces.names.add(author.authorName);
        if (record.kind !== 'author') traces.nodes.add(record.id);
        for (const node of author.nodeIds) traces.nodes.add(node);
        for (const text of author.texts) traces.texts.add(text);
      }
    }
    if (lines.size > 0) owned.set(segmentStem(ref.path), lines);
    records += lines.size;
  }
  return { owned, traces, records };
}

/** Segments of decisions, publications and events that koc itself recorded. */
export function isOfKoc({ entry }: RawSegment): boolean {
  return entry.collector === KOC;
}

/** A decision, publication or event about one of the subjects. The tombstone itself has to stay. */
function isAbout({ payload }: RawEnvelope, subjects: ReadonlySet<string>): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  const said = payload as Readonly<Record<string, unknown>>;
  if (said['type'] === 'forget') return false;
  return ABOUT.some((field) => {
    const value = said[field];
    return typeof value === 'string' && subjects.has(value);
  });
}

const ABOUT = ['subjectKey', 'authorKey', 'subject', 'value'];

/** The record's author; what the normaliser refuses belongs to nobody. */
export function authorOrNull(
  authorOf: (record: RawEnvelope) => RecordAuthor | null,
  record: RawEnvelope,
): RecordAuthor | null {
  try {
    return authorOf(record);
  } catch (error) {
    if (error instanceof KocError) return null;
    throw error;
  }
}

/** Null for a line that is no record: nobody can be told from it. */
export function readable(line: string): RawEnvelope | null {
  try {
    return parseEnvelope(line);
  } catch (error) {
    if (error instanceof PayloadError) return null;
    throw error;
  }
}
