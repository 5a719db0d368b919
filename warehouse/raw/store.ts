/** The raw store of one workspace: what the manifest names is raw, nothing else is. Writers and `sweep`, `verify` need the lock. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../contracts/collector.ts';
import { KocError } from '../contracts/errors.ts';
import type { ManifestEntry, SegmentRef } from '../contracts/raw.ts';
import { dropReason, loadAside, moveAside, saveReason } from './aside.ts';
import { holdDecisions } from './hold.ts';
import { checkNames, segmentPath, segmentStem } from './layout.ts';
import { type BrokenEntry, byRunAndCommit, loadManifest, type Manifest, removeEntry, saveEntry } from './manifest.ts';
import { type PassOptions, PassWriter } from './pass.ts';
import { faultOf } from './reader.ts';
import { type Swept, sweepRaw } from './sweep.ts';

/** One sealed segment and the commit it belongs to. */
export interface RawSegment {
  readonly ref: SegmentRef;
  readonly entry: ManifestEntry;
}

export interface RawOptions {
  /** UTC ms. */
  readonly now: () => number;
  readonly log: Log;
}

/** Opens the store under `rawDir`. Writes nothing; broken manifest entries are logged and left out. */
export async function openRaw(rawDir: string, options: RawOptions): Promise<RawStore> {
  const { entries, broken, joined } = await loadManifest(rawDir);
  for (const { file, reason } of broken) {
    options.log.warn({ file, reason }, 'raw manifest entry cannot be read; its records do not count');
  }
  return new RawStore(rawDir, options, { entries, broken, joined }, await loadAside(rawDir));
}

export class RawStore {
  readonly dir: string;
  readonly log: Log;
  readonly now: () => number;
  #entries: ManifestEntry[];
  #broken: readonly BrokenEntry[];
  #joined: readonly string[];
  /** Segments that were found bad: path → hash that the manifest expects. */
  readonly #aside: Map<string, string>;
  /** `<source>/<run>` of the passes under way. */
  readonly #active = new Set<string>();
  readonly #nextCommit = new Map<string, number>();

  constructor(dir: string, options: RawOptions, { entries, broken, joined }: Manifest, aside: Map<string, string>) {
    this.dir = dir;
    this.log = options.log;
    this.now = options.now;
    this.#entries = [...entries];
    this.#broken = broken;
    this.#joined = joined;
    this.#aside = aside;
  }

  /** Commits in order of run and commit number. */
  entries(): readonly ManifestEntry[] {
    return this.#entries;
  }

  /** Manifest files that could not be read when the store was opened. */
  broken(): readonly BrokenEntry[] {
    return this.#broken;
  }

  /** All segments that are part of raw, in order of their commits; those set aside are not. */
  segments(): RawSegment[] {
    return this.#named().filter(({ ref }) => !this.#isAside(ref));
  }

  /** Segments that were found missing, torn or altered and no longer count. */
  setAsideSegments(): RawSegment[] {
    return this.#named().filter(({ ref }) => this.#isAside(ref));
  }

  /** Absolute path of a segment. */
  pathOf(ref: Pick<SegmentRef, 'path'>): string {
    return join(this.dir, ref.path);
  }

  /** Where a source goes on from: the cursor of its newest commit. Null: anew. Passes with a purpose of their own do not count. */
  checkpoint(sourceId: string): unknown {
    return this.checkpointEntry(sourceId)?.cursor ?? null;
  }

  /** The commit whose cursor that is; undefined = none yet. */
  checkpointEntry(sourceId: string): ManifestEntry | undefined {
    return this.#entries.findLast((entry) => entry.source_id === sourceId && entry.asked['purpose'] === undefined);
  }

  /** Begins a pass. Throws UsageError for unusable names and KocError when the same source is already written in this run. */
  beginPass(options: PassOptions): PassWriter {
    const { sourceId, run } = options;
    checkNames(sourceId, run);
    const key = `${sourceId}/${run}`;
    if (this.#active.has(key)) throw new KocError(`source ${sourceId} is already being written in run ${run}`);
    this.#active.add(key);
    return new PassWriter(
      {
        rawDir: this.dir,
        now: this.now,
        firstPart: this.freePart(sourceId, run),
        publish: (entry) => this.#publish(entry),
        closed: () => this.#active.delete(key),
      },
      options,
    );
  }

  /** Proves every segment (or those that `only` picks) and yields the good ones; bad ones are set aside with a reason and a warning. */
  async *verify(only: (segment: RawSegment) => boolean = () => true): AsyncGenerator<RawSegment, void> {
    for (const segment of this.#named()) {
      if (!only(segment)) continue;
      const fault = await faultOf(this.dir, segment.ref);
      if (fault === null) {
        if (this.#isAside(segment.ref)) {
          await dropReason(this.dir, segment.ref);
          this.#aside.delete(segment.ref.path);
          this.log.info({ segment: segment.ref.path }, 'raw segment is whole again and counts');
        }
        yield segment;
      } else if (!this.#isAside(segment.ref)) {
        await this.setAside(segment.ref, fault);
      }
    }
  }

  /** Takes a bad segment out of raw: into `set_aside/` with a `.reason.json`. A good copy put back in its place counts again after `verify`. */
  async setAside(ref: SegmentRef, fault: string): Promise<void> {
    await moveAside(this.dir, ref.path);
    await saveReason(this.dir, ref, fault, this.now());
    this.#aside.set(ref.path, ref.sha256);
    this.log.warn(
      { segment: ref.path, records: ref.records },
      `raw segment ${fault}; it is set aside and the rest goes on`,
    );
  }

  /** Takes in what other processes have sealed since. The caller holds the decisions, or nobody else writes. */
  async refresh(): Promise<void> {
    const { entries, broken, joined } = await loadManifest(this.dir);
    this.#entries = [...entries];
    this.#broken = broken;
    this.#joined = joined;
  }

  /**
   * Removes what killed runs left: parts, temporary files and sealed segments that no entry names. Segments of a run with a broken
   * entry, and that entry, are set aside instead, since they may be good. Nobody decides meanwhile, and what people have decided
   * since the store was opened is taken in first, so that it is not mistaken for rubbish.
   */
  async sweep(): Promise<Swept> {
    await using _ = await holdDecisions(this.dir);
    await this.refresh();
    const named = new Set(this.#named().map(({ ref }) => ref.path));
    const swept = await sweepRaw(this.dir, { named, active: this.#active, broken: this.#broken, joined: this.#joined });
    this.#broken = [];
    this.#joined = [];
    if (Object.values(swept).some((count) => count > 0)) this.log.info(swept, 'raw swept of what a killed run left');
    return swept;
  }

  /** The newest state of a commit. Throws KocError when there is none. */
  entryOf({ run, commit }: Pick<ManifestEntry, 'run' | 'commit'>): ManifestEntry {
    const entry = this.#entries.find((known) => known.run === run && known.commit === commit);
    if (entry === undefined) throw new KocError(`raw has no commit ${commit} of run ${run}`);
    return entry;
  }

  /** Puts another entry in the place of one with the same run and commit (`koc forget`); files it no longer names are removed. */
  async replaceEntry(entry: ManifestEntry): Promise<void> {
    await this.replaceCommits(entry, []);
  }

  /** Puts `entry` in place of the commit of its number and of `earlier` ones, which it has taken in (`joins`); their files go. */
  async replaceCommits(entry: ManifestEntry, earlier: readonly ManifestEntry[]): Promise<void> {
    const numbers = new Set([entry, ...earlier].map(({ commit }) => commit));
    const gone = new Set(this.#entries.filter(({ run, commit }) => run === entry.run && numbers.has(commit)));
    if (gone.size < numbers.size)
      throw new KocError(`raw does not have all ${numbers.size} commits of run ${entry.run}`);
    await saveEntry(this.dir, entry);
    this.#entries = [...this.#entries.filter((one) => !gone.has(one)), entry].sort(byRunAndCommit);
    const kept = new Set(entry.segments.map(({ path }) => path));
    for (const one of gone) {
      if (one.commit !== entry.commit) await removeEntry(this.dir, one);
      for (const { path } of one.segments) if (!kept.has(path)) await rm(join(this.dir, path), { force: true });
    }
  }

  /** The first number of a segment that no entry uses in the source's folder of the run. */
  freePart(sourceId: string, run: string): number {
    const prefix = segmentPath(sourceId, run, 0).slice(0, -'00000.jsonl.zst'.length);
    const used = this.#named().filter(({ ref }) => ref.path.startsWith(prefix));
    return Math.max(0, ...used.map(({ ref }) => Number(segmentStem(ref.path).slice(prefix.length)) + 1));
  }

  #named(): RawSegment[] {
    return this.#entries.flatMap((entry) => entry.segments.map((ref) => ({ ref, entry })));
  }

  #isAside(ref: SegmentRef): boolean {
    return this.#aside.get(ref.path) === ref.sha256;
  }

  async #publish(draft: Omit<ManifestEntry, 'commit'>): Promise<ManifestEntry> {
    const commit = this.#nextCommit.get(draft.run) ?? this.#firstCommit(draft.run);
    // Taken before the first await: two passes of one run may commit at the same time.
    this.#nextCommit.set(draft.run, commit + 1);
    const entry = { ...draft, commit };
    await saveEntry(this.dir, entry);
    const others = this.#entries.filter((one) => one.run !== entry.run || one.commit !== entry.commit);
    this.#entries = [...others, entry].sort(byRunAndCommit);
    return entry;
  }

  #firstCommit(run: string): number {
    const good = this.#entries.filter((entry) => entry.run === run).map(({ commit }) => commit + 1);
    const bad = this.#broken
      .filter((entry) => entry.run === run)
      .map(({ file }) => Number(file.split('.')[1]) + 1 || 0);
    return Math.max(0, ...good, ...bad);
  }
}
