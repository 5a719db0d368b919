/** How a source that is seen through a browser stands: its login, the pause after a refusal, what its pages changed. Asks nobody. */
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { loadCollector } from '../../collectors/discover.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { accountOf } from './account.ts';
import { type CoolDown, coolingUntil } from './cool_down.ts';
import { readSession, type Session } from './session.ts';

export interface BrowsedStanding {
  readonly account: string;
  readonly session: Session;
  /** Null = it may be opened. */
  readonly cooling: CoolDown | null;
  /** Whether koc may drive the browser; else only a person looks. */
  readonly isDriven: boolean;
  /** The last pass that met answers otherwise than their shapes say, how many, and shape and path of the first; null = none did. */
  readonly drift: { readonly at: number; readonly answers: number; readonly where: string } | null;
}

/** Null for every other source, and for one whose collector or options are wrong: `koc check` says what. `entries`: the source's own. */
export async function browsedStanding(
  ws: Pick<Workspace, 'dir'>,
  source: SourceConfig,
  entries: readonly ManifestEntry[],
  nowMs: number,
): Promise<BrowsedStanding | null> {
  const site = await loadCollector(source.collector).then(siteOf, () => null);
  const options = site?.options.safeParse(source.options);
  if (site === null || site.session === null || options?.success !== true) return null;
  const account = accountOf(site, options.data);
  return {
    account: account.name,
    session: await readSession(ws, account),
    cooling: await coolingUntil(ws, account, nowMs),
    isDriven: source.automation !== null,
    drift: lastDrift(entries),
  };
}

function lastDrift(entries: readonly ManifestEntry[]): BrowsedStanding['drift'] {
  const entry = entries.findLast(({ asked }) => typeof asked['drift_first'] === 'string');
  if (entry === undefined) return null;
  return {
    at: entry.finished_at,
    answers: Number(entry.asked['drift'] ?? 1),
    where: String(entry.asked['drift_first']),
  };
}
