/** Records that koc makes itself (decisions, publications, events): their id is a hash of their content, so repeating adds nothing new. */
import { hash } from 'node:crypto';
import type { ManifestEntry, RecordKind } from '../contracts/raw.ts';
import { canonicalJson } from '../fingerprint.ts';
import type { RawStore } from './store.ts';

/** Platform and collector of records made by koc. */
export const KOC = 'koc';
export const DECISIONS_SOURCE = 'koc_decisions';
export const PUBLICATIONS_SOURCE = 'koc_publications';

export interface Appended {
  readonly run: string;
  /** `koc_decisions`, `koc_publications` or another name for events. */
  readonly sourceId: string;
  readonly kind: Extract<RecordKind, 'decision' | 'publication' | 'event'>;
  /** Canonical rows (already validated by the caller); must survive JSON. */
  readonly records: readonly object[];
  /** What the pass stands for; with it, the pass is recorded even when it has no records. */
  readonly asked?: ManifestEntry['asked'];
}

/** Seals the records in one commit of one pass. Nothing is written, and null returned, for an empty list without `asked`. */
export async function appendRecords(raw: RawStore, appended: Appended): Promise<ManifestEntry | null> {
  const { run, sourceId, kind, records, asked } = appended;
  if (records.length === 0 && asked === undefined) return null;
  const now = raw.now();
  await using pass = raw.beginPass({
    run,
    sourceId,
    collector: KOC,
    collectorVersion: 1,
    context: {},
    startedAt: now,
    isForgotten: () => false,
  });
  await pass.write(
    records.map((record) => {
      const payloadJson = canonicalJson(record);
      return {
        platform: KOC,
        kind,
        id: hash('sha256', `${kind}\n${payloadJson}`).slice(0, 32),
        parentId: null,
        requestUrl: null,
        payloadJson,
        authorId: null,
        observedAt: now,
      };
    }),
  );
  return await pass.end({ outcome: 'ok', asked: asked ?? {} });
}
