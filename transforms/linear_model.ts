/**
 * The trained linear model: one int8 weight a bucket and head, read from one file.
 * Invariant: a file for another version of the n-grams, or of another size, is refused, never misread.
 */
import { z } from 'zod';
import { IntegrityError } from '../warehouse/contracts/errors.ts';
import { BUCKETS, buckets, NGRAMS_VERSION, ngrams } from './ngrams.ts';

const line = z.object({ slope: z.number(), offset: z.number() });
const head = z.object({ largest: z.number().positive(), bias: z.number(), zh: line, en: line });
const header = z.object({
  format: z.literal(2),
  ngrams: z.number(),
  buckets: z.number(),
  polarity: head,
  opinion: head,
});
export type ModelHeader = z.infer<typeof header>;
export type HeadHeader = z.infer<typeof head>;
export type Script = 'zh' | 'en';

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

/** Layout: JSON header, one `\n`, then polarity and opinion weights of each bucket in turns. */
export function packModel(head: ModelHeader, weights: Int8Array): Uint8Array {
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    Buffer.from(weights.buffer, weights.byteOffset, weights.length),
  ]);
}

/** @throws IntegrityError when the bytes are not a model for this version of the n-grams. */
export function linearModel(bytes: Uint8Array): LinearModel {
  const end = bytes.indexOf(0x0a);
  const parsed = header.safeParse(parseJson(Buffer.from(bytes.subarray(0, Math.max(0, end))).toString('utf8')));
  if (!parsed.success) throw new IntegrityError('sentiment model: the header is not readable', { hint: HINT });
  const facts = parsed.data;
  if (facts.ngrams !== NGRAMS_VERSION || facts.buckets !== BUCKETS || bytes.length !== end + 1 + 2 * BUCKETS) {
    throw new IntegrityError(`sentiment model: made for n-grams ${facts.ngrams}, here are ${NGRAMS_VERSION}`, {
      facts: { buckets: facts.buckets, bytes: bytes.length },
      hint: HINT,
    });
  }
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, 2 * BUCKETS);
  const polarityOf = decoding(facts.polarity.largest);
  const opinionOf = decoding(facts.opinion.largest);
  const model: LinearModel = {
    header: facts,
    polarity: 0,
    opinion: 0,
    read(folded, script) {
      const count = ngrams(folded);
      let polarity = 0;
      let opinion = 0;
      for (let k = 0; k < count; k++) {
        const at = buckets[k]! * 2;
        polarity += polarityOf[weights[at]! + 128]!;
        opinion += opinionOf[weights[at + 1]! + 128]!;
      }
      const norm = count === 0 ? 0 : 1 / Math.sqrt(count);
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
