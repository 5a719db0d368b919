/** Seals records in memory, so that normalisers can be tested without a raw store. */
import { hash } from 'node:crypto';
import type { CollectedRecord, Collector } from '../../warehouse/contracts/collector.ts';
import { RAW_SCHEMA, type RawEnvelope, rawEnvelope, type SegmentHeader } from '../../warehouse/contracts/raw.ts';
import { IMPORTED_AT } from './workspace.ts';

/** Header of the segment that a collector's records would be sealed in. */
export function headerOf(collector: Collector, context: Readonly<Record<string, unknown>>): SegmentHeader {
  return {
    schema: RAW_SCHEMA,
    segment: 'koc.raw',
    source_id: 'fixture',
    collector: collector.meta.name,
    collector_version: collector.meta.version,
    run: '20261116T070000Z-000000',
    part: 0,
    context: { ...context },
  };
}

/** A record as it would be sealed, `seq` records into the run. */
export function envelopeOf(collector: Collector, record: CollectedRecord, seq: number): RawEnvelope {
  return rawEnvelope.parse({
    schema: RAW_SCHEMA,
    platform: record.platform,
    kind: record.kind,
    id: record.id,
    parent_id: record.parentId,
    request_url: record.requestUrl,
    collector: collector.meta.name,
    collector_version: collector.meta.version,
    source_id: 'fixture',
    run: '20261116T070000Z-000000',
    seq,
    fetched_at: IMPORTED_AT,
    sha256: hash('sha256', record.payloadJson),
    payload: JSON.parse(record.payloadJson),
  });
}
