/**
 * The trained linear model: one int8 weight a bucket and head, read from one file. A bucket belongs to one n-gram, and its mark
 * keeps 15 of 16 others out that fall into it.
 * Invariant: a file for another version of the n-grams, or of another size, is refused, never misread.
 */
import { z } from 'zod';
import { IntegrityError } from '../warehouse/contracts/errors.ts';
import { keys, lengthOf, NGRAMS_VERSION, ngrams, type Script } from './ngrams.ts';

/** Size of the table, a power of two. */
export const BUCKETS = 1 << 19;
const BUCKET_SHIFT = 32 - 19;
const MARK_BITS = 4;

/** Bucket and, below it, mark: what tells n-grams apart, below 2^23. */
export function slotOf(key: number): number {
  return key >>> (BUCKET_SHIFT - MARK_BITS);
}

export function bucketOf(slot: number): number {
  return slot >>> MARK_BITS;
}

/** Number of possible slots. */
export const SLOTS = BUCKETS << MARK_BITS;

const line = z.object({ slope: z.number(), offset: z.number() });
const head = z.object({ largest: z.number().positive(), bias: z.number(), zh: line, en: line });
const header = z.object({
  format: z.literal(3),
  ngrams: z.number(),
  polarity: head,
  opinion: head,
});
export type ModelHeader = z.infer<typeof header>;
export type HeadHeader = z.infer<typeof head>;

export interface LinearModel {
  readonly header: ModelHeader;
  /**
   * Reads the text once; `polarity` and `opinion` then hold its calibrated log-odds (positive against negative; any
   * feeling against none).
   * @returns number of n-grams; 0: nothing to read, both are 0.
   */
  read(folded: string, script: Script): number;
  polarity: number;
  opinion: number;
}

/**
 * A weight as int8: steps grow with its size, since most weights are small and small ones decide together.
 * @param largest size of the head's largest weight.
 */
export function quantise(weight: number, largest: number): number {
  return Math.sign(weight) * Math.round(127 * Math.sqrt(Math.min(1, Math.abs(weight) / largest)));
}

/** Weights of −128 … 127 as `quantise` wrote them, at value + 128. */
function decoding(largest: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, i) => Math.sign(i - 128) * ((i - 128) / 127) ** 2 * largest);
}

/** Weights of both heads and the slot that each bucket belongs to. */
export interface Table {
  /** Polarity and opinion of each bucket in turns. */
  readonly weights: Int8Array;
  /** Marks of two buckets a byte, the even one in the lower half. */
  readonly marks: Uint8Array;
}

export function emptyTable(): Table {
  return { weights: new Int8Array(2 * BUCKETS), marks: new Uint8Array(BUCKETS / 2) };
}

/** Gives the slot's bucket to it, with weights from `quantise`. */
export function enter({ weights, marks }: Table, slot: number, polarity: number, opinion: number): void {
  const bucket = bucketOf(slot);
  const shift = (bucket & 1) * MARK_BITS;
  weights[2 * bucket] = polarity;
  weights[2 * bucket + 1] = opinion;
  marks[bucket >>> 1] = (marks[bucket >>> 1]! & (0xf0 >>> shift)) | ((slot & 0xf) << shift);
}

/** Layout: JSON header, one `\n`, then the weights, then the marks. */
export function packModel(head: ModelHeader, { weights, marks }: Table): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), new Uint8Array(weights.buffer), marks]);
}

/** @throws IntegrityError when the bytes are not a model for this version of the n-grams. */
export function linearModel(bytes: Uint8Array): LinearModel {
  const end = bytes.indexOf(0x0a);
  const parsed = header.safeParse(parseJson(Buffer.from(bytes.subarray(0, Math.max(0, end))).toString('utf8')));
  if (!parsed.success) throw new IntegrityError('sentiment model: the header is not readable', { hint: HINT });
  const facts = parsed.data;
  if (facts.ngrams !== NGRAMS_VERSION || bytes.length !== end + 1 + 2.5 * BUCKETS) {
    throw new IntegrityError(`sentiment model: made for n-grams ${facts.ngrams}, here are ${NGRAMS_VERSION}`, {
      facts: { bytes: bytes.length },
      hint: HINT,
    });
  }
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, 2 * BUCKETS);
  const marks = bytes.subarray(end + 1 + 2 * BUCKETS);
  const polarityOf = decoding(facts.polarity.largest);
  const opinionOf = decoding(facts.opinion.largest);
  const model: LinearModel = {
    header: facts,
    polarity: 0,
    opinion: 0,
    read(folded, script) {
      const count = ngrams(folded, script);
      let polarity = 0;
      let opinion = 0;
      for (let k = 0; k < count; k++) {
        const key = keys[k]!;
        const at = key >>> BUCKET_SHIFT;
        if ((((marks[at >>> 1]! >>> ((at & 1) << 2)) ^ (key >>> 9)) & 0xf) !== 0) continue;
        polarity += polarityOf[weights[2 * at]! + 128]!;
        opinion += opinionOf[weights[2 * at + 1]! + 128]!;
      }
      const norm = count === 0 ? 0 : 1 / lengthOf(count);
      model.polarity = logOdds(polarity * norm, facts.polarity, script, count);
      model.opinion = logOdds(opinion * norm, facts.opinion, script, count);
      return count;
    },
  };
  return model;
}

const HINT = 'Restore transforms/data/sentiment.bin, or train anew with `npm run train`.';

function logOdds(sum: number, head: HeadHeader, script: Script, count: number): number {
  if (count === 0) return 0;
  const { slope, offset } = head[script];
  return slope * (sum + head.bias) + offset;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
