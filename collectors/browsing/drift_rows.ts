/** Reads sealed drift again: rows of everything in it as soon as a shape of this version takes it. Pure. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { DriftPayload } from '../../warehouse/contracts/drift.ts';
import type { RawEnvelope, SegmentHeader } from '../../warehouse/contracts/raw.ts';
import type { Rows, Skip } from '../../warehouse/contracts/rows.ts';
import { makeRows } from '../reading/row_maker.ts';
import { NO_ADDRESS } from './address.ts';
import type { KeptPage } from './drift.ts';
import { isCandidate } from './match.ts';
import { FORGETFUL } from './memory.ts';
import { sealablePayload } from './secrets.ts';
import type { Part, Read, SiteSource } from './site.ts';
import { gain, tryShape } from './try_shape.ts';

/** `skip` as long as no shape takes it. */
export function driftRows(
  source: SiteSource,
  header: SegmentHeader,
  record: RawEnvelope,
  drift: DriftPayload,
): Rows | Skip {
  const answer = answerOf(record, drift);
  const path = URL.parse(answer.url)?.pathname ?? '';
  const reads = source.shapes.flatMap((shape): Read[] => {
    const isMeant = shape.name === drift.koc_drift || isCandidate(shape, answer, path);
    const value = isMeant ? bodyIn(drift, shape.part) : undefined;
    const read = value === undefined ? null : tryShape(shape, value, answer, FORGETFUL.seen).read;
    return read === null || read.records.length === 0 ? [] : [read];
  });
  const best = reads.toSorted((a, b) => gain(b) - gain(a))[0];
  if (best === undefined) return { skip: `a changed layout that is not understood yet (${drift.koc_drift})` };
  return rowsOf(source, header, record, best);
}

function rowsOf(source: SiteSource, header: SegmentHeader, envelope: RawEnvelope, read: Read): Rows {
  const clean = sealablePayload(source);
  const collectsReplies = source.meta.collects.includes('replies');
  const each = read.records.map(({ platform = envelope.platform, kind, id, parentId, payload }): Rows => {
    const one: RawEnvelope = { ...envelope, platform, kind, id, parent_id: parentId, payload: clean(payload) };
    const said = source.said(one);
    return 'skip' in said ? NO_ROWS : makeRows(one, header, collectsReplies, said);
  });
  return {
    records: each.flatMap(({ records }) => records),
    authors: each.flatMap(({ authors }) => authors),
    counts: each.flatMap(({ counts }) => counts),
  };
}

const NO_ROWS: Rows = { records: [], authors: [], counts: [] };

function bodyIn({ is_document: isDocument, body }: DriftPayload, part: Part): unknown {
  if (part === 'json') return isDocument ? undefined : body;
  if (!isDocument || typeof body !== 'object' || body === null) return undefined;
  const { states, ld, markup } = body as KeptPage;
  if (part === 'html') return markup;
  return part === 'json-ld' ? ld : states?.[part.state];
}

/** As much of the answer as was sealed. */
function answerOf(
  { request_url: url, fetched_at: at }: RawEnvelope,
  { is_document: isDocument }: DriftPayload,
): Received {
  const address = url ?? NO_ADDRESS;
  return {
    url: address,
    method: 'GET',
    sent: null,
    status: 200,
    headers: {},
    text: '',
    at,
    isDocument,
    pageUrl: address,
  };
}
