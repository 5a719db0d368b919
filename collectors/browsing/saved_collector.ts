/** Takes files of saved bodies of a site into raw: by the same shapes, as records of the same collector, as what its pages received. */

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type {
  Batch,
  CollectContext,
  CollectedRecord,
  Collector,
  PassEnd,
} from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { hashFile } from '../engine/hash_file.ts';
import { NO_ADDRESS } from './address.ts';
import type { Answer, Drift } from './answer.ts';
import { driftFacts } from './drift.ts';
import { type SavedBody, savedBodies } from './saved_file.ts';
import { readSaved } from './saved_read.ts';
import type { SiteSource } from './site.ts';
import { siteNormalizer } from './site_normalizer.ts';
import { siteReader } from './site_reader.ts';

export const savedOptions = z.strictObject({
  file: z.string().min(1).describe('what was saved: a body as JSON or JSON lines, a page, a HAR with content'),
});
export type SavedOptions = z.infer<typeof savedOptions>;

/** Records that are written at once. */
const BATCH = 500;

/** The same file again changes nothing. Throws UsageError for a file in which nothing of the site is known. */
export function savedCollector(source: SiteSource): Collector<SavedOptions, null> {
  const { caps: _caps, ...meta } = source.meta;
  return {
    meta: { ...meta, caps: {}, pace: null, order: 'file', queryKinds: ['file'], paths: ['file'] },
    options: savedOptions,
    cursor: z.null(),
    context: async () => ({}),
    inputs: async ({ file }, _context, signal) => ({ file_sha256: await hashFile(file, signal) }),
    collect: (pass) => collectSaved(source, pass),
    normalizer: siteNormalizer(source),
  };
}

async function* collectSaved(
  source: SiteSource,
  pass: CollectContext<SavedOptions, null>,
): AsyncGenerator<Batch<null>, PassEnd> {
  const { file } = pass.options;
  const { size } = await stat(file);
  const reader = siteReader(source, source.hosts);
  const tally = { answers: 0, records: 0, unknown: 0, refused: 0 };
  const drifts: Drift[] = [];
  let records: CollectedRecord[] = [];
  let rejected = 0;
  const reject = (line: number, field: string | null, reason: string): void => {
    rejected += 1;
    pass.reject({ line, field, reason });
  };
  const take = ({ line, body }: SavedBody): void => {
    if (typeof body === 'string') {
      reject(line, null, body);
      return;
    }
    const answer = readSaved(reader, body);
    const why = unusable(source, answer);
    if (why !== null) {
      tally[answer.kind === 'refusal' ? 'refused' : 'unknown'] += 1;
      // A HAR holds everything that a browser received; what is not of this site is no fault of the file.
      if (answer.kind !== 'nothing' || body.url === NO_ADDRESS) reject(line, null, why);
      return;
    }
    if (answer.kind !== 'seen') return;
    tally.answers += 1;
    drifts.push(...answer.drifts);
    for (const { rejected: odd } of answer.readings) for (const { field, reason } of odd) reject(line, field, reason);
    records.push(...reader.seal(answer, body.at));
  };
  for await (const saved of savedBodies(file, (read) => pass.progress(read, size))) {
    pass.signal.throwIfAborted();
    take(saved);
    if (records.length < BATCH) continue;
    tally.records += records.length;
    yield { records, cursor: null, rejected };
    [records, rejected] = [[], 0];
  }
  tally.records += records.length;
  if (tally.answers === 0) throw nothingKnown(source, basename(file), tally.refused);
  yield { records, cursor: null, rejected };
  const isShort = drifts.length > 0 || tally.refused > 0;
  return {
    outcome: isShort ? 'partial' : tally.records === 0 ? 'empty' : 'ok',
    asked: {
      file: basename(file),
      bytes: size,
      recognised: source.meta.name,
      answers: tally.answers,
      unknown: tally.unknown,
      refused: tally.refused,
      ...driftFacts(drifts),
    },
  };
}

/** Why a body that was saved is of no use; null = it is. */
function unusable(source: SiteSource, answer: Answer): string | null {
  switch (answer.kind) {
    case 'seen':
      return null;
    case 'nothing':
      return `no shape of ${source.meta.name} takes it`;
    case 'refusal':
      return `the platform refused: ${answer.refusal.sign}`;
    case 'broken':
      return `${answer.shape}: ${answer.reason}`;
  }
}

function nothingKnown({ meta, shapes }: SiteSource, name: string, refused: number): UsageError {
  const looked = [...new Set(shapes.map(({ sees }) => sees))].join(', ');
  const why = refused > 0 ? `; ${refused} of its bodies say that the platform refused` : '';
  return new UsageError(`${name} holds nothing of ${meta.name} that is known${why}`, {
    hint: `Looked for: ${looked}. Save bodies as the browser received them, or a HAR with content.`,
  });
}
