/** Reads what people decided. One damaged segment is told and hides no other: people might come back by what is not read. */
import { IntegrityError } from '../contracts/errors.ts';
import { type CanonicalDecision, canonicalDecision } from '../contracts/rows.ts';
import { DECISIONS_SOURCE } from './append.ts';
import { readSegment } from './reader.ts';
import type { RawStore } from './store.ts';

/** Every decision in raw, in the order of the store, those that newer ones replaced included. Damage is logged as an error. */
export async function* readDecisions(raw: RawStore): AsyncGenerator<CanonicalDecision> {
  for (const { ref, entry } of raw.segments()) {
    if (entry.source_id !== DECISIONS_SOURCE) continue;
    try {
      const { batches } = await readSegment(raw.dir, ref);
      for await (const batch of batches) {
        for (const { payload } of batch) {
          const decision = canonicalDecision.safeParse(payload);
          if (decision.success) yield decision.data;
        }
      }
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      raw.log.error({ segment: ref.path }, `${error.message}; people who asked to be forgotten may be named in it`);
    }
  }
}

/**
 * The newest decision of each type, subject and brand, oldest first, as `stg_decisions` takes them. A withdrawn one (value null
 * of a type that has values) is among them.
 */
export async function newestDecisions(raw: RawStore): Promise<CanonicalDecision[]> {
  const newest = new Map<string, CanonicalDecision>();
  for await (const decision of readDecisions(raw)) {
    const place = `${decision.type} ${decision.subjectKey} ${decision.brandId ?? ''}`;
    const known = newest.get(place);
    if (known === undefined || isLater(decision, known)) newest.set(place, decision);
  }
  return [...newest.values()].sort((a, b) => (isLater(a, b) ? 1 : -1));
}

function isLater(a: CanonicalDecision, b: CanonicalDecision): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
