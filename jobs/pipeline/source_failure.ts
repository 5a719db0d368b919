/** A source that broke leaves a sealed pass without records, so that no table or page reads the break as silence. */
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { EXIT, IntegrityError, KocError, PayloadError, UsageError } from '../../warehouse/contracts/errors.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { SourceConfig } from '../config/types.ts';
import type { RunContext } from './context.ts';

/** Whether the error ends the run of all sources: somebody wants it to stop, or nothing more can be written. */
export function endsTheRun(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted || (error instanceof KocError && error.exitCode === EXIT.interrupted)) return true;
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EROFS';
}

/**
 * Seals a pass with outcome `failed` under the platforms that the source is known for; its checkpoint stays. When even that
 * fails it is logged and nothing is thrown, unless the run has to end (`endsTheRun`).
 */
export async function sealFailure(
  raw: RawStore,
  ctx: RunContext,
  source: SourceConfig,
  facts: { readonly collector: Collector | null; readonly startedAt: number; readonly error: unknown },
): Promise<void> {
  try {
    const known = raw.entries().filter((entry) => entry.source_id === source.id);
    await using pass = raw.beginPass({
      run: ctx.run,
      sourceId: source.id,
      collector: source.collector,
      collectorVersion: facts.collector?.meta.version ?? 1,
      context: {},
      startedAt: facts.startedAt,
      isForgotten: () => false,
    });
    await pass.end({
      outcome: 'failed',
      asked: { reason: failureReason(facts.error) },
      cursor: raw.checkpoint(source.id),
      platforms: [...new Set(known.flatMap((entry) => entry.platforms))],
    });
  } catch (error) {
    if (endsTheRun(error, ctx.signal)) throw error;
    ctx.log.error({ source: source.id, reason: failureReason(error) }, 'the failure could not be noted in raw');
  }
}

/** What kind of thing went wrong. Messages stay out of raw, since they may name folders and people. */
export function failureReason(error: unknown): string {
  const code = systemCode(error);
  if (code !== null) return `file system: ${code}`;
  if (error instanceof UsageError) return 'settings or input refused';
  if (error instanceof PayloadError) return 'records of an unknown shape';
  if (error instanceof IntegrityError) return 'damaged file';
  return error instanceof KocError ? 'collector gave up' : 'unexpected error';
}

/** Code of the first system error among an error and its causes; null when there is none. */
function systemCode(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string' && /^E[A-Z0-9]+$/u.test(one.code)) return one.code;
  }
  return null;
}
