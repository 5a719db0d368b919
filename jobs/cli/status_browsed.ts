/** What `koc status` says of sources that are seen through a browser: the login, the pause after a refusal, what was not understood. */
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import type { BrowsedStanding } from '../pipeline/browsed_standing.ts';

/** As JSON has it; moments are ISO text. */
export function browsedFacts({ account, session, cooling, isDriven, drift }: BrowsedStanding) {
  return {
    account,
    driven: isDriven,
    session: session.state,
    logged_in_at: iso(session.loggedInAt),
    last_good_at: iso(session.lastGoodAt),
    left_alone_until: iso(cooling?.until ?? null),
    refusals: cooling?.refusals ?? 0,
    refused_with: cooling?.sign ?? null,
    todo: cooling?.todo ?? null,
    drift: drift === null ? null : { at: iso(drift.at), answers: drift.answers, where: drift.where },
  };
}

interface Told {
  readonly id: string;
  readonly browsed: ReturnType<typeof browsedFacts> | null;
}

/** A paragraph with a line for each, or nothing. `nowMs`: UTC, for ages. */
export function browsedLines(sources: readonly Told[], nowMs: number): string[] {
  const lines = sources.flatMap(({ id, browsed }) => (browsed === null ? [] : [lineOf(id, browsed, nowMs)]));
  return lines.length === 0 ? [] : ['\nseen through a browser:\n', ...lines];
}

function lineOf(id: string, facts: NonNullable<Told['browsed']>, nowMs: number): string {
  const parts = [`account ${facts.account}`, sessionWords(id, facts, nowMs), facts.driven ? 'driven' : 'by hand'];
  if (facts.left_alone_until !== null)
    parts.push(`left alone until ${minute(facts.left_alone_until)} UTC (${facts.refused_with}): ${facts.todo}`);
  if (facts.drift !== null)
    parts.push(`not understood on ${facts.drift.at?.slice(0, 10)}: ${facts.drift.answers} × ${facts.drift.where}`);
  return `  ${id}: ${parts.join('; ')}\n`;
}

function sessionWords(
  id: string,
  { session, logged_in_at, last_good_at }: NonNullable<Told['browsed']>,
  nowMs: number,
) {
  if (session === 'never') return `no login yet (koc login ${id})`;
  if (session === 'expired') return `the login has expired, last good ${age(last_good_at, nowMs)} (koc login ${id})`;
  return `logged in for ${age(logged_in_at, nowMs).replace(/ ago$/u, '')}, last seen good ${age(last_good_at, nowMs)}`;
}

function age(moment: string | null, nowMs: number): string {
  if (moment === null) return 'never';
  const ms = Math.max(0, nowMs - Date.parse(moment));
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} days ago`;
  if (ms >= 2 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} hours ago`;
  return `${Math.floor(ms / MINUTE_MS)} min ago`;
}

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];

function minute(moment: string): string {
  return moment.slice(0, 16).replace('T', ' ');
}

function iso(utcMs: number | null): string | null {
  return utcMs === null ? null : new Date(utcMs).toISOString();
}
