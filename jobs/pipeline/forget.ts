/**
 * `koc forget`: takes a person out of raw, out of everything made from it and out of every export, and leaves a keyed tombstone.
 * Repeatable: a crash at any point is finished by the next run, because the mark goes last.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type AsOf, parseAsOf } from '../../warehouse/contracts/time.ts';
import { dropDerived, dropOldExports } from '../../warehouse/derived.ts';
import { type ForgetReport, settleForget } from '../../warehouse/forget.ts';
import type { Workspace } from '../config/types.ts';
import { findAuthor, keyInAdvance } from './authors.ts';
import { joinWorkspaceCaptures } from './capture_joined.ts';
import type { RunContext } from './context.ts';
import { eraseFromRaw } from './erase.ts';
import { publishWeek } from './publish.ts';
import { openWorkspaceRaw } from './raw.ts';

export interface ForgetResult extends ForgetReport {
  readonly authorKey: string;
  /** False: nothing of the person was kept; the refusal is noted all the same. */
  readonly isFound: boolean;
  /** The export made anew without the person; null when nothing had been published. */
  readonly exportDir: string | null;
}

/**
 * `typed` (trimmed) is a handle, `platform:id` or an author_key. An account of which nothing is kept is remembered all the same, so that
 * it can never come in; only then must it be given as `platform:id`, with a platform known here, or key. Throws UsageError
 * otherwise.
 */
export async function forgetAuthor(ws: Workspace, ctx: RunContext, typed: string): Promise<ForgetResult> {
  const raw = await openWorkspaceRaw(ws, ctx);
  // What a person saw and nobody has joined yet would bring the account back.
  await joinWorkspaceCaptures(ws, ctx, raw);
  const author = await findAuthor(ws, ctx, typed);
  const authorKey = author?.authorKey ?? keyInAdvance(ws, raw, typed);
  const report = await eraseFromRaw(
    ws,
    ctx,
    raw,
    authorKey,
    author === null ? undefined : { ids: [author.id], names: author.names },
  );
  const isFound = author !== null || report.dropped + report.scrubbed > 0;
  await dropDerived(ws.dir, raw);
  const asOf = await currentAsOf(ws);
  if (asOf === null) {
    await dropOldExports(ws.dir, { keepCurrent: false });
    await settleForget(raw, authorKey);
    return { ...report, authorKey, isFound, exportDir: null };
  }
  const published = await publishWeek(ws, ctx, asOf, { erased: [authorKey] });
  return { ...report, authorKey, isFound, exportDir: published.exportDir };
}

/** The week that `exports/current` shows; null when nothing was published. */
async function currentAsOf(ws: Workspace): Promise<AsOf | null> {
  const text = await readFile(join(ws.dir, 'exports', 'current', 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  return parseAsOf(z.object({ as_of: z.string() }).parse(JSON.parse(text)).as_of, ws.offset);
}
