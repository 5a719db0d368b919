/** Rows of what was sealed of a site, whichever way it came in. Pure: same header and record, same rows. */
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { driftIn } from '../../warehouse/contracts/drift.ts';
import type { RawEnvelope, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { Rows, Skip } from '../../warehouse/contracts/rows.ts';
import { goneRows } from '../engine/gone.ts';
import { makeRows } from '../reading/row_maker.ts';
import { driftRows } from './drift_rows.ts';
import { unmarked } from './full_list.ts';
import type { SiteSource } from './site.ts';

/** Rows of whatever was sealed of a site. */
export function siteNormalizer(source: SiteSource): Collector['normalizer'] {
  const collectsReplies = source.meta.collects.includes('replies');
  return (header: SegmentHeader) => {
    const rowsOf = (record: RawEnvelope): Rows | Skip => {
      const gone = goneRows(record, header, collectsReplies);
      if (gone !== null) return gone;
      const plain = unmarked(record, header);
      const said = source.said(plain.record);
      return 'skip' in said ? said : makeRows(plain.record, plain.header, collectsReplies, said);
    };
    return (record) => {
      const drift = driftIn(record.payload);
      return drift === null ? rowsOf(record) : driftRows(source, record, drift, rowsOf);
    };
  };
}
