/**
 * The n-grams that a model learns about, numbered densely.
 * Invariant: an n-gram has one number whatever else falls into its bucket; after `oneABucket` no two share a bucket.
 */
import { bucketOf, SLOTS, slotOf } from '../linear_model.ts';
import { isPart, keys, lengthOf, ngrams, type Script } from '../ngrams.ts';
import type { HashedRows } from './fit.ts';

/** N-grams of one text, repeats included, and its length as a vector of counts. */
export interface ReadText {
  readonly keys: Uint32Array;
  readonly length: number;
}

export function readText(folded: string, script: Script): ReadText {
  const count = ngrams(folded, script);
  return { keys: keys.slice(0, count), length: lengthOf(count) };
}

export interface Vocabulary {
  /** Slot of each n-gram. */
  readonly slots: Uint32Array;
  /** Times it was seen. */
  readonly counts: Uint32Array;
  readonly isPart: Uint8Array;
  /** Number of the n-gram in each slot; −1: not known. */
  readonly numbers: Int32Array;
}

/** N-grams that the texts hold at least `fewest` times. */
export function vocabulary(texts: readonly ReadText[], fewest: number): Vocabulary {
  const seen = new Uint32Array(SLOTS);
  const parts = new Uint8Array(SLOTS);
  for (const text of texts) {
    for (const key of text.keys) {
      seen[slotOf(key)]!++;
      if (isPart(key)) parts[slotOf(key)] = 1;
    }
  }
  const slots: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++) if (seen[slot]! >= fewest) slots.push(slot);
  return numbered(slots, seen, parts);
}

function numbered(slots: readonly number[], seen: Uint32Array, parts: Uint8Array): Vocabulary {
  const numbers = new Int32Array(SLOTS).fill(-1);
  slots.forEach((slot, number) => {
    numbers[slot] = number;
  });
  return {
    slots: Uint32Array.from(slots),
    counts: Uint32Array.from(slots, (slot) => seen[slot]!),
    isPart: Uint8Array.from(slots, (slot) => parts[slot]!),
    numbers,
  };
}

/** In each bucket only the n-gram that matters most stays. @param importance by number; on a tie the lower slot stays. */
export function oneABucket(all: Vocabulary, importance: (number: number) => number): Vocabulary {
  const seen = new Uint32Array(SLOTS);
  const parts = new Uint8Array(SLOTS);
  const slots: number[] = [];
  let best = 0;
  // Slots ascend, so that those of one bucket follow one another.
  all.slots.forEach((slot, number) => {
    seen[slot] = all.counts[number]!;
    parts[slot] = all.isPart[number]!;
    const found = importance(number);
    const last = slots.length - 1;
    if (last < 0 || bucketOf(slots[last]!) !== bucketOf(slot)) slots.push(slot);
    else if (found > best) slots[last] = slot;
    else return;
    best = found;
  });
  return numbered(slots, seen, parts);
}

/** Rows for `fit`: the known n-grams of each text. */
export function hashedRows<Row extends ReadText>(
  rows: readonly Row[],
  { numbers, slots, isPart }: Vocabulary,
  label: (row: Row) => number,
  weight: (row: Row) => number,
): HashedRows {
  const starts = new Uint32Array(rows.length + 1);
  const features = new Uint32Array(rows.reduce((sum, row) => sum + row.keys.length, 0));
  let at = 0;
  rows.forEach((row, i) => {
    for (const key of row.keys) {
      const number = numbers[slotOf(key)]!;
      if (number >= 0) features[at++] = number;
    }
    starts[i + 1] = at;
  });
  return {
    features: features.subarray(0, at),
    starts,
    size: slots.length,
    strengths: Float32Array.from(isPart, (part) => (part === 1 ? PART_STRENGTH : 1)),
    lengths: Float32Array.from(rows, (row) => row.length),
    labels: Float32Array.from(rows, label),
    weights: Float32Array.from(rows, weight),
  };
}

/** A word has many parts, which would learn faster together than the word itself. */
const PART_STRENGTH = 0.5;
