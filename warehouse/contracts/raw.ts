/** The raw store's shapes: one envelope a record around the untouched payload, one header a segment, one manifest entry a run. */
import { z } from 'zod';

export const RECORD_KINDS = [
  'post',
  'comment',
  'author',
  'review',
  'mention',
  'event',
  'decision',
  'publication',
] as const;
export const recordKind = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof recordKind>;

/** Names usable in paths: platforms, sources, brands. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/u, 'expected a name of a-z, 0-9, _ or - (at most 64)');
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/u);

export const RAW_SCHEMA = 1;

/** One JSON line of a segment (after its header line). Times are UTC milliseconds. */
export const rawEnvelope = z.object({
  schema: z.literal(RAW_SCHEMA),
  platform: slug,
  kind: recordKind,
  id: z.string().min(1),
  parent_id: z.string().nullable(),
  /** Without secrets; null for files. */
  request_url: z.string().nullable(),
  collector: slug,
  collector_version: z.int().positive(),
  source_id: slug,
  run: z.string().min(1),
  /** Position in the run, from 0. */
  seq: z.int().nonnegative(),
  fetched_at: z.int(),
  /** Of the payload's JSON text as it stands in the line. */
  sha256: sha256Hex,
  payload: z.unknown(),
});
export type RawEnvelope = z.infer<typeof rawEnvelope>;

/** First line of every segment. `context` is what the collector's normaliser needs besides the record (an import's mapping). */
export const segmentHeader = z.object({
  schema: z.literal(RAW_SCHEMA),
  segment: z.literal('koc.raw'),
  source_id: slug,
  collector: slug,
  collector_version: z.int().positive(),
  run: z.string().min(1),
  part: z.int().nonnegative(),
  context: z.record(z.string(), z.unknown()),
});
export type SegmentHeader = z.infer<typeof segmentHeader>;

/** How a pass of a collector over a source ended (design, "Collector"). A block is never "0 results". */
export const OUTCOMES = [
  'ok',
  'empty',
  'capped',
  'partial',
  'blocked',
  'login_needed',
  'rate_limited',
  'gone',
  'failed',
] as const;
export const outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcome>;

/**
 * Whether the operator has to look: the pass brought less than the source has, and not by a limit of ours. `ok`, `empty` and
 * `capped` are a pass's good ends.
 */
export function fellShort(ended: Outcome): boolean {
  return ended !== 'ok' && ended !== 'empty' && ended !== 'capped';
}

/** A sealed segment as its manifest entry names it. */
export const segmentRef = z.object({
  /** Relative to `raw/`, with `/`. */
  path: z.string().min(1),
  sha256: sha256Hex,
  bytes: z.int().positive(),
  records: z.int().nonnegative(),
});
export type SegmentRef = z.infer<typeof segmentRef>;

/**
 * One commit of a pass: `raw/manifest/<run>.<commit>.json`, renamed into place last; what no entry names is not part of raw.
 * An import commits once, at its end; a live source commits after each batch, so that its cursor and its records move together.
 */
export const manifestEntry = z.object({
  schema: z.literal(RAW_SCHEMA),
  run: z.string().min(1),
  /** From 0 within the run. */
  commit: z.int().nonnegative(),
  source_id: slug,
  collector: slug,
  collector_version: z.int().positive(),
  platforms: z.array(slug),
  started_at: z.int(),
  finished_at: z.int(),
  /** Null in every commit of a pass but its last. */
  outcome: outcome.nullable(),
  /** Where the source goes on from; null = anew. The newest commit of a source holds its checkpoint. */
  cursor: z.unknown(),
  /** Records offered by the source, sealed here, rejected by their schema, refused because the person asked to be forgotten. */
  counts: z.object({ got: z.int(), sealed: z.int(), rejected: z.int(), forgotten: z.int() }),
  /** What the pass asked for: import file's hash and name, query, window. No secrets. */
  asked: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Oldest and newest observed_at of the records, UTC ms; null when there are none. */
  observed_from: z.int().nullable(),
  observed_to: z.int().nullable(),
  segments: z.array(segmentRef),
  /** Earlier commits of the same pass whose records, counts and segments stand in this entry: they do not count any more. Absent in older entries. */
  joins: z.array(z.int().nonnegative()).default([]),
  /** Segments that `koc forget` rewrote: what they were and what they became. */
  rewrites: z
    .array(z.object({ path: z.string(), from_sha256: sha256Hex, to_sha256: sha256Hex, at: z.int(), removed: z.int() }))
    .default([]),
  /** Segments that were dropped because the platform's terms do not let them be kept; absent in older entries. */
  expired: z
    .array(z.object({ path: z.string(), sha256: sha256Hex, records: z.int().nonnegative(), at: z.int() }))
    .default([]),
});
export type ManifestEntry = z.infer<typeof manifestEntry>;
