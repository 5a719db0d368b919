/**
 * Which language a text is written in, as far as the scorers need to know.
 * Invariant: decided by counting characters and function words in one pass; web addresses, handles and markup do not count.
 */
import type { Lang } from '../warehouse/contracts/transform.ts';
import { KIND, KIND_OF } from './characters.ts';
import { ENGLISH, functionWordsOf, OTHER_LATIN } from './function_words.ts';
import { stripMarkup } from './markup.ts';
import { isSimplifiedOnly, isTraditionalOnly } from './simplified.ts';

/** Raised when the same text gives another language. */
export const LANGUAGE_VERSION = '1';

/** Enough to know; what follows in longer texts changes nothing. */
const READ_UNITS = 4000;

interface Counts {
  han: number;
  kana: number;
  hangul: number;
  /** Letters of scripts that we do not read. */
  otherLetters: number;
  traditional: number;
  simplified: number;
  latinWords: number;
  /** Latin letters outside ASCII (é, ß, ş). */
  accented: number;
  english: number;
  /** Function words of each other European language, by index. */
  readonly others: Uint16Array;
}

/**
 * `none` for texts without a letter; `other` for every script but Chinese and Latin and for Latin texts that are not
 * English; `mixed` for Chinese and English running together. Chinese written the same in both scripts is `zh-Hans`.
 * @param original the text as it came (folding would hide the script).
 */
export function detectLanguage(original: string): Lang {
  const counts = count(stripMarkup(original.length > READ_UNITS ? original.slice(0, READ_UNITS) : original));
  const { han, kana, hangul, latinWords } = counts;
  const unread = counts.otherLetters + hangul + kana;
  if (han + unread + latinWords === 0) return 'none';
  // Chinese writers borrow a の; Japanese has more kana than that.
  const isBorrowed = unread === 1 && han >= 2;
  if (unread > 0 && !isBorrowed && unread >= 0.2 * (han + unread + 2 * latinWords)) return 'other';
  const chinese = counts.traditional > counts.simplified ? 'zh-Hant' : 'zh-Hans';
  if (latinWords === 0) return chinese;
  const hanShare = han / (han + 2 * latinWords);
  if (hanShare > 0.85) return chinese;
  const latin = latinLanguage(counts);
  if (hanShare < 0.1) return latin;
  // Product names are Latin words in a Chinese text; running English shows by its function words.
  const isRunning = counts.english >= 2 || (counts.english >= 1 && latinWords >= 3) || hanShare < 0.2;
  return isRunning && latin === 'en' ? 'mixed' : chinese;
}

function latinLanguage(counts: Counts): 'en' | 'other' {
  let other = 0;
  for (const hits of counts.others) if (hits > other) other = hits;
  // English borrows accents for names (Lancôme, café): they speak against it only where many words carry them.
  const accents = counts.latinWords >= 3 && counts.accented >= 2 && counts.accented > 0.2 * counts.latinWords ? 1 : 0;
  if (other + accents === 0 || counts.english > other + accents) return 'en';
  return other + accents > counts.english || counts.accented > 0 ? 'other' : 'en';
}

function count(text: string): Counts {
  const counts: Counts = {
    han: 0,
    kana: 0,
    hangul: 0,
    otherLetters: 0,
    traditional: 0,
    simplified: 0,
    latinWords: 0,
    accented: 0,
    english: 0,
    others: new Uint16Array(OTHER_LATIN.length),
  };
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    const kind = KIND_OF[unit]!;
    if (kind === KIND.latin) {
      i = isAddress(text, i) ? endOfToken(text, i) : readWord(text, i, counts);
      continue;
    }
    i++;
    if (kind === KIND.han) {
      counts.han++;
      if (isTraditionalOnly(unit)) counts.traditional++;
      else if (isSimplifiedOnly(unit)) counts.simplified++;
    } else if (unit === AT && isHandle(text, i)) i = endOfHandle(text, i);
    else if (kind === KIND.kana) counts.kana++;
    else if (kind === KIND.hangul) counts.hangul++;
    else if (kind === KIND.letter) counts.otherLetters++;
    else if (unit >= 0xd840 && unit <= 0xd88d) counts.han++;
  }
  return counts;
}

const AT = 0x40;

/** `@name` names an account, whatever the language of the name. */
function isHandle(text: string, i: number): boolean {
  return KIND_OF[text.charCodeAt(i)] === KIND.latin;
}

function endOfHandle(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (KIND_OF[unit] !== KIND.latin && KIND_OF[unit] !== KIND.digit && unit !== 0x5f) break;
  }
  return i;
}

function isAddress(text: string, i: number): boolean {
  const unit = text.charCodeAt(i) | 0x20;
  if (unit === 0x68) return text.startsWith('http://', i) || text.startsWith('https://', i);
  return unit === 0x77 && text.startsWith('www.', i);
}

function endOfToken(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) > 0x20 && text.charCodeAt(i) < 0x3000) i++;
  return i;
}

/** Counts the word that starts at `from` and returns its end. */
function readWord(text: string, from: number, counts: Counts): number {
  let i = from;
  let isAccented = false;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x27 || unit === 0x2019) {
      if (KIND_OF[text.charCodeAt(i + 1)] === KIND.latin) continue;
      break;
    }
    if (KIND_OF[unit] !== KIND.latin) break;
    if (unit > 0x7f) isAccented = true;
  }
  counts.latinWords++;
  if (isAccented) counts.accented++;
  if (i - from <= 12) {
    const languages = functionWordsOf(text.slice(from, i).toLowerCase().replace('’', "'"));
    if (languages & ENGLISH) counts.english++;
    for (let bit = 0; bit < counts.others.length; bit++) {
      if (languages & (2 << bit)) counts.others[bit]!++;
    }
  }
  return i;
}
