/** What of the answers that came is this listing, what else they brought, and whether one of them is a refusal. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { RAW_SCHEMA, type RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { goneRecord } from '../engine/gone.ts';
import type { ListedRecord } from '../engine/listing.ts';
import type { Answer } from './answer.ts';
import { markListed } from './full_list.ts';
import type { Refusal, SiteSource } from './site.ts';

/** What a few answers brought together. */
export interface Brought {
  readonly records: readonly ListedRecord[];
  /** Answers that are parts of the list itself. */
  readonly lists: number;
  readonly rejected: readonly { readonly field: string; readonly reason: string }[];
  readonly gone: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  /** Shape and path of the first thing that was not understood, and whether it was an answer of the listing; null = all was. */
  readonly drift: { readonly shape: string; readonly path: string; readonly isExpected: boolean } | null;
  /** An answer of the listing that broke on the way; null = none did. */
  readonly broken: string | null;
  readonly refusal: Refusal | null;
}

/** Of `answers`, read by `read`; what came after a refusal does not count. `expects`: names of the listing's shapes. */
export function brought(
  answers: readonly Received[],
  read: (answer: Received) => Answer,
  expects: ReadonlySet<string>,
  platform: string,
): Brought {
  const records: ListedRecord[] = [];
  const rejected: Brought['rejected'][number][] = [];
  const gone: string[] = [];
  const links: Record<string, string> = {};
  let [lists, drift, broken]: [number, Brought['drift'], string | null] = [0, null, null];
  for (const received of answers) {
    const answer = read(received);
    if (answer.kind === 'refusal') {
      return { records, lists, rejected, gone, links, drift, broken, refusal: answer.refusal };
    }
    if (answer.kind === 'broken' && expects.has(answer.shape)) broken ??= `${answer.shape}: ${answer.reason}`;
    if (answer.kind !== 'seen') continue;
    for (const one of answer.readings) {
      const reading = markListed(one);
      const from = { url: reading.address, at: received.at };
      records.push(...reading.records.map((record) => ({ ...record, from })));
      for (const id of reading.gone) {
        gone.push(id);
        records.push({ ...goneListed(platform, id, received.at), from });
      }
      rejected.push(...reading.rejected);
      Object.assign(links, reading.links);
      if (!expects.has(reading.shape.name)) continue;
      // What is no list (the page of the post itself) does not say that the list is at its end.
      if (reading.more !== null) lists += 1;
    }
    for (const { record, address, shape, path } of answer.drifts) {
      records.push({ ...record, from: { url: address, at: received.at } });
      const isExpected = expects.has(shape);
      if (drift === null || (isExpected && !drift.isExpected)) drift = { shape, path, isExpected };
    }
  }
  return { records, lists, rejected, gone, links, drift, broken, refusal: null };
}

/** Whether a wait for the listing is over with this answer. */
export function endsTheWait(answer: Answer, expects: ReadonlySet<string>): boolean {
  if (answer.kind === 'refusal') return true;
  if (answer.kind === 'broken') return expects.has(answer.shape);
  if (answer.kind !== 'seen') return false;
  return (
    answer.readings.some(({ shape, more, gone }) => (expects.has(shape.name) && more !== null) || gone.length > 0) ||
    answer.drifts.some(({ shape }) => expects.has(shape))
  );
}

function goneListed(platform: string, id: string, at: number): ListedRecord {
  const { payloadJson, ...record } = goneRecord(platform, id, null, at);
  return { ...record, publishedAt: null, payload: JSON.parse(payloadJson) };
}

/** Answers that a post says it has; null = it does not say. */
export function repliesOf({ meta, said }: Pick<SiteSource, 'meta' | 'said'>, post: ListedRecord): number | null {
  const envelope: RawEnvelope = {
    schema: RAW_SCHEMA,
    platform: post.platform ?? meta.platform,
    kind: post.kind,
    id: post.id,
    parent_id: post.parentId,
    request_url: null,
    collector: meta.name,
    collector_version: meta.version,
    source_id: meta.name,
    run: 'none',
    seq: 0,
    fetched_at: post.from?.at ?? 0,
    sha256: '',
    payload: post.payload,
  };
  try {
    const told = said(envelope);
    const replies = 'skip' in told ? null : told.counts?.replies;
    return replies?.value ?? null;
  } catch (error) {
    if (error instanceof PayloadError) return null;
    throw error;
  }
}
