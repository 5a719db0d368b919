/**
 * Folding: the one form of a text in which everything else looks for words.
 * Invariant: texts that a reader takes for the same words fold to the same string: markup, width, script variant, case,
 * quotes, white space and invisible characters do not count. Never throws; linear time.
 */
import { KIND, KIND_OF } from './characters.ts';
import { MARKUP_VERSION, stripMarkup } from './markup.ts';
import { SIMPLIFIED_VERSION, simplify } from './simplified.ts';

/** Raised when the same text folds to something else. */
export const TEXT_VERSION = `text1.${MARKUP_VERSION}.${SIMPLIFIED_VERSION}`;

/** Not looked at yet; otherwise the folded unit or one of the marks below, all of which are control characters. */
const UNKNOWN = 0;
const DROP = 1;
const SPACE = 2;
/** The character needs its neighbours or more than one unit: the whole text goes the general way. */
const GENERAL = 3;

/** Filled as characters are met: building it whole would cost every start 20 ms. */
const FOLDED = new Uint16Array(0x10000);
let buffer = new Uint16Array(1024);

/**
 * Markup stripped, NFKC, zero-width and control characters removed, traditional → simplified, lower case, curly quotes →
 * straight, white space collapsed to single spaces and trimmed. Lone surrogates are dropped.
 */
export function fold(text: string): string {
  const plain = text.includes('<') || text.includes('&') ? stripMarkup(text) : text;
  return foldUnits(plain) ?? foldGenerally(plain);
}

/** Unit by unit; null when the text holds a character that this way cannot fold. */
function foldUnits(text: string): string | null {
  if (text.length > buffer.length) buffer = new Uint16Array(text.length * 2);
  let length = 0;
  let isChanged = false;
  let isSpacePending = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let folded = FOLDED[unit]!;
    if (folded <= GENERAL) {
      if (folded === UNKNOWN) folded = FOLDED[unit] = foldUnit(unit);
      if (folded === SPACE) {
        // A single plain space between words is the only one that is kept as it was.
        if (isSpacePending || unit !== 0x20 || length === 0) isChanged = true;
        isSpacePending = length > 0;
        continue;
      }
      if (folded === DROP) {
        isChanged = true;
        continue;
      }
      if (folded === GENERAL) {
        const trail = isPictograph(unit, text.charCodeAt(i + 1));
        if (!trail) return null;
        if (isSpacePending) buffer[length++] = 0x20;
        isSpacePending = false;
        buffer[length++] = unit;
        buffer[length++] = text.charCodeAt(++i);
        continue;
      }
    }
    if (isSpacePending) buffer[length++] = 0x20;
    isSpacePending = false;
    if (folded !== unit) isChanged = true;
    buffer[length++] = folded;
  }
  if (!isChanged && !isSpacePending) return text;
  return decodeUnits(length);
}

const CHUNK = 8192;

function decodeUnits(length: number): string {
  if (length <= CHUNK) return String.fromCharCode.apply(null, buffer.subarray(0, length) as unknown as number[]);
  let out = '';
  for (let from = 0; from < length; from += CHUNK) {
    const part = buffer.subarray(from, Math.min(length, from + CHUNK));
    out += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return out;
}

/** Emoji whose pair no normalisation touches: 1F1E6–1F1FF, 1F300–1FBEF. */
function isPictograph(lead: number, trail: number): boolean {
  if (!(trail >= 0xdc00 && trail <= 0xdfff)) return false;
  if (lead === 0xd83d) return true;
  if (lead === 0xd83c) return trail >= 0xdf00 || (trail >= 0xdde6 && trail <= 0xddff);
  return lead === 0xd83e && trail < 0xdff0;
}

function foldUnit(unit: number): number {
  if (KIND_OF[unit] === KIND.space) return SPACE;
  if (KIND_OF[unit] === KIND.surrogate) return GENERAL;
  if (isInvisible(unit)) return DROP;
  const character = String.fromCharCode(unit);
  const folded = foldCharacter(character);
  // Marks and Hangul parts join their neighbours under NFKC.
  if (folded.length !== 1 || /[\p{M}\u1100-\u11ff]/u.test(folded)) return GENERAL;
  const result = folded.charCodeAt(0);
  return result <= GENERAL || KIND_OF[result] === KIND.space ? GENERAL : result;
}

function foldCharacter(character: string): string {
  const lowered = character.normalize('NFKC').toLowerCase().normalize('NFKC');
  let out = '';
  for (const one of lowered) out += QUOTES.get(one) ?? String.fromCodePoint(simplify(one.codePointAt(0)!));
  return out;
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‛', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
]);

/** Control and format characters, variation selectors and fillers that a reader does not see. */
function isInvisible(unit: number): boolean {
  return (
    (unit < 0x20 && KIND_OF[unit] !== KIND.space) ||
    (unit >= 0x7f && unit <= 0x9f && unit !== 0x85) ||
    unit === 0xad ||
    unit === 0x34f ||
    unit === 0x61c ||
    unit === 0x115f ||
    unit === 0x1160 ||
    unit === 0x17b4 ||
    unit === 0x17b5 ||
    (unit >= 0x180b && unit <= 0x180f) ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    unit === 0x3164 ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xfeff ||
    unit === 0xffa0 ||
    (unit >= 0xfff0 && unit <= 0xfffb) ||
    unit >= 0xfffe
  );
}

/** The same steps for any text, character by character over the normalised whole. */
function foldGenerally(text: string): string {
  const lowered = text.replace(LONE_SURROGATE, '').normalize('NFKC').toLowerCase().normalize('NFKC');
  let out = '';
  let isSpacePending = false;
  for (const character of lowered) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint < 0x10000) {
      if (KIND_OF[codePoint] === KIND.space) {
        isSpacePending = out.length > 0;
        continue;
      }
      if (isInvisible(codePoint)) continue;
    } else if (codePoint >= 0xe0000 && codePoint <= 0xe0fff) continue;
    if (isSpacePending) out += ' ';
    isSpacePending = false;
    out += QUOTES.get(character) ?? String.fromCodePoint(simplify(codePoint));
  }
  return out.normalize('NFC');
}

const LONE_SURROGATE = /\p{Surrogate}/gu;
