/**
 * `koc forget`: takes a person out of raw and leaves a keyed tombstone. Mark and tombstone come first and every step may be
 * repeated, so that after a crash the next run finishes what `pendingForgets` names; no moment leaves a segment in between.
 *
 * Order of a whole forgetting: `forgetRaw`, `dropDerived`, publish anew, `dropOldExports`, `settleForget`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readdirIfAny, syncPath, writeFileAtomic } from './atomic.ts';
import { UsageError } from './contracts/errors.ts';
import type { Pseudonymiser } from './contracts/ids.ts';
import type { SegmentHeader } from './contracts/raw.ts';
import { type CanonicalDecision, canonicalDecision } from './contracts/rows.ts';
import { appendRecords, DECISIONS_SOURCE } from './raw/append.ts';
import { purgeAside } from './raw/aside.ts';
import { decisionHistory, standingOf } from './raw/decisions.ts';
import { driftTracer, mayBeDrift } from './raw/drift.ts';
import { editLine } from './raw/envelope.ts';
import { holdDecisions } from './raw/hold.ts';
import { FORGETTING_DIR, segmentStem } from './raw/layout.ts';
import { readLines } from './raw/reader.ts';
import { rewriteSegment } from './raw/rewrite.ts';
import { type Scrubber, scrubber } from './raw/scrub.ts';
import type { RawSegment, RawStore } from './raw/store.ts';
import { type AuthorOf, authorOrNull, findPerson, isOfKoc, readable } from './raw/whose.ts';

export interface ForgetOptions {
  readonly raw: RawStore;
  /** Run under which the tombstone is sealed. */
  readonly run: string;
  /** Pseudonym of the account; the caller resolves handles and ids. */
  readonly authorKey: string;
  readonly pseudonymise: Pseudonymiser;
  readonly authorOf: AuthorOf;
  /** Ids and handles known from elsewhere (identity), besides those in the person's own records. */
  readonly known?: { readonly ids: readonly string[]; readonly names: readonly string[] };
  /** Values that are never replaced as a whole in other people's records, such as names of brands. */
  readonly spare?: ReadonlySet<string>;
}

export interface ForgetReport {
  /** Records of the person that were dropped. */
  readonly dropped: number;
  /** Records of others from which the person's id, handle or words were taken. */
  readonly scrubbed: number;
  /** Damaged files in `set_aside/` that were deleted, since nobody can tell whose they are. */
  readonly purged: number;
}

/**
 * Rewrites raw without the person. Traces go from other people's records first and the person's own records last, because
 * the handles to look for are known from the latter. Nobody decides anything meanwhile, or it might be about the person. Throws
 * UsageError for a malformed author_key.
 */
export async function forgetRaw(options: ForgetOptions): Promise<ForgetReport> {
  const { raw, authorKey } = options;
  if (!KEY.test(authorKey)) throw new UsageError('not an author_key: expected 32 hex digits');
  await raw.sweep();
  await using _ = await holdDecisions(raw.dir);
  await raw.refresh();
  await buryAuthor(raw, authorKey, options.run);
  for await (const _ of raw.verify());
  const found = await findPerson(raw, authorKey, options);
  const ids = new Set([...found.traces.ids, ...(options.known?.ids ?? [])]);
  const names = new Set([...found.traces.names, ...(options.known?.names ?? [])]);
  const scrub = scrubber({ ...found.traces, ids, names });
  const spare = options.spare ?? new Set<string>();
  const { pseudonymise } = options;
  const isTracedDrift = driftTracer({ ...found.traces, ids, names, authorKey, pseudonymise, spare });

  let scrubbed = 0;
  for (const segment of raw.segments()) {
    const owned = found.owned.get(segmentStem(segment.ref.path));
    scrubbed += await scrubSegment(options, segment, { scrub, spare, ids, names, owned, isTracedDrift });
  }
  await scrubEntries(raw, scrub, spare, tracer([...ids, ...names, ...found.traces.nodes], spare));
  // Decisions about the person's posts can be told only as long as the posts are there.
  for (const segment of raw.segments().toSorted((a, b) => Number(isOfKoc(b)) - Number(isOfKoc(a)))) {
    const owned = found.owned.get(segmentStem(segment.ref.path));
    if (owned === undefined) continue;
    await rewriteSegment(raw, segment, new Map([...owned].map((line) => [line, null])), (header) => header);
  }
  const purged = await purgeAside(raw.dir);
  raw.log.info({ dropped: found.records, scrubbed, purged }, 'forgot an author in raw');
  return { dropped: found.records, scrubbed, purged };
}

interface ScrubScope {
  readonly scrub: Scrubber;
  readonly spare: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly owned: ReadonlySet<number> | undefined;
  readonly isTracedDrift: ReturnType<typeof driftTracer>;
}

/** Names of fields and values that a mapping in the header uses stay whole, or every record of the segment would be lost. */
async function scrubSegment(options: ForgetOptions, segment: RawSegment, scope: ScrubScope): Promise<number> {
  const { raw } = options;
  const { scrub, ids } = scope;
  const { header, batches } = await readLines(raw.dir, segment.ref);
  const words = new Set([...stringsIn(header)].filter((word) => !ids.has(word)));
  const authorOf = isOfKoc(segment) ? null : await options.authorOf(header);
  const isSpared = (value: string): boolean => scope.spare.has(value) || words.has(value);
  const edits = new Map<number, string | null>();
  let at = -1;
  for await (const batch of batches) {
    for (const line of batch) {
      at += 1;
      if (scope.owned?.has(at)) continue;
      if (mayBeDrift(line)) {
        const whole = readable(line);
        const isTraced = whole === null ? null : scope.isTracedDrift(whole);
        if (isTraced === true) edits.set(at, null);
        if (isTraced !== null) continue;
      }
      // Looked through before anything is known of the record, since nearly all of them hold no trace.
      if (scrub(line, isSpared) === line) continue;
      const record = readable(line);
      if (record === null) {
        edits.set(at, null);
        continue;
      }
      const author = authorOf === null ? null : authorOrNull(authorOf, record);
      const own = new Set([record.id, author?.authorId, author?.authorName]);
      const edited = editLine(line, record, (json) => scrub(json, (value) => isSpared(value) || own.has(value)));
      if (edited !== line) edits.set(at, edited);
    }
  }
  const cleanHeader = scrubHeader(header, ids);
  if (edits.size > 0 || cleanHeader !== header) await rewriteSegment(raw, segment, edits, () => cleanHeader);
  return edits.size;
}

function scrubHeader(header: SegmentHeader, ids: ReadonlySet<string>): SegmentHeader {
  const before = JSON.stringify(header.context);
  const after = scrubber({ ids, names: [], nodes: [], texts: [] })(before, () => false);
  return after === before ? header : { ...header, context: JSON.parse(after) as SegmentHeader['context'] };
}

/**
 * What passes asked for and where they stand may name a person as well. Only a source's newest cursor is ever used: the older ones go, and
 * of the newest whatever names the person, since going on without it costs requests only.
 */
async function scrubEntries(
  raw: RawStore,
  scrub: Scrubber,
  spare: ReadonlySet<string>,
  isTraced: (text: string) => boolean,
): Promise<void> {
  const used = new Set(raw.entries().map(({ source_id }) => raw.checkpointEntry(source_id)));
  for (const entry of raw.entries()) {
    const before = JSON.stringify([entry.asked, entry.cursor]);
    const kept = used.has(entry) ? without(entry.cursor, isTraced) : null;
    const after = scrub(JSON.stringify([entry.asked, kept]), (value) => spare.has(value));
    if (after === before) continue;
    const [asked, cursor] = JSON.parse(after) as [typeof entry.asked, unknown];
    await raw.replaceEntry({ ...entry, asked, cursor });
  }
}

/** Whether a text holds one of the words by itself, in whatever case. `spare` and small numbers are never looked for. */
function tracer(words: readonly string[], spare: ReadonlySet<string>): (text: string) => boolean {
  const telling = words
    .map((word) => word.replace(/^[@＠]/u, ''))
    .filter((word) => word.length >= 2 && !/^\d{1,5}$/u.test(word) && !spare.has(word));
  const forms = [...new Set(telling.flatMap((word) => [word, encodeURIComponent(word)]))].map((word) => {
    return `(?<![A-Za-z0-9_])${RegExp.escape(word)}(?![A-Za-z0-9_])`;
  });
  const pattern = forms.length === 0 ? null : new RegExp(forms.join('|'), 'iu');
  return (text) => pattern?.test(text) ?? false;
}

/** The value without the elements and fields, the smallest ones in a list, that hold a trace. */
function without(value: unknown, isTraced: (text: string) => boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.filter((item) => !isTraced(JSON.stringify(item)));
  const kept = Object.entries(value).filter(([name, item]) => {
    return !isTraced(name) && (typeof item === 'object' || !isTraced(JSON.stringify(item)));
  });
  return Object.fromEntries(kept.map(([name, item]) => [name, without(item, isTraced)]));
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield key;
      yield* stringsIn(item);
    }
  }
}

/** Mark first, then the tombstone, unless there is one. */
async function buryAuthor(raw: RawStore, authorKey: string, run: string): Promise<void> {
  await writeFileAtomic(join(raw.dir, FORGETTING_DIR, authorKey), '');
  if ((await forgottenKeys(raw)).has(authorKey)) return;
  const tombstone = canonicalDecision.parse({
    id: `forget-${authorKey}`,
    type: 'forget',
    subjectKey: authorKey,
    brandId: null,
    value: null,
    reason: null,
    by: null,
    at: raw.now(),
  });
  await appendRecords(raw, { run, sourceId: DECISIONS_SOURCE, kind: 'decision', records: [tombstone] });
}

/**
 * author_keys of all tombstones; with other `types`, of whoever those decisions are about, as long as they stand: a tombstone always
 * does, an opt-out until it was taken back. A damaged segment of decisions is logged as an error, since people might come back by it.
 */
export async function forgottenKeys(
  raw: RawStore,
  types: readonly CanonicalDecision['type'][] = ['forget'],
): Promise<Set<string>> {
  const standing = [...standingOf(await decisionHistory(raw)).values()];
  const refusing = standing.filter(({ type, value }) => types.includes(type) && value !== OPT_OUT_WITHDRAWN);
  return new Set(refusing.map(({ subjectKey }) => subjectKey));
}

/** Value of an opt-out that takes an earlier one back. */
export const OPT_OUT_WITHDRAWN = 'withdrawn';

/** author_keys whose forgetting was begun and not settled: the next run has to repeat it. */
export async function pendingForgets(raw: Pick<RawStore, 'dir'>): Promise<string[]> {
  const files = await readdirIfAny(join(raw.dir, FORGETTING_DIR));
  return files.map(({ name }) => name).filter((name) => KEY.test(name));
}

/** Removes the mark, once nothing of the person is left anywhere in the workspace. */
export async function settleForget(raw: Pick<RawStore, 'dir'>, authorKey: string): Promise<void> {
  await rm(join(raw.dir, FORGETTING_DIR, authorKey), { force: true });
  await syncPath(join(raw.dir, FORGETTING_DIR));
}

const KEY = /^[0-9a-f]{32}$/u;
