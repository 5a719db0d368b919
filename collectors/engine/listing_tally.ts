/** What a pass over a listing has seen so far: enough to say how it ended, of a size that does not grow with it. */
import type { PassEnd } from '../../warehouse/contracts/collector.ts';
import type { Outcome } from '../../warehouse/contracts/raw.ts';
import type { ListingCursor } from './listing_cursor.ts';

/** Records remembered to leave out repetitions within a pass; what comes again later is told apart by its observation anyway. */
const REMEMBERED = 20_000;

/** What came last: of very long passes only the newer part is remembered. */
class Recent {
  #newer = new Set<string>();
  #older = new Set<string>();

  /** False for what is remembered already. */
  add(text: string): boolean {
    if (this.#newer.has(text) || this.#older.has(text)) return false;
    this.#newer.add(text);
    if (this.#newer.size >= REMEMBERED / 2) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    return true;
  }
}

export class PassTally {
  pages = 0;
  records = 0;
  /** Records outside of the window, not sealed. */
  outside = 0;
  duplicates = 0;
  /** Posts and accounts that are not there any more. */
  gone = 0;
  /** Pages in a row on which a listing showed nothing that it had not shown before. */
  idle = 0;
  isPartial = false;
  #drifts = 0;
  #firstDrift: string | null = null;
  #lostSince: number | null = null;
  #lostUntil: number | null = null;
  #refused = new Map<string, { readonly outcome: Outcome; readonly reason: string }>();
  #sealed = new Recent();
  #listed = new Recent();

  /** Whether a record was not seen like this in this pass before. */
  isNew(record: string): boolean {
    const isNew = this.#sealed.add(record);
    if (!isNew) this.duplicates += 1;
    return isNew;
  }

  /** Whether a listing has not shown this record before, inside of its window or not: another listing may have. */
  isFresh(listing: string, record: string): boolean {
    return this.#listed.add(`${listing} ${record}`);
  }

  page(records: number, isFresh: boolean): void {
    this.pages += 1;
    this.records += records;
    this.idle = isFresh ? 0 : this.idle + 1;
  }

  /** A page was otherwise than the source knows it. */
  drifted(where: string): void {
    this.#drifts += 1;
    this.#firstDrift ??= where;
  }

  /** Notes the intervals that a step has lost. */
  stepped(before: ListingCursor, after: ListingCursor): void {
    const known = new Set(
      Object.values(before.gaps)
        .flat()
        .map(({ since, until }) => `${since}-${until}`),
    );
    for (const { since, until } of Object.values(after.gaps).flat()) {
      if (known.has(`${since}-${until}`)) continue;
      this.#lostSince = Math.min(since, this.#lostSince ?? since);
      this.#lostUntil = Math.max(until, this.#lostUntil ?? until);
    }
  }

  /** A query is not answered in this pass. */
  refused(key: string, told: { readonly outcome: Outcome; readonly reason: string }): void {
    this.#refused.set(key, told);
  }

  /** `queries`: how many were asked. A pass of which nothing was answered ends as its first refusal. */
  outcome(queries: number): Outcome {
    const [first] = this.#refused.values();
    if (first !== undefined) return this.#refused.size < queries ? 'partial' : first.outcome;
    if (this.isPartial) return 'partial';
    if (this.#lostSince !== null) return 'capped';
    return this.records === 0 && this.gone === 0 ? 'empty' : 'ok';
  }

  /** For the manifest: numbers and moments only. */
  facts(): PassEnd['asked'] {
    const { pages, outside, duplicates, gone } = this;
    const lost = { lost_since: iso(this.#lostSince), lost_until: iso(this.#lostUntil) };
    const [first] = this.#refused.values();
    const refused =
      first === undefined
        ? {}
        : { refused: this.#refused.size, refused_first: `${first.outcome}: ${first.reason.slice(0, 200)}` };
    const drift = this.#firstDrift === null ? {} : { drift: this.#drifts, drift_first: this.#firstDrift };
    return { pages, outside, duplicates, gone, ...lost, ...refused, ...drift };
  }
}

function iso(utcMs: number | null): string | null {
  return utcMs === null ? null : new Date(utcMs).toISOString();
}
