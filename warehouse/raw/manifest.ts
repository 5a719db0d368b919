/** The manifest: one small JSON file a commit. A broken one is told and left out, and never takes the others with it. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, readdirIfAny, writeFileAtomic } from '../atomic.ts';
import { IntegrityError } from '../contracts/errors.ts';
import { type ManifestEntry, manifestEntry } from '../contracts/raw.ts';
import { isSegmentPath, MANIFEST_DIR, manifestName } from './layout.ts';
import { isNewer } from './reader.ts';

/** A manifest file that cannot be used; `run` is read from its name. */
export interface BrokenEntry {
  readonly file: string;
  readonly run: string;
  readonly reason: string;
}

export interface Manifest {
  /** Sorted by run, then commit. */
  readonly entries: readonly ManifestEntry[];
  readonly broken: readonly BrokenEntry[];
  /** Files of commits that later ones have taken in: what a joining left that was cut in its middle. */
  readonly joined: readonly string[];
}

/**
 * Reads all entries. A commit that another process joins while they are read makes them be read again. Throws IntegrityError only for
 * entries of a newer version, since acting without them could lose data.
 */
export async function loadManifest(rawDir: string): Promise<Manifest> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readManifest(rawDir);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || tries === MOST_TRIES) throw error;
    }
  }
}

async function readManifest(rawDir: string): Promise<Manifest> {
  const entries: ManifestEntry[] = [];
  const broken: BrokenEntry[] = [];
  const files = (await readdirIfAny(join(rawDir, MANIFEST_DIR))).filter(
    (file) => file.isFile() && file.name.endsWith('.json') && !file.name.startsWith('.'),
  );
  for (let at = 0; at < files.length; at += READ_AT_ONCE) {
    const batch = files.slice(at, at + READ_AT_ONCE);
    const texts = await Promise.all(batch.map(({ name }) => readFile(join(rawDir, MANIFEST_DIR, name), 'utf8')));
    for (const [i, { name: file }] of batch.entries()) {
      const read = readEntry(texts[i]!, file);
      if (typeof read === 'string') broken.push({ file, run: runOf(file), reason: read });
      else entries.push(read);
    }
  }
  const joined = new Set(entries.flatMap(({ run, joins }) => joins.map((commit) => manifestName(run, commit))));
  const named = new Set<string>();
  const counting: ManifestEntry[] = [];
  for (const entry of entries) {
    const file = manifestName(entry.run, entry.commit);
    const twice = joined.has(file) ? undefined : entry.segments.find(({ path }) => named.has(path));
    if (twice) broken.push({ file, run: entry.run, reason: `names ${twice.path}, as another entry does` });
    else if (!joined.has(file)) {
      for (const { path } of entry.segments) named.add(path);
      counting.push(entry);
    }
  }
  const left = files.map(({ name }) => name).filter((name) => joined.has(name));
  const unreadable = broken.filter(({ file }) => !joined.has(file));
  return { entries: counting.sort(byRunAndCommit), broken: unreadable, joined: left };
}

/** Puts an entry in its place; from that moment its segments are part of raw. */
export async function saveEntry(rawDir: string, entry: ManifestEntry): Promise<void> {
  const file = join(rawDir, MANIFEST_DIR, manifestName(entry.run, entry.commit));
  await writeFileAtomic(file, `${JSON.stringify(manifestEntry.parse(entry), null, 2)}\n`);
}

/** Takes a commit out of the manifest once a later one has taken it in. */
export async function removeEntry(rawDir: string, { run, commit }: ManifestEntry): Promise<void> {
  await rm(join(rawDir, MANIFEST_DIR, manifestName(run, commit)), { force: true });
}

/** Order of the commits; run ids begin with their UTC time. */
export function byRunAndCommit(a: ManifestEntry, b: ManifestEntry): number {
  return a.run === b.run ? a.commit - b.commit : a.run < b.run ? -1 : 1;
}

function readEntry(text: string, file: string): ManifestEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (isNewer(value)) {
    throw new IntegrityError(`raw/${MANIFEST_DIR}/${file} was written by a newer koc`, {
      hint: 'Update koc and run it again.',
    });
  }
  const parsed = manifestEntry.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong shape'}`;
  }
  const { run, commit, segments } = parsed.data;
  if (file !== manifestName(run, commit)) return `says that it is ${manifestName(run, commit)}`;
  const stray = segments.find(({ path }) => !isSegmentPath(path));
  return stray === undefined ? parsed.data : `names a segment outside of raw: ${JSON.stringify(stray.path)}`;
}

function runOf(file: string): string {
  return file.slice(0, file.indexOf('.'));
}

const READ_AT_ONCE = 64;
/** Joining takes one run's commits away at once, so that a second look nearly always finds all. */
const MOST_TRIES = 10;
