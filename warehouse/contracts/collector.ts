/** What a folder in `collectors/` must export. The contract suite runs over every folder that has an `index.ts`. */
import type { z } from 'zod';
import type { LivePass, PlannedTask, Query, QueryKind, Window } from './live.ts';
import type { Outcome, RawEnvelope, RecordKind, SegmentHeader } from './raw.ts';
import type { Rows, Skip } from './rows.ts';

export interface CollectorMeta {
  readonly name: string;
  /** Null where the platform is a field of the record (imports). */
  readonly platform: string | null;
  /** Raised whenever `normalize` gives other rows for the same record. */
  readonly version: number;
  readonly kinds: readonly RecordKind[];
  readonly queryKinds: readonly (QueryKind | 'file')[];
  readonly order: 'newest-first' | 'oldest-first' | 'unordered' | 'file';
  readonly access: {
    readonly via: 'official_api' | 'own_account' | 'export' | 'public_page' | 'browser';
    /** Names of environment variables. */
    readonly secrets: readonly string[];
    readonly robots: 'obeyed' | 'n/a';
    /** One sentence that the operator acknowledges. */
    readonly terms: string;
  };
  /** Requests a minute and at once to one host, at most; the config may only slow down. Null for files. */
  readonly pace: { readonly perMinute: number; readonly concurrency: number } | null;
  /** What the platform shows at most, by name (`hits_per_query: 1000`). */
  readonly caps: Readonly<Record<string, number>>;
  /** Hours by which a window overlaps the one before, since platforms index late. Absent: 6. */
  readonly overlapHours?: number;
  /** Days after which the platform's terms want its records dropped from raw. Absent: they may stay. */
  readonly expiresDays?: number;
  /** False: the terms forbid matching authors with the operator's own lists, so people files never become queries. Absent: true. */
  readonly joinsPeople?: boolean;
  readonly collects: readonly 'replies'[];
  /** Options that are file paths: relative ones are taken from koc.yaml's folder before the options are read. */
  readonly paths?: readonly string[];
  /** Dotted paths or names of personal fields in the payload: kept for a feature or dropped before sealing, and why. */
  readonly personal: Readonly<Record<string, { readonly keep: boolean; readonly why: string }>>;
  readonly limitations: readonly string[];
}

/** A record on its way into raw. `payloadJson` is the exact JSON text that will be sealed and hashed. */
export interface CollectedRecord {
  readonly platform: string;
  readonly kind: RecordKind;
  readonly id: string;
  readonly parentId: string | null;
  readonly requestUrl: string | null;
  readonly payloadJson: string;
  /** `authorId` on the platform, for tombstones; null when none. */
  readonly authorId: string | null;
  /** UTC ms when it was seen according to the record (imports) or to us. */
  readonly observedAt: number;
  /** UTC ms when it was received, where that was a while before it is written; absent = when it is written. */
  readonly fetchedAt?: number;
}

/** Once this batch is on disk, restarting at `cursor` loses nothing. Null cursor: start anew. */
export interface Batch<Cursor> {
  readonly records: readonly CollectedRecord[];
  readonly cursor: Cursor | null;
  /** Rows of the source that did not pass their schema, since the last batch. */
  readonly rejected: number;
}

/** One row of a source that could not be used. `line` counts from 1. */
export interface Reject {
  readonly line: number;
  readonly field: string | null;
  readonly reason: string;
}

export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface CollectContext<Options, Cursor> {
  readonly sourceId: string;
  readonly options: Options;
  /** What `context()` gave, as it stands in the segment headers. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly cursor: Cursor | null;
  /** UTC ms. */
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Tells of a bad row; collecting goes on. */
  readonly reject: (reject: Reject) => void;
  /** Bytes read so far and in all (null unknown), for progress. */
  readonly progress: (readBytes: number, totalBytes: number | null) => void;
  /** What a source that reaches out works with; null for files. */
  readonly live: LivePass | null;
}

/** How a pass ended and what it asked for; returned by the generator. `context` goes into the segment headers. */
export interface PassEnd {
  readonly outcome: Outcome;
  readonly asked: Readonly<Record<string, string | number | boolean | null>>;
  /** Where the next pass goes on from; absent or null = anew. */
  readonly cursor?: unknown;
}

/** What the workspace settles where the options say nothing. */
export interface ContextDefaults {
  /** IANA name, for times without an offset. */
  readonly timezone: string;
}

/** The collectors that there are, loaded one by one: most workspaces use few of them. */
export interface Collectors {
  /** Sorted. */
  readonly names: readonly string[];
  /** Throws UsageError for a name that is not among them. */
  readonly load: (name: string) => Promise<Collector>;
}

export interface Collector<Options = unknown, Cursor = unknown> {
  readonly meta: CollectorMeta;
  /** Strict schema of the `with:` block. */
  readonly options: z.ZodType<Options>;
  /** What is persisted between batches; must survive JSON. */
  readonly cursor: z.ZodType<Cursor>;
  /** Settings that the normaliser needs, sealed in each segment's header; read once before collecting. JSON values only. */
  context(options: Options, defaults: ContextDefaults): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Facts that settle the whole result before anything is collected (a file's hash), for sources that can tell. They become part
   * of `asked`; a source whose manifest holds a pass with the same facts is unchanged and is not collected again.
   */
  inputs?(options: Options, context: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<PassEnd['asked']>;
  /** Hosts (with port where it is not the usual one) that a source that reaches out may ask and be redirected to. */
  hosts?(options: Options): readonly string[];
  /** The queries of the config as these options mean them, where a source has several listings. Absent: as they are. */
  queries?(options: Options, asked: readonly Query[]): readonly Query[];
  /** What `collect` would ask for now, in order, without asking anybody. */
  plan?(cursor: Cursor | null, queries: readonly Query[], window: Window): readonly PlannedTask[];
  collect(context: CollectContext<Options, Cursor>): AsyncGenerator<Batch<Cursor>, PassEnd>;
  /** Called once a segment, so that the header's context is compiled once. Pure: same header and record, same rows. */
  normalizer(header: SegmentHeader): (record: RawEnvelope) => Rows | Skip;
}
