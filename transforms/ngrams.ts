/**
 * Hashed n-grams of a folded text: what the linear sentiment model sees.
 * Invariant: one pass, no allocation per n-gram; training and inference use this very function, so a change here raises
 * `NGRAMS_VERSION` and needs new weights.
 */
import { KIND, KIND_OF } from './characters.ts';
import { unitsOf } from './units.ts';

/** Raised when the same text gives other n-grams; the weights' file says for which version it was trained. */
export const NGRAMS_VERSION = 2;

/** Longer texts are read up to here: what a review says, it says before. */
export const READ_UNITS = 4000;

/** Hashes of one text's n-grams, 32 bits each; reused until the next call. A text of n units has fewer than 3 n. */
export const keys = new Uint32Array(READ_UNITS * 3);

const SEED_UNIGRAM = 0x3c6ef372;
const SEED_WORD = 0x510e527f;
const SEED_PART = 0x1f83d9ab;
/** Signs and numbers mean other things in English: a shared `!` cost both languages. Words and characters are shared. */
const SIGNS_OF: Readonly<Record<Script, number>> = { zh: 0, en: 0x2545f491 };
const PRIME = 0x01000193;
const SPREAD = 0x9e3779b1;
/** Lowest bit of a hash, which no table looks at: set for parts of words only. */
const PART = 1;

const AT = 0x40;
const APOSTROPHE = 0x27;
const UNDERSCORE = 0x5f;
const REPLACEMENT = 0xfffd;
const NUMBER_TOKEN = 0x30;
/** Joins the first token to the start of the text, and the last to its end. */
const START_TOKEN = 2;
const END_TOKEN = 3;
const SQUARE = 0x5b;
const BRACE = 0x7b;
/** What stands where an export took a web address out. */
const PLACEHOLDERS = ['[url]', '[link]', '{url}', '{link}'];

/** Texts differ in the signs of both languages: `en` where the text is English, else `zh`. */
export type Script = 'zh' | 'en';

/** True for the hash of a part of a word. */
export function isPart(key: number): boolean {
  return (key & PART) === PART;
}

/**
 * Fills `keys` and returns how many there are (repeats count). Han characters, emoji, punctuation and Latin words are tokens;
 * tokens count alone and in pairs, Latin words also by the 4 and 5 letter parts within their borders. Web addresses and
 * `@handles` are skipped: they name, they do not feel. Of a run of one token two count: 哈哈哈哈 laughs no more than 哈哈.
 */
export function ngrams(folded: string, script: Script): number {
  const length = Math.min(folded.length, READ_UNITS);
  const signs = SIGNS_OF[script];
  let count = 0;
  let previous = START_TOKEN ^ signs;
  let beforePrevious = previous;
  // Letters are read several times, Han characters once: for those alone the copy would not pay.
  let units: Uint16Array | null = null;
  for (let i = 0; i < length; ) {
    const unit = folded.charCodeAt(i);
    const kind = KIND_OF[unit]!;
    let token = unit;
    if (kind === KIND.space) {
      i++;
      continue;
    }
    if (kind === KIND.han) i++;
    else if (kind === KIND.latin) {
      units ??= unitsOf(folded);
      const end = endOfWord(units, i, length, folded.length);
      if (units[end] === 0x3a && folded.startsWith('://', end)) {
        i = endOfAddress(folded, end, length);
        continue;
      }
      token = hashWord(units, i, end);
      count = parts(units, i, end, count);
      i = end;
    } else if (kind === KIND.digit) {
      do i++;
      while (i < length && KIND_OF[folded.charCodeAt(i)] === KIND.digit);
      token = NUMBER_TOKEN ^ signs;
    } else if (unit === AT && i + 1 < length && isHandle(folded.charCodeAt(i + 1))) {
      do i++;
      while (i < length && isHandle(folded.charCodeAt(i)));
      continue;
    } else if (kind === KIND.surrogate) {
      token = Math.imul(unit, PRIME) ^ folded.charCodeAt(i + 1) ^ signs;
      i += 2;
    } else if (unit === SQUARE || unit === BRACE) {
      const skipped = placeholderLength(folded, i);
      i += Math.max(1, skipped);
      if (skipped > 0) continue;
      token = unit ^ signs;
    } else {
      i++;
      // A character that was lost on the way says nothing.
      if (unit === REPLACEMENT) continue;
      token = unit ^ signs;
    }
    if (token === previous && token === beforePrevious) continue;
    keys[count++] = Math.imul(token ^ SEED_UNIGRAM, SPREAD) & ~PART;
    keys[count++] = pair(previous, token);
    beforePrevious = previous;
    previous = token;
  }
  if (count > 0) keys[count++] = pair(previous, END_TOKEN);
  return count;
}

function pair(first: number, second: number): number {
  const hash = Math.imul(Math.imul(first, PRIME) ^ second, SPREAD);
  return Math.imul(hash ^ (hash >>> 15), SPREAD) & ~PART;
}

/** How often each hash was met in the text being measured; all 0 in between. */
const met = new Uint16Array(1 << 14);

/** Euclidean length of the first `count` of `keys` as a vector of counts: what repeats a word does not weigh by saying more. */
export function lengthOf(count: number): number {
  let squares = 0;
  for (let k = 0; k < count; k++) {
    const slot = keys[k]! >>> 18;
    const times = met[slot]!;
    squares += 2 * times + 1;
    met[slot] = times + 1;
  }
  for (let k = 0; k < count; k++) met[keys[k]! >>> 18] = 0;
  return Math.sqrt(squares);
}

/** Units of the placeholder that begins at `i`; 0: none does. */
function placeholderLength(text: string, i: number): number {
  for (const placeholder of PLACEHOLDERS) if (text.startsWith(placeholder, i)) return placeholder.length;
  return 0;
}

function isHandle(unit: number): boolean {
  const kind = KIND_OF[unit]!;
  return kind === KIND.latin || kind === KIND.digit || unit === UNDERSCORE;
}

/** @param whole length of the text, which may go on behind `length`. */
function endOfWord(units: Uint16Array, from: number, length: number, whole: number): number {
  let i = from + 1;
  for (; i < length; i++) {
    const unit = units[i]!;
    if (KIND_OF[unit] === KIND.latin) continue;
    if (unit !== APOSTROPHE || i + 1 >= whole || KIND_OF[units[i + 1]!] !== KIND.latin) break;
  }
  return i;
}

function endOfAddress(text: string, from: number, length: number): number {
  let i = from;
  while (i < length && text.charCodeAt(i) > 0x20 && text.charCodeAt(i) < 0x3000) i++;
  return i;
}

function hashWord(units: Uint16Array, from: number, end: number): number {
  let hash = SEED_WORD;
  for (let i = from; i < end; i++) hash = Math.imul(hash ^ units[i]!, PRIME);
  return hash ^ (hash >>> 15);
}

/** Parts of 4 and 5 letters of `<word>`, borders included; words of one letter have none, very long ones only their first. */
function parts(units: Uint16Array, from: number, end: number, count: number): number {
  let at = count;
  const last = Math.min(end, from + 24);
  for (let start = from - 1; start <= last - 3; start++) {
    let hash = SEED_PART;
    for (let i = start; i < start + 4; i++) hash = Math.imul(hash ^ (i < from || i >= end ? 1 : units[i]!), PRIME);
    keys[at++] = Math.imul(hash ^ (hash >>> 15), SPREAD) | PART;
    const i = start + 4;
    if (i > last) break;
    hash = Math.imul(hash ^ (i >= end ? 1 : units[i]!), PRIME);
    keys[at++] = Math.imul(hash ^ (hash >>> 15), SPREAD) | PART;
  }
  return at;
}
