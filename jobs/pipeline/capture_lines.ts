/** What a capture brings, line by line, on its way into raw: small enough to be written at once, so that a kill costs seconds. */
import { z } from 'zod';
import { query } from '../../warehouse/contracts/live.ts';
import { outcome, recordKind, slug } from '../../warehouse/contracts/raw.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const collected = z.object({
  platform: slug,
  kind: recordKind,
  id: z.string().min(1),
  parentId: z.string().nullable(),
  requestUrl: z.string().nullable(),
  payloadJson: z.string(),
  authorId: z.string().nullable(),
  observedAt: z.int(),
  fetchedAt: z.int(),
});

export const captureLine = z.discriminatedUnion('line', [
  z.object({ line: z.literal('record'), record: collected }),
  /** An item that did not pass its schema. */
  z.object({ line: z.literal('rejected'), field: z.string(), reason: z.string() }),
  /** Something of the list of what to look at was looked at. */
  z.object({ line: z.literal('looked'), query, at: z.int() }),
  /** Somebody whose own list of posts was seen. */
  z.object({ line: z.literal('listed'), authorId: z.string().min(1), at: z.int() }),
  /** Addresses at which single posts open; they may hold tokens and go into state, never into raw. */
  z.object({ line: z.literal('links'), links: z.record(z.string(), z.string()) }),
  /** A small picture of a post, for `media/`; never into raw. */
  z.object({
    line: z.literal('picture'),
    platform: slug,
    kind: recordKind,
    id: z.string().min(1),
    authorId: z.string().min(1),
    at: z.int(),
    jpeg: z.base64(),
  }),
  /** The last line of a capture that ended by itself. */
  z.object({ line: z.literal('end'), outcome, asked: z.record(z.string(), scalar) }),
]);
export type CaptureLine = z.infer<typeof captureLine>;

/** What stands in a capture's folder beside its lines: whose they are. */
export const captureHead = z.object({
  run: z.string().min(1),
  source_id: slug,
  collector: slug,
  collector_version: z.int().positive(),
  platform: slug,
  started_at: z.int(),
});
export type CaptureHead = z.infer<typeof captureHead>;
