/** Reads what people decided. One damaged segment is told and hides no other: people might come back by what is not read. */
import { IntegrityError } from '../contracts/errors.ts';
import { type CanonicalDecision, canonicalDecision } from '../contracts/rows.ts';
import { DECISIONS_SOURCE } from './append.ts';
import { readSegment } from './reader.ts';
import type { RawSegment, RawStore } from './store.ts';

/**
 * All decisions, oldest first, those that newer ones replaced included; each one once. Needs no lock: when another process has joined
 * segments meanwhile, what it made of them is read. Damage is logged as an error.
 */
export async function decisionHistory(raw: RawStore): Promise<CanonicalDecision[]> {
  for (let tries = 1; ; tries += 1) {
    const found = new Map<string, CanonicalDecision>();
    let isMoved = false;
    for (const segment of decidedSegments(raw)) {
      try {
        for (const decision of await decisionsIn(raw, segment)) found.set(decision.id, decision);
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
        if (error.facts['fault'] === MISSING && tries < MOST_TRIES) isMoved = true;
        else tell(raw, segment, error);
      }
    }
    dropUnnamed(raw);
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

/**
 * What sealed segments hold, by folder and hash: they never change, and whoever decides all day would read each of them hundreds of
 * times. What raw no longer names, as after forgetting, is not held either.
 */
const held = new Map<string, Map<string, readonly CanonicalDecision[]>>();

async function decisionsIn(raw: RawStore, { ref }: RawSegment): Promise<readonly CanonicalDecision[]> {
  const known = held.get(raw.dir)?.get(ref.sha256);
  if (known !== undefined) return known;
  const decisions: CanonicalDecision[] = [];
  const { batches } = await readSegment(raw.dir, ref);
  for await (const batch of batches) {
    for (const { payload } of batch) {
      const decision = canonicalDecision.safeParse(payload);
      if (decision.success) decisions.push(decision.data);
    }
  }
  const ofDir = held.get(raw.dir) ?? new Map<string, readonly CanonicalDecision[]>();
  held.set(raw.dir, ofDir.set(ref.sha256, decisions));
  return decisions;
}

function dropUnnamed(raw: RawStore): void {
  const named = new Set(decidedSegments(raw).map(({ ref }) => ref.sha256));
  const ofDir = held.get(raw.dir);
  for (const sha256 of ofDir?.keys() ?? []) if (!named.has(sha256)) ofDir?.delete(sha256);
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
