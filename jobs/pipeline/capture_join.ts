/**
 * Makes captures part of raw, under the workspace's lock and for moments: those under way as far as they are, those that were killed
 * whole. Invariant: every file of lines becomes one commit, or none; one that was joined before is not joined again.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import { BusyError } from '../../warehouse/contracts/errors.ts';
import type { ManifestEntry, Outcome } from '../../warehouse/contracts/raw.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { joinCommits } from '../../warehouse/raw/join.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import { type CaptureHead, type CaptureLine, captureHead, captureLine } from './capture_lines.ts';
import { CAPTURE_DIR, captureLock, HEAD_FILE, OPEN_SUFFIX, removeSpool, WHOLE_SUFFIX } from './capture_spool.ts';
import { type CaptureNotes, gathered } from './capture_state.ts';

export interface JoinOptions {
  readonly raw: RawStore;
  readonly isForgotten: (platform: string, authorId: string) => boolean;
  /** Keeps what does not go into raw: who was looked at, addresses of posts. */
  readonly note: (head: CaptureHead, notes: CaptureNotes) => Promise<void>;
}

/** A capture that ended and is part of raw now. */
export interface JoinedCapture {
  readonly head: CaptureHead;
  readonly entry: ManifestEntry;
}

/** Joins whatever captures have left in the workspace so far; gives those that have come to their end. The caller holds its lock. */
export async function joinCaptures(workspaceDir: string, options: JoinOptions): Promise<JoinedCapture[]> {
  const dir = join(workspaceDir, CAPTURE_DIR);
  const ended: JoinedCapture[] = [];
  for (const folder of (await readdirIfAny(dir)).filter((one) => one.isDirectory())) {
    const run = folder.name;
    const head = await readHead(join(dir, run));
    const isOver = await lockIfOver(workspaceDir, run);
    try {
      if (head === null) {
        // Killed before its first line, or damaged beyond telling whose it is.
        if (isOver !== null) await removeSpool(workspaceDir, run);
        continue;
      }
      const entry = await joinOne(workspaceDir, head, isOver !== null, options);
      if (entry !== null) ended.push({ head, entry });
    } finally {
      await isOver?.[Symbol.asyncDispose]();
    }
  }
  return ended;
}

async function joinOne(
  workspaceDir: string,
  head: CaptureHead,
  isOver: boolean,
  options: JoinOptions,
): Promise<ManifestEntry | null> {
  const dir = join(workspaceDir, CAPTURE_DIR, head.run);
  let end: Extract<CaptureLine, { line: 'end' }> | null = null;
  for (const name of (await readdir(dir)).sort()) {
    const isWhole = name.endsWith(WHOLE_SUFFIX);
    if (!isWhole && !(isOver && name.endsWith(OPEN_SUFFIX))) continue;
    const lines = readCaptureLines(await readFile(join(dir, name), 'utf8'));
    end = lines.findLast((line) => line.line === 'end') ?? end;
    const chunk = Number.parseInt(name, 10);
    if (!isJoined(options.raw, head, chunk)) await sealChunk(head, chunk, lines, options);
    await options.note(head, gathered(lines));
    if (end === null) await rm(join(dir, name));
  }
  if (end === null && !isOver) return null;
  const entry = await finish(head, end ?? cutShort(options.raw, head), options);
  await removeSpool(workspaceDir, head.run);
  return entry;
}

async function sealChunk(
  head: CaptureHead,
  chunk: number,
  lines: readonly CaptureLine[],
  { raw, isForgotten }: JoinOptions,
): Promise<void> {
  const records = lines.flatMap((line) => (line.line === 'record' ? [line.record] : []));
  const rejected = lines.filter(({ line }) => line === 'rejected').length;
  if (records.length + rejected === 0) return;
  await using pass = raw.beginPass({ ...passOf(head), isForgotten });
  await pass.write(records);
  await pass.commit(null, { rejected, asked: { ...PURPOSE, chunk, ...searchedIn(gathered(lines)) } });
}

/** The last commit, with the outcome, and all of them made one. Safe to repeat. */
async function finish(
  head: CaptureHead,
  { outcome, asked }: { readonly outcome: Outcome; readonly asked: ManifestEntry['asked'] },
  { raw, isForgotten }: JoinOptions,
): Promise<ManifestEntry> {
  if (!commitsOf(raw, head).some((entry) => entry.outcome !== null)) {
    await using pass = raw.beginPass({ ...passOf(head), isForgotten });
    const chunk = lastChunk(raw, head);
    await pass.end({ outcome, asked: { ...PURPOSE, ...asked, chunk }, cursor: null, platforms: [head.platform] });
  }
  return joinCommits(raw, commitsOf(raw, head));
}

/** What is known of a capture that was killed: what it had joined or written by then. */
function cutShort(
  raw: RawStore,
  head: CaptureHead,
): { readonly outcome: Outcome; readonly asked: ManifestEntry['asked'] } {
  const words = commitsOf(raw, head).flatMap(({ asked }) =>
    typeof asked['searched'] === 'string' ? [asked['searched']] : [],
  );
  const searched = [...new Set(words.flatMap((each) => each.split('\n')))];
  return {
    outcome: 'partial',
    asked: { is_cut: true, ...(searched.length === 0 ? {} : { searched: searched.join('\n') }) },
  };
}

/** Lines as far as they are whole; one that was torn by a kill, or damaged, costs itself. */
export function readCaptureLines(text: string): CaptureLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [captureLine.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** What every commit of a capture is asked under: it says nothing of where the source's listing goes on. */
export const PURPOSE = { purpose: 'capture' } as const;

/** The words that were searched for, one a line, as a pass tells of them. */
export function searchedIn({ looked }: Pick<CaptureNotes, 'looked'>): ManifestEntry['asked'] {
  const words = looked.flatMap(({ query }) => (query.kind === 'keyword' ? [query.words] : []));
  return words.length === 0 ? {} : { searched: [...new Set(words)].join('\n') };
}

function passOf(head: CaptureHead) {
  return {
    run: head.run,
    sourceId: head.source_id,
    collector: head.collector,
    collectorVersion: head.collector_version,
    context: {},
    startedAt: head.started_at,
  };
}

function commitsOf(raw: RawStore, head: CaptureHead): ManifestEntry[] {
  return raw.entries().filter((entry) => entry.run === head.run && entry.source_id === head.source_id);
}

function lastChunk(raw: RawStore, head: CaptureHead): number {
  return Math.max(-1, ...commitsOf(raw, head).map(({ asked }) => Number(asked['chunk'] ?? -1)));
}

function isJoined(raw: RawStore, head: CaptureHead, chunk: number): boolean {
  return commitsOf(raw, head).some((entry) => entry.outcome !== null) || chunk <= lastChunk(raw, head);
}

/** The lock of a capture that runs no more, to be let go afterwards; null = it is under way. */
async function lockIfOver(workspaceDir: string, run: string): Promise<AsyncDisposable | null> {
  try {
    return await acquireLock(workspaceDir, { name: captureLock(run) });
  } catch (error) {
    if (error instanceof BusyError) return null;
    throw error;
  }
}

async function readHead(dir: string): Promise<CaptureHead | null> {
  try {
    return captureHead.parse(JSON.parse(await readFile(join(dir, HEAD_FILE), 'utf8')));
  } catch {
    return null;
  }
}
