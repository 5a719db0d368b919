/**
 * Worker thread: turns one sealed segment into lake parts, composing the collector's normaliser, the text transforms and the
 * lake writer. Pure given (segment, settings): any worker, in any order, writes the same bytes.
 */
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadCollector } from '../../collectors/discover.ts';
import { withAddresses } from '../../transforms/addresses.ts';
import { calibrated, calibratedSentiment, polarityOf, type SourceCalibration } from '../../transforms/calibration.ts';
import { cues } from '../../transforms/cues.ts';
import { disclosure, listedEvidence } from '../../transforms/disclosure.ts';
import { intents } from '../../transforms/intents.ts';
import { brandMatcher } from '../../transforms/mentions.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { emptySimilarity, similarity } from '../../transforms/similarity.ts';
import { fold } from '../../transforms/text.ts';
import { KocError, PayloadError } from '../../warehouse/contracts/errors.ts';
import { pseudonymiser } from '../../warehouse/contracts/ids.ts';
import type { RawEnvelope, SegmentHeader, SegmentRef } from '../../warehouse/contracts/raw.ts';
import type { CanonicalRecord, Rows, Skip } from '../../warehouse/contracts/rows.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';
import type { BrandMention, BrandNames, Sentiment } from '../../warehouse/contracts/transform.ts';
import { LakeParts, type PartSet, tablesOf } from '../../warehouse/lake/parts.ts';
import { type Origin, SegmentWriter } from '../../warehouse/lake/segment_writer.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { addKocRecord } from './koc_records.ts';
import { onnxClient } from './onnx_client.ts';
import { calibrationOf, type Reading } from './reading.ts';
import { codePoints, type RecordWords, recordWords } from './record_words.ts';

export interface WorkerSettings {
  readonly workspaceDir: string;
  readonly timezone: string;
  readonly key: Uint8Array;
  readonly brands: readonly BrandNames[];
  readonly reading: Reading;
}

interface PendingRecord {
  readonly record: CanonicalRecord;
  readonly origin: Origin;
  readonly words: RecordWords;
}

export interface SegmentTask {
  readonly segment: SegmentRef;
  /** Steps to do; those already stamped are not among them. */
  readonly sets: readonly PartSet[];
}

export type SegmentAnswer =
  | { readonly ok: true; readonly records: number; readonly skipped: Readonly<Record<string, number>> }
  | { readonly ok: false; readonly message: string; readonly hint: string | undefined; readonly isIntegrity: boolean };

const settings = workerData as WorkerSettings;
const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' });
const connection = await instance.connect();
const writer = new SegmentWriter({
  connection,
  pseudonymise: pseudonymiser(settings.key),
  offset: zoneOffset(settings.timezone),
  fold,
});
const parts = new LakeParts(settings.workspaceDir);
const scorer = defaultScorer(settings.reading.ownWords);
const matcher = brandMatcher(settings.brands, scorer);
/** Loaded only where the config asks for them: a neural model and a dictionary take their time. */
const { onnxModelDir, keywordTerms } = settings.reading;
const onnx = onnxModelDir === null ? null : await onnxClient(onnxModelDir);
const keywords =
  keywordTerms === null ? null : (await import('../../transforms/keywords.ts')).keywordExtractor(keywordTerms);
const scratch = emptySimilarity();

parentPort!.on('message', (task: SegmentTask) => {
  mapSegment(task).then(
    (answer) => parentPort!.postMessage(answer),
    (error: unknown) => {
      const known = error instanceof KocError ? error : undefined;
      const answer: SegmentAnswer = {
        ok: false,
        message: error instanceof Error ? error.message : String(error),
        hint: known?.hint,
        isIntegrity: known?.name === 'IntegrityError',
      };
      parentPort!.postMessage(answer);
    },
  );
});

async function mapSegment(task: SegmentTask): Promise<SegmentAnswer> {
  const steps = new Set(task.sets.map((set) => set.step));
  const skipped: Record<string, number> = {};
  let records = 0;
  writer.begin();
  const { header, batches } = await readSegment(join(settings.workspaceDir, 'raw'), task.segment);
  const normalise = await normaliserOf(header);
  for await (const batch of batches) {
    const pending: PendingRecord[] = [];
    for (const envelope of batch) {
      records++;
      const origin: Origin = {
        versionKey: envelope.sha256.slice(0, 32),
        sourceId: envelope.source_id,
        fetchedAt: envelope.fetched_at,
      };
      if (normalise === null) {
        if (steps.has('normalise')) addKocRecord(writer, envelope);
        continue;
      }
      const rows = normaliseOne(normalise, envelope);
      if ('skip' in rows) {
        skipped[rows.skip] = (skipped[rows.skip] ?? 0) + 1;
        continue;
      }
      for (const record of rows.records) {
        const one = { record, origin, words: recordWords(record) };
        // A neural model wants many texts at a time; the others read a text best while it is at hand.
        if (onnx === null) mapRecord(one, steps);
        else pending.push(one);
      }
      if (!steps.has('normalise')) continue;
      for (const author of rows.authors) writer.addAuthor(author, origin);
      for (const counts of rows.counts) writer.addCounts(writer.postKey(counts), counts, origin);
    }
    if (onnx === null) continue;
    const texts = steps.has('features') ? pending.map(({ words }) => ({ folded: words.whole, lang: words.lang })) : [];
    const feelings = await onnx.scoreAll(texts);
    for (const [i, one] of pending.entries()) mapRecord(one, steps, feelings[i]);
  }
  await seal(task.sets, skipped);
  return { ok: true, records, skipped };
}

/** @param given uncalibrated feeling of the whole text, where it was read elsewhere. */
function mapRecord({ record, origin, words }: PendingRecord, steps: ReadonlySet<string>, given?: Sentiment): void {
  const postKey = writer.postKey(record);
  const { whole, lang } = words;
  const calibration = calibrationOf(settings.reading, origin.sourceId);
  if (steps.has('normalise')) writer.addRecord(postKey, record, origin, codePoints(whole));
  if (steps.has('features')) {
    const feeling = given ?? scorer.score(whole, lang);
    const sentiment = calibration === null ? feeling : calibratedSentiment(feeling, calibration);
    const said = disclosure(whole);
    writer.addTextScores(
      postKey,
      {
        lang,
        sentiment,
        intents: intents(whole),
        disclosure: { state: said.state, kind: said.kind, listedEvidence: listedEvidence(said) },
        cues: cues(withAddresses(whole, record.text)),
        similarity: similarity(whole, scratch),
      },
      origin,
    );
  }
  if (steps.has('mentions')) {
    const isAnswer = record.parentId !== null || record.rootId !== null;
    const { mentions, aspects } = matcher.match(words.record, { readsNameless: isAnswer });
    for (const mention of mentions)
      writer.addMention(postKey, calibration === null ? mention : calibratedMention(mention, calibration), origin);
    for (const opinion of aspects) writer.addAspect(postKey, opinion, origin);
  }
  if (steps.has('keywords') && keywords !== null) {
    for (const keyword of keywords(whole, lang)) writer.addKeyword(postKey, keyword, origin);
  }
}

/** A mention without a feeling of its own takes that of the text, which is calibrated already. */
function calibratedMention(mention: BrandMention, calibration: SourceCalibration): BrandMention {
  const { positiveP, negativeP } = mention;
  if (positiveP === null || negativeP === null) return mention;
  const fitted = calibrated({ positiveP, negativeP }, calibration);
  return { ...mention, ...fitted, polarity: polarityOf(fitted) };
}

/** Null for records that koc writes itself. */
async function normaliserOf(header: SegmentHeader): Promise<((record: RawEnvelope) => Rows | Skip) | null> {
  if (header.collector === 'koc') return null;
  return (await loadCollector(header.collector)).normalizer(header);
}

/** A record whose shape the parser does not know stays in raw and is counted, so that a later parser can read it. */
function normaliseOne(normalise: (record: RawEnvelope) => Rows | Skip, envelope: RawEnvelope): Rows | Skip {
  try {
    return normalise(envelope);
  } catch (error) {
    if (error instanceof PayloadError)
      return { skip: `unknown shape at ${String(error.facts['path'] ?? 'the record')}` };
    throw error;
  }
}

/** Parts first, each under a temporary name, then renamed; the stamp last. */
async function seal(sets: readonly PartSet[], skipped: Record<string, number>): Promise<void> {
  const admittedFromDay = writer.admittedFromDay;
  for (const set of sets) {
    const rows: Record<string, number> = {};
    for (const table of tablesOf(set.step)) {
      const path = parts.path(table.name, set);
      await mkdir(dirname(path), { recursive: true });
      const count = await writer.writePart(table.name, `${path}.part`);
      if (count > 0) await rename(`${path}.part`, path);
      rows[table.name] = count;
    }
    await parts.writeStamp(set, { rows, admittedFromDay: set.step === 'normalise' ? admittedFromDay : null, skipped });
  }
}
