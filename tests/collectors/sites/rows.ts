/** What a site makes of answers, from the answer to its rows, as tests look at it. */
import type { Answer } from '../../../collectors/browsing/answer.ts';
import { readSaved } from '../../../collectors/browsing/saved_read.ts';
import type { SiteSource } from '../../../collectors/browsing/site.ts';
import { siteNormalizer } from '../../../collectors/browsing/site_normalizer.ts';
import { type SiteReader, siteReader } from '../../../collectors/browsing/site_reader.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';
import type { CollectedRecord, Collector } from '../../../warehouse/contracts/collector.ts';
import type { Rows, Skip } from '../../../warehouse/contracts/rows.ts';
import { envelopeOf, headerOf } from '../envelope.ts';

export interface Look {
  readonly answers: readonly Answer[];
  readonly records: readonly CollectedRecord[];
}

/** Reads and seals the answers of one session. */
export function look(
  site: SiteSource,
  answers: readonly Received[],
  reader: SiteReader = siteReader(site, site.hosts),
): Look {
  const read = answers.map((received) => ({ at: received.at, answer: readSaved(reader, received) }));
  return {
    answers: read.map(({ answer }) => answer),
    records: read.flatMap(({ answer, at }) => reader.seal(answer, at)),
  };
}

/** Rows of sealed records by the site's own normaliser. */
export function rowsOf(site: SiteSource, records: readonly CollectedRecord[]): (Rows | Skip)[] {
  const collector = { meta: site.meta, normalizer: siteNormalizer(site) } as unknown as Collector;
  const normalise = collector.normalizer(headerOf(collector, {}));
  return records.map((record, seq) => {
    return normalise({ ...envelopeOf(collector, record, seq), fetched_at: record.fetchedAt ?? record.observedAt });
  });
}

/** Each row as text, sorted, so that only the set counts. */
export function rowSet(rows: readonly (Rows | Skip)[]): string[] {
  const all = rows.flatMap((one) => {
    return 'skip' in one ? [] : [...one.records, ...one.authors, ...one.counts].map((row) => JSON.stringify(row));
  });
  return [...new Set(all)].sort();
}
