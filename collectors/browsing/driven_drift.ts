/** Layouts that changed under a driven browser: what is sealed of them, and when it is time to stop looking. */

import type { DriftPayload } from '../../warehouse/contracts/drift.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import type { ListedRecord } from '../engine/listing.ts';
import { isFollowed } from '../engine/listing_cursor.ts';
import { driftFacts } from './drift.ts';
import type { Brought } from './driven_reading.ts';

/** Pages in a row that are not understood, after which no further one is opened. */
const IN_A_ROW = 3;

export class DriftWatch {
  readonly #site: string;
  #inARow = 0;

  /** `site`: name of the collector. */
  constructor(site: string) {
    this.#site = site;
  }

  /** A page was as it should be. */
  fine(): void {
    this.#inARow = 0;
  }

  /**
   * A page was not. Gives how the pass ends for this query or as a whole; null = it goes on with the next page. A listing is put away
   * until somebody has looked, since what it shows further down is not known.
   */
  odd(query: Query, what: string): RefusalError | null {
    this.#inARow += 1;
    const isOver = this.#inARow >= IN_A_ROW;
    if (!isOver && !isFollowed(query)) return null;
    return new RefusalError('partial', `${this.#site} has changed its pages: ${what}`, {
      concerns: isOver ? 'source' : 'query',
      hint: 'What came is kept for a later version. Update koc; until then look at it yourself: koc capture.',
    });
  }
}

/** How a drift is named in messages. */
export function driftWords({ shape, path }: NonNullable<Brought['drift']>): string {
  return path === '' ? `${shape} is not understood` : `${shape} is otherwise at ${path}`;
}

/** How it is named in the manifest, as `driftFacts` does; null = everything was as it should be. */
export function driftNamed(drift: Brought['drift'], records: readonly ListedRecord[]): string | null {
  if (drift !== null) return driftFacts([drift]).drift_first ?? null;
  const missing = records.map(({ id }) => MISSING.exec(id)?.[1]).find((shape) => shape !== undefined);
  return missing === undefined ? null : `${missing}: nothing came`;
}

const MISSING = /^drift:(.*):missing$/u;

/** Sealed where something was promised and did not come: there is no answer to keep, only that it was missing. */
export function missingRecord(shape: string, missing: string): ListedRecord {
  const payload = {
    koc_drift: shape,
    path: '',
    reason: `nothing came: ${missing}`,
    is_document: false,
    body: null,
  } satisfies DriftPayload;
  return { kind: 'event', id: `drift:${shape}:missing`, parentId: null, authorId: null, publishedAt: null, payload };
}
