/**
 * Marks records that stood in an author's own list of posts: of that author everything is seen, not only what a brand's words find. The mark
 * stands beside the platform's object in the sealed payload and is gone before a source reads it.
 */
import type { RawEnvelope, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { Reading } from './answer.ts';

const MARK = 'koc_listed';

/** The reading with its posts marked where its shape is the list of one author's posts; else as it is. */
export function markListed(reading: Reading): Reading {
  if (reading.shape.sees !== 'posts of an author') return reading;
  const marked = reading.records.map((record) =>
    record.kind === 'post' && record.isAside !== true && isObject(record.payload)
      ? { ...record, payload: { ...record.payload, [MARK]: 'author' } }
      : record,
  );
  return { ...reading, records: marked };
}

/** A sealed record as its source knows it, under a header that says how its author is covered. */
export function unmarked(
  record: RawEnvelope,
  header: SegmentHeader,
): { readonly record: RawEnvelope; readonly header: SegmentHeader } {
  if (!isObject(record.payload) || !(MARK in record.payload)) return { record, header };
  const { [MARK]: _, ...payload } = record.payload;
  return { record: { ...record, payload }, header: { ...header, context: { ...header.context, coverage: 'full' } } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
