/** Reads sealed drift again: rows of everything in it as soon as a shape of this version takes it. Pure. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { DriftPayload } from '../../warehouse/contracts/drift.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Rows, Skip } from '../../warehouse/contracts/rows.ts';
import { goneRecord } from '../engine/gone.ts';
import { NO_ADDRESS } from './address.ts';
import type { KeptPage } from './drift.ts';
import { markListed } from './full_list.ts';
import { isCandidate } from './match.ts';
import { FORGETFUL } from './memory.ts';
import { sealablePayload } from './secrets.ts';
import type { Part, Read, Shape, SiteSource } from './site.ts';
import { gain, tryShape } from './try_shape.ts';

/** `skip` as long as no shape takes it. `rowsOf`: what the source says of a record that was sealed by itself. */
export function driftRows(
  source: SiteSource,
  record: RawEnvelope,
  drift: DriftPayload,
  rowsOf: (record: RawEnvelope) => Rows | Skip,
): Rows | Skip {
  const answer = answerOf(record, drift);
  const path = URL.parse(answer.url)?.pathname ?? '';
  const reads = source.shapes.flatMap((shape): Taken[] => {
    const isMeant = shape.name === drift.koc_drift || isCandidate(shape, answer, path);
    const value = isMeant ? bodyIn(drift, shape.part) : undefined;
    const read = value === undefined ? null : tryShape(shape, value, answer, FORGETFUL.seen).read;
    return read === null || read.records.length + (read.gone?.length ?? 0) === 0 ? [] : [{ shape, read }];
  });
  const best = reads.toSorted((a, b) => gain(b.read) - gain(a.read))[0];
  if (best === undefined) return { skip: `a changed layout that is not understood yet (${drift.koc_drift})` };
  const each = recordsOf(source, record, best).flatMap((one) => {
    const rows = rowsOf(one);
    return 'skip' in rows ? [] : [rows];
  });
  return {
    records: each.flatMap(({ records }) => records),
    authors: each.flatMap(({ authors }) => authors),
    counts: each.flatMap(({ counts }) => counts),
  };
}

interface Taken {
  readonly shape: Shape;
  readonly read: Read;
}

/** As they would have been sealed by themselves. */
function recordsOf(source: SiteSource, envelope: RawEnvelope, { shape, read }: Taken): RawEnvelope[] {
  const clean = sealablePayload(source);
  const { request_url: address, fetched_at: at } = envelope;
  const { records } = markListed({
    ...{ shape, address, more: read.more, rejected: [], gone: [], links: {} },
    records: read.records.map((record) => ({ ...record, payload: clean(record.payload) })),
  });
  const gone = (read.gone ?? []).map((id) => goneRecord(envelope.platform, id, null, at));
  return [
    ...records.map(({ platform = envelope.platform, kind, id, parentId, payload }) => {
      return { ...envelope, platform, kind, id, parent_id: parentId, payload };
    }),
    ...gone.map(({ kind, id, payloadJson }) => ({
      ...envelope,
      kind,
      id,
      payload: JSON.parse(payloadJson) as unknown,
    })),
  ];
}

function bodyIn({ is_document: isDocument, body }: DriftPayload, part: Part): unknown {
  if (part === 'json') return isDocument ? undefined : body;
  if (!isDocument || typeof body !== 'object' || body === null) return undefined;
  const { states, ld, markup } = body as KeptPage;
  if (part === 'html') return markup;
  return part === 'json-ld' ? ld : states?.[part.state];
}

/** As much of the answer as was sealed. */
function answerOf({ request_url: url, fetched_at: at }: RawEnvelope, drift: DriftPayload): Received {
  const address = url ?? NO_ADDRESS;
  const isDocument = drift.is_document;
  return {
    url: address,
    method: 'GET',
    sent: drift.sent === undefined ? null : JSON.stringify(drift.sent),
    status: 200,
    headers: {},
    text: '',
    at,
    isDocument,
    pageUrl: drift.page ?? address,
  };
}
