/**
 * A post that its platform does not show any more is a newer version of itself in which nothing stands: no words, no author, no
 * counts. So it leaves every list from that day on, and stays in those of the weeks before it went.
 */
import { z } from 'zod';
import type { CollectedRecord } from '../../warehouse/contracts/collector.ts';
import type { RawEnvelope, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { Rows } from '../../warehouse/contracts/rows.ts';
import { makeRows } from '../reading/row_maker.ts';

/** `published_at`: UTC ms, as it was known before; null = not known, and then no list can have it. */
const gonePayload = z.strictObject({ koc_gone: z.literal(true), published_at: z.int().nullable() });

export function goneRecord(
  platform: string,
  id: string,
  publishedAt: number | null,
  observedAt: number,
): CollectedRecord {
  const payload: z.infer<typeof gonePayload> = { koc_gone: true, published_at: publishedAt };
  return {
    platform,
    kind: 'post',
    id,
    parentId: null,
    requestUrl: null,
    payloadJson: JSON.stringify(payload),
    authorId: null,
    observedAt,
  };
}

/** The rows of such a record; null when it is an ordinary one. */
export function goneRows(envelope: RawEnvelope, header: SegmentHeader, collectsReplies: boolean): Rows | null {
  if (typeof envelope.payload !== 'object' || envelope.payload === null || !('koc_gone' in envelope.payload))
    return null;
  const read = gonePayload.safeParse(envelope.payload);
  if (!read.success) return null;
  return makeRows(envelope, header, collectsReplies, {
    record: { publishedAt: read.data.published_at },
    author: null,
    counts: null,
  });
}
