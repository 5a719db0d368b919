/** How a source stands before it is asked: off until its operator agrees, or paused because a host wants no request yet. Asks nobody. */
import { loadCollector } from '../../collectors/discover.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { openHosts } from './live_state.ts';

export interface SourceStanding {
  /** Reaches out and is not acknowledged. */
  readonly isOff: boolean;
  /** UTC ms until which one of its hosts is left alone; null = none is. */
  readonly pausedUntil: number | null;
}

/** A source whose collector or options are wrong stands neither way: `koc check` says what is wrong. */
export async function sourceStanding(
  ws: Pick<Workspace, 'dir'>,
  source: SourceConfig,
  nowMs: number,
): Promise<SourceStanding> {
  const collector = await loadCollector(source.collector).catch(() => null);
  const options = collector?.options.safeParse(source.options);
  if (collector === null || options?.success !== true) return { isOff: false, pausedUntil: null };
  const memory = await openHosts(ws.dir);
  const pauses = (collector.hosts?.(options.data) ?? []).flatMap((host) => {
    const known = memory.get(host);
    return known === undefined ? [] : [known.nextAt, known.openUntil];
  });
  const until = Math.max(0, ...pauses);
  return {
    isOff: collector.meta.access.via !== 'export' && !source.acknowledged,
    pausedUntil: until > nowMs ? until : null,
  };
}
