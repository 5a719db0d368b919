/**
 * Hashed n-grams of a folded text: what the linear sentiment model sees.
 * Invariant: one pass, no allocation per n-gram; training and inference use this very function, so a change here raises
 * `NGRAMS_VERSION` and needs new weights.
 */
import { KIND, KIND_OF } from './characters.ts';

/** Raised when the same text gives other n-grams; the weights' file says for which version it was trained. */
export const NGRAMS_VERSION = 1;

/** Buckets of the hash, a power of two. */
export const BUCKETS = 1 << 19;
const SHIFT = 32 - 19;

/** Longer texts are read up to here: what a review says, it says before. */
export const READ_UNITS = 4000;

/** Bucket numbers of one text; reused until the next call. A text of n units has fewer than 5 n. */
export const buckets = new Uint32Array(READ_UNITS * 6);

const SEED_UNIGRAM = 0x3c6ef372;
const SEED_WORD = 0x510e527f;
const SEED_PART = 0x1f83d9ab;
const PRIME = 0x01000193;
const SPREAD = 0x9e3779b1;

const AT = 0x40;
const APOSTROPHE = 0x27;
const UNDERSCORE = 0x5f;
const NUMBER_TOKEN = 0x30;
/** Joins the first token to the start of the text. */
const START_TOKEN = 2;

/**
 * Fills `buckets` and returns how many there are (repeats count). Han characters, emoji, punctuation and Latin words are tokens;
 * tokens count alone and in pairs, Latin words also by the 3 to 5 letter parts within their borders. Web addresses and
 * `@handles` are skipped: they name, they do not feel.
 */
export function ngrams(folded: string): number {
  const length = Math.min(folded.length, READ_UNITS);
  let count = 0;
  let previous = START_TOKEN;
  for (let i = 0; i < length; ) {
    const unit = folded.charCodeAt(i);
    const kind = KIND_OF[unit]!;
    let token = unit;
    if (kind === KIND.space) {
      i++;
      continue;
    }
    if (kind === KIND.latin) {
      const end = endOfWord(folded, i, length);
      if (folded.charCodeAt(end) === 0x3a && folded.startsWith('://', end)) {
        i = endOfAddress(folded, end, length);
        continue;
      }
      token = hashWord(folded, i, end);
      count = parts(folded, i, end, count);
      i = end;
    } else if (kind === KIND.digit) {
      do i++;
      while (i < length && KIND_OF[folded.charCodeAt(i)] === KIND.digit);
      token = NUMBER_TOKEN;
    } else if (unit === AT && i + 1 < length && isHandle(folded.charCodeAt(i + 1))) {
      do i++;
      while (i < length && isHandle(folded.charCodeAt(i)));
      continue;
    } else if (kind === KIND.surrogate) {
      token = Math.imul(unit, PRIME) ^ folded.charCodeAt(i + 1);
      i += 2;
    } else i++;
    buckets[count++] = Math.imul(token ^ SEED_UNIGRAM, SPREAD) >>> SHIFT;
    const pair = Math.imul(Math.imul(previous, PRIME) ^ token, SPREAD);
    buckets[count++] = Math.imul(pair ^ (pair >>> 15), SPREAD) >>> SHIFT;
    previous = token;
  }
  return count;
}

function isHandle(unit: number): boolean {
  const kind = KIND_OF[unit]!;
  return kind === KIND.latin || kind === KIND.digit || unit === UNDERSCORE;
}

function endOfWord(text: string, from: number, length: number): number {
  let i = from + 1;
  for (; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (KIND_OF[unit] === KIND.latin) continue;
    if (unit !== APOSTROPHE || KIND_OF[text.charCodeAt(i + 1)] !== KIND.latin) break;
  }
  return i;
}

function endOfAddress(text: string, from: number, length: number): number {
  let i = from;
  while (i < length && text.charCodeAt(i) > 0x20 && text.charCodeAt(i) < 0x3000) i++;
  return i;
}

function hashWord(text: string, from: number, end: number): number {
  let hash = SEED_WORD;
  for (let i = from; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash ^ (hash >>> 15);
}

/** Parts of 3 to 5 letters of `<word>`, borders included; words of one letter have none, very long ones only their first. */
function parts(text: string, from: number, end: number, count: number): number {
  let at = count;
  const last = Math.min(end, from + 24);
  for (let start = from - 1; start <= last - 2; start++) {
    let hash = SEED_PART;
    for (let i = start; i < start + 5; i++) {
      if (i > last) break;
      hash = Math.imul(hash ^ (i < from || i >= end ? 1 : text.charCodeAt(i)), PRIME);
      if (i >= start + 2) buckets[at++] = Math.imul(hash ^ (hash >>> 15), SPREAD) >>> SHIFT;
    }
  }
  return at;
}
