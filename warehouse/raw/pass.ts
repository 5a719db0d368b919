/** One pass of a collector into raw: all of a commit becomes part of raw at once, by the rename of its manifest entry, or none. */
import { join } from 'node:path';
import { renameDurably, syncPath } from '../atomic.ts';
import type { CollectedRecord } from '../contracts/collector.ts';
import { KocError, PayloadError } from '../contracts/errors.ts';
import { type ManifestEntry, type Outcome, RAW_SCHEMA, type SegmentRef, slug } from '../contracts/raw.ts';
import { namesForgotten } from './drift.ts';
import { lineBuilder } from './envelope.ts';
import { segmentPath } from './layout.ts';
import { PartFile, type SealedPart } from './part.ts';

export interface PassOptions {
  readonly run: string;
  readonly sourceId: string;
  readonly collector: string;
  readonly collectorVersion: number;
  /** Sealed in every segment's header: what the normaliser needs besides the record. */
  readonly context: Readonly<Record<string, unknown>>;
  /** UTC ms. */
  readonly startedAt: number;
  /** True for people who asked to be forgotten: their records are refused and counted. */
  readonly isForgotten: (platform: string, authorId: string) => boolean;
  /** Records after which a new segment begins, so that workers share the load. Default 50,000. */
  readonly rotateRecords?: number;
  /** UTF-16 units of JSON after which a new segment begins. Default 64 Mi. */
  readonly rotateBytes?: number;
}

/** What a commit is told by its caller; `rejected` counts since the last commit. */
export interface CommitFacts {
  readonly rejected?: number;
  readonly asked?: ManifestEntry['asked'];
}

export interface PassEndFacts extends CommitFacts {
  readonly outcome: Outcome;
  readonly asked: ManifestEntry['asked'];
  /** Null or left out: the source starts anew next time. */
  readonly cursor?: unknown;
  /** Platforms that a pass without records stands for; those of records are added by themselves. */
  readonly platforms?: readonly string[];
}

/** What the store lends to a pass. */
export interface PassHost {
  readonly rawDir: string;
  readonly now: () => number;
  /** First part number that is free in this source's folder of this run. */
  readonly firstPart: number;
  /** Numbers the entry and puts it in place. */
  readonly publish: (entry: Omit<ManifestEntry, 'commit'>) => Promise<ManifestEntry>;
  readonly closed: () => void;
}

/** Write batches one after the other (await each), then `end` or `abort`. Disposing an unended pass aborts it. */
export class PassWriter implements AsyncDisposable {
  readonly #host: PassHost;
  readonly #options: PassOptions;
  readonly #line: ReturnType<typeof lineBuilder>;
  readonly #rotateRecords: number;
  readonly #rotateUnits: number;
  #part: PartFile | null = null;
  #nextPart: number;
  #seq = 0;
  /** Parts of the commit under way, in order, sealed or about to be. */
  #made: { readonly part: PartFile; readonly path: string; readonly sealed: Promise<SealedPart> }[] = [];
  #tally = emptyTally();
  readonly #platformsKnown = new Set<string>();
  #isOpen = true;

  constructor(host: PassHost, options: PassOptions) {
    this.#host = host;
    this.#options = options;
    this.#line = lineBuilder(options);
    this.#rotateRecords = options.rotateRecords ?? 50_000;
    this.#rotateUnits = options.rotateBytes ?? 64 * 1024 * 1024;
    this.#nextPart = host.firstPart;
  }

  /** Takes records; they are part of raw only after the next commit. Throws PayloadError for a record without id or platform. */
  async write(batch: readonly CollectedRecord[]): Promise<void> {
    this.#mustBeOpen();
    const fetchedAt = this.#host.now();
    const tally = this.#tally;
    for (const record of batch) {
      const { platform, authorId } = record;
      const { isForgotten } = this.#options;
      if ((authorId !== null && isForgotten(platform, authorId)) || namesForgotten(record, isForgotten)) {
        tally.forgotten += 1;
        continue;
      }
      if (!this.#platformsKnown.has(platform) || record.id === '') this.#checkRecord(record);
      tally.platforms.add(platform);
      if (record.observedAt < tally.from) tally.from = record.observedAt;
      if (record.observedAt > tally.to) tally.to = record.observedAt;
      tally.sealed += 1;
      this.#part ??= await this.#open();
      const isDue = this.#part.append(this.#line(record, this.#seq, record.fetchedAt ?? fetchedAt));
      this.#seq += 1;
      if (this.#part.records >= this.#rotateRecords || this.#part.units >= this.#rotateUnits) await this.#rotate();
      else if (isDue) await this.#part.flush();
    }
  }

  /** Seals what was written since the last commit, for sources whose cursor and records must move together. */
  async commit(cursor: unknown, facts: CommitFacts = {}): Promise<ManifestEntry> {
    return this.#commit(null, cursor, facts);
  }

  /** Seals the rest and writes the last commit of the pass. */
  async end(facts: PassEndFacts): Promise<ManifestEntry> {
    for (const platform of facts.platforms ?? []) this.#tally.platforms.add(platform);
    const entry = await this.#commit(facts.outcome, facts.cursor ?? null, facts);
    this.#close();
    return entry;
  }

  /** Removes what was not committed. Safe to call twice and after a failure. */
  async abort(): Promise<void> {
    if (!this.#isOpen) return;
    this.#close();
    await this.#part?.discard();
    for (const { part, sealed } of this.#made) {
      await sealed.catch(() => {});
      await part.discard();
    }
    this.#made = [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.abort();
  }

  async #commit(outcome: Outcome | null, cursor: unknown, facts: CommitFacts): Promise<ManifestEntry> {
    this.#mustBeOpen();
    if (this.#part !== null) await this.#rotate();
    const segments = await this.#placeParts();
    const { sealed, forgotten, platforms, from, to } = this.#tally;
    const rejected = facts.rejected ?? 0;
    const entry = await this.#host.publish({
      schema: RAW_SCHEMA,
      run: this.#options.run,
      source_id: this.#options.sourceId,
      collector: this.#options.collector,
      collector_version: this.#options.collectorVersion,
      platforms: [...platforms].sort(),
      started_at: this.#options.startedAt,
      finished_at: this.#host.now(),
      outcome,
      cursor: cursor ?? null,
      counts: { got: sealed + forgotten + rejected, sealed, rejected, forgotten },
      asked: { ...facts.asked },
      observed_from: sealed === 0 ? null : from,
      observed_to: sealed === 0 ? null : to,
      segments,
      joins: [],
      rewrites: [],
      expired: [],
    });
    this.#made = [];
    this.#tally = emptyTally();
    return entry;
  }

  /** Gives the parts their final names; nothing names them yet, so a crash here leaves only what `sweep` removes. */
  async #placeParts(): Promise<SegmentRef[]> {
    const refs: SegmentRef[] = [];
    for (const { path, sealed } of this.#made) {
      const { path: from, sha256, bytes, records } = await sealed;
      await renameDurably(from, join(this.#host.rawDir, path));
      refs.push({ path, sha256, bytes, records });
    }
    if (refs.length > 0) {
      await syncPath(join(this.#host.rawDir, this.#options.sourceId));
      await syncPath(this.#host.rawDir);
    }
    return refs;
  }

  async #open(): Promise<PartFile> {
    const { sourceId, collector, collectorVersion, run, context } = this.#options;
    const path = join(this.#host.rawDir, segmentPath(sourceId, run, this.#nextPart));
    return PartFile.create(`${path}.part`, {
      schema: RAW_SCHEMA,
      segment: 'koc.raw',
      source_id: sourceId,
      collector,
      collector_version: collectorVersion,
      run,
      part: this.#nextPart,
      context,
    });
  }

  /** Lets the finished part be sealed in the background; at most one at a time, so that memory and disk queue stay small. */
  async #rotate(): Promise<void> {
    const part = this.#part!;
    await this.#made.at(-1)?.sealed;
    const sealed = part.seal();
    sealed.catch(() => {});
    this.#made.push({ part, path: segmentPath(this.#options.sourceId, this.#options.run, this.#nextPart), sealed });
    this.#part = null;
    this.#nextPart += 1;
  }

  #checkRecord(record: CollectedRecord): void {
    if (record.id === '') throw new PayloadError(`${this.#options.collector}: a record without id`);
    if (!slug.safeParse(record.platform).success) {
      throw new PayloadError(`${this.#options.collector}: ${JSON.stringify(record.platform)} cannot name a platform`);
    }
    this.#platformsKnown.add(record.platform);
  }

  #mustBeOpen(): void {
    if (!this.#isOpen) throw new KocError(`the pass over ${this.#options.sourceId} has ended`);
  }

  #close(): void {
    this.#isOpen = false;
    this.#host.closed();
  }
}

function emptyTally() {
  return { sealed: 0, forgotten: 0, platforms: new Set<string>(), from: Infinity, to: -Infinity };
}
