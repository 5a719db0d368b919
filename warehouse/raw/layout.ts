/** Where things lie below `raw/`; every path that a manifest names is checked here before a file is touched. */
import { UsageError } from '../contracts/errors.ts';
import { slug } from '../contracts/raw.ts';

export const MANIFEST_DIR = 'manifest';
export const SET_ASIDE_DIR = 'set_aside';
export const FORGETTING_DIR = 'forgetting';

const RESERVED = new Set([MANIFEST_DIR, SET_ASIDE_DIR, FORGETTING_DIR]);
const RUN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/u;
const SEGMENT = /^([a-z0-9][a-z0-9_-]{0,63}\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}\/\d{5,})(?:\.r(\d+))?\.jsonl\.zst$/u;

/** `<source>/<run>/<part>.jsonl.zst`; `revision` counts how often `koc forget` rewrote it (0 = as it was sealed). */
export function segmentPath(sourceId: string, run: string, part: number, revision = 0): string {
  return `${sourceId}/${run}/${String(part).padStart(5, '0')}${revision === 0 ? '' : `.r${revision}`}.jsonl.zst`;
}

/** The path of the next rewriting of a segment. */
export function revisedPath(path: string): string {
  const match = SEGMENT.exec(path);
  if (match === null) throw new UsageError(`not a path of a raw segment: ${path}`);
  return `${match[1]}.r${Number(match[2] ?? 0) + 1}.jsonl.zst`;
}

/** The path without revision: the same for a segment and all its rewritings. */
export function segmentStem(path: string): string {
  return SEGMENT.exec(path)?.[1] ?? path;
}

/** True for paths that stay within `raw/` and look as `segmentPath` makes them. */
export function isSegmentPath(path: string): boolean {
  return SEGMENT.test(path) && !RESERVED.has(path.slice(0, path.indexOf('/')));
}

export function manifestName(run: string, commit: number): string {
  return `${run}.${commit}.json`;
}

/** Throws UsageError for a source or run that cannot be the name of a folder. */
export function checkNames(sourceId: string, run: string): void {
  if (!slug.safeParse(sourceId).success || RESERVED.has(sourceId)) {
    throw new UsageError(`source id ${JSON.stringify(sourceId)} cannot be used`, {
      hint: `Use a-z, 0-9, _ and - (at most 64), and none of ${[...RESERVED].join(', ')}.`,
    });
  }
  if (!RUN.test(run)) throw new UsageError(`run id ${JSON.stringify(run)} cannot be used`);
}
