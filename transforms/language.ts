/**
 * Which language a text is written in, as far as the scorers need to know.
 * Invariant: decided by counting characters and function words in one pass; web addresses, handles and markup do not count.
 */
import type { Lang } from '../warehouse/contracts/transform.ts';
import { KIND, KIND_OF } from './characters.ts';
import { addToHash, EMPTY_HASH, ENGLISH, functionWordsOf, OTHER_LATIN } from './function_words.ts';
import { stripMarkup } from './markup.ts';
import { scriptOf } from './simplified.ts';
import { unitsOf } from './units.ts';

/** Raised when the same text gives another language. */
export const LANGUAGE_VERSION = '1';

/** Enough to know; what follows in longer texts changes nothing. */
const READ_UNITS = 4000;

/** What is counted: kinds of character by their own number, Latin words in place of their letters, and these. */
const TRADITIONAL = 9;
const SIMPLIFIED = 10;
const AT_SIGN = 11;
const ACCENTED = 12;
const ENGLISH_WORDS = 13;
/** Function words of the first of the other languages; the rest follow. */
const OTHERS = 14;
const tally = new Uint32Array(OTHERS + OTHER_LATIN.length);
const COUNTED_AS = countedAs();

function countedAs(): Uint8Array {
  const table = KIND_OF.slice();
  for (let unit = 0; unit < table.length; unit++) {
    if (table[unit] === KIND.han && scriptOf(unit) !== 0) table[unit] = scriptOf(unit) === 1 ? TRADITIONAL : SIMPLIFIED;
  }
  // Leads of the planes of rare Han characters.
  table.fill(KIND.han, 0xd840, 0xd88e);
  table[0x40] = AT_SIGN;
  return table;
}

/**
 * `none` for texts without a letter; `other` for every script but Chinese and Latin and for Latin texts that are not
 * English; `mixed` for Chinese and English running together. Chinese written the same in both scripts is `zh-Hans`.
 * @param original the text as it came (folding would hide the script).
 */
export function detectLanguage(original: string): Lang {
  count(stripMarkup(original.length > READ_UNITS ? original.slice(0, READ_UNITS) : original));
  const han = tally[KIND.han]! + tally[TRADITIONAL]! + tally[SIMPLIFIED]!;
  const latinWords = tally[KIND.latin]!;
  const unread = tally[KIND.letter]! + tally[KIND.hangul]! + tally[KIND.kana]!;
  if (han + unread + latinWords === 0) return 'none';
  // Chinese writers borrow a の; Japanese has more kana than that.
  const isBorrowed = unread === 1 && han >= 2;
  if (unread > 0 && !isBorrowed && unread >= 0.2 * (han + unread + 2 * latinWords)) return 'other';
  const chinese = tally[TRADITIONAL]! > tally[SIMPLIFIED]! ? 'zh-Hant' : 'zh-Hans';
  if (latinWords === 0) return chinese;
  const hanShare = han / (han + 2 * latinWords);
  if (hanShare > 0.85) return chinese;
  const latin = latinLanguage(latinWords);
  if (hanShare < 0.1) return latin;
  // Product names are Latin words in a Chinese text; running English shows by its function words.
  const english = tally[ENGLISH_WORDS]!;
  const isRunning = english >= 2 || (english >= 1 && latinWords >= 3) || hanShare < 0.2;
  return isRunning && latin === 'en' ? 'mixed' : chinese;
}

function latinLanguage(latinWords: number): 'en' | 'other' {
  const english = tally[ENGLISH_WORDS]!;
  const accented = tally[ACCENTED]!;
  let other = 0;
  for (let i = OTHERS; i < tally.length; i++) if (tally[i]! > other) other = tally[i]!;
  // English borrows accents for names (Lancôme, café): they speak against it only where many words carry them.
  const accents = latinWords >= 3 && accented >= 2 && accented > 0.2 * latinWords ? 1 : 0;
  if (other + accents === 0 || english > other + accents) return 'en';
  return other + accents > english || accented > 0 ? 'other' : 'en';
}

/** Leaves the counts in `tally`. */
function count(text: string): void {
  tally.fill(0);
  const units = unitsOf(text);
  const end = text.length;
  for (let i = 0; i < end; ) {
    const unit = units[i]!;
    const kind = COUNTED_AS[unit]!;
    if (kind === KIND.latin) {
      i = isAddress(text, i, unit) ? endOfToken(units, i, end) : readWord(units, i, end);
      continue;
    }
    i++;
    if (kind === AT_SIGN && i < end && KIND_OF[units[i]!] === KIND.latin) i = endOfHandle(units, i, end);
    else tally[kind]!++;
  }
}

/** `@name` names an account, whatever the language of the name. */
function endOfHandle(units: Uint16Array, from: number, end: number): number {
  let i = from;
  for (; i < end; i++) {
    const unit = units[i]!;
    if (KIND_OF[unit] !== KIND.latin && KIND_OF[unit] !== KIND.digit && unit !== 0x5f) break;
  }
  return i;
}

function isAddress(text: string, i: number, first: number): boolean {
  const unit = first | 0x20;
  if (unit === 0x68) return text.startsWith('http://', i) || text.startsWith('https://', i);
  return unit === 0x77 && text.startsWith('www.', i);
}

function endOfToken(units: Uint16Array, from: number, end: number): number {
  let i = from;
  while (i < end && units[i]! > 0x20 && units[i]! < 0x3000) i++;
  return i;
}

const APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;
/** Lower case of each Latin letter, itself where that is longer (İ); 0 for everything else. */
const LOWER = lowerCases();

function lowerCases(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < table.length; unit++) if (KIND_OF[unit] === KIND.latin) table[unit] = lowerOf(unit);
  return table;
}

function lowerOf(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

/** Counts the word that starts at `from` and returns its end. */
function readWord(units: Uint16Array, from: number, end: number): number {
  let i = from;
  let widest = 0;
  let hash = EMPTY_HASH;
  for (; i < end; i++) {
    const unit = units[i]!;
    let lower = LOWER[unit]!;
    if (lower === 0) {
      const isInner = (unit === APOSTROPHE || unit === CURLY_APOSTROPHE) && i + 1 < end && LOWER[units[i + 1]!] !== 0;
      if (!isInner) break;
      lower = APOSTROPHE;
    } else widest |= unit;
    hash = addToHash(hash, lower);
  }
  tally[KIND.latin]!++;
  if (widest > 0x7f) tally[ACCENTED]!++;
  const languages = functionWordsOf(hash);
  if (languages === ENGLISH) tally[ENGLISH_WORDS]!++;
  else if (languages !== 0) {
    for (let bit = 0; bit < OTHER_LATIN.length; bit++) if (languages & (2 << bit)) tally[OTHERS + bit]!++;
  }
  return i;
}
