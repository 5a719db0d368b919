/** Reads what people decided. One damaged segment is told and hides no other: people might come back by what is not read. */
import { IntegrityError } from '../contracts/errors.ts';
import type { CanonicalDecision } from '../contracts/rows.ts';
import { DECISIONS_SOURCE } from './append.ts';
import { decisionsIn, keepReadings } from './decision_readings.ts';
import type { RawSegment, RawStore } from './store.ts';

/**
 * All decisions, oldest first, those that newer ones replaced included; each one once. Needs no lock: when another process has joined
 * segments meanwhile, what it made of them is read. Damage is logged as an error.
 */
export async function decisionHistory(raw: RawStore): Promise<CanonicalDecision[]> {
  for (let tries = 1; ; tries += 1) {
    const found = new Map<string, CanonicalDecision>();
    let isMoved = false;
    const segments = decidedSegments(raw);
    for (const segment of segments) {
      try {
        for (const decision of await decisionsIn(raw, segment)) found.set(decision.id, decision);
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
        if (error.facts['fault'] === MISSING && tries < MOST_TRIES) isMoved = true;
        else tell(raw, segment, error);
      }
    }
    keepReadings(raw, segments);
    if (!isMoved) return [...found.values()].sort((a, b) => (isLater(a, b) ? 1 : -1));
    await raw.refresh();
  }
}

/** The newest decision of each type, subject and brand by `decisionPlace`, as `stg_decisions` takes them; withdrawn ones are among them. */
export function standingOf(history: readonly CanonicalDecision[]): Map<string, CanonicalDecision> {
  const newest = new Map<string, CanonicalDecision>();
  for (const decision of history) newest.set(decisionPlace(decision), decision);
  return newest;
}

/** What a decision is about; a newer one about the same replaces it. */
export function decisionPlace(one: Pick<CanonicalDecision, 'type' | 'subjectKey' | 'brandId'>): string {
  return `${one.type} ${one.subjectKey} ${one.brandId ?? ''}`;
}

function decidedSegments(raw: RawStore): RawSegment[] {
  return raw.segments().filter(({ entry }) => entry.source_id === DECISIONS_SOURCE);
}

function tell(raw: RawStore, { ref }: RawSegment, error: IntegrityError): void {
  raw.log.error({ segment: ref.path }, `${error.message}; people who asked to be forgotten may be named in it`);
}

function isLater(a: CanonicalDecision, b: CanonicalDecision): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

/** What the reader says of a file that is not there. */
const MISSING = 'is missing';
const MOST_TRIES = 5;
